// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, idSchema, notFound, refuse } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { notYourSeat } from '../problems.ts'
import { seatFacts } from './seated.ts'

export const endSeat = defineCommand({
  name: 'end-seat',
  summary: 'Gives up one’s seat, or ends one that one’s delegation granted.',
  input: z.strictObject({
    arrangement: idSchema,
    seat: idSchema,
    reason: z.string().trim().max(1000).nullable().default(null),
  }),
  answer: z.strictObject({ seat: idSchema }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    seat: '01900000-0000-7000-8000-000000000002',
    reason: 'The mandate ended.',
  },
  arrangement: (input) => input.arrangement,
  read: (view: View, input, actor) => seatFacts(view, input, actor.party),
  decide: (input, facts, actor) => {
    if (!facts) return refuse(notFound())
    const { seat, own } = facts
    if (seat.party !== actor.party && (seat.granted_by !== actor.party || !own)) return refuse(notYourSeat())
    const body = { seat: input.seat, reason: input.reason || null }
    return accept({
      say: [{ kind: 'seat.ended', audience: facts.audience, body }],
      answer: () => ({ seat: input.seat }),
    })
  },
})
