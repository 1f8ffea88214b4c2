// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import type { Standing } from './contract.ts'

type Said = { said_by: Id; recorded_by: Id }

/**
 * Whose word a commitment is, promisor by promisor. Owned: the promisor said it, or confirmed it, through its own seat.
 * Contested: its last word on it is that. A confirmation holds for the words that were there: where somebody corrects them
 * later, the promisor has not said those. Otherwise attributed: somebody else says that it promised.
 */
export function standingOf(
  commitment: Said & { promisors: Id[]; latest_index: number },
  positions: (Said & { position: string; error: string | null; index: number })[],
): { party: Id; standing: Standing }[] {
  return commitment.promisors.map((party) => {
    const own = positions.filter((one) => one.said_by === party && one.recorded_by === party && one.error === null)
    const last = own.at(-1)
    if (last?.position === 'contested') return { party, standing: 'contested' }
    const said = commitment.said_by === party && commitment.recorded_by === party
    const confirmed = last !== undefined && last.index > commitment.latest_index
    return { party, standing: confirmed || said ? 'owned' : 'attributed' }
  })
}
