// SPDX-License-Identifier: Apache-2.0
import { accept, audienceSchema, defineCommand, idSchema, notFound, refuse } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { cannotLift, declassifying, liftingOf } from '../lifting.ts'
import { notSeated } from '../problems.ts'
import { seatOf } from './seated.ts'

export const declassifyStatement = defineCommand({
  name: 'declassify-statement',
  summary: 'Re-states a confidential statement of one’s own for wider readers, with the proof that it was said then.',
  input: z.strictObject({ arrangement: idSchema, statement: idSchema, to: audienceSchema }),
  answer: z.strictObject({ statement: idSchema }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    statement: '01900000-0000-7000-8000-000000000002',
    to: { to: 'public' },
  },
  arrangement: (input) => input.arrangement,
  read: async (view: View, { arrangement, statement }, actor) => ({
    seat: await seatOf(view, arrangement, actor.party),
    lifting: await liftingOf(view, arrangement, statement),
  }),
  decide: ({ to }, { seat, lifting }, actor) => {
    if (!lifting) return refuse(notFound())
    if (!seat) return refuse(notSeated())
    const problem = cannotLift(lifting, actor.party, to)
    if (problem) return refuse(problem)
    const saying = declassifying(lifting, to, null)
    if ('code' in saying) return refuse(saying)
    return accept({ say: [saying], answer: (said) => ({ statement: said[0]!.id }) })
  },
})
