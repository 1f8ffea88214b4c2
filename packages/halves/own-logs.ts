// SPDX-License-Identifier: Apache-2.0

import type { App } from '@symbolon/app'
import type { Id } from '@symbolon/foundation'
import { openCheckpoint, parseCheckpoint, rootAt, splitNote } from '@symbolon/record'
import { copyOf, hashSource, type Store, verifierOf } from '@symbolon/store'
import type { NotNull } from 'kysely'

/** The open logs of this record's own that hold anything. */
export const ownLogs = (store: Store) =>
  store.projector
    .selectFrom('store.log')
    .select(['arrangement', 'id', 'audience', 'stopped'])
    .where('vkey', 'is', null)
    .where('continued_in', 'is', null)
    .where('size', '>', 0)
    .orderBy('id')
    .execute()

/** The arrangements of this record: those that have a log here, and those that its register names. */
export async function arrangementsHere(store: Store): Promise<Id[]> {
  const logs = await ownLogs(store)
  const named = await store.projector
    .selectFrom('store.statement')
    .select('canonical')
    .where('kind', '=', 'arrangement.registered')
    .$narrowType<{ canonical: NotNull }>()
    .orderBy('recorded_at')
    .execute()
  const ids = named.map(({ canonical }) => (JSON.parse(canonical) as { body: { arrangement: Id } }).body.arrangement)
  // The register comes first: it names the others.
  return [...new Set([store.home.register, ...logs.map(({ arrangement }) => arrangement), ...ids])]
}

/** The log that a note is of, by its origin line; null where it is no checkpoint. */
export function originLog(note: string): Id | null {
  const split = splitNote(note)
  const parsed = split.ok ? parseCheckpoint(split.text) : split
  return parsed.ok ? (parsed.checkpoint.origin.split('/').at(-1) ?? null) : null
}

/** The size of a note that this record signed over a log and that the log does not come to; null of any other note. */
export async function beyondHere(app: App, arrangement: Id, log: Id, note: string): Promise<number | null> {
  const opened = openCheckpoint(note, verifierOf(app.hub, log))
  const here = await copyOf(app.store, arrangement, log)
  if (!opened.ok || !here || here.vkey !== null) return null
  const { size, root } = opened.checkpoint
  if (size > here.size) return size
  const own = await rootAt(size, hashSource(app.store.projector, arrangement, log))
  return Buffer.compare(own, root) === 0 ? null : size
}
