// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, edtfSchema, idSchema, notFound, refuse } from '@symbolon/foundation'
import { notSeated } from '@symbolon/register'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { endingBody } from '../contract.ts'
import { alreadyEnded, notThePromisor, promisorCannot } from '../problems.ts'
import { commitmentFacts } from './facts.ts'

/** Withdrawn: by the promisor. Lapsed, no trace: by an assessor. Transferred elsewhere: by either. */
export const endCommitment = defineCommand({
  name: 'end-commitment',
  summary: 'Says how a commitment ended. It stays in view, with who said so, when and why.',
  input: endingBody.extend({
    arrangement: idSchema,
    evidence: endingBody.shape.evidence.default([]),
    saidOn: edtfSchema.nullable().default(null),
  }),
  answer: z.strictObject({ statement: idSchema }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    commitment: '01900000-0000-7000-8000-000000000002',
    how: 'withdrawn',
    words: 'The law was not passed.',
  },
  arrangement: (input) => input.arrangement,
  read: (view: View, input, actor) => commitmentFacts(view, input.arrangement, input.commitment, actor.party),
  decide: ({ arrangement: _arrangement, saidOn, ...body }, facts, actor) => {
    if (!facts.commitment) return refuse(notFound())
    if (facts.tier === null) return refuse(notSeated())
    if (facts.ending !== null) return refuse(alreadyEnded({ how: facts.ending }))
    const own = facts.commitment.promisors.includes(actor.party)
    if (body.how === 'withdrawn' && !own) return refuse(notThePromisor())
    if ((body.how === 'lapsed' || body.how === 'no trace') && own) return refuse(promisorCannot())
    return accept({
      say: [{ kind: 'commitment.ended', audience: facts.commitment.audience, saidOn, body }],
      answer: (said) => ({ statement: said[0]!.id }),
    })
  },
})
