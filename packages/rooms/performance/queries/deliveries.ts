// SPDX-License-Identifier: Apache-2.0
import { defineQuery, idSchema } from '@symbolon/foundation'
import { type PartnershipTables, summariesOf } from '@symbolon/partnership'
import { openSeats, partiesOf } from '@symbolon/register'
import { partySummary } from '@symbolon/register/contract'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { deliveriesPage } from '../contract.ts'
import { tokenOf } from '../token.ts'
import { acceptancesOf, tellingsOf } from './tellings.ts'

export const deliveries = defineQuery({
  name: 'deliveries',
  summary: 'What was said of the delivery of one commitment, by all sides, and its token.',
  input: z.object({ arrangement: idSchema, commitment: idSchema }),
  answer: deliveriesPage,
  ask: async (view: View, { arrangement, commitment: id }) => {
    const row = await view
      .withTables<PartnershipTables>()
      .selectFrom('partnership.commitment')
      .selectAll()
      .where('arrangement', '=', arrangement)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) return null
    const [commitment] = await summariesOf(view, arrangement, [row], new Date())
    const { reports, assessments } = (await tellingsOf(view, arrangement, [commitment!])).get(id)!
    return {
      reports,
      assessments,
      token: tokenOf(commitment!, reports, assessments),
      parties: await partiesOf(
        view,
        [...reports, ...assessments].flatMap(({ provenance }) => [provenance.saidBy, provenance.recordedBy]),
      ),
    }
  },
})

export const assessors = defineQuery({
  name: 'assessors',
  summary: 'Who accepts whom as an independent assessor in an arrangement.',
  input: z.object({ arrangement: idSchema }),
  answer: z.strictObject({
    acceptances: z.array(z.strictObject({ by: idSchema, assessor: idSchema, accepted: z.boolean() })),
    seated: z.array(idSchema),
    parties: z.array(partySummary),
  }),
  ask: async (view: View, { arrangement }) => {
    const rows = await acceptancesOf(view, arrangement)
    const seats = await openSeats(view, arrangement)
    return {
      acceptances: rows.map(({ said_by, assessor, accepted }) => ({ by: said_by, assessor, accepted })),
      seated: seats.map((seat) => seat.party),
      parties: await partiesOf(view, [
        ...seats.map((seat) => seat.party),
        ...rows.flatMap((row) => [row.said_by, row.assessor]),
      ]),
    }
  },
})
