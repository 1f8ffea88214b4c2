// SPDX-License-Identifier: Apache-2.0
import { defineQuery, idSchema } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { sql } from 'kysely'
import { z } from 'zod'
import { recordPage } from '../contract.ts'
import { tablesOf } from '../tables.ts'
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
    const all = tablesOf(view).selectFrom('store.statement as s').where('s.arrangement', '=', arrangement)
    const { total } = await all.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const rows = await all
      .leftJoin('register.erasure as e', (join) =>
        join.onRef('e.arrangement', '=', 's.arrangement').onRef('e.id', '=', 's.id'),
      )
      .select(['s.id', 's.log', 's.index', 's.kind', 's.said_by', 's.recorded_by', 's.recorded_at', 's.corrects'])
      .select('e.latest as erased')
      // The order within a log is the log's, whatever the clock did; between logs it is that of the time reached by then.
      .select(sql<Date>`max(s.recorded_at) over (partition by s.log order by s.index)`.as('reached'))
      .orderBy('reached')
      .orderBy('s.log')
      .orderBy('s.index')
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
        erased: row.erased,
      })),
      parties: await partiesOf(view, [
        ...rows.flatMap((row) => [row.said_by, row.recorded_by]),
        ...witnesses.map((one) => one.party),
      ]),
      total: Number(total),
    }
  },
})

/** The last checkpoint that was signed over a log. */
export async function lastCheckpoint(view: View, log: string) {
  const rows = view.selectFrom('store.checkpoint').selectAll().where('log', '=', log).orderBy('size', 'desc').limit(1)
  const row = await rows.executeTakeFirst()
  return row ? { size: row.size, root: row.root.toString('base64'), note: row.note } : null
}
