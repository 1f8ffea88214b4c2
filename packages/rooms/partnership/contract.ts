// SPDX-License-Identifier: Apache-2.0
import { citationSchema, edtfSchema, idSchema, wordingSchema } from '@symbolon/foundation'
import { BOUNDS, type PartySummary, partySummary, provenanceSchema } from '@symbolon/register/contract'
import { z } from 'zod'
import { COMMITMENT_KINDS, DRAFT_STATES, ENDINGS, PILLARS, POSITIONS, STANDINGS, STRENGTHS } from './vocabulary.ts'

const words = (max: number) => z.string().trim().min(1).max(max)

export const quantitySchema = z
  .strictObject({
    value: z.number(),
    bound: z.enum(BOUNDS),
    unit: z.string().trim().min(1).max(100).nullable(),
    period: z.string().trim().min(1).max(60).nullable(),
  })
  .meta({ id: 'Quantity' })
export type Quantity = z.infer<typeof quantitySchema>

/** Amounts of different currencies are never added. */
export const moneySchema = z
  .strictObject({ amount: z.number(), currency: z.string().regex(/^[A-Z]{3}$/), bound: z.enum(BOUNDS) })
  .meta({ id: 'Money' })
export type Money = z.infer<typeof moneySchema>

// A party named twice would be counted twice.
const parties = z.array(idSchema).refine((ids) => new Set(ids).size === ids.length, 'names a party twice')

const terms = {
  promisors: parties,
  beneficiaries: parties,
  toWords: words(500).nullable(),
  pillar: z.enum(PILLARS).nullable(),
  theme: words(300).nullable(),
  strength: z.enum(STRENGTHS).nullable(),
  kind: z.enum(COMMITMENT_KINDS),
  summary: words(2000),
  quantities: z.array(quantitySchema).max(50),
  money: z.array(moneySchema).max(50),
  deadline: edtfSchema.nullable(),
  condition: words(2000).nullable(),
}

/** What was promised, by whom, to whom: the body of `commitment.agreed`. `correction` is why an earlier one was wrong. */
export const commitmentBody = z.strictObject({
  ...terms,
  promisors: parties.min(1, /*i18n*/ 'must name who promises'),
  correction: words(1000).nullable(),
})
export type CommitmentBody = z.infer<typeof commitmentBody>

/** A commitment while it is only a draft: nobody may be named yet. */
export const draftFields = z.strictObject(terms)
export type DraftFields = z.infer<typeof draftFields>

export const positionBody = z.strictObject({
  commitment: idSchema,
  position: z.enum(POSITIONS),
  words: words(4000).nullable(),
})
export type PositionBody = z.infer<typeof positionBody>

export const endingBody = z.strictObject({
  commitment: idSchema,
  how: z.enum(ENDINGS),
  words: words(4000),
  evidence: z.array(z.strictObject({ text: words(1000), url: z.url({ protocol: /^https?$/ }).nullable() })).max(20),
})
export type EndingBody = z.infer<typeof endingBody>

export type Standing = (typeof STANDINGS)[number]

export const commitmentSummary = z
  .strictObject({
    id: idSchema,
    arrangement: idSchema,
    ...commitmentBody.shape,
    wording: wordingSchema.nullable(),
    citation: citationSchema.nullable(),
    provenance: provenanceSchema,
    standing: z.array(z.strictObject({ party: idSchema, standing: z.enum(STANDINGS) })),
    ending: z.strictObject({ how: z.enum(ENDINGS), by: idSchema, at: z.string() }).nullable(),
    overdue: z.boolean(),
  })
  .meta({ id: 'Commitment' })
export type CommitmentSummary = z.infer<typeof commitmentSummary>

export const citingCommitment = z
  .strictObject({
    id: idSchema,
    summary: z.string(),
    promisors: z.array(idSchema),
    /** The passage, in code points of the document; null where the whole document is cited. */
    start: z.number().int().nullable(),
    end: z.number().int().nullable(),
  })
  .meta({ id: 'CitingCommitment' })
export type CitingPage = { commitments: z.infer<typeof citingCommitment>[]; more: boolean; parties: PartySummary[] }

export const commitmentPage = z.strictObject({
  commitment: commitmentSummary,
  positions: z.array(z.strictObject({ id: idSchema, ...positionBody.shape, provenance: provenanceSchema })),
  endings: z.array(z.strictObject({ id: idSchema, ...endingBody.shape, provenance: provenanceSchema })),
  /** Earlier wordings of the same commitment, oldest first. */
  versions: z.array(z.strictObject({ statement: idSchema, recordedAt: z.string(), body: commitmentBody })),
  source: z
    .strictObject({ id: idSchema, short: z.string(), title: z.string(), url: z.string().nullable(), kept: z.boolean() })
    .nullable(),
  parties: z.array(partySummary),
})
export type CommitmentPage = z.infer<typeof commitmentPage>

export const draftSchema = z
  .strictObject({
    id: idSchema,
    source: idSchema,
    start: z.number().int(),
    end: z.number().int(),
    quote: z.string(),
    state: z.enum(DRAFT_STATES),
    fields: draftFields,
    /** What the reading could not settle, in words: a body that the register does not know. */
    doubts: z.array(z.string()),
    revision: z.number().int(),
    statement: idSchema.nullable(),
  })
  .meta({ id: 'Draft' })
export type Draft = z.infer<typeof draftSchema>

export * from './vocabulary.ts'
