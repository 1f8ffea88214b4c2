// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import { type Hub, type View, verifierKeyOf } from '@symbolon/store'

/** A log under the last checkpoint that was signed over it, as a reader of it has it. */
export type PublishedLog = { arrangement: Id; id: Id; audience: string; size: number; vkey: string; note: string }

/** The logs of an arrangement that the reader may read and that a checkpoint covers; of those the one with id `only`. */
export async function publishedLogs(view: View, hub: Hub, arrangement: Id, only?: Id): Promise<PublishedLog[]> {
  const all = view
    .selectFrom('store.log as l')
    .innerJoin('store.checkpoint as c', (join) =>
      join
        .onRef('c.arrangement', '=', 'l.arrangement')
        .onRef('c.log', '=', 'l.id')
        .onRef('c.size', '=', 'l.signed_size'),
    )
    .select(['l.arrangement', 'l.id', 'l.audience', 'l.signed_size as size', 'l.vkey', 'c.note'])
    .where('l.arrangement', '=', arrangement)
    .orderBy('l.id')
  const rows = await (only === undefined ? all : all.where('l.id', '=', only)).execute()
  return rows.map((row) => ({ ...row, vkey: row.vkey ?? verifierKeyOf(hub, row.id) }))
}
