// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import { sql } from 'kysely'
import type { View } from './tables.ts'

/** As many rows as are held in memory at once. */
const PART = 1000

/**
 * The rows of a table in an arrangement, in the order of their ids and part by part, for what is written out whole: `rowsOf`
 * reads those of some ids. The ids are read first and once: to look for where a part begins would take longer with each.
 */
export async function* inParts<Row>(
  view: View,
  { table, arrangement }: { table: string; arrangement: Id },
  rowsOf: (ids: Id[]) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  const { rows } = await sql<{ id: Id }>`
    select id from ${sql.table(table)} where arrangement = ${arrangement} order by id`.execute(view)
  for (let from = 0; from < rows.length; from += PART)
    yield await rowsOf(rows.slice(from, from + PART).map(({ id }) => id))
}
