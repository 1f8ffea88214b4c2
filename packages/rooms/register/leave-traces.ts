// SPDX-License-Identifier: Apache-2.0
import type { Recorded, Saying } from '@symbolon/foundation'
import type { Writer } from '@symbolon/store'
import { rulesOf } from './queries/rules.ts'

/**
 * For each statement that not everybody may read, one in the public log that tells that it was made, where the
 * arrangement chose so. It names neither kind nor readers nor log, and no id of what it traces.
 */
export async function leaveTraces(writer: Writer, said: Recorded[]): Promise<Saying[]> {
  const traces: Saying[] = []
  const confidential = said.filter(({ audience }) => audience.to !== 'public')
  for (const [arrangement, group] of Map.groupBy(confidential, (one) => one.arrangement)) {
    if ((await rulesOf(writer, arrangement)).trace !== 'left') continue
    traces.push(...group.map(() => ({ kind: 'trace.left', arrangement, body: {} })))
  }
  return traces
}
