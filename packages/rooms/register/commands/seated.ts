// SPDX-License-Identifier: Apache-2.0
import { type Audience, audienceOfKey, type Id } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { sql } from 'kysely'

/** Whether a seat counts today, by the database's clock, as in `store.readable_logs()`. */
export const heldNow = sql<boolean>`(until is null and suspended is null and begins <= now()
  and (ends is null or ends > now()))`

/** Whether a seat has not ended, by an act or by its date: held, suspended, or still to begin. */
export const standsNow = sql<boolean>`(until is null and (ends is null or ends > now()))`

/** The seats of an arrangement that the reader can see and that are held today: who reads and speaks here. */
export const openSeats = (view: View, arrangement: Id) =>
  view
    .selectFrom('store.seat')
    .selectAll()
    .where('arrangement', '=', arrangement)
    .where(heldNow)
    .orderBy('id')
    .execute()

/** The same, with those that begin later or are suspended: nobody is seated twice. */
export const standingSeats = (view: View, arrangement: Id) =>
  view
    .selectFrom('store.seat')
    .selectAll()
    .where('arrangement', '=', arrangement)
    .where(standsNow)
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

/** What an act on one seat needs to know: the seat with its readers, and the actor's own where it is held today. */
export async function seatFacts(view: View, { arrangement, seat: id }: { arrangement: Id; seat: Id }, party: Id) {
  const seat = (await standingSeats(view, arrangement)).find((one) => one.id === id)
  if (!seat) return null
  const own = await seatOf(view, arrangement, party)
  return { seat, own, audience: await audienceOfLog(view, arrangement, seat.log) }
}
