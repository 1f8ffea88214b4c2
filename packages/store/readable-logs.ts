// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import { ROLES } from './roles.ts'
import { assumedLogs, type Owner, readableRows } from './tables.ts'

/**
 * Who may read which log, and of which time. `span` null means all of it; else the times of recording that the reader
 * has. A seat counts from the day that it begins to the day that it ends, by the database's clock, and not while it is
 * suspended; what was said while it was suspended stays unread. The temporary schema comes last on the path: see 0001.
 */
const FUNCTIONS = `
create function store.readable_logs() returns table (log uuid, since timestamptz, span tstzmultirange)
language sql stable security definer set search_path = pg_catalog, pg_temp rows 50 as $$
  with me as materialized (select store.reader() as party)
  select l.id, null::timestamptz, null::tstzmultirange from store.log l where l.audience = 'public'
  union all
  select l.id, null::timestamptz, null::tstzmultirange from store.log l
    where l.audience like 'parties:%'
      and string_to_array(substr(l.audience, 9), ',') @> array[(select party::text from me)]
  union all
  select r.id, case when r.whole then null else lower(r.span) end, case when r.whole then null else r.span end
    from (
      select l.id, range_agg(p.piece) as span, range_agg(p.piece) @> tstzrange(l.created_at, null) as whole
        from store.seat s
        join store.log l on l.arrangement = s.arrangement
        cross join lateral (
          select tstzmultirange(tstzrange(least(s.begins, s.reads_from), null)) - s.paused as piece) p
        where s.party = (select party from me) and s.until is null and s.suspended is null
          and s.begins <= now() and (s.ends is null or s.ends > now())
          and l.audience like 'seats:%' and position(s.tier in l.audience) > 0
        group by l.id, l.created_at) r
$$;
`

/**
 * Seats get dates and suspensions, and every policy that stands asks for them. The policies name arrays that are made
 * once a query: what may be read is found by index, so that a query does not slow down with rows that it may not read,
 * and no function runs for each row.
 */
export async function seatsOverTime(owner: Owner): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(owner)
  await run(`alter table store.seat add column begins timestamptz, add column ends timestamptz,
    add column reads_from timestamptz, add column suspended timestamptz, add column suspended_by uuid,
    add column paused tstzmultirange not null default '{}'`)
  await run('update store.seat set begins = since')
  await run('alter table store.seat alter column begins set not null')
  // The public key goes with the log, so that its readers can compare what signed their checkpoints.
  await run('alter table store.log add column key text')
  await run(`create index log_public on store.log (id) where audience = 'public'`)
  await run(`create index log_parties on store.log using gin (string_to_array(substr(audience, 9), ','))
    where audience like 'parties:%'`)
  await run('alter function store.readable_logs() rename to readable_logs_before')
  await run(FUNCTIONS)
  await run('revoke all on function store.readable_logs() from public')
  await run(`grant execute on function store.readable_logs() to ${ROLES.reader}, ${ROLES.projector}`)
  await rewritePolicies(owner)
  await run('drop function store.readable_logs_before()')
}

/** Every policy that asked the former function asks the new one; a policy of another form is a fault, not a guess. */
async function rewritePolicies(owner: Owner): Promise<void> {
  const { rows } = await sql<{ table: string; name: string; qual: string }>`
    select quote_ident(schemaname) || '.' || quote_ident(tablename) as table, tablename as name, qual
    from pg_policies where policyname = 'reader_reads' and qual like '%readable_logs_before%'`.execute(owner)
  for (const { table, qual } of rows) {
    const whole = /^\((id|log) IN \(/.exec(qual)?.[1]
    const present = /reads_since\(log\)\) OR (.*)\)\)\)$/s.exec(qual)?.[1]
    const readable = present ? readableRows(present) : whole && readableLogs(whole)
    if (!readable) throw new Error(`the policy of ${table} is of no form that can be brought to today's: ${qual}`)
    await sql.raw(`alter policy reader_reads on ${table} using (${readable})`).execute(owner)
    if (present) await sql.raw(`create index on ${table} (log)`).execute(owner)
  }
}

const readableLogs = (column: string) => `${column} = any (array(select r.log from store.readable_logs() r))`

/** The form that `0070-seats-over-time` left in a release: two arms, of which the second ends with the rows of the present. */
const TWO_ARMS =
  /^\(\(log = ANY \(ARRAY\([^)]*\) r\([^)]*\)\s+WHERE \(r\.span IS NULL\)\)\)\) OR .*, log\)\]\) OR (.*)\)\)\)$/s

/** Brings the policies that stand with two arms to the one that `readableRows` writes, and says what to assume of logs. */
export async function readByLog(owner: Owner): Promise<void> {
  const { rows } = await sql<{ table: string; qual: string }>`
    select quote_ident(p.schemaname) || '.' || quote_ident(p.tablename) as table, p.qual
    from pg_policies p join information_schema.columns c
      on c.table_schema = p.schemaname and c.table_name = p.tablename and c.column_name = 'log'
    where p.policyname = 'reader_reads' and p.qual like '%readable_logs%' order by 1`.execute(owner)
  for (const { table, qual } of rows) {
    const present = TWO_ARMS.exec(qual)?.[1]
    if (present) await sql.raw(`alter policy reader_reads on ${table} using (${readableRows(present)})`).execute(owner)
    await sql.raw(assumedLogs(table)).execute(owner)
  }
  // Statements are asked for by their arrangement, always: the key by arrangement, log and index finds them.
  await sql`drop index store.statement_log_idx`.execute(owner)
}
