// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import type { Store } from '@symbolon/store'
import { sql } from 'kysely'
import { z } from 'zod'
import { MOST_NAME } from './contract.ts'
import { endSessionsOf } from './sessions.ts'
import { tablesOf } from './tables.ts'

export const personName = z.string().trim().min(1).max(MOST_NAME)

/**
 * Makes a person. The name to sign in with is made here and not chosen: nobody learns by choosing which are taken.
 */
export async function makePerson(store: Store, db: Store['projector'], person: Id, name: string): Promise<string> {
  const number = new DataView(Uint8Array.from(store.world.random(4)).buffer).getUint32(0) % 1_000_000
  const sign_in_name = `${plain(name)}-${String(number).padStart(6, '0')}`
  await tablesOf(db).insertInto('accounts.person').values({ person, name, sign_in_name, disabled_at: null }).execute()
  return sign_in_name
}

const plain = (name: string) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40) || 'person'

/** Gives a person another name and answers the one before. Locked, so that of two at once each tells what it replaced. */
export async function renamePerson(db: Store['projector'], person: Id, name: string): Promise<string> {
  const before = await tablesOf(db)
    .selectFrom('accounts.person')
    .select('name')
    .where('person', '=', person)
    .forUpdate()
    .executeTakeFirstOrThrow()
  await tablesOf(db).updateTable('accounts.person').set({ name }).where('person', '=', person).execute()
  return before.name
}

/** Shuts a person out at once, sessions and all, until the host lets it in again. Answers whether there is one. */
export async function disablePerson(store: Store, signInName: string, disabled = true): Promise<boolean> {
  return store.projector.transaction().execute(async (db) => {
    const found = await tablesOf(db)
      .updateTable('accounts.person')
      .set({ disabled_at: disabled ? sql<Date>`now()` : null })
      .where('sign_in_name', '=', signInName.trim().toLowerCase())
      .returning('person')
      .executeTakeFirst()
    if (found) await endSessionsOf(db, found.person)
    return found !== undefined
  })
}

export type Listed = {
  name: string
  signInName: string
  disabled: string | null
  /** When it last used a session, of those that have not ended. */
  seen: string | null
  memberships: { party: Id; role: string }[]
}

/** Everybody who signs in here, for the host: it invites heads and shuts people out, and so must know who there is. */
export async function listPeople(store: Store): Promise<Listed[]> {
  const db = tablesOf(store.projector)
  const people = await db.selectFrom('accounts.person').selectAll().orderBy('sign_in_name').execute()
  const memberships = await db.selectFrom('accounts.membership').selectAll().orderBy('since').orderBy('party').execute()
  const sessions = await store.projector
    .selectFrom('store.session')
    .select((eb) => ['person', eb.fn.max('seen_at').as('seen')])
    .where('person', 'is not', null)
    .groupBy('person')
    .execute()
  const seen = new Map(sessions.map((one) => [one.person, one.seen.toISOString()]))
  return people.map(({ person, name, sign_in_name, disabled_at }) => ({
    ...{ name, signInName: sign_in_name, disabled: disabled_at?.toISOString() ?? null, seen: seen.get(person) ?? null },
    memberships: memberships.filter((one) => one.person === person).map(({ party, role }) => ({ party, role })),
  }))
}
