// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, type Id, idSchema, type Problem, refuse } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { pastChosenBody, traceChosenBody } from '../contract.ts'
import { notSeated } from '../problems.ts'
import { type Rules, rulesOf } from '../queries/rules.ts'
import { alreadyChosen, traceOfSecret } from '../seat-problems.ts'
import { seatOf } from './seated.ts'

type Facts = { seat: Awaited<ReturnType<typeof seatOf>>; rules: Rules }

/** A rule of the arrangement, said by one of those who may grant seats, before the readers of its own seat. */
function choose<Body extends Partial<Rules>>(
  rule: keyof Rules,
  summary: string,
  body: z.ZodObject & z.ZodType<Body, Body>,
  example: Body,
  unfit: (facts: Facts) => Problem | null = () => null,
) {
  return defineCommand({
    name: `choose-${rule}`,
    summary,
    input: body.extend({ arrangement: idSchema }) as unknown as z.ZodType<Body & { arrangement: Id }>,
    answer: z.strictObject({ statement: idSchema }),
    example: { arrangement: '01900000-0000-7000-8000-000000000001', ...example },
    arrangement: (input) => input.arrangement,
    read: async (view: View, { arrangement }, actor): Promise<Facts> => ({
      seat: await seatOf(view, arrangement, actor.party),
      rules: await rulesOf(view, arrangement),
    }),
    decide: ({ arrangement: _arrangement, ...choice }, facts) => {
      const { seat, rules } = facts
      if (seat === null || seat.tier === 'observer') return refuse(notSeated())
      const problem = unfit(facts)
      if (problem) return refuse(problem)
      if (rules[rule] === (choice as Partial<Rules>)[rule]) return refuse(alreadyChosen())
      return accept({
        say: [{ kind: `${rule}.chosen`, audience: seat.audience, body: choice }],
        answer: (said) => ({ statement: said[0]!.id }),
      })
    },
  })
}

export const choosePast = choose(
  'past',
  'Opens what is said from now on to whoever takes a seat later, or closes it again. What was said before stays closed.',
  pastChosenBody,
  { past: 'opened' },
)
export const chooseTrace = choose(
  'trace',
  'Chooses whether what is said in confidence leaves a trace in the public log: by whom and when, never what.',
  traceChosenBody,
  { trace: 'left' },
  // In a confidential arrangement the first trace would open a public log, and tell of what nobody knew.
  ({ seat }) => (seat!.audience.to === 'public' ? null : traceOfSecret()),
)
