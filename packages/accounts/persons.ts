// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import type { Store } from '@symbolon/store'
import { sql } from 'kysely'
import { endSessionsOf } from './sessions.ts'
import { tablesOf } from './tables.ts'

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
