// SPDX-License-Identifier: Apache-2.0
import type { Citation, Id, Projector, Recorded, Remains, Wording } from '@symbolon/foundation'
import { type ColumnType, sql } from 'kysely'
import { guardProjection, type Owner, PROJECTION_COLUMNS, type ProjectionColumns, type Writer } from './tables.ts'

/**
 * A fact: what one statement made and later statements of its log corrected or called an error. `statement` made it,
 * `latest` is the last word on it; `error` is the reason of who entered it in error. `index` and `latest_index` are their
 * places in the log: the order of what is said of one thing, which no clock can turn round.
 */
export type FactRow<Body> = ProjectionColumns & {
  statement: Id
  latest: Id
  index: number
  latest_index: number
  said_by: Id
  recorded_by: Id
  said_on: string | null
  citation: ColumnType<Citation | null, string | null>
  wording: ColumnType<Wording | null, string | null>
  error: string | null
  body: ColumnType<Body, string>
}

const FACT_COLUMNS = `${PROJECTION_COLUMNS},
  statement uuid not null, latest uuid not null, index bigint not null, latest_index bigint not null,
  said_by uuid not null, recorded_by uuid not null,
  said_on text, citation jsonb, wording jsonb, error text, body jsonb not null`

/** Makes a table of facts, guarded; `columns` are those to search by, as SQL; `present` as for guardProjection. */
export async function makeFactTable(owner: Owner, table: string, columns = '', present?: string): Promise<void> {
  await sql.raw(`create table ${table} (${columns ? `${columns}, ` : ''}${FACT_COLUMNS})`).execute(owner)
  await guardProjection(owner, table, present)
}

/**
 * Projects statements of one kind into a table of facts. The fact's id is what `identify` finds in the body, else that
 * of the statement that made it; `columns` gives the table's own columns.
 */
export function projectFacts<Body>(
  table: string,
  columns: (statement: Recorded<Body>) => Record<string, unknown> = () => ({}),
  identify: (body: Body) => Id | null = () => null,
): Projector<Writer> {
  return async (writer, statements) => {
    const rows = (statements as Recorded<Body>[]).map((said) => ({
      ...columns(said),
      arrangement: said.arrangement,
      id: identify(said.body) ?? said.corrects ?? said.id,
      log: said.log,
      recorded_at: said.recordedAt,
      statement: said.corrects ?? said.id,
      latest: said.id,
      index: said.index,
      latest_index: said.index,
      said_by: said.saidBy,
      recorded_by: said.recordedBy,
      said_on: said.saidOn,
      citation: said.citation,
      wording: said.wording,
      body: said.body,
    }))
    const names = Object.keys(rows[0]!)
    const list = sql.join(names.map((name) => sql.ref(name)))
    // A correction keeps who made the fact and when: what it says is replaced, and `latest` points to it.
    const kept = new Set(['arrangement', 'id', 'log', 'recorded_at', 'statement', 'index'])
    const replaced = names.filter((name) => !kept.has(name))
    const set = sql.join(replaced.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))
    // A batch may hold a fact and its correction: an upsert meets a row once, so those go in one after the other.
    for (const part of withoutRepeats(rows))
      await sql`insert into ${sql.table(table)} as kept (${list})
        select ${list} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(part)}::jsonb)
        on conflict (arrangement, id) do update set ${set} where kept.log = excluded.log`.execute(writer)
  }
}

function withoutRepeats<Row extends { id: Id }>(rows: Row[]): Row[][] {
  const parts: Row[][] = [[]]
  let seen = new Set<Id>()
  for (const row of rows) {
    if (seen.has(row.id)) {
      parts.push([])
      seen = new Set()
    }
    seen.add(row.id)
    parts.at(-1)!.push(row)
  }
  return parts
}

type Slip = { statement: Id; reason: string }

/** Projects `statement.entered-in-error` into the tables of facts of a room. */
export function projectErrors(tables: string[]): Projector<Writer> {
  return async (writer, statements) => {
    const [{ arrangement, log }] = statements as [Recorded]
    // Of two reasons for one statement the later stands.
    const reasons = new Map((statements as Recorded<Slip>[]).map(({ body }) => [body.statement, body.reason]))
    for (const table of tables)
      await sql`update ${sql.table(table)} as f set error = e.reason
        from unnest(${[...reasons.keys()]}::uuid[], ${[...reasons.values()]}::text[]) as e(statement, reason)
        where f.arrangement = ${arrangement} and f.log = ${log} and f.statement = e.statement`.execute(writer)
  }
}

/**
 * Projects `statement.erased` into the tables of facts of a room. Where the last word on a fact was erased the fact goes:
 * an earlier word, which had been replaced, must not stand for it again. Where an earlier one was, the last word stays, and
 * the fact was made by the first that is left. A rebuild, which never meets what was erased, comes to the same.
 */
export function projectErasures(tables: string[]): Projector<Writer> {
  return async (writer, statements) => {
    for (const { arrangement, log, index, body } of statements as Recorded<Remains>[]) {
      const first = body.corrects ?? body.statement
      for (const table of tables) {
        const fact = sql`f.arrangement = ${arrangement} and f.log = ${log} and f.statement = ${first}`
        await sql`delete from ${sql.table(table)} as f where ${fact} and f.latest_index <= ${body.index}`.execute(
          writer,
        )
        await sql`update ${sql.table(table)} as f
          set recorded_at = s.recorded_at, index = s.index, error = (
            select e.canonical::jsonb -> 'body' ->> 'reason' from store.statement e
            where e.arrangement = f.arrangement and e.log = f.log and e.index < ${index}
              and e.kind = 'statement.entered-in-error' and e.canonical::jsonb -> 'body' ->> 'statement' = ${first}
            order by e.index desc limit 1)
          from (select recorded_at, index from store.statement
            where arrangement = ${arrangement} and log = ${log} and index < ${index} and canonical is not null
              and (id = ${first} or corrects = ${first}) order by index limit 1) s
          where ${fact}`.execute(writer)
      }
    }
  }
}
