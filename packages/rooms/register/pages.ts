// SPDX-License-Identifier: Apache-2.0
import { idSchema, partyKeySchema, REVOKED_BECAUSE, tierSchema } from '@symbolon/foundation'
import { z } from 'zod'
import {
  disagreementBody,
  figureBody,
  linkBody,
  namesSchema,
  participationBody,
  sourceBody,
  sourcesSchema,
} from './bodies.ts'
import { BINDINGNESS, LAYERS, PARTY_KINDS, SIGNATURE_FAULTS } from './vocabulary.ts'

/** What every row that a reader gets says of where it comes from. */
export const provenanceSchema = z.strictObject({
  statement: idSchema,
  latest: idSchema,
  saidBy: idSchema,
  recordedBy: idSchema,
  saidOn: z.string().nullable(),
  recordedAt: z.string(),
  error: z.string().nullable(),
})
export type Provenance = z.infer<typeof provenanceSchema>

export const partySummary = z.strictObject({
  id: idSchema,
  kind: z.enum(PARTY_KINDS),
  code: z.string().nullable(),
  names: namesSchema,
})
export type PartySummary = z.infer<typeof partySummary>

export const arrangementSummary = z.strictObject({
  id: idSchema,
  names: namesSchema,
  aliases: z.array(z.string()),
  /** These three are null where its founding may not be read here: then it goes by its id. */
  layer: z.enum(LAYERS).nullable(),
  form: z.string().nullable(),
  bindingness: z.enum(BINDINGNESS).nullable(),
  began: z.string().nullable(),
  ended: z.string().nullable(),
  status: z.string().nullable(),
  statusAsOf: z.string().nullable(),
  demonstration: z.boolean(),
})
export type ArrangementSummary = z.infer<typeof arrangementSummary>

const cited = { sources: sourcesSchema, provenance: provenanceSchema }
export const arrangementPage = z.strictObject({
  arrangement: z.strictObject({
    ...arrangementSummary.shape,
    note: z.string().nullable(),
    unsourced: z.array(z.string()),
    sources: sourcesSchema,
    provenance: provenanceSchema.nullable(),
  }),
  seats: z.array(
    z.strictObject({
      id: idSchema,
      party: idSchema,
      tier: tierSchema,
      grantedBy: idSchema,
      since: z.string(),
      until: z.string().nullable(),
      /** From when it counts, and the first moment when it no longer does. */
      begins: z.string(),
      ends: z.string().nullable(),
      readsFrom: z.string().nullable(),
      suspended: z.string().nullable(),
      /** Whether its holder reads and speaks from it today; whether it stands, held, suspended or still to begin. */
      held: z.boolean(),
      standing: z.boolean(),
    }),
  ),
  /** What the arrangement has chosen; the defaults where it has not. */
  rules: z.strictObject({ past: z.enum(['opened', 'closed']), trace: z.enum(['left', 'none']) }),
  participation: z.array(z.strictObject({ id: idSchema, ...participationBody.shape, provenance: provenanceSchema })),
  links: z.array(z.strictObject({ id: idSchema, ...linkBody.shape, provenance: provenanceSchema })),
  figures: z.array(z.strictObject({ id: idSchema, ...figureBody.shape, provenance: provenanceSchema })),
  disagreements: z.array(z.strictObject({ id: idSchema, ...disagreementBody.shape, provenance: provenanceSchema })),
  sources: z.array(z.strictObject({ id: idSchema, ...sourceBody.shape })),
  documents: z.array(z.strictObject({ id: idSchema, ...sourceBody.shape, provenance: provenanceSchema })),
  parties: z.array(partySummary),
  arrangements: z.array(arrangementSummary),
})
export type ArrangementPage = z.infer<typeof arrangementPage>

export const partyPage = z.strictObject({
  party: z.strictObject({
    ...partySummary.shape,
    regions: z.array(z.string()),
    note: z.string().nullable(),
    ...cited,
  }),
  participation: z.array(z.strictObject({ id: idSchema, ...participationBody.shape, provenance: provenanceSchema })),
  seats: z.array(z.strictObject({ arrangement: idSchema, tier: tierSchema, since: z.string() })),
  sources: z.array(z.strictObject({ id: idSchema, ...sourceBody.shape })),
  arrangements: z.array(arrangementSummary),
})
export type PartyPage = z.infer<typeof partyPage>

export const recordPage = z.strictObject({
  logs: z.array(
    z.strictObject({
      id: idSchema,
      audience: z.string(),
      size: z.number().int(),
      checkpoint: z.strictObject({ size: z.number().int(), root: z.string(), note: z.string() }).nullable(),
      /** Not signed any more: a checkpoint was shown that it does not come to. */
      stopped: z.boolean(),
      /** The log in which it goes on, where the host lost its end. */
      continuedIn: idSchema.nullable(),
      /** Who of the named witnesses co-signed which size last; `at` is the witness's own word. */
      cosignatures: z.array(z.strictObject({ party: idSchema, size: z.number().int(), at: z.string() })),
      /** The largest size that as many parties co-signed as are required; null while none is. */
      counts: z.number().int().nullable(),
    }),
  ),
  witnesses: z.array(z.strictObject({ party: idSchema, vkey: z.string() })),
  required: z.number().int(),
  statements: z.array(
    z.strictObject({
      id: idSchema,
      log: idSchema,
      index: z.number().int(),
      kind: z.string(),
      saidBy: idSchema,
      recordedBy: idSchema,
      recordedAt: z.string(),
      /** Its time lies before that of one that stands before it in its log: the order is the log's, not the clock's. */
      clockSetBack: z.boolean(),
      corrects: idSchema.nullable(),
      /** The erasure that destroyed its text; null where it stands. */
      erased: idSchema.nullable(),
    }),
  ),
  parties: z.array(partySummary),
  total: z.number().int(),
})
export type RecordPage = z.infer<typeof recordPage>

export const keysPage = z.strictObject({
  party: idSchema,
  /** Whether nothing unsigned is the party's word. */
  required: z.boolean(),
  keys: z.array(
    z.strictObject({
      id: idSchema,
      label: z.string(),
      key: partyKeySchema,
      fingerprint: z.string(),
      named: z.string(),
      /** Whether it signs for the party today. */
      signs: z.boolean(),
      revoked: z
        .strictObject({ at: z.string(), reason: z.enum(REVOKED_BECAUSE), since: z.string().nullable() })
        .nullable(),
    }),
  ),
})
export type KeysPage = z.infer<typeof keysPage>

/** What the keys of its recorder say of a statement, as it stands on its page. */
export const judgementSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('signed'), key: idSchema, label: z.string() }),
  z.strictObject({ state: z.literal('doubted'), key: idSchema, label: z.string(), since: z.string() }),
  z.strictObject({ state: z.literal('not-signed') }),
  z.strictObject({ state: z.literal('by-host') }),
  z.strictObject({ state: z.literal('wrong'), why: z.enum(SIGNATURE_FAULTS) }),
])
export type SignedHow = z.infer<typeof judgementSchema>
