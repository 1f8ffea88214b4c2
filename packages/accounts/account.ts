// SPDX-License-Identifier: Apache-2.0
import { refuse } from '@symbolon/foundation'
import { z } from 'zod'
import { defineMemberAct, done, inTransaction, type Member } from './act.ts'
import { note } from './audit.ts'
import type { AccountPage, Me } from './contract.ts'
import { idOfIdentity } from './linking.ts'
import { personName, renamePerson } from './persons.ts'
import { noSuchMember } from './problems.ts'
import { rotate, sessionsOf } from './sessions.ts'
import { tablesOf } from './tables.ts'

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
      identities: identities.map((one) => ({
        id: idOfIdentity(one),
        issuer: one.issuer,
        since: one.since.toISOString(),
      })),
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

/** What colleagues read changes; the name to sign in with was made once and stays. The trails tell of both names. */
const rename = defineMemberAct({
  name: 'rename',
  input: z.strictObject({ name: personName }),
  run: async ({ store, session: { person } }, { name }) =>
    inTransaction(store, async (db) => {
      const renamed = await renamePerson(db, person, name)
      if (renamed === name) return done()
      const subject = [renamed, name].map((one) => one.slice(0, 98)).join(' → ')
      const rows = tablesOf(db).selectFrom('accounts.membership').select('party').where('person', '=', person)
      for (const { party } of await rows.execute()) await note(store, { party, person, act: 'rename', subject }, db)
      return done()
    }),
})

export const accountActs = [account, endSession, endOthers, switchTo, rename]
