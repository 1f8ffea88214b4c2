// SPDX-License-Identifier: Apache-2.0
import type { Audience, Id } from '@symbolon/foundation'

/**
 * Whether whoever reads `from` reads `to`, and others may besides. `seats` are those held today: the only way in which
 * named parties are among the seats. Seats change hands, so that no list of parties is ever wider than seats.
 */
export function isWider(from: Audience, to: Audience, seats: { party: Id; tier: string }[]): boolean {
  if (from.to === 'public') return false
  if (to.to === 'public') return true
  if (to.to === 'parties') return from.to === 'parties' && holdsMore(to.parties, from.parties)
  if (from.to === 'seats') return holdsMore(to.tiers, from.tiers)
  const tiers: string[] = to.tiers
  return from.parties.every((party) => seats.some((seat) => seat.party === party && tiers.includes(seat.tier)))
}

const holdsMore = (wide: readonly string[], narrow: readonly string[]): boolean =>
  narrow.every((one) => wide.includes(one)) && wide.some((one) => !narrow.includes(one))
