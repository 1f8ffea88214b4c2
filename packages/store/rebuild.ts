// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { replay } from './replay.ts'
import type { Store } from './store.ts'
import type { Writer } from './tables.ts'

/** A row that the rebuilt projections have and the old ones had not (`+`), or the other way round (`-`). */
export type Difference = { table: string; sign: '+' | '-'; row: string }
export type RebuildReport = { statements: number; tables: number; differences: Difference[] }

/**
 * Empties the projections of every room and fills them again from the statements, in one transaction: readers see the
 * old ones until it ends, and a crash leaves the old ones. Says which rows were not what the record says.
 */
export async function rebuild(store: Store, progress: (done: number) => void = () => {}): Promise<RebuildReport> {
  const tables = store.rooms.flatMap((room) => room.projections)
  return store.projector.transaction().execute(async (writer) => {
    // Nobody appends meanwhile. The table is locked, not its rows: a log that a command opens while we wait for one of
    // them would be emptied below and not be filled again.
    await sql`lock table store.log in exclusive mode`.execute(writer)
    const logs = await writer
      .selectFrom('store.log')
      .select(['arrangement', 'id', 'size', 'continued_in'])
      .orderBy('id')
      .execute()
    const before = await dump(writer, tables)
    for (const table of tables.toReversed()) await sql`delete from ${sql.table(table)}`.execute(writer)
    let statements = 0
    for (const log of inOrder(logs)) {
      const before = statements
      statements += await replay(store, writer, log, (done) => progress(before + done))
    }
    return { statements, tables: tables.length, differences: compare(before, await dump(writer, tables)) }
  })
}

/** A log that goes on from another comes after it, whatever the clock was when it was opened. */
function inOrder<Log extends { id: string; continued_in: string | null }>(logs: Log[]): Log[] {
  const before = Map.groupBy(logs, (log) => log.continued_in)
  const ordered = new Set<Log>()
  const place = (log: Log) => {
    for (const one of before.get(log.id) ?? []) place(one)
    ordered.add(log)
  }
  logs.forEach(place)
  return [...ordered]
}

type Dump = Map<string, string[]>

/** Every row of the projections as text, sorted: two databases with the same statements have the same dump. */
export async function dump(writer: Writer, tables: string[]): Promise<Dump> {
  const all: Dump = new Map()
  for (const table of tables) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(table)} t order by 1`.execute(
      writer,
    )
    all.set(
      table,
      rows.map(({ row }) => row),
    )
  }
  return all
}

export function digestOf(dump: Dump): string {
  const hash = createHash('sha256')
  for (const [table, rows] of dump) hash.update(JSON.stringify([table, rows]))
  return hash.digest('hex')
}

function compare(before: Dump, after: Dump): Difference[] {
  const differences: Difference[] = []
  for (const [table, rows] of before) {
    const [old, now] = [new Set(rows), new Set(after.get(table))]
    for (const row of old) if (!now.has(row)) differences.push({ table, sign: '-', row })
    for (const row of now) if (!old.has(row)) differences.push({ table, sign: '+', row })
  }
  return differences
}
