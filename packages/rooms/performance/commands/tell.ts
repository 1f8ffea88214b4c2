// SPDX-License-Identifier: Apache-2.0
import {
  accept,
  citationSchema,
  defineCommand,
  edtfSchema,
  idSchema,
  notFound,
  type Problem,
  refuse,
} from '@symbolon/foundation'
import { commitmentFacts, needsSource } from '@symbolon/partnership'
import { notSeated, unknownNamed } from '@symbolon/register'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { reportBody } from '../contract.ts'
import { nobodyJudgesItself, onlyThePromisorReports } from '../problems.ts'

const input = reportBody.partial({ level: true, quantities: true, money: true, asOf: true, evidence: true }).extend({
  arrangement: idSchema,
  /** Whose word it is, where a document tells it; left out, one’s own. */
  saidBy: idSchema.optional(),
  saidOn: edtfSchema.nullable().default(null),
  citation: citationSchema.nullable().default(null),
})

const example = {
  arrangement: '01900000-0000-7000-8000-000000000001',
  commitment: '01900000-0000-7000-8000-000000000002',
  level: 'limited' as const,
  words: '120 of 500 visas were issued.',
}

/** Reports and assessments are one act by two sides: the promisor tells, or anybody else who is seated. */
function tell(name: string, kind: string, summary: string, mayNot: (isPromisor: boolean) => Problem | null) {
  return defineCommand({
    name,
    summary,
    input,
    answer: z.strictObject({ statement: idSchema }),
    example,
    arrangement: (given) => given.arrangement,
    read: async (view: View, given, actor) => ({
      ...(await commitmentFacts(view, given.arrangement, given.commitment, actor.party)),
      unknown: await unknownNamed(view, { parties: [given.saidBy], sources: [given.citation?.source] }),
    }),
    decide: ({ arrangement: _arrangement, saidBy, saidOn, citation, ...told }, facts, actor) => {
      if (!facts.commitment) return refuse(notFound())
      if (facts.tier === null) return refuse(notSeated())
      if (facts.unknown) return refuse(facts.unknown)
      const speaker = saidBy ?? actor.party
      if (speaker !== actor.party && !citation) return refuse(needsSource())
      const against = mayNot(facts.commitment.promisors.includes(speaker))
      if (against) return refuse(against)
      const body = { level: null, quantities: [], money: [], asOf: null, evidence: [], ...told }
      return accept({
        say: [{ kind, audience: facts.commitment.audience, saidBy: speaker, saidOn, citation, body }],
        answer: (said) => ({ statement: said[0]!.id }),
      })
    },
  })
}

export const reportDelivery = tell(
  'report-delivery',
  'delivery.reported',
  'Says what one’s own party has delivered of what it promised.',
  (isPromisor) => (isPromisor ? null : onlyThePromisorReports()),
)
export const assessDelivery = tell(
  'assess-delivery',
  'delivery.assessed',
  'Says what another party has delivered. It stands beside the report.',
  (isPromisor) => (isPromisor ? nobodyJudgesItself() : null),
)
