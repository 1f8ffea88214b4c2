// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { type RawBuilder, sql } from 'kysely'
import type { ScoreboardInput, ScoreboardPage } from '../contract.ts'

/** What is computed in the database for a scoreboard, over all rows that the filters keep. */
export type Board = Pick<ScoreboardPage, 'counts' | 'pillars' | 'kinds' | 'sides' | 'sums'> & { ids: Id[] }

/**
 * One pass over the commitments of an arrangement: each with its ending, whose word it is, the last report and the last
 * assessment; then counts, sums and the page's ids from the same rows, so that they cannot contradict each other.
 * Ranges count by their lower end. Cost: linear in the commitments and tellings of the arrangement.
 *
 * What is carried from step to step is kept narrow (no bodies) and in
 * memory; commitments that are alike in all that is counted are counted once, in `cells`.
 */
export async function boardOf(view: View, input: ScoreboardInput, today: string): Promise<Board> {
  await sql`select set_config('work_mem', ${WORK_MEMORY}, true)`.execute(view)
  const { rows } = await sql<{ board: Board }>`
    with ${base(input.arrangement, today)},
    kept as materialized (select * from base where ${filters(input)}),
    cells as materialized (
      select ${CELL}, count(*) as n from kept group by ${CELL}),
    ${SUMMED}
    select jsonb_build_object(
      'counts', (${COUNTS}), 'pillars', (${countsBy('pillar')}), 'kinds', (${countsBy('kind')}),
      'sides', (${SIDES}), 'sums', (${SUMS}),
      'ids', (select coalesce(jsonb_agg(id), '[]') from (
        select id from kept order by ${ORDERS[input.sort]}, recorded_at, id
        limit ${input.size} offset ${(input.page - 1) * input.size}) page)
    ) as board`.execute(view)
  return rows[0]!.board
}

/** Enough for sorts and hashes of 100,000 narrow rows; PostgreSQL's 4 MB send them to disk, at half the speed. */
const WORK_MEMORY = '32MB'

const lastTelling = (table: string, arrangement: Id) => sql`
  select distinct on (commitment) commitment, level, amount_keys, amounts from ${sql.table(table)}
  where arrangement = ${arrangement} and error is null order by commitment, index desc`

function base(arrangement: Id, today: string) {
  return sql`
    words as (
      select distinct on (commitment, said_by) commitment, said_by, position, index from partnership.position
      where arrangement = ${arrangement} and error is null and said_by = recorded_by
      order by commitment, said_by, index desc),
    positions as (
      select w.commitment,
        array_agg(w.said_by) filter (where w.position = 'confirmed' and w.index > c.latest_index) as confirmed,
        array_agg(w.said_by) filter (where w.position = 'contested') as contesting
      from words w join partnership.commitment c on c.arrangement = ${arrangement} and c.id = w.commitment
      group by w.commitment),
    endings as (
      select distinct on (commitment) commitment, how from partnership.ending
      where arrangement = ${arrangement} and error is null order by commitment, index),
    reports as (${lastTelling('performance.report', arrangement)}),
    assessments as (${lastTelling('performance.assessment', arrangement)}),
    stood as (
      select c.id, c.recorded_at, c.promisors, c.pillar, c.kind, c.due, c.amount_keys, c.amounts, e.how is not null as ended,
        e.how is null and c.due < ${today}::date as overdue,
        p.contesting is not null and c.promisors && p.contesting as contested,
        case when c.said_by = c.recorded_by then array[c.said_by] else '{}' end || coalesce(p.confirmed, '{}') as own,
        r.commitment is not null as reported, r.level as report_level,
        r.amount_keys as report_keys, r.amounts as report_amounts,
        a.commitment is not null as judged, a.level as judged_level,
        a.amount_keys as judged_keys, a.amounts as judged_amounts
      from partnership.commitment c
      left join positions p on p.commitment = c.id
      left join endings e on e.commitment = c.id
      left join reports r on r.commitment = c.id
      left join assessments a on a.commitment = c.id
      where c.arrangement = ${arrangement} and c.error is null),
    base as (
      select *, not contested and promisors <@ own as owned,
        report_level <> judged_level and report_level <> 'no evidence available'
          and judged_level <> 'no evidence available' as differ
      from stood)`
}

