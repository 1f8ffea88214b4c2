// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, idSchema, refuse, tierSchema } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { alreadySeated, noSuchParty, notSeated } from '../problems.ts'
import { tablesOf } from '../tables.ts'
import { openSeats, seatOf } from './seated.ts'

export const grantSeat = defineCommand({
  name: 'grant-seat',
  summary: 'Gives a party a place in an arrangement on this record. Observers cannot.',
  input: z.strictObject({ arrangement: idSchema, party: idSchema, tier: tierSchema }),
  answer: z.strictObject({ seat: idSchema }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    party: '01900000-0000-7000-8000-000000000002',
    tier: 'observer',
  },
  arrangement: (input) => input.arrangement,
  read: async (view: View, input, actor) => {
    const seats = await openSeats(view, input.arrangement)
    const own = await seatOf(view, input.arrangement, actor.party)
    const party = tablesOf(view).selectFrom('register.party').select('id').where('id', '=', input.party)
    return {
      tier: own?.tier ?? null,
      // Seats are granted before the same readers as the granter's own.
      audience: own?.audience ?? null,
      seated: seats.some((seat) => seat.party === input.party),
      known: (await party.executeTakeFirst()) !== undefined,
    }
  },
  decide: (input, facts) => {
    if (facts.audience === null || facts.tier === 'observer') return refuse(notSeated())
    if (!facts.known) return refuse(noSuchParty({ party: input.party }))
    if (facts.seated) return refuse(alreadySeated())
    const { party, tier } = input
    return accept({
      say: [{ kind: 'seat.granted', audience: facts.audience, body: { party, tier } }],
      answer: (said) => ({ seat: said[0]!.id }),
    })
  },
})
