// SPDX-License-Identifier: Apache-2.0

import type { Id } from '@symbolon/foundation'
import { openCheckpoint, rootAt, splitNote } from '@symbolon/record'
import { type Continued, copyOf, hashSource, type LogPlace, type Store, verifierOfKey } from '@symbolon/store'
import type { NotNull } from 'kysely'

/**
 * The log in which a log that went back goes on, where its host said so itself: a statement in another log under the
 * same key, among what was proven here, names the checkpoint that is shown now as the last one kept, ours leads to that
 * one, and it names a later one as lost. Null where the host said nothing of the kind: then it is a fork.
 */
export async function continuationOf(
  store: Store,
  { arrangement, log }: LogPlace,
  { shown }: { shown: string },
): Promise<Id | null> {
  const copy = await copyOf(store, arrangement, log)
  if (!copy?.vkey) return null
  const rows = await store.projector
    .selectFrom('store.statement as s')
    .innerJoin('store.log as l', (join) =>
      join.onRef('l.arrangement', '=', 's.arrangement').onRef('l.id', '=', 's.log'),
    )
    .select(['s.log', 's.canonical', 'l.vkey'])
    .where('s.arrangement', '=', arrangement)
    .where('s.kind', '=', 'log.continued')
    .$narrowType<{ canonical: NotNull }>()
    .execute()
  const verifier = verifierOfKey(copy.vkey)
  const source = hashSource(store.projector, arrangement, log)
  for (const row of rows) {
    const { body } = JSON.parse(row.canonical) as { body: Continued }
    if (body.log !== log || row.vkey === null || keyIn(row.vkey) !== keyIn(copy.vkey)) continue
    if (body.kept === null || textOf(body.kept) !== textOf(shown)) continue
    const [kept, lost] = [openCheckpoint(body.kept, verifier), openCheckpoint(body.lost, verifier)]
    if (!kept.ok || !lost.ok || kept.checkpoint.size > copy.size) continue
    const root = await rootAt(kept.checkpoint.size, source)
    if (Buffer.compare(root, kept.checkpoint.root) === 0) return row.log
  }
  return null
}

/** The public key alone: the name before it is the log's own. */
const keyIn = (vkey: string): string => vkey.split('+').slice(2).join('+')

const textOf = (note: string): string | null => {
  const split = splitNote(note)
  return split.ok ? split.text : null
}
