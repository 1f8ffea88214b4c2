// SPDX-License-Identifier: Apache-2.0
import { citationSchema, edtfSchema, idSchema } from '@symbolon/foundation'
import {
  COMMITMENT_KINDS,
  commitmentSummary,
  moneySchema,
  PILLARS,
  quantitySchema,
  STANDINGS,
} from '@symbolon/partnership/contract'
import { partySummary, provenanceSchema } from '@symbolon/register/contract'
import { z } from 'zod'
import { LEVELS, TELLINGS } from './vocabulary.ts'

export type Level = (typeof LEVELS)[number]

const words = (max: number) => z.string().trim().min(1).max(max)
export const evidenceSchema = z.strictObject({ text: words(1000), url: z.url({ protocol: /^https?$/ }).nullable() })

const telling = {
  commitment: idSchema,
  /** Null where a document tells what was done without giving a level: none is guessed. */
  level: z.enum(LEVELS).nullable(),
  words: words(8000),
  quantities: z.array(quantitySchema).max(50),
  money: z.array(moneySchema).max(50),
  asOf: edtfSchema.nullable(),
  evidence: z.array(evidenceSchema).max(20),
}

/** What the promising party says it has delivered. */
export const reportBody = z.strictObject(telling)
/** What any other seated party says was delivered. */
export const assessmentBody = z.strictObject(telling)
export type TellingBody = z.infer<typeof reportBody>

export const acceptanceBody = z.strictObject({
  assessor: idSchema,
  accepted: z.boolean(),
  words: words(2000).nullable(),
})
export type AcceptanceBody = z.infer<typeof acceptanceBody>

export const tellingRow = z
  .strictObject({
    id: idSchema,
    ...telling,
    citation: citationSchema.nullable(),
    /** Entered from a document by another than its author. */
    attributed: z.boolean(),
    independent: z.boolean(),
    provenance: provenanceSchema,
  })
  .meta({ id: 'Telling' })
export type Telling = z.infer<typeof tellingRow>

/** One half of a token: what a side's last word is. `spoken` false means that nobody on that side has spoken. */
export const halfSchema = z.strictObject({
  spoken: z.boolean(),
  level: z.enum(LEVELS).nullable(),
  by: idSchema.nullable(),
})
export type Half = z.infer<typeof halfSchema>
export const tokenSchema = z
  .strictObject({
    promising: halfSchema,
    other: halfSchema,
    independent: halfSchema,
    /** Steps between the two halves on the scale; null where one has no level. */
    apart: z.number().int().nullable(),
    mark: z.enum(['contested', 'withdrawn', 'lapsed', 'no trace', 'transferred elsewhere']).nullable(),
  })
  .meta({ id: 'Token' })
export type Token = z.infer<typeof tokenSchema>

export const deliveriesPage = z.strictObject({
  reports: z.array(tellingRow),
  assessments: z.array(tellingRow),
  token: tokenSchema,
  parties: z.array(partySummary),
})
export type DeliveriesPage = z.infer<typeof deliveriesPage>

export const scoreboardInput = z.object({
  arrangement: idSchema,
  party: idSchema.optional(),
  pillar: z.enum([...PILLARS, 'none']).optional(),
  kind: z.enum(COMMITMENT_KINDS).optional(),
  due: z.enum(['overdue', 'to come', 'none']).optional(),
  standing: z.enum(STANDINGS).optional(),
  told: z.enum(TELLINGS).optional(),
  sort: z.enum(['recorded', 'deadline', 'pillar']).default('recorded'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  /** Rows a page; an export asks for more. */
  size: z.coerce.number().int().min(1).max(1000).default(50),
})
export type ScoreboardInput = z.infer<typeof scoreboardInput>

const sideCounts = z.strictObject({
  party: idSchema,
  commitments: z.number().int(),
  reported: z.number().int(),
  judged: z.number().int(),
  overdue: z.number().int(),
  owned: z.number().int(),
  contested: z.number().int(),
  ended: z.number().int(),
})
/** Promised and delivered, one line for a party, a unit (or currency) and a period: nothing is added across them. */
const sumRow = z.strictObject({
  party: idSchema,
  what: z.enum(['quantity', 'money']),
  unit: z.string().nullable(),
  period: z.string().nullable(),
  promised: z.number().nullable(),
  reported: z.number().nullable(),
  judged: z.number().nullable(),
})
export const scoreboardRow = z.strictObject({
  commitment: commitmentSummary,
  token: tokenSchema,
  reports: z.array(tellingRow),
  assessments: z.array(tellingRow),
})
export type ScoreboardRow = z.infer<typeof scoreboardRow>

export const scoreboardPage = z.strictObject({
  rows: z.array(scoreboardRow),
  total: z.number().int(),
  page: z.number().int(),
  pages: z.number().int(),
  counts: z.strictObject({
    commitments: z.number().int(),
    overdue: z.number().int(),
    owned: z.number().int(),
    contested: z.number().int(),
    attributed: z.number().int(),
    notReported: z.number().int(),
    notJudged: z.number().int(),
    neither: z.number().int(),
    ended: z.number().int(),
    differ: z.number().int(),
  }),
  pillars: z.record(z.string(), z.number().int()),
  kinds: z.record(z.string(), z.number().int()),
  sides: z.array(sideCounts),
  sums: z.array(sumRow),
  parties: z.array(partySummary),
})
export type ScoreboardPage = z.infer<typeof scoreboardPage>

export * from './vocabulary.ts'
