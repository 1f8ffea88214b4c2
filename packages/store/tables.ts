// SPDX-License-Identifier: Apache-2.0
import { type ColumnType, type Generated, type Kysely, sql, type Transaction } from 'kysely'
import { ROLES } from './roles.ts'

type BigInt8 = ColumnType<number, number | bigint, number | bigint>

export type StoreTables = {
  'store.log': {
    arrangement: string
    id: string
    audience: string
    size: BigInt8
    signed_size: BigInt8
    frontier: Buffer
    created_at: Date
    vkey: string | null
    /** The verifier key of its checkpoints; null before the first. */
    key: ColumnType<string | null, string | null | undefined, string | null>
    /** A note under its own key that it does not come to: it is signed no more. */
    stopped: ColumnType<string | null, string | null | undefined, string | null>
    /** The log in which it goes on; then it is closed for good. */
    continued_in: ColumnType<string | null, string | null | undefined, string | null>
  }
  'store.statement': {
    arrangement: string
    id: string
    log: string
    index: BigInt8
    kind: string
    said_by: string
    recorded_by: string
    recorded_at: Date
    corrects: string | null
    /** Both null where the statement was erased. */
    salt: Buffer | null
    canonical: string | null
  }
  'store.leaf': {
    arrangement: string
    log: string
    index: BigInt8
    entry: Buffer
    /** Came back from a partner who may not read what stands under it: its statement may be missing. */
    lost: Generated<boolean>
  }
  'store.tile': { arrangement: string; log: string; index: BigInt8; root: Buffer }
  'store.checkpoint': { arrangement: string; log: string; size: BigInt8; root: Buffer; note: string; signed_at: Date }
  'store.cosignature': {
    arrangement: string
    log: string
    size: BigInt8
    name: string
    line: string
    seen_at: Date
  }
  'store.seat': {
    granted_by: string
    arrangement: string
    id: string
    log: string
    party: string
    tier: string
    /** When it was granted, and when it was ended by an act. */
    since: Date
    until: Date | null
    /** From when to when it counts, by its dates; `ends` is the first moment after. */
    begins: Date
    ends: Date | null
    /** From when on it reads what was said before it began; null: from its beginning. */
    reads_from: Date | null
    suspended: Date | null
    suspended_by: string | null
    /** When it was suspended before, as the database writes ranges. */
    paused: Generated<string>
    recorded_at: Date
  }
  'store.installation': { key: string; value: string }
  'store.request': {
    party: string
    key: string
    digest: Buffer
    answer: string
    arrangements: string[]
    statements: string[]
    done_at: Date
  }
  /** Acts that wait to be signed; input and statements as JSON. */
  'store.prepared': {
    party: string
    id: string
    command: string
    input: string
    statements: string
    ids: string[]
    made_at: Date
    said_at: Date | null
  }
  'store.session': {
    party: string
    token_hash: Buffer
    expires_at: Date
    id: Generated<string>
    person: string | null
    opened_at: Generated<Date>
    seen_at: Generated<Date>
    how: Generated<string>
    scope: Generated<string>
  }
}

/** What a reader sees: rows through row-level security, in one snapshot. */
export type View = Transaction<StoreTables>
/** What a projector writes with, inside the transaction of the command. */
export type Writer = Transaction<StoreTables>
export type Owner = Kysely<StoreTables>

/** Every table of every room names its log, so that one policy guards them all. */
export type ProjectionColumns = { arrangement: string; id: string; log: string; recorded_at: Date }
export const PROJECTION_COLUMNS = `
  arrangement uuid not null, id uuid not null, log uuid not null, recorded_at timestamptz not null,
  primary key (arrangement, id)`

const run = (owner: Owner, text: string) => sql.raw(text).execute(owner)

/**
 * Puts a table of projections under the rule of seats and audiences. A row is read by whoever read its log then;
 * `present` is SQL for the rows that tell how things stand, which every reader of the log has, since when soever.
 */
export async function guardProjection(owner: Owner, table: string, present = 'false'): Promise<void> {
  const mayWrite = 'select, insert, update, delete'
  if (!(await seatsHaveDates(owner))) return guard(owner, table, readableRowsBefore(present), mayWrite)
  await guard(owner, table, readableRows(present), mayWrite)
  await run(owner, `create index on ${table} (log)`)
  await run(owner, assumedLogs(table))
}

/**
 * What the planner assumes of a table's logs, whatever there are: it goes by the index of logs where few rows are read
 * and where many are, and does not go another way because of logs that the reader does not know of.
 */
export const assumedLogs = (table: string) => `alter table ${table} alter column log set (n_distinct = 20)`

/**
 * The rows of a table that names log and time of recording, by the arrays that `store.readable_logs()` comes to. The
 * first condition alone decides which index finds them: with two arms of an `or` the planner would as soon read all
 * rows of an arrangement, and a query would slow down with rows that its reader may not read. The second is a `case`
 * because the planner takes that for one in two, whatever logs there are, and a product of two small guesses would make
 * it join in ways that are fit for few rows alone.
 */
export function readableRows(present: string): string {
  const logs = (which = '') => `array(select r.log from store.readable_logs() r${which})`
  const partly = (column: string) =>
    `array(select r.${column} from store.readable_logs() r where r.span is not null order by r.log)`
  return `log = any (${logs()})
    and case when log = any (${logs(' where r.span is null')}) then true
      else recorded_at <@ (${partly('span')})[array_position(${partly('log')}, log)] or ${present} end`
}

/** As the first migrations wrote it; `0070-seats-over-time` brings what they guarded to today's form. */
const readableRowsBefore = (present: string) =>
  `log in (select r.log from store.readable_logs() r where r.since is null)
     or (log in (select r.log from store.readable_logs() r where r.since is not null)
         and (recorded_at >= store.reads_since(log) or ${present}))`

async function seatsHaveDates(owner: Owner): Promise<boolean> {
  const { rows } = await sql`select from information_schema.columns
    where table_schema = 'store' and table_name = 'seat' and column_name = 'begins'`.execute(owner)
  return rows.length > 0
}

/** Puts a table of a delegation's working rows (column `party`) under the rule that nobody else reads them. */
export const guardWorkingRows = (owner: Owner, table: string): Promise<void> =>
  guard(owner, table, 'party = (select store.reader())', 'select, insert, update, delete')

/** Puts a table that no question ever reads, such as one about persons, out of the reader login's sight. */
export const guardUnread = (owner: Owner, table: string): Promise<void> =>
  guard(owner, table, 'false', 'select, insert, update, delete')

export async function guard(owner: Owner, table: string, readable: string, projectorMay: string): Promise<void> {
  await run(owner, `alter table ${table} enable row level security`)
  await run(owner, `alter table ${table} force row level security`)
  await run(owner, `create policy reader_reads on ${table} for select to ${ROLES.reader} using (${readable})`)
  await run(owner, `create policy projector_writes on ${table} to ${ROLES.projector} using (true) with check (true)`)
  await run(owner, `create policy owner_keeps on ${table} to ${ROLES.owner} using (true) with check (true)`)
  await run(owner, `grant select on ${table} to ${ROLES.reader}`)
  await run(owner, `grant ${projectorMay} on ${table} to ${ROLES.projector}`)
}

/** Makes a room's schema and lets the two logins into it. */
export async function makeSchema(owner: Owner, name: string): Promise<void> {
  await run(owner, `create schema ${name}`)
  await run(owner, `grant usage on schema ${name} to ${ROLES.projector}, ${ROLES.reader}`)
}
