// SPDX-License-Identifier: Apache-2.0
import { type Audience, audienceOfKey, type Id } from '@symbolon/foundation'
import type { View } from '@symbolon/store'

/** The open seats of an arrangement that the reader can see. */
export const openSeats = (view: View, arrangement: Id) =>
  view
    .selectFrom('store.seat')
    .selectAll()
    .where('arrangement', '=', arrangement)
    .where('until', 'is', null)
    .orderBy('id')
    .execute()

/**
 * The party's open seat, and before whom it was granted: what is said here without naming an audience is said before
 * the same readers, so that nothing of a confidential arrangement becomes public because nobody thought of it.
 */
export async function seatOf(
  view: View,
  arrangement: Id,
  party: Id,
): Promise<{ tier: string; audience: Audience } | null> {
  const seat = (await openSeats(view, arrangement)).find((one) => one.party === party)
  return seat ? { tier: seat.tier, audience: await audienceOfLog(view, arrangement, seat.log) } : null
}

/** Who reads a log that the reader can see. */
export async function audienceOfLog(view: View, arrangement: Id, log: Id): Promise<Audience> {
  const rows = view.selectFrom('store.log').select('audience').where('arrangement', '=', arrangement)
  return audienceOfKey((await rows.where('id', '=', log).executeTakeFirstOrThrow()).audience)
}

/** The tier of the party's open seat, or null. */
export async function tierOf(view: View, arrangement: Id, party: Id): Promise<string | null> {
  const seats = await openSeats(view, arrangement)
  return seats.find((seat) => seat.party === party)?.tier ?? null
}
