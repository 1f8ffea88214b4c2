// SPDX-License-Identifier: Apache-2.0
import { type Audience, type Id, onlyParties } from '@symbolon/foundation'
import { openSession } from '@symbolon/store'
import { type Arrangement, analyze, fill, type House, makeArrangement, must, openHouse, say } from './house.ts'
import type { Row } from './row.ts'
import { percentile, timed } from './timing.ts'

const READABLE = 2_000
const UNREADABLE = 2_000
const RUNS = 60
/** How much p50 may move where there is ten times more that the reader may not read. */
const LIMIT = 1.05
/** Confidential logs of one arrangement: as many lists of parties. */
const LOGS = 20

/**
 * Two houses that hold the same for a secretariat, and, of what it may not read, the one as much and the other ten times
 * more, in the same arrangement: every query. Asked in turn, so that what else the machine does falls on both.
 */
export async function benchUnreadable(): Promise<Row[]> {
  const [once, ten] = [await prepare(UNREADABLE), await prepare(10 * UNREADABLE)]
  try {
    const rows: Row[] = []
    for (const query of once.house.app.queries.keys()) rows.push(await compare(query, [once, ten]))
    return rows
  } finally {
    await once.house.close()
    await ten.house.close()
  }
}

type Prepared = { house: House; token: string; asked: Record<string, object> }

/** What each query is asked. A query that is not here stops the bench: nobody may forget one. */
async function askedIn(house: House, { id: arrangement, cast }: Arrangement): Promise<Record<string, object>> {
  type Board = { rows: { commitment: { id: Id } }[] }
  const board = must(await house.app.ask<Board>('scoreboard', null, { arrangement }))
  const of = { arrangement, commitment: board.rows[0]!.commitment.id }
  return {
    ...{ arrangements: { q: 'bench' }, 'seated-arrangements': {}, parties: { q: 'a' }, assessors: { arrangement } },
    ...{
      arrangement: { arrangement },
      party: { party: cast.judging[0] },
      keys: { party: cast.judging[0] },
      document: { arrangement, source: cast.source },
    },
    ...{ record: { arrangement, page: 5 }, statement: { arrangement, statement: of.commitment }, commitment: of },
    ...{ citing: { arrangement, source: cast.source }, scoreboard: { arrangement }, deliveries: of },
    drafts: { arrangement, source: cast.source },
  }
}

async function prepare(unreadable: number): Promise<Prepared> {
  const house = await openHouse()
  const arrangement = await makeArrangement(house.app)
  await fill(house.app, arrangement, 0, READABLE)
  const { promising, judging } = arrangement.cast
  for (let log = 0; log < LOGS; log++)
    await confide(house, arrangement, onlyParties(promising[log % 12]!, judging[(log * 7) % 12]!), unreadable / LOGS)
  await analyze(house.admin)
  const token = await openSession(house.app.store, arrangement.secretariat)
  return { house, token, asked: await askedIn(house, arrangement) }
}

/** The same statements as `fill` says, for an audience that the public is not of. */
const confide = ({ app }: House, arrangement: Arrangement, audience: Audience, count: number): Promise<void> =>
  fill(app, arrangement, 0, count, (party) => (sayings) => {
    const aside = sayings.map((one) => ({ ...one, audience }))
    return say(app, arrangement.id, party, aside)
  })

async function compare(query: string, prepared: [Prepared, Prepared]): Promise<Row> {
  const times: [number[], number[]] = [[], []]
  for (let run = -5; run < RUNS; run++)
    for (const [n, { house, token, asked }] of prepared.entries()) {
      const input = asked[query]
      if (!input) throw new Error(`say in bench/unreadable.ts what the query ${query} is asked`)
      const time = await timed(async () => must(await house.app.ask(query, token, input)))
      if (run >= 0) times[n]!.push(time)
    }
  const [before, after] = times.map((all) => percentile(all, 0.5)) as [number, number]
  return {
    name: `${query}, ten times more unreadable rows, p50`,
    figure: after,
    unit: 'ms',
    against: `${before.toPrecision(3)} ms; aim below ${LIMIT}x`,
    ratio: after / before,
  }
}
