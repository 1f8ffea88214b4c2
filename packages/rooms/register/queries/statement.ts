// SPDX-License-Identifier: Apache-2.0
import { defineQuery, type Id, idSchema, statementSchema } from '@symbolon/foundation'
import { inclusionProof, textToSign } from '@symbolon/record'
import { hashSource, type View } from '@symbolon/store'
import type { NotNull } from 'kysely'
import { z } from 'zod'
import { type DeclassifiedBody, erasedBody, judgementSchema, partySummary, spokenOf } from '../contract.ts'
import { verifyDeclassified } from '../declassified.ts'
import { erasingOf } from '../erasing.ts'
import { tablesOf } from '../tables.ts'
import { judgementOf } from './keys.ts'
import { partiesOf } from './lookups.ts'
import { lastCheckpoint } from './record.ts'

/** One statement as it stands in its log, with what proves that it does: salt, leaf index and inclusion proof. */
export const statement = defineQuery({
  name: 'statement',
  summary: 'One statement, its canonical text, salt, and the proof that it stands in the last signed checkpoint.',
  input: z.object({ arrangement: idSchema, statement: idSchema }),
  answer: z.strictObject({
    /** All three null where it was erased. */
    statement: statementSchema.nullable(),
    canonical: z.string().nullable(),
    salt: z.string().nullable(),
    log: idSchema,
    index: z.number().int(),
    checkpoint: z.string().nullable(),
    proof: z.array(z.string()).nullable(),
    /** By which key of its recorder it is signed, or why that does not hold; null where it was erased. */
    signed: judgementSchema.nullable(),
    /** The very text that was signed; null where nothing was. */
    signedText: z.string().nullable(),
    /** Of a declassified statement: the one that it re-states, where all of the proof holds; else what does not. */
    restated: z
      .union([
        z.strictObject({
          ...{ holds: z.literal(true), statement: statementSchema, size: z.number(), index: z.number() },
          signed: judgementSchema,
        }),
        z.strictObject({ holds: z.literal(false), why: z.enum(['text', 'key', 'checkpoint', 'proof']) }),
      ])
      .nullable(),
    /** Of an erased statement: what stays of it, by which erasure, whose, and when. */
    erased: z.strictObject({ ...erasedBody.shape, erasure: idSchema, by: idSchema, at: z.string() }).nullable(),
    /** For whoever may have it erased: which statements name it and may repeat its words. */
    erasable: z.strictObject({ speakOfIt: z.array(spokenOf) }).nullable(),
    parties: z.array(partySummary),
  }),
  ask: async (view: View, { arrangement, statement: id }, { party }, kinds) => {
    const erasure = await erasureOf(view, arrangement, id)
    const row = erasure ? null : ((await rowOf(view, arrangement, id)) ?? null)
    const at = erasure ? { log: erasure.log, index: erasure.body.index } : row
    if (!at) return null
    const said = row && statementSchema.parse(JSON.parse(row.canonical))
    const erasing = said && (await erasingOf(view, kinds, { arrangement, statement: id, party }))
    const whose = said ?? erasure!.body
    return {
      statement: said,
      restated: said?.kind === 'statement.declassified' ? await restatedIn(view, at.log, said) : null,
      signed: said && (await judgementOf(view, said, at)),
      signedText: said?.signature ? textToSign(said) : null,
      canonical: row?.canonical ?? null,
      salt: row && base64(row.salt),
      log: at.log,
      index: at.index,
      ...(await proofOf(view, arrangement, at)),
      erased: erasure
        ? { ...erasure.body, erasure: erasure.latest, by: erasure.said_by, at: erasure.recorded_at.toISOString() }
        : null,
      erasable: erasing && !erasing.problem ? { speakOfIt: erasing.speakOfIt } : null,
      parties: await partiesOf(view, [whose.saidBy, whose.recordedBy, erasure?.said_by]),
    }
  },
})

/** By the erasure, whoever keeps the log: a copy that never had the text tells the same. */
const erasureOf = (view: View, arrangement: Id, id: Id) =>
  tablesOf(view)
    .selectFrom('register.erasure')
    .select(['log', 'body', 'latest', 'said_by', 'recorded_at'])
    .where('arrangement', '=', arrangement)
    .where('id', '=', id)
    .executeTakeFirst()

const rowOf = (view: View, arrangement: Id, id: Id) =>
  view
    .selectFrom('store.statement')
    .select(['log', 'index', 'salt', 'canonical'])
    .where('arrangement', '=', arrangement)
    .where('id', '=', id)
    .where('canonical', 'is not', null)
    .$narrowType<{ salt: NotNull; canonical: NotNull }>()
    .executeTakeFirst()

async function proofOf(view: View, arrangement: Id, { log, index }: { log: Id; index: number }) {
  const checkpoint = await lastCheckpoint(view, log)
  if (checkpoint === null || checkpoint.size <= index) return { checkpoint: null, proof: null }
  const proof = await inclusionProof(checkpoint.size, index, hashSource(view, arrangement, log))
  return { checkpoint: checkpoint.note, proof: proof.map(base64) }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

/** What is re-stated must come from this very arrangement, and under the key that signs the log that it stands in. */
async function restatedIn(view: View, log: Id, { arrangement, body }: { arrangement: Id; body?: unknown }) {
  const trusted = await view.selectFrom('store.log').select('key').where('id', '=', log).executeTakeFirstOrThrow()
  const found = verifyDeclassified(body as DeclassifiedBody, trusted.key)
  if (!found.holds) return found
  if (found.statement.arrangement !== arrangement) return { holds: false as const, why: 'text' as const }
  return { ...found, signed: await judgementOf(view, found.statement, { log, index: null }) }
}
