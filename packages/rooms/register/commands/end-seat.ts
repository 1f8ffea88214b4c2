// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, idSchema, notFound, refuse } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { notYourSeat } from '../problems.ts'
import { audienceOfLog, openSeats } from './seated.ts'

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
  read: async (view: View, input) => {
    const seat = (await openSeats(view, input.arrangement)).find(({ id }) => id === input.seat)
    if (!seat) return null
    const rows = view.selectFrom('store.statement').select('said_by').where('arrangement', '=', input.arrangement)
    const said = await rows.where('id', '=', seat.id).executeTakeFirst()
    return { seat, grantedBy: said?.said_by, audience: await audienceOfLog(view, input.arrangement, seat.log) }
  },
  decide: (input, facts, actor) => {
    if (!facts) return refuse(notFound())
    if (facts.seat.party !== actor.party && facts.grantedBy !== actor.party) return refuse(notYourSeat())
    const body = { seat: input.seat, reason: input.reason || null }
    return accept({
      say: [{ kind: 'seat.ended', audience: facts.audience, body }],
      answer: () => ({ seat: input.seat }),
    })
  },
})
