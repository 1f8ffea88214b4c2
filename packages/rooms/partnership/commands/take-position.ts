// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, idSchema, notFound, refuse } from '@symbolon/foundation'
import { notSeated } from '@symbolon/register'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { positionBody } from '../contract.ts'
import { notThePromisor } from '../problems.ts'
import { commitmentFacts } from './facts.ts'

/** Only the promisor's own word makes a commitment owned; leaving it says nothing. */
export const takePosition = defineCommand({
  name: 'take-position',
  summary: 'Confirms or contests a commitment that is attributed to one’s delegation.',
  input: positionBody.extend({ arrangement: idSchema, words: positionBody.shape.words.default(null) }),
  answer: z.strictObject({ statement: idSchema }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    commitment: '01900000-0000-7000-8000-000000000002',
    position: 'confirmed',
  },
  arrangement: (input) => input.arrangement,
  read: (view: View, input, actor) => commitmentFacts(view, input.arrangement, input.commitment, actor.party),
  decide: ({ arrangement: _arrangement, ...body }, facts, actor) => {
    if (!facts.commitment) return refuse(notFound())
    if (facts.tier === null) return refuse(notSeated())
    if (!facts.commitment.promisors.includes(actor.party)) return refuse(notThePromisor())
    return accept({
      say: [{ kind: 'position.taken', audience: facts.commitment.audience, body }],
      answer: (said) => ({ statement: said[0]!.id }),
    })
  },
})
