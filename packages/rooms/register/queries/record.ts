// SPDX-License-Identifier: Apache-2.0
import { defineQuery, type Id, idSchema, statementSchema } from '@symbolon/foundation'
import { inclusionProof } from '@symbolon/record'
import { hashSource, type View } from '@symbolon/store'
import { sql } from 'kysely'
import { z } from 'zod'
import { type DeclassifiedBody, judgementSchema, partySummary, recordPage } from '../contract.ts'
import { verifyDeclassified } from '../declassified.ts'
import { judgementOf } from './keys.ts'
import { partiesOf } from './lookups.ts'
import { cosignaturesOf, requiredOf, witnessesOf } from './witnesses.ts'

const PAGE = 100

/** The statements of an arrangement that the reader may read, newest last, and the logs that they stand in. */
export const record = defineQuery({
  name: 'record',
  summary: 'The record of an arrangement: its logs, their last signed checkpoints, and the statements in them.',
  input: z.object({ arrangement: idSchema, page: z.coerce.number().int().min(1).max(1_000_000).default(1) }),
  answer: recordPage,
  ask: async (view: View, { arrangement, page }) => {
    const logs = await view
      .selectFrom('store.log')
      .selectAll()
      .where('arrangement', '=', arrangement)
      .orderBy('id')
      .execute()
    const [witnesses, required] = [await witnessesOf(view, arrangement), await requiredOf(view, arrangement)]
    const all = view.selectFrom('store.statement').where('arrangement', '=', arrangement)
    const { total } = await all.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const rows = await all
      .select(['id', 'log', 'index', 'kind', 'said_by', 'recorded_by', 'recorded_at', 'corrects'])
      // The order within a log is the log's, whatever the clock did; between logs it is that of the time reached by then.
      .select(sql<Date>`max(recorded_at) over (partition by log order by index)`.as('reached'))
      .orderBy('reached')
      .orderBy('log')
      .orderBy('index')
      .limit(PAGE)
      .offset((page - 1) * PAGE)
      .execute()
    return {
      logs: await Promise.all(
        logs.map(async (log) => ({
          id: log.id,
          audience: log.audience,
          size: log.size,
          checkpoint: await lastCheckpoint(view, log.id),
          stopped: log.stopped !== null && log.continued_in === null,
          continuedIn: log.continued_in,
          ...(await cosignaturesOf(view, { arrangement, log: log.id, required }, witnesses)),
        })),
      ),
      witnesses,
      required,
      statements: rows.map((row) => ({
        id: row.id,
        log: row.log,
        index: row.index,
        kind: row.kind,
        saidBy: row.said_by,
        recordedBy: row.recorded_by,
        recordedAt: row.recorded_at.toISOString(),
        clockSetBack: row.recorded_at < row.reached,
        corrects: row.corrects,
      })),
      parties: await partiesOf(view, [
        ...rows.flatMap((row) => [row.said_by, row.recorded_by]),
        ...witnesses.map((one) => one.party),
      ]),
      total: Number(total),
    }
  },
})

async function lastCheckpoint(view: View, log: string) {
  const rows = view.selectFrom('store.checkpoint').selectAll().where('log', '=', log).orderBy('size', 'desc').limit(1)
  const row = await rows.executeTakeFirst()
  return row ? { size: row.size, root: row.root.toString('base64'), note: row.note } : null
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

/** One statement as it stands in its log, with what proves that it does: salt, leaf index and inclusion proof. */
export const statement = defineQuery({
  name: 'statement',
  summary: 'One statement, its canonical text, salt, and the proof that it stands in the last signed checkpoint.',
  input: z.object({ arrangement: idSchema, statement: idSchema }),
  answer: z.strictObject({
    statement: statementSchema,
    canonical: z.string(),
    salt: z.string(),
    log: idSchema,
    index: z.number().int(),
    checkpoint: z.string().nullable(),
    proof: z.array(z.string()).nullable(),
    /** By which key of its recorder it is signed, or why that does not hold. */
    signed: judgementSchema,
    /** Of a declassified statement: the one that it re-states, where all of the proof holds; else what does not. */
    restated: z
      .union([
        z.strictObject({ holds: z.literal(true), statement: statementSchema, size: z.number(), index: z.number() }),
        z.strictObject({ holds: z.literal(false), why: z.enum(['text', 'key', 'checkpoint', 'proof']) }),
      ])
      .nullable(),
    parties: z.array(partySummary),
  }),
  ask: async (view: View, { arrangement, statement: id }) => {
    const rows = view.selectFrom('store.statement').selectAll().where('arrangement', '=', arrangement)
    const row = await rows.where('id', '=', id).executeTakeFirst()
    if (!row) return null
    const said = statementSchema.parse(JSON.parse(row.canonical))
    const checkpoint = await lastCheckpoint(view, row.log)
    const covered = checkpoint !== null && checkpoint.size > row.index
    const source = hashSource(view, arrangement, row.log)
    const restated = said.kind === 'statement.declassified' ? await restatedIn(view, row.log, said) : null
    return {
      statement: said,
      restated,
      signed: await judgementOf(view, said, { log: row.log, index: row.index }),
      canonical: row.canonical,
      salt: base64(row.salt),
      log: row.log,
      index: row.index,
      checkpoint: covered ? checkpoint.note : null,
      proof: covered ? (await inclusionProof(checkpoint.size, row.index, source)).map(base64) : null,
      parties: await partiesOf(view, [said.saidBy, said.recordedBy]),
    }
  },
})

/** What is re-stated must come from this very arrangement, and under the key that signs the log that it stands in. */
async function restatedIn(view: View, log: Id, { arrangement, body }: { arrangement: Id; body?: unknown }) {
  const trusted = await view.selectFrom('store.log').select('key').where('id', '=', log).executeTakeFirstOrThrow()
  const found = verifyDeclassified(body as DeclassifiedBody, trusted.key)
  return found.holds && found.statement.arrangement !== arrangement
    ? { holds: false as const, why: 'text' as const }
    : found
}
