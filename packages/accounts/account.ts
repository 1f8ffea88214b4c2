// SPDX-License-Identifier: Apache-2.0
import { type Result, refuse } from '@symbolon/foundation'
import { z } from 'zod'
import { defineMemberAct, done, inTransaction, type Member, type Outcome } from './act.ts'
import { note } from './audit.ts'
import type { AccountPage, Me } from './contract.ts'
import { lastWayIn, noSuchMember } from './problems.ts'
import { rotate, sessionsOf } from './sessions.ts'
import { tablesOf } from './tables.ts'

const id = z.strictObject({ id: z.string().min(1).max(1500) })
const nothing = z.strictObject({})

/** Who is signed in, for the head of every page. */
export async function meOf({ store, session, namesOf }: Member): Promise<Me> {
  const { person, name, role, party } = session
  const rows = await tablesOf(store.projector)
    .selectFrom('accounts.membership')
    .select(['party', 'role'])
    .where('person', '=', person)
    .orderBy('since')
    .orderBy('party')
    .execute()
  const named = await namesOf(rows.map((row) => row.party))
  const nameOf = (id: string) => named.find((one) => one.id === id) ?? { id, names: {} }
  return { person, name, role, party, memberships: rows.map((row) => ({ role: row.role, party: nameOf(row.party) })) }
}

const account = defineMemberAct({
  name: 'account',
  input: nothing,
  run: async (member) => {
    const { store, session } = member
    const db = tablesOf(store.projector)
    const { person } = session
    const own = await db
      .selectFrom('accounts.person')
      .selectAll()
      .where('person', '=', person)
      .executeTakeFirstOrThrow()
    const password = await db.selectFrom('accounts.password').select('person').where('person', '=', person).execute()
    const codes = await db.selectFrom('accounts.recovery').select('person').where('person', '=', person).execute()
    const passkeys = await db.selectFrom('accounts.passkey').selectAll().where('person', '=', person).execute()
    const identities = await db.selectFrom('accounts.identity').selectAll().where('person', '=', person).execute()
    const { memberships } = await meOf(member)
    const nameOf = (party: string) =>
      memberships.find((one) => one.party.id === party)?.party ?? { id: party, names: {} }
    const answer: AccountPage = {
      name: own.name,
      signInName: own.sign_in_name,
      password: password.length > 0,
      recoveryLeft: codes.length,
      memberships: memberships.map((one) => ({ ...one, current: one.party.id === session.party })),
      identities: identities.map(({ issuer, since }) => ({ issuer, since: since.toISOString() })),
      passkeys: passkeys.map((one) => ({
        id: one.credential,
        name: one.name,
        since: one.since.toISOString(),
        used: one.used_at?.toISOString() ?? null,
      })),
      sessions: (await sessionsOf(store, person)).map(({ id, how, opened, seen, party }) => ({
        id,
        how,
        opened: opened.toISOString(),
        seen: seen.toISOString(),
        current: id === session.id,
        party: nameOf(party),
      })),
    }
    return done(answer)
  },
})

const endSession = defineMemberAct({
  name: 'end-session',
  input: z.strictObject({ id: z.uuid() }),
  run: async ({ store, session }, { id }) => {
    const ended = await store.projector
      .deleteFrom('store.session')
      .where('id', '=', id)
      .where('person', '=', session.person)
      .executeTakeFirst()
    if (ended.numDeletedRows !== 1n) return refuse(noSuchMember())
    await note(store, { party: session.party, person: session.person, act: 'end-session' })
    return id === session.id ? done(null, null) : done()
  },
})

const endOthers = defineMemberAct({
  name: 'end-other-sessions',
  input: nothing,
  run: async ({ store, session }) => {
    await store.projector
      .deleteFrom('store.session')
      .where('person', '=', session.person)
      .where('id', '!=', session.id)
      .execute()
    await note(store, { party: session.party, person: session.person, act: 'end-other-sessions' })
    return done()
  },
})

const switchTo = defineMemberAct({
  name: 'switch',
  input: z.strictObject({ party: z.uuid() }),
  run: async ({ store, session }, { party }) =>
    inTransaction(store, async (db) => {
      const own = await tablesOf(db)
        .selectFrom('accounts.membership')
        .select('party')
        .where('person', '=', session.person)
        .where('party', '=', party)
        .forUpdate()
        .executeTakeFirst()
      if (!own) return refuse(noSuchMember())
      return done(null, await rotate(store, session, party, db))
    }),
})

/** Takes a way in away, if another is left, and gives the session another token. */
async function removeWay(
  { store, session }: Member,
  act: string,
  remove: (db: ReturnType<typeof tablesOf>) => Promise<number>,
): Promise<Result<Outcome<unknown>>> {
  const { person, party } = session
  return inTransaction(store, async (inside) => {
    const db = tablesOf(inside)
    // Two that go at once would each see the other as the one that is left.
    await db.selectFrom('accounts.person').select('person').where('person', '=', person).forUpdate().execute()
    if ((await remove(db)) === 0) return refuse(noSuchMember())
    const left = await Promise.all(
      (['accounts.passkey', 'accounts.password', 'accounts.identity'] as const).map((table) =>
        db.selectFrom(table).select('person').where('person', '=', person).limit(1).execute(),
      ),
    )
    if (left.flat().length === 0) return refuse(lastWayIn())
    await note(store, { party, person, act }, inside)
    return done(null, await rotate(store, session, party, inside))
  })
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

export const accountActs = [account, endSession, endOthers, switchTo, removePasskey, removePassword]
