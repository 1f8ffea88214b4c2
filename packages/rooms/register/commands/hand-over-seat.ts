// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, idSchema, refuse } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { alreadySeated, noSuchParty } from '../problems.ts'
import { pastOpenSince } from '../queries/rules.ts'
import { notYoursToHandOver } from '../seat-problems.ts'
import { tablesOf } from '../tables.ts'
import { audienceOfLog, openSeats, standingSeats } from './seated.ts'

export const handOverSeat = defineCommand({
  name: 'hand-over-seat',
  summary:
    'Gives one’s own seat to another party, with its tier and last day: one act ends the one and grants the other.',
  input: z.strictObject({
    arrangement: idSchema,
    party: idSchema,
    reason: z.string().trim().max(1000).nullable().default(null),
  }),
  answer: z.strictObject({ seat: idSchema }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    party: '01900000-0000-7000-8000-000000000002',
    reason: 'The ministry’s agency takes over.',
  },
  arrangement: (input) => input.arrangement,
  read: async (view: View, { arrangement, party }, actor) => {
    const own = (await openSeats(view, arrangement)).find((seat) => seat.party === actor.party)
    const known = tablesOf(view).selectFrom('register.party').select('id').where('id', '=', party)
    return {
      own,
      audience: own ? await audienceOfLog(view, arrangement, own.log) : null,
      seated: (await standingSeats(view, arrangement)).some((seat) => seat.party === party),
      known: (await known.executeTakeFirst()) !== undefined,
      readsFrom: await pastOpenSince(view, arrangement),
    }
  },
  decide: ({ party, reason }, { own, audience, seated, known, readsFrom }) => {
    // To choose who sits here is to grant a seat, and observers grant none.
    if (!own || !audience || own.tier === 'observer') return refuse(notYoursToHandOver())
    if (!known) return refuse(noSuchParty({ party }))
    if (seated) return refuse(alreadySeated())
    const until = own.ends && lastDayBefore(own.ends)
    const granted = { party, tier: own.tier, from: null, until, readsFrom, handedOver: own.id }
    return accept({
      say: [
        { kind: 'seat.ended', audience, body: { seat: own.id, reason: reason || null } },
        { kind: 'seat.granted', audience, body: granted },
      ],
      answer: (said) => ({ seat: said[1]!.id }),
    })
  },
})

const lastDayBefore = (ends: Date): string => new Date(ends.getTime() - 1).toISOString().slice(0, 10)