function filters(input: ScoreboardInput): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`true`]
  if (input.party) all.push(sql`promisors @> array[${input.party}::uuid]`)
  if (input.pillar) all.push(input.pillar === 'none' ? sql`pillar is null` : sql`pillar = ${input.pillar}`)
  if (input.kind) all.push(sql`kind = ${input.kind}`)
  if (input.due) all.push(DUE[input.due])
  if (input.standing) all.push(STANDING[input.standing])
  if (input.told) all.push(TOLD[input.told])
  return sql.join(all, sql` and `)
}

const DUE = {
  overdue: sql`overdue`,
  'to come': sql`due is not null and not overdue`,
  none: sql`due is null`,
}
const STANDING = { owned: sql`owned`, contested: sql`contested`, attributed: sql`not owned and not contested` }
const TOLD = {
  told: sql`reported and judged`,
  'no report': sql`not reported`,
  'no judgement': sql`not judged`,
  neither: sql`not reported and not judged`,
}
const ORDERS = {
  recorded: sql`recorded_at`,
  deadline: sql`due nulls last`,
  pillar: sql`array_position(array['mobility', 'development', 'border', 'protection'], pillar) nulls last`,
}

/** What is counted of a commitment, all of it. */
const CELL = sql`promisors, own, pillar, kind, overdue, contested, owned, reported, judged, ended, differ`
const number = (when: RawBuilder<unknown>) => sql`coalesce(sum(n) filter (where ${when}), 0)`

const COUNTS = sql`select jsonb_build_object('commitments', coalesce(sum(n), 0),
  'overdue', ${number(sql`overdue`)}, 'owned', ${number(sql`owned`)},
  'contested', ${number(sql`contested`)},
  'attributed', ${number(sql`not owned and not contested`)},
  'notReported', ${number(sql`not reported`)}, 'notJudged', ${number(sql`not judged`)},
  'neither', ${number(sql`not reported and not judged`)}, 'ended', ${number(sql`ended`)},
  'differ', ${number(sql`differ`)}) from cells`

const countsBy = (column: 'pillar' | 'kind') => sql`select coalesce(jsonb_object_agg(coalesce(of, 'none'), n), '{}')
  from (select ${sql.ref(column)} as of, sum(n) as n from cells group by 1) counted`

const SIDES = sql`select coalesce(jsonb_agg(side order by n desc, party), '[]') from (
  select party, sum(n) as n, jsonb_build_object('party', party, 'commitments', sum(n),
    'reported', ${number(sql`reported`)}, 'judged', ${number(sql`judged`)},
    'overdue', ${number(sql`overdue`)}, 'owned', ${number(sql`party = any(own) and not contested`)},
    'contested', ${number(sql`contested`)}, 'ended', ${number(sql`ended`)}) as side
  from cells, unnest(promisors) as party group by party) sides`

const listed = (of: string, keys: string, amounts: string) => sql`
  select promisors, ${sql.lit(of)} as of, unnest(${sql.ref(keys)}) as key, unnest(${sql.ref(amounts)}) as value
  from kept where ${sql.ref(keys)} is not null`

/** Summed for the promisors of a commitment together, before each of them gets the sum. */
const SUMMED = sql`
  summed as (
    select promisors, of, key, sum(value) as value from (
      ${listed('promised', 'amount_keys', 'amounts')} union all ${listed('reported', 'report_keys', 'report_amounts')}
      union all ${listed('judged', 'judged_keys', 'judged_amounts')}) listed
    group by promisors, of, key)`

const SUMS = sql`select coalesce(jsonb_agg(line order by party, what, unit, period), '[]') from (
  select party, k->>0 as what, k->>1 as unit, k->>2 as period, jsonb_build_object('party', party,
    'what', k->>0, 'unit', k->>1, 'period', k->>2, 'promised', sum(value) filter (where of = 'promised'),
    'reported', sum(value) filter (where of = 'reported'), 'judged', sum(value) filter (where of = 'judged')) as line
  from (select promisors, of, key::jsonb as k, value from summed) summed, unnest(promisors) as party
  group by party, k) sums`
