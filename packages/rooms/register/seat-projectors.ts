// SPDX-License-Identifier: Apache-2.0
import type { Id, Projector, Recorded } from '@symbolon/foundation'
import type { Writer } from '@symbolon/store'
import { sql } from 'kysely'
import type { SeatGrantedBody } from './contract.ts'

const DAY = 86_400_000

/** A seat counts from its first day on, never before it was granted, up to and with its last day (UTC). */
const grantSeats: Projector<Writer> = async (writer, statements) => {
  const rows = (statements as Recorded<SeatGrantedBody>[]).map((said) => {
    const { party, tier, from, until, readsFrom } = said.body
    const granted = new Date(said.recordedAt)
    return {
      arrangement: said.arrangement,
      id: said.id,
      log: said.log,
      party,
      tier,
      granted_by: said.saidBy,
      since: granted,
      until: null,
      begins: from === null ? granted : new Date(Math.max(granted.getTime(), Date.parse(from))),
      ends: until === null ? null : new Date(Date.parse(until) + DAY),
      reads_from: readsFrom === null ? null : new Date(readsFrom),
      recorded_at: granted,
    }
  })
  await writer.insertInto('store.seat').values(rows).execute()
  // Whoever granted the seat that was handed over may still end and suspend it: its former holder has left.
  for (const said of statements as Recorded<SeatGrantedBody>[])
    if (said.body.handedOver !== null)
      await sql`update store.seat s set granted_by = f.granted_by from store.seat f
        where s.arrangement = ${said.arrangement} and s.id = ${said.id} and f.arrangement = s.arrangement
          and f.log = s.log and f.id = ${said.body.handedOver}`.execute(writer)
}

type OfSeat = Recorded<{ seat: Id }>

const changeSeats =
  (change: (said: OfSeat) => ReturnType<typeof sql>): Projector<Writer> =>
  async (writer, statements) => {
    for (const said of statements as OfSeat[])
      await sql`update store.seat set ${change(said)}
        where arrangement = ${said.arrangement} and log = ${said.log} and id = ${said.body.seat}`.execute(writer)
  }

export const seatProjectors: Record<string, Projector<Writer>> = {
  'seat.granted': grantSeats,
  'seat.ended': changeSeats((said) => sql`until = ${said.recordedAt}`),
  'seat.suspended': changeSeats((said) => sql`suspended = ${said.recordedAt}, suspended_by = ${said.saidBy}`),
  'seat.resumed': changeSeats(
    // A range without a beginning would take the whole past: a seat that was not suspended stays as it is.
    (said) => sql`paused = case when suspended is null then paused
        else paused + tstzmultirange(tstzrange(suspended, ${said.recordedAt}::timestamptz)) end,
      suspended = null, suspended_by = null`,
  ),
}
