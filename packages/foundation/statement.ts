// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { type Audience, audienceSchema } from './audience.ts'
import { edtfSchema } from './edtf.ts'
import { type Id, idSchema } from './ids.ts'
import type { Problem } from './problem.ts'
import { type Signature, signatureSchema } from './signing.ts'

/** Points to a thing of any room; the room's describer turns it into words. */
export const referenceSchema = z
  .strictObject({ type: z.string().regex(/^[a-z-]+$/), id: idSchema })
  .meta({ id: 'Reference' })
export type Reference = z.infer<typeof referenceSchema>

/** Where it was said: a registered source and, where it is a passage, its code points and its words. */
export const citationSchema = z
  .strictObject({
    source: idSchema,
    start: z.number().int().nonnegative().nullable().default(null),
    end: z.number().int().nonnegative().nullable().default(null),
    place: z.string().max(200).nullable().default(null),
  })
  .meta({ id: 'Citation' })
export type Citation = z.infer<typeof citationSchema>

/** The words as they were said, and the BCP 47 tag of their language. */
export const wordingSchema = z
  .strictObject({ text: z.string().min(1).max(20_000), language: z.string().min(2).max(35) })
  .meta({ id: 'Wording' })
export type Wording = z.infer<typeof wordingSchema>

/**
 * What a party says on the record. `saidBy` is whose word it is, `recordedBy` through whose seat it was entered:
 * where they differ the statement is *attributed*, and needs a citation. `corrects` names an earlier statement of the
 * same kind, in the same log, whose body this one replaces; both stay. `signature` is the recorder's own, over all but
 * `recordedAt`, which is the host's word; left out where it is not signed, so that the text of such a statement is what
 * it was before there were signatures.
 */
export type Statement<Body = unknown> = {
  id: Id
  arrangement: Id
  kind: string
  version: number
  saidBy: Id
  recordedBy: Id
  audience: Audience
  about: Reference[]
  citation: Citation | null
  saidOn: string | null
  recordedAt: string
  wording: Wording | null
  corrects: Id | null
  body: Body
  signature?: Signature
}

export const statementSchema = z
  .strictObject({
    id: idSchema,
    arrangement: idSchema,
    kind: z.string(),
    version: z.number().int().positive(),
    saidBy: idSchema,
    recordedBy: idSchema,
    audience: audienceSchema,
    about: z.array(referenceSchema),
    citation: citationSchema.nullable(),
    saidOn: edtfSchema.nullable(),
    recordedAt: z.iso.datetime(),
    wording: wordingSchema.nullable(),
    corrects: idSchema.nullable(),
    body: z.unknown(),
    signature: signatureSchema.optional(),
  })
  .meta({ id: 'Statement' })

/** What a command decides to say; the store adds id, time, version and the recorder. */
export type Saying<Body = unknown> = {
  kind: string
  body: Body
  /** Given where the thing that is made must be known before it is said. */
  id?: Id
  /** Another arrangement than the command's own: only one that the command founds. */
  arrangement?: Id
  audience?: Audience
  saidBy?: Id
  about?: Reference[]
  citation?: Citation | null
  saidOn?: string | null
  wording?: Wording | null
  corrects?: Id | null
  signature?: Signature
}

export type StatementKind<Body = unknown> = {
  kind: string
  version: number
  summary: string
  body: z.ZodType<Body>
  example: Body
  /** From the body of version n to that of n+1, by n. Bodies on the record never change. */
  upcasters: Record<number, (body: unknown) => unknown>
  /** Why a statement of this kind is not erased, with what to do instead: others rest on it. Null where it can be. */
  lasts: Problem | null
  /** Whether the host says it by itself, beside or after what a party said: such a statement is signed by nobody. */
  byHost: (body: unknown) => boolean
}

/** What may be said, by kind. */
export type Kinds = ReadonlyMap<string, StatementKind>

/** Declares what may be said: the kind in the past tense, its body, an example that fits. */
export function defineStatement<Body>(
  kind: Omit<StatementKind<Body>, 'upcasters' | 'byHost'> & Partial<Pick<StatementKind<Body>, 'upcasters' | 'byHost'>>,
): StatementKind<Body> {
  if (!/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(kind.kind)) throw new Error(`not a kind: ${kind.kind}`)
  return { upcasters: {}, byHost: () => false, ...kind, example: kind.body.parse(kind.example) }
}

/** The body in today's version, lifted step by step. Throws where a step is missing: a kind must keep its upcasters. */
export function bodyOfToday<Body>(kind: StatementKind<Body>, statement: Statement): Body {
  let body = statement.body
  for (let version = statement.version; version < kind.version; version++) {
    const lift = kind.upcasters[version]
    if (!lift) throw new Error(`${kind.kind}: no upcaster from version ${version}`)
    body = lift(body)
  }
  return body as Body
}
