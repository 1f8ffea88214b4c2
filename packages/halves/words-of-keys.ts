// SPDX-License-Identifier: Apache-2.0
import type { Id, Recorded } from '@symbolon/foundation'
import { keyStatements, type View } from '@symbolon/store'

/**
 * What those said of their keys who speak in an arrangement, as far as the reader reads it. In the register that is part
 * of its own half already.
 */
export async function wordsOfKeys(
  view: View,
  { arrangement, register }: { arrangement: Id; register: Id },
): Promise<Recorded[]> {
  if (arrangement === register) return []
  const logs = view.selectFrom('store.log').select('vkey').where('arrangement', '=', arrangement).orderBy('id')
  const all = await keyStatements(view, (await logs.executeTakeFirst())?.vkey ?? null)
  const parties = [...new Set(all.map(({ recordedBy }) => recordedBy))]
  if (parties.length === 0) return []
  const rows = await view
    .selectFrom('store.statement')
    .select('recorded_by')
    .distinct()
    .where('arrangement', '=', arrangement)
    .where('recorded_by', 'in', parties)
    .execute()
  const speakers = new Set(rows.map(({ recorded_by }) => recorded_by))
  // A copy of a register has another id than the register of the place that keeps it.
  return all.filter((one) => speakers.has(one.recordedBy) && one.arrangement !== arrangement)
}
