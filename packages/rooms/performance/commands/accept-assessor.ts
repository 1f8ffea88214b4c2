// SPDX-License-Identifier: Apache-2.0
import { accept, audienceSchema, defineCommand, idSchema, refuse } from '@symbolon/foundation'
import { notSeated, openSeats, seatOf } from '@symbolon/register'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { acceptanceBody } from '../contract.ts'
import { assessorNotSeated, notAboutOneself } from '../problems.ts'

export const acceptAssessor = defineCommand({
  name: 'accept-assessor',
  summary: 'Accepts a seated party as independent here, or takes that back. Both sides have to.',
  input: acceptanceBody.extend({
    arrangement: idSchema,
    accepted: z.boolean().default(true),
    words: acceptanceBody.shape.words.default(null),
    audience: audienceSchema.optional(),
  }),
  answer: z.strictObject({ statement: idSchema }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    assessor: '01900000-0000-7000-8000-000000000002',
  },
  arrangement: (input) => input.arrangement,
  read: async (view: View, { arrangement, assessor }, actor) => ({
    own: await seatOf(view, arrangement, actor.party),
    seated: (await openSeats(view, arrangement)).some((seat) => seat.party === assessor),
  }),
  decide: ({ arrangement: _arrangement, audience: given, ...body }, { own, seated }, actor) => {
    if (own === null) return refuse(notSeated())
    if (!seated) return refuse(assessorNotSeated())
    const audience = given ?? own.audience
    if (body.assessor === actor.party) return refuse(notAboutOneself())
    return accept({
      say: [{ kind: 'assessor.accepted', audience, body }],
      answer: (said) => ({ statement: said[0]!.id }),
    })
  },
})
