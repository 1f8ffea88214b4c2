// SPDX-License-Identifier: Apache-2.0
import { defineProblem, type Id } from '@symbolon/foundation'
import { type Kysely, sql } from 'kysely'
import type { Store } from './store.ts'
import type { StoreTables } from './tables.ts'
import { ThrownRefusal } from './thrown-refusal.ts'

export const notReconciled = defineProblem(
  'store/not-reconciled',
  503,
  /*i18n*/ 'This record was restored from a backup, and partners may keep more of it than it does: nothing is said or signed until the host has asked them (symbolon recover). Reading works.',
)
export const logStopped = defineProblem(
  'store/log-stopped',
  503,
  /*i18n*/ 'A checkpoint was shown that was signed here and that this record does not come to: statements were lost, so nothing is added for these readers until the host has recovered them (symbolon recover). Reading works.',
)

/** Thrown by an append that may not be. */
export class Withheld extends ThrownRefusal {}

/** Whether a restore of this record has yet to be reconciled with what partners keep, as SQL. */
export const unreconciled = sql<boolean>`exists (select from store.installation r where r.key like 'restored %'
  and not exists (select from store.installation d where d.key = 'reconciled ' || substr(r.key, 10)))`

export async function isWithheld(db: Kysely<StoreTables>): Promise<boolean> {
  return (await sql<{ is: boolean }>`select ${unreconciled} as is`.execute(db)).rows[0]!.is
}

/** Notes that this record is that of a backup, taken at `takenAt`: from now on it is withheld. */
export async function markRestored(store: Store, takenAt: string): Promise<void> {
  const row = { key: `restored ${store.world.newId()}`, value: takenAt }
  await store.projector.insertInto('store.installation').values(row).execute()
}

/** Ends what `markRestored` began, however often it did; `how` stays as the host's word. */
export async function markReconciled(store: Store, how: string): Promise<void> {
  const value = `${store.world.now().toISOString()} ${how}`
  await sql`insert into store.installation (key, value)
    select 'reconciled ' || substr(key, 10), ${value} from store.installation where key like 'restored %'
    on conflict do nothing`.execute(store.projector)
}

/**
 * Stops a log of this record's own: a note that its key signed tells of more, or of something else, than there is. It
 * is signed no more and takes no statement. The first such note stays, for the host to recover from.
 */
export async function stopLog(store: Store, { arrangement, log }: LogPlace, note: string): Promise<void> {
  const row = store.projector.updateTable('store.log').set({ stopped: note }).where('stopped', 'is', null)
  await row.where('arrangement', '=', arrangement).where('id', '=', log).where('vkey', 'is', null).execute()
}

/** Lets a stopped log go on: what the note told of is here again. */
export async function resumeLog(store: Store, { arrangement, log }: LogPlace): Promise<void> {
  const row = store.projector.updateTable('store.log').set({ stopped: null })
  await row.where('arrangement', '=', arrangement).where('id', '=', log).execute()
}
export type LogPlace = { arrangement: Id; log: Id }
