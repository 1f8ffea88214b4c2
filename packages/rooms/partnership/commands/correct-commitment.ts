// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, idSchema, notFound, refuse } from '@symbolon/foundation'
import { notSeated, unknownNamed } from '@symbolon/register'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { commitmentBody } from '../contract.ts'
import { notTheRecorder } from '../problems.ts'
import { commitmentAgreed } from '../statements.ts'
import { commitmentFacts } from './facts.ts'

export const correctCommitment = defineCommand({
  name: 'correct-commitment',
  summary: 'Mends a commitment that one’s delegation entered wrongly. The earlier wording stays visible.',
  input: commitmentBody.partial().extend({
    arrangement: idSchema,
    commitment: idSchema,
    correction: z.string().trim().min(1).max(1000),
  }),
  answer: z.strictObject({ commitment: idSchema }),
  example: {
    ...commitmentAgreed.example,
    arrangement: '01900000-0000-7000-8000-000000000001',
    commitment: '01900000-0000-7000-8000-000000000002',
    correction: 'The document says 500, not 50.',
  },
  arrangement: (input) => input.arrangement,
  read: async (view: View, input, actor) => ({
    ...(await commitmentFacts(view, input.arrangement, input.commitment, actor.party)),
    unknown: await unknownNamed(view, { parties: [...(input.promisors ?? []), ...(input.beneficiaries ?? [])] }),
  }),
  decide: ({ arrangement: _arrangement, commitment, ...changes }, facts, actor) => {
    if (!facts.commitment) return refuse(notFound())
    if (facts.tier === null) return refuse(notSeated())
    if (facts.commitment.recordedBy !== actor.party) return refuse(notTheRecorder())
    if (facts.unknown) return refuse(facts.unknown)
    const said = facts.commitment
    return accept({
      say: [
        {
          kind: 'commitment.agreed',
          body: { ...said.body, ...changes },
          audience: said.audience,
          corrects: said.statement,
          saidBy: said.saidBy,
          saidOn: said.saidOn,
          citation: said.citation,
          wording: said.wording,
        },
      ],
      answer: () => ({ commitment }),
    })
  },
})
