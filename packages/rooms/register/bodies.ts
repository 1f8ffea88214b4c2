// SPDX-License-Identifier: Apache-2.0
import { audienceSchema, edtfSchema, idSchema, remainsSchema, tierSchema } from '@symbolon/foundation'
import { z } from 'zod'
import { BINDINGNESS, BOUNDS, GROUNDS, LAYERS, PARTY_KINDS } from './vocabulary.ts'

const text = (max: number) => z.string().trim().min(1).max(max)
/** A name by language (BCP 47); English or the party's own at least. */
export const namesSchema = z
  .record(z.string().regex(/^[a-z]{2}$/), text(300))
  .refine((names) => Object.keys(names).length > 0, /*i18n*/ 'must have a name in one language at least')
export type Names = z.infer<typeof namesSchema>

/** Where it is known from; an empty list means unsourced, and the page says so. */
export const sourcesSchema = z.array(z.strictObject({ source: idSchema, place: z.string().max(200).nullable() }))

export const partyBody = z.strictObject({
  party: idSchema,
  kind: z.enum(PARTY_KINDS),
  code: text(40).nullable(),
  names: namesSchema,
  /** M49 codes, from the region to the smallest area. */
  regions: z.array(z.string().regex(/^\d{3}$/)),
  note: text(2000).nullable(),
  sources: sourcesSchema,
})
export const arrangementBody = z.strictObject({
  arrangement: idSchema,
  names: namesSchema,
  aliases: z.array(text(300)),
  layer: z.enum(LAYERS),
  form: text(100),
  bindingness: z.enum(BINDINGNESS),
  began: edtfSchema.nullable(),
  ended: edtfSchema.nullable(),
  status: text(200).nullable(),
  statusAsOf: edtfSchema.nullable(),
  note: text(4000).nullable(),
  /** Said of data that show the product and are no record of the parties' own. */
  demonstration: z.boolean(),
  /** Fields of this body that no source tells. */
  unsourced: z.array(text(60)),
  sources: sourcesSchema,
})
export const participationBody = z.strictObject({
  party: idSchema,
  of: idSchema,
  role: text(100),
  from: edtfSchema.nullable(),
  to: edtfSchema.nullable(),
  note: text(2000).nullable(),
  sources: sourcesSchema,
})
export const linkBody = z.strictObject({
  from: idSchema,
  relation: text(100),
  to: idSchema,
  note: text(2000).nullable(),
  sources: sourcesSchema,
})
export const figureBody = z.strictObject({
  of: idSchema.nullable(),
  subject: text(300),
  figure: text(300),
  value: z.number(),
  bound: z.enum(BOUNDS),
  unit: text(100),
  period: text(100).nullable(),
  asOf: edtfSchema.nullable(),
  note: text(2000).nullable(),
  sources: sourcesSchema,
})
export const disagreementBody = z.strictObject({
  of: idSchema.nullable(),
  subject: text(300),
  about: text(300),
  says: z.array(z.strictObject({ text: text(1000), source: idSchema, place: z.string().max(200).nullable() })).min(2),
})
export const sourceBody = z.strictObject({
  source: idSchema,
  short: text(200),
  title: text(500),
  date: edtfSchema.nullable(),
  kind: text(60),
  author: idSchema.nullable(),
  url: z.url({ protocol: /^https?$/ }).nullable(),
  /** Of the text kept with it: SHA-256 (hex) over its UTF-8, its length in code points, media type and language. */
  text: z
    .strictObject({
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      length: z.number().int().positive(),
      mediaType: z.enum(['text/markdown', 'text/plain']),
      language: z.string().min(2).max(35),
    })
    .nullable(),
})
export const seatGrantedBody = z.strictObject({
  party: idSchema,
  tier: tierSchema,
  /** First and last day (UTC); null: from now on, without end. */
  from: z.iso.date().nullable().default(null),
  until: z.iso.date().nullable().default(null),
  /** From when on the holder reads what was said before its seat: since the arrangement opened its past. */
  readsFrom: z.iso.datetime().nullable().default(null),
  /** The seat that this one takes the place of. */
  handedOver: idSchema.nullable().default(null),
})
export const seatEndedBody = z.strictObject({ seat: idSchema, reason: text(1000).nullable() })
/** The key under which a party's witness co-signs checkpoints (C2SP signed-note verifier key, type 0x04). */
export const witnessNamedBody = z.strictObject({ party: idSchema, vkey: text(300) })
/** How many parties must co-sign a checkpoint before it counts; 0: none need to. */
export const cosignaturesRequiredBody = z.strictObject({
  arrangement: idSchema,
  count: z.number().int().min(0).max(50),
})
export const embargoSetBody = z.strictObject({
  statement: idSchema,
  /** The day (UTC) from which on those of `to` read it. */
  until: z.iso.date(),
  to: audienceSchema,
})
/** A statement of a narrower log, re-stated: its text to the letter, and what proves that it stood there. */
export const declassifiedBody = z.strictObject({
  statement: idSchema,
  canonical: z.string(),
  salt: z.base64(),
  index: z.number().int().nonnegative(),
  /** The first signed checkpoint that covered it, and the verifier key of its log. */
  checkpoint: z.string(),
  key: z.string(),
  proof: z.array(z.base64()),
  /** The day of the embargo that ended; null where somebody lifted it. */
  embargo: z.iso.date().nullable(),
})
export type EmbargoSetBody = z.infer<typeof embargoSetBody>
export type DeclassifiedBody = z.infer<typeof declassifiedBody>
export const traceLeftBody = z.strictObject({})
export const pastChosenBody = z.strictObject({ past: z.enum(['opened', 'closed']) })
export const traceChosenBody = z.strictObject({ trace: z.enum(['left', 'none']) })
const signedNote = z.string().min(1).max(10_000)
/** `size` entries of the closed log are kept, `kept` is the last checkpoint over them; `lost` was signed over more. */
export const logContinuedBody = z.strictObject({
  log: idSchema,
  size: z.number().int().nonnegative(),
  kept: signedNote.nullable(),
  lost: signedNote,
})
export const enteredInErrorBody = z.strictObject({ statement: idSchema, reason: text(1000) })
export const erasedBody = remainsSchema.extend({
  /** The statement that the erased one re-stated, so that no embargo re-states it once more. */
  restates: idSchema.nullable(),
  ground: z.enum(GROUNDS),
  /** Never who asked, and never whom it was about. */
  words: text(1000).nullable(),
})
export type ErasedBody = z.infer<typeof erasedBody>
/** A statement that names another, or what it made, and may repeat its words. */
export const spokenOf = z.strictObject({ statement: idSchema, kind: z.string(), audience: z.string() })

export type PartyBody = z.infer<typeof partyBody>
export type ArrangementBody = z.infer<typeof arrangementBody>
export type ParticipationBody = z.infer<typeof participationBody>
export type LinkBody = z.infer<typeof linkBody>
export type FigureBody = z.infer<typeof figureBody>
export type DisagreementBody = z.infer<typeof disagreementBody>
export type WitnessNamedBody = z.infer<typeof witnessNamedBody>
export type CosignaturesRequiredBody = z.infer<typeof cosignaturesRequiredBody>
export type SeatGrantedBody = z.infer<typeof seatGrantedBody>
export type SourceBody = z.infer<typeof sourceBody>
