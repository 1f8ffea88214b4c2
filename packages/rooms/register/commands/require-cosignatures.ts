// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, idSchema, refuse } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { notSeated, tooFewWitnesses } from '../problems.ts'
import { witnessesOf } from '../queries/witnesses.ts'
import { seatOf } from './seated.ts'

export const requireCosignatures = defineCommand({
  name: 'require-cosignatures',
  summary: 'Says how many parties must co-sign a checkpoint of the arrangement before it counts. Observers cannot.',
  input: z.strictObject({ arrangement: idSchema, count: z.coerce.number().int().min(0).max(50) }),
  answer: z.strictObject({ count: z.number().int() }),
  example: { arrangement: '01900000-0000-7000-8000-000000000001', count: 2 },
  arrangement: (input) => input.arrangement,
  read: async (view: View, { arrangement }, actor) => ({
    seat: await seatOf(view, arrangement, actor.party),
    named: await witnessesOf(view, arrangement),
  }),
  decide: ({ arrangement, count }, { seat, named }) => {
    if (!seat || seat.tier === 'observer') return refuse(notSeated())
    if (count > named.length) return refuse(tooFewWitnesses({ count, named: named.length }))
    return accept({
      say: [{ kind: 'cosignatures.required', audience: seat.audience, body: { arrangement, count } }],
      answer: () => ({ count }),
    })
  },
})
