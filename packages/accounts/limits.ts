// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import type { Problem } from '@symbolon/foundation'
import type { Store } from '@symbolon/store'
import { sql } from 'kysely'
import { tooOften } from './problems.ts'
import { tablesOf } from './tables.ts'

/** How many attempts within a quarter of an hour: many sit behind the one address of a ministry. */
export const WINDOW_MINUTES = 15
export const MOST_A_NAME = 10
export const MOST_AN_ADDRESS = 100
export const MOST_FAILURES = 3

const keyOf = (kind: string, of: string) => createHash('sha256').update(`${kind} ${of}`).digest()

/**
 * Counts an attempt, known name or not, and refuses the one that is too many. Kept in the database, so that a restart
 * forgets nothing. Whoever knows a name can use up its attempts: the passkey of that account still works.
 */
async function count(db: Store['projector'], kind: string, of: string, most: number): Promise<Problem | null> {
  const { rows } = await sql<{ count: number }>`
    insert into accounts.attempt as a (key, since, count) values (${keyOf(kind, of)}, now(), 1)
    on conflict (key) do update set
      count = case when a.since < now() - make_interval(mins => ${WINDOW_MINUTES}) then 1 else a.count + 1 end,
      since = case when a.since < now() - make_interval(mins => ${WINDOW_MINUTES}) then now() else a.since end
    returning count`.execute(db)
  return rows[0]!.count > most ? tooOften({ minutes: WINDOW_MINUTES }) : null
}

export const countName = (store: Store, name: string) => count(store.projector, 'name', name, MOST_A_NAME)
export const countAddress = (store: Store, address: string) =>
  count(store.projector, 'address', address, MOST_AN_ADDRESS)
/** Counts a failed sign-in; refuses those beyond what the trail of a delegation is to be filled with. */
export const countFailure = (db: Store['projector'], name: string) => count(db, 'failure', name, MOST_FAILURES)

/** After a success the name starts anew; the address does not, so that one good account pays for no guessing. */
export async function forgetName(store: Store, name: string): Promise<void> {
  await tablesOf(store.projector).deleteFrom('accounts.attempt').where('key', '=', keyOf('name', name)).execute()
}

/** Removes what counts no longer; a job does it (app/jobs.ts). */
export async function forgetOld(store: Store): Promise<void> {
  await sql`delete from accounts.attempt where since < now() - interval '1 day'`.execute(store.projector)
  await sql`delete from accounts.ceremony where expires_at < now()`.execute(store.projector)
  await sql`delete from store.session where expires_at < now() - interval '1 day'`.execute(store.projector)
}
