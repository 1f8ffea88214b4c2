// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, type Id, idSchema, notFound, type Problem, refuse } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { alreadySuspended, notSuspended, notYoursToSuspend } from '../seat-problems.ts'
import { seatFacts } from './seated.ts'

type Facts = NonNullable<Awaited<ReturnType<typeof seatFacts>>>

/** Whoever granted a seat, or a secretariat, which keeps the table for all; neither stops or starts its own. */
const mayNot = ({ seat, own }: Facts, actor: Id): boolean =>
  own === null || seat.party === actor || (seat.granted_by !== actor && own.tier !== 'secretariat')

/** Two acts on one seat that differ in what they say and when there is nothing to do. */
const onSeat = (name: string, kind: string, summary: string, inVain: (facts: Facts) => Problem | null) =>
  defineCommand({
    name,
    summary,
    input: z.strictObject({
      arrangement: idSchema,
      seat: idSchema,
      reason: z.string().trim().max(1000).nullable().default(null),
    }),
    answer: z.strictObject({ seat: idSchema }),
    example: {
      arrangement: '01900000-0000-7000-8000-000000000001',
      seat: '01900000-0000-7000-8000-000000000002',
      reason: 'Until the mandate is clear.',
    },
    arrangement: (input) => input.arrangement,
    read: (view: View, input, actor) => seatFacts(view, input, actor.party),
    decide: ({ seat, reason }, facts, actor) => {
      if (!facts) return refuse(notFound())
      if (mayNot(facts, actor.party)) return refuse(notYoursToSuspend())
      const problem = inVain(facts)
      if (problem) return refuse(problem)
      return accept({
        say: [{ kind, audience: facts.audience, body: { seat, reason: reason || null } }],
        answer: () => ({ seat }),
      })
    },
  })

export const suspendSeat = onSeat(
  'suspend-seat',
  'seat.suspended',
  'Suspends a seat that one’s delegation granted, or, as a secretariat, any other: it reads and says nothing until it resumes.',
  ({ seat }) => (seat.suspended ? alreadySuspended() : null),
)
export const resumeSeat = onSeat(
  'resume-seat',
  'seat.resumed',
  'Lets a suspended seat count again. What was said in between stays unread by it.',
  ({ seat }) => (seat.suspended ? null : notSuspended()),
)
