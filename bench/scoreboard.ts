// SPDX-License-Identifier: Apache-2.0
import { type Arrangement, analyze, fill, type House, makeArrangement, must, openHouse } from './house.ts'
import { memoryOfTree, ownMemory } from './memory.ts'
import type { Row } from './row.ts'
import { latencyRows, timesOf } from './timing.ts'

const SIZES = [
  { commitments: 10_000, runs: 60, limit: 150 },
  { commitments: 100_000, runs: 25, limit: 1000 },
]

/** The two pages that are asked for most, as the database and the rooms answer them, by how much one arrangement holds. */
export async function benchScoreboard(): Promise<Row[]> {
  const house = await openHouse()
  try {
    const arrangement = await makeArrangement(house.app)
    const rows: Row[] = []
    let held = 0
    for (const size of SIZES) {
      await fill(house.app, arrangement, held, size.commitments)
      held = size.commitments
      await analyze(house.admin)
      rows.push(...(await atSize(house, arrangement, size)))
    }
    return rows
  } finally {
    await house.close()
  }
}

async function atSize(
  { app }: House,
  { id }: Arrangement,
  { commitments, runs, limit }: (typeof SIZES)[number],
): Promise<Row[]> {
  const asking = (query: string, input: object) => async () =>
    must(await app.ask(query, null, { arrangement: id, ...input }))
  const size = `${commitments.toLocaleString('en')} commitments`
  const board = await timesOf(runs, asking('scoreboard', {}))
  const filtered = await timesOf(runs, asking('scoreboard', { pillar: 'mobility', due: 'overdue' }))
  const page = await timesOf(runs, asking('arrangement', {}))
  return [
    ...latencyRows(`scoreboard, ${size}`, board, limit),
    ...latencyRows(`scoreboard, one pillar, overdue, ${size}`, filtered),
    ...latencyRows(`arrangement, ${size}`, page),
    { name: `memory of this process, ${size}`, figure: ownMemory(), unit: 'MiB' },
    { name: `memory with the database, ${size}`, figure: memoryOfTree(process.pid), unit: 'MiB' },
  ]
}
