// SPDX-License-Identifier: Apache-2.0
import {
  accept,
  audienceSchema,
  citationSchema,
  defineCommand,
  edtfSchema,
  idSchema,
  refuse,
  wordingSchema,
} from '@symbolon/foundation'
import { notSeated, seatOf, unknownNamed } from '@symbolon/register'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { commitmentBody } from '../contract.ts'
import { needsSource } from '../problems.ts'
import { commitmentAgreed } from '../statements.ts'

/** A party says what it promises, or what a document says that somebody promised: then it is attributed. */
export const agreeCommitment = defineCommand({
  name: 'agree-commitment',
  summary: 'Puts a commitment on the record: one’s own, or one that a named document tells of somebody.',
  input: commitmentBody.omit({ correction: true }).extend({
    arrangement: idSchema,
    audience: audienceSchema.optional(),
    /** Whose word it is; left out, one’s own. */
    saidBy: idSchema.optional(),
    saidOn: edtfSchema.nullable().default(null),
    citation: citationSchema.nullable().default(null),
    wording: wordingSchema.nullable().default(null),
  }),
  answer: z.strictObject({ commitment: idSchema }),
  example: exampleInput(),
  arrangement: (input) => input.arrangement,
  read: async (view: View, input, actor) => ({
    seat: await seatOf(view, input.arrangement, actor.party),
    unknown: await unknownNamed(view, {
      parties: [...input.promisors, ...input.beneficiaries, input.saidBy],
      sources: [input.citation?.source],
    }),
  }),
  decide: (input, { seat, unknown }, actor) => {
    const { arrangement: _arrangement, audience: given, saidBy, saidOn, citation, wording, ...terms } = input
    if (seat === null) return refuse(notSeated())
    if (unknown) return refuse(unknown)
    const audience = given ?? seat.audience
    if (saidBy && saidBy !== actor.party && !citation) return refuse(needsSource())
    const body = { ...terms, correction: null }
    return accept({
      say: [{ kind: 'commitment.agreed', body, audience, saidBy, saidOn, citation, wording }],
      answer: (said) => ({ commitment: said[0]!.id }),
    })
  },
})

function exampleInput() {
  const { correction: _correction, ...terms } = commitmentAgreed.example
  return { arrangement: '01900000-0000-7000-8000-000000000002', ...terms }
}
