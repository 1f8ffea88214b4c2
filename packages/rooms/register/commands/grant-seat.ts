// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, idSchema, refuse, tierSchema } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { alreadySeated, noSuchParty, notSeated } from '../problems.ts'
import { pastOpenSince } from '../queries/rules.ts'
import { datesInDisorder } from '../seat-problems.ts'
import { tablesOf } from '../tables.ts'
import { seatOf, standingSeats } from './seated.ts'

export const grantSeat = defineCommand({
  name: 'grant-seat',
  summary: 'Gives a party a place in an arrangement on this record, from a day to a day. Observers cannot.',
  input: z.strictObject({
    arrangement: idSchema,
    party: idSchema,
    tier: tierSchema,
    from: z.iso.date().nullable().default(null),
    until: z.iso.date().nullable().default(null),
  }),
  answer: z.strictObject({ seat: idSchema }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    party: '01900000-0000-7000-8000-000000000002',
    tier: 'observer',
    until: '2099-12-31',
  },
  arrangement: (input) => input.arrangement,
  read: async (view: View, input, actor) => {
    const seats = await standingSeats(view, input.arrangement)
    const own = await seatOf(view, input.arrangement, actor.party)
    const party = tablesOf(view).selectFrom('register.party').select('id').where('id', '=', input.party)
    return {
      tier: own?.tier ?? null,
      // Seats are granted before the same readers as the granter's own.
      audience: own?.audience ?? null,
      seated: seats.some((seat) => seat.party === input.party),
      known: (await party.executeTakeFirst()) !== undefined,
      readsFrom: await pastOpenSince(view, input.arrangement),
    }
  },
  decide: ({ party, tier, from, until }, facts, _actor, world) => {
    if (facts.audience === null || facts.tier === 'observer') return refuse(notSeated())
    if (!facts.known) return refuse(noSuchParty({ party }))
    if (facts.seated) return refuse(alreadySeated())
    const first = [from ?? '', world.now().toISOString().slice(0, 10)].sort().at(-1)!
    if (until !== null && until < first) return refuse(datesInDisorder({ until }))
    const body = { party, tier, from, until, readsFrom: facts.readsFrom, handedOver: null }
    return accept({
      say: [{ kind: 'seat.granted', audience: facts.audience, body }],
      answer: (said) => ({ seat: said[0]!.id }),
    })
  },
})
