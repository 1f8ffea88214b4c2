// SPDX-License-Identifier: Apache-2.0
import { accept, audienceKey, audienceSchema, defineCommand, idSchema, notFound, refuse } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { cannotLift, liftingOf } from '../lifting.ts'
import { embargoOver, embargoStands } from '../lifting-problems.ts'
import { notSeated } from '../problems.ts'
import { tablesOf } from '../tables.ts'
import { seatOf } from './seated.ts'

export const setEmbargo = defineCommand({
  name: 'set-embargo',
  summary: 'Sets the day on which a confidential statement of one’s own is re-stated for wider readers.',
  input: z.strictObject({ arrangement: idSchema, statement: idSchema, until: z.iso.date(), to: audienceSchema }),
  answer: z.strictObject({ embargo: idSchema }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    statement: '01900000-0000-7000-8000-000000000002',
    until: '2099-01-01',
    to: { to: 'public' },
  },
  arrangement: (input) => input.arrangement,
  read: async (view: View, { arrangement, statement }, actor) => ({
    seat: await seatOf(view, arrangement, actor.party),
    lifting: await liftingOf(view, arrangement, statement),
    standing: await tablesOf(view)
      .selectFrom('register.embargo')
      .select('body')
      .where('arrangement', '=', arrangement)
      .where('original', '=', statement)
      .where('error', 'is', null)
      .execute(),
  }),
  decide: ({ statement, until, to }, { seat, lifting, standing }, actor, world) => {
    if (!lifting) return refuse(notFound())
    if (!seat) return refuse(notSeated())
    const problem = cannotLift(lifting, actor.party, to)
    if (problem) return refuse(problem)
    if (until <= world.now().toISOString().slice(0, 10)) return refuse(embargoOver({ until }))
    if (standing.some(({ body }) => audienceKey(body.to) === audienceKey(to))) return refuse(embargoStands())
    const body = { statement, until, to }
    return accept({
      // Whoever reads the statement reads until when it is theirs alone.
      say: [{ kind: 'embargo.set', audience: lifting.audience, body }],
      answer: (said) => ({ embargo: said[0]!.id }),
    })
  },
})
