// SPDX-License-Identifier: Apache-2.0
import { type Id, type Result, refuse } from '@symbolon/foundation'
import { z } from 'zod'
import { defineMemberAct, done, inTransaction, type Member, type Outcome } from './act.ts'
import { note } from './audit.ts'
import { beginLink, idOfIdentity } from './linking.ts'
import { lastWayIn, noSuchMember, notLinked } from './problems.ts'
import { rotate } from './sessions.ts'
import { type Db, tablesOf } from './tables.ts'

const id = z.strictObject({ id: z.string().min(1).max(1500) })
const nothing = z.strictObject({})

/** Takes a way in away, if another is left, and gives the session another token. */
async function removeWay(
  { store, session, openId }: Member,
  act: string,
  remove: (db: Db) => Promise<number>,
  subject = '',
): Promise<Result<Outcome<unknown>>> {
  const { person, party } = session
  return inTransaction(store, async (inside) => {
    const db = tablesOf(inside)
    // Two that go at once would each see the other as the one that is left.
    await db.selectFrom('accounts.person').select('person').where('person', '=', person).forUpdate().execute()
    if ((await remove(db)) === 0) return refuse(noSuchMember())
    if (!(await hasWayIn(db, person, openId?.issuer ?? null))) return refuse(lastWayIn())
    await note(store, { party, person, act, subject }, inside)
    return done(null, await rotate(store, session, party, inside))
  })
}

/** An identity of a provider that is not, or no longer, the host's signs nobody in. */
async function hasWayIn(db: Db, person: Id, issuer: string | null): Promise<boolean> {
  const own = (['accounts.passkey', 'accounts.password'] as const).map((table) =>
    db.selectFrom(table).select('person').where('person', '=', person).limit(1).execute(),
  )
  const there = db.selectFrom('accounts.identity').select('person').where('person', '=', person)
  const left = await Promise.all([
    ...own,
    there
      .where('issuer', '=', issuer ?? '')
      .limit(1)
      .execute(),
  ])
  return left.flat().length > 0
}

const removePasskey = defineMemberAct({
  name: 'remove-passkey',
  input: id,
  fresh: true,
  run: async (member, { id }) =>
    removeWay(member, 'remove-passkey', async (db) =>
      Number(
        (
          await db
            .deleteFrom('accounts.passkey')
            .where('person', '=', member.session.person)
            .where('credential', '=', id)
            .executeTakeFirst()
        ).numDeletedRows,
      ),
    ),
})

const removePassword = defineMemberAct({
  name: 'remove-password',
  input: nothing,
  fresh: true,
  run: async (member) =>
    removeWay(member, 'remove-password', async (db) => {
      const { person } = member.session
      await db.deleteFrom('accounts.recovery').where('person', '=', person).execute()
      const gone = await db.deleteFrom('accounts.password').where('person', '=', person).executeTakeFirst()
      return Number(gone.numDeletedRows)
    }),
})

/** Begins to link an identity of the host's provider: by a form of ours alone, so that no link elsewhere begins it. */
const linkOpenId = defineMemberAct({
  name: 'link-openid',
  input: nothing,
  fresh: true,
  run: async (member) => (member.openId ? done({ link: await beginLink(member) }) : refuse(notLinked())),
})

const unlinkOpenId = defineMemberAct({
  name: 'unlink-openid',
  input: id,
  fresh: true,
  run: async (member, { id }) => {
    const { store, session } = member
    const rows = tablesOf(store.projector).selectFrom('accounts.identity').selectAll()
    const own = await rows.where('person', '=', session.person).execute()
    const found = own.find((one) => idOfIdentity(one) === id)
    if (!found) return refuse(noSuchMember())
    const remove = async (db: Db) => {
      const gone = db.deleteFrom('accounts.identity').where('person', '=', session.person)
      const { issuer, subject } = found
      const { numDeletedRows } = await gone
        .where('issuer', '=', issuer)
        .where('subject', '=', subject)
        .executeTakeFirstOrThrow()
      return Number(numDeletedRows)
    }
    return removeWay(member, 'unlink-openid', remove, new URL(found.issuer).host)
  },
})

export const wayInActs = [removePasskey, removePassword, linkOpenId, unlinkOpenId]
