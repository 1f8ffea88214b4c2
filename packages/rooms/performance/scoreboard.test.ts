// SPDX-License-Identifier: Apache-2.0
import { type Id, type Recorded, seededWorld } from '@symbolon/foundation'
import { convene, enrol, freshApp, type Populace, populate, promise, type TestApp } from '@symbolon/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ScoreboardInput, type ScoreboardPage, scoreboardInput } from './contract.ts'
import { naiveScoreboard } from './naive-scoreboard.fixture.ts'

let app: TestApp
let populace: Populace
let member: { party: Id; token: string }
beforeAll(async () => {
  app = await freshApp(seededWorld(42))
  populace = await populate(app.store, 900)
  member = { party: populace.parties[0]!, token: await app.as(populace.parties[0]!) }
})
afterAll(() => app.close())

const today = new Date().toISOString().slice(0, 10)
const board = async (token: string | null, input: Partial<ScoreboardInput> & { arrangement: Id }) =>
  (await app.see<ScoreboardPage>('scoreboard', token, { size: 1000, ...input }))!

/** What the reader may read, by the rules of audiences alone: it was seated from the first moment on. */
function readable(party: Id | null): Recorded[] {
  return populace.said.filter(({ audience }) => {
    if (audience.to === 'public') return true
    if (party === null) return false
    return audience.to === 'parties' ? audience.parties.includes(party) : audience.tiers.includes('member')
  })
}

const { shape } = scoreboardInput
const filters = fc.record(
  {
    party: fc.nat(5).map((i) => i as unknown as Id),
    pillar: fc.constantFrom(...shape.pillar.unwrap().options),
    kind: fc.constantFrom(...shape.kind.unwrap().options),
    due: fc.constantFrom(...shape.due.unwrap().options),
    standing: fc.constantFrom(...shape.standing.unwrap().options),
    told: fc.constantFrom(...shape.told.unwrap().options),
  },
  { requiredKeys: [] },
)

describe('a scoreboard', () => {
  it('counts, sums and keeps what plain loops over the readable statements do', async () => {
    const property = fc.asyncProperty(filters, fc.nat(2), fc.boolean(), async (some, which, asMember) => {
      const arrangement = populace.arrangements[which]!
      const input = { ...some, ...(some.party !== undefined && { party: populace.parties[Number(some.party)]! }) }
      const page = await board(asMember ? member.token : null, { arrangement, ...input })
      const expected = naiveScoreboard(readable(asMember ? member.party : null), arrangement, input, today)
      expect(page.counts).toEqual(expected.counts)
      expect(page.rows.map((row) => row.commitment.id).sort()).toEqual(expected.kept.map((one) => one.id).sort())
      expect(new Map(page.sides.map((side) => [side.party, side]))).toEqual(expected.sides)
      const sums = page.sums.flatMap(({ party, what, unit, period, ...of }) =>
        Object.entries(of).flatMap(([told, n]) =>
          n === null ? [] : [[JSON.stringify([party, what, unit, period, told]), n] as const],
        ),
      )
      expect(new Map(sums)).toEqual(expected.sums)
      const count = (all: Record<string, number>) => Object.values(all).reduce((a, b) => a + b, 0)
      expect([count(page.pillars), count(page.kinds)]).toEqual([page.total, page.total])
    })
    await fc.assert(property, { numRuns: 60 })
  })

  it('was tried on a world that has some of everything', async () => {
    for (const n of Object.values((await board(member.token, { arrangement: populace.arrangements[0]! })).counts))
      expect(n).toBeGreaterThan(0)
  })

  it('says of each row what its counts say of all', async () => {
    for (const arrangement of populace.arrangements) {
      const { rows, counts } = await board(member.token, { arrangement })
      const standing = (row: (typeof rows)[number]) => row.commitment.standing.map((one) => one.standing)
      expect(rows.filter((row) => row.commitment.overdue)).toHaveLength(counts.overdue)
      expect(rows.filter((row) => row.commitment.ending)).toHaveLength(counts.ended)
      expect(rows.filter((row) => standing(row).includes('contested'))).toHaveLength(counts.contested)
      expect(rows.filter((row) => standing(row).every((one) => one === 'owned'))).toHaveLength(counts.owned)
      expect(rows.filter((row) => !row.token.promising.spoken)).toHaveLength(counts.notReported)
      expect(rows.filter((row) => row.assessments.length === 0)).toHaveLength(counts.notJudged)
    }
  })

  it('pages through every row once, in each order', async () => {
    const [arrangement] = populace.arrangements as [Id]
    const all = await board(null, { arrangement })
    for (const sort of shape.sort.unwrap().options) {
      const pages: string[] = []
      for (let page = 1; page <= Math.ceil(all.total / 7); page++)
        pages.push(...(await board(null, { arrangement, sort, page, size: 7 })).rows.map((row) => row.commitment.id))
      expect(pages.toSorted()).toEqual(all.rows.map((row) => row.commitment.id).toSorted())
    }
  })
})

describe('sums', () => {
  it('never add across currencies, units or periods, nor across sides', async () => {
    const [alba, borea] = [await enrol(app, 'Alba'), await enrol(app, 'Borea')]
    const arrangement = await convene(app, { alba, borea })
    const quantity = (value: number, unit: string | null, period: string | null) => ({
      value,
      unit,
      period,
      bound: 'exact',
    })
    const quantities = [
      quantity(5, 'visas', null),
      quantity(7, 'visas', 'year'),
      quantity(2, 'officers', null),
      quantity(1, null, null),
    ]
    const money = ['EUR', 'USD'].map((currency, i) => ({ amount: 10 + i, currency, bound: 'exact' }))
    for (const by of [alba, alba, borea])
      await app.must('agree-commitment', by.token, promise(arrangement, [by.party], { quantities, money }))
    const { sums } = await board(null, { arrangement })
    const lines = sums.map(({ party, what, unit, period, promised }) => [
      party === alba.party ? 2 : 1,
      what,
      unit,
      period,
      promised,
    ])
    const of = (times: number) =>
      [
        ['money', 'EUR', null, 10],
        ['money', 'USD', null, 11],
        ['quantity', 'officers', null, 2],
        ['quantity', 'visas', 'year', 7],
        ['quantity', 'visas', null, 5],
        ['quantity', null, null, 1],
      ].map(([what, unit, period, n]) => [times, what, unit, period, Number(n) * times])
    expect(lines.sort()).toEqual([...of(2), ...of(1)].sort())
  })
  it('count a range by its lower end, once', async () => {
    const alba = await enrol(app, 'Alba')
    const arrangement = await convene(app, { alba })
    const quantities = [10, 20].map((value, i) => ({
      value,
      unit: 'visas',
      period: null,
      bound: i ? 'range-high' : 'range-low',
    }))
    await app.must('agree-commitment', alba.token, promise(arrangement, [alba.party], { quantities }))
    expect((await board(null, { arrangement })).sums).toMatchObject([{ promised: 10 }])
  })
})
