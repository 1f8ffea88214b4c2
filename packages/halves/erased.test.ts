// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from '@symbolon/app'
import { type Id, onlyParties, type Recorded } from '@symbolon/foundation'
import { rebuild, signCheckpoints } from '@symbolon/store'
import {
  convene,
  enrol,
  erasing,
  forkOf,
  freshApp,
  freshCopies,
  type Player,
  placesOf,
  promise,
  sayAll,
  type TestApp,
} from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportHalf, folderSource, fsckHalf, type HalfSource, type Kept, keepHalf } from './index.ts'

const MARK = 'Zyxwomarkertsch'

let hub: TestApp
let alba: Player
let borea: Player
let table: Id
let folder: string
let made = 0
/** Statements that hold the mark: a document with its text, two commitments, one of them before two readers alone. */
let marked: Recorded[]
/** What Alba's half was before anything was erased, and after. */
let before: HalfSource
let after: HalfSource
const opened: TestApp[] = []
const open = async (): Promise<TestApp> => {
  const app = await freshCopies()
  opened.push(app)
  return app
}
const shown = async (app: App, arrangement = table): Promise<HalfSource> => {
  const done = await exportHalf(app, alba.token, arrangement, join(folder, `shown-${++made}`))
  if (!done.ok) throw new Error(done.problem.code)
  return folderSource(done.value.folder)
}
const keep = async (app: App, source: HalfSource): Promise<Kept> => {
  const kept = await keepHalf(app, source)
  if (!kept.ok) throw new Error(kept.problem.code)
  return kept.value
}
const said = async (command: string, by: Player, input: object): Promise<Recorded> => {
  const done = await hub.run(command, by.token, { arrangement: table, ...input })
  if (!done.ok) throw new Error(done.problem.code)
  return done.value.said[0]!
}
const marksIn = (app: TestApp) => app.superuser((db) => placesOf(db, MARK))

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'symbolon-erased-'))
  hub = await freshApp()
  alba = await enrol(hub, 'Alba', 'AA')
  borea = await enrol(hub, 'Borea', 'BB')
  table = await convene(hub, { alba, borea })
  const paper = { short: 'D', title: MARK, mediaType: 'text/plain', language: 'en', text: `Alba hires ${MARK}.` }
  const audience = onlyParties(alba.party, borea.party)
  const terms = promise(table, [alba.party], { summary: `Pays ${MARK}.` })
  marked = [
    await said('register-source', alba, paper),
    await said('agree-commitment', alba, terms),
    await said('agree-commitment', alba, { ...terms, audience }),
  ]
  // So that the erasures come in a later run of 256 than what they erase.
  for (let n = 0; n < 255; n++) await said('agree-commitment', borea, promise(table, [borea.party]))
  before = await shown(hub)
  for (const one of marked) await said('erase-statement', alba, { statement: one.id, ground: 'court order' })
  after = await shown(hub)
})
afterAll(async () => {
  for (const app of [hub, ...opened]) await app.close()
  rmSync(folder, { recursive: true })
})

describe('a mirror', () => {
  it('that has the text destroys it when the erasure comes: text, salt, rows, document', async () => {
    const copy = await open()
    await keep(copy, await shown(hub, hub.store.home.register))
    await keep(copy, before)
    expect((await marksIn(copy)).length).toBeGreaterThan(3)
    const { logs } = await keep(copy, after)
    expect(logs.map(({ erased, history }) => [erased, history.ok]).sort()).toEqual([
      [1, true],
      [2, true],
    ])
    expect(await marksIn(copy)).toEqual([])
    expect(await copy.fsck()).toMatchObject({ whole: true, erased: 3 })
    expect((await rebuild(copy.store)).differences).toEqual([])
    const here = await copy.as(alba.party)
    for (const [query, input] of [
      ['record', { arrangement: table }],
      ['record', { arrangement: table, page: 3 }],
      ['scoreboard', { arrangement: table }],
      ...marked.map(({ id }) => ['statement', { arrangement: table, statement: id }] as const),
    ] as const)
      expect(await asked(copy, query, here, input)).toEqual(await asked(hub, query, alba.token, input))
  })
  it('that comes later shows the same, and never had the text', async () => {
    const copy = await open()
    expect((await keep(copy, after)).logs.reduce((sum, log) => sum + log.erased, 0)).toBe(3)
    expect(await marksIn(copy)).toEqual([])
    expect(await copy.fsck()).toMatchObject({ whole: true, erased: 3 })
    const here = await copy.as(alba.party)
    const input = { arrangement: table, page: 1 }
    expect(await asked(copy, 'record', here, input)).toEqual(await asked(hub, 'record', alba.token, input))
    // What an older half holds does not come back.
    await keep(copy, before)
    expect(await marksIn(copy)).toEqual([])
    expect(await copy.fsck()).toMatchObject({ whole: true, erased: 3 })
  })
  it.each([
    ['of what another party said', (one: Recorded) => [borea.party, erasing(one)] as const, /another party/],
    [
      'that says it was another’s',
      (one: Recorded) => [borea.party, erasing(one, { recordedBy: borea.party })] as const,
      /another statement than it says/,
    ],
    [
      'of what others rest on',
      (_: Recorded, seat: Recorded) => [seat.recordedBy, erasing(seat)] as const,
      /kind that cannot be erased/,
    ],
    [
      'of what others rest on under another kind',
      (_: Recorded, seat: Recorded) => [seat.recordedBy, erasing(seat, { kind: 'figure.noted' })] as const,
      /another statement than it says/,
    ],
  ])('destroys nothing by an erasure %s, whoever signed it, and says so', async (_what, forge, why) => {
    const forging = await forkOf(hub)
    const copy = await open()
    try {
      const stays = await said('agree-commitment', alba, promise(table, [alba.party], { summary: 'Stays here.' }))
      await signCheckpoints(hub.store, hub.hub)
      await keep(copy, await shown(hub))
      const before = await copy.superuser((db) => placesOf(db, 'Stays here.'))
      const rows = await hub.superuser((db) =>
        db.query(`select canonical, log, index from store.statement where kind = 'seat.granted' and arrangement = $1`, [
          table,
        ]),
      )
      const { canonical, log, index } = rows.rows[0]
      const [by, saying] = forge(stays, { ...JSON.parse(canonical), log, index: Number(index) })
      await sayAll(hub.store, table, by, [saying])
      const { logs } = await keep(copy, await shown(hub))
      expect(logs.find(({ history }) => !history.ok)?.history).toMatchObject({
        ...{ fork: false, what: expect.stringMatching(why) },
      })
      expect(await copy.superuser((db) => placesOf(db, 'Stays here.'))).toEqual(before)
      expect(await copy.fsck()).toMatchObject({ whole: true })
    } finally {
      await hub.close()
      hub = forging
    }
  })
})

async function asked(app: TestApp, query: string, token: string, input: object): Promise<unknown> {
  const answer = await app.ask<Record<string, unknown>>(query, token, input)
  if (!answer.ok) throw new Error(answer.problem.code)
  // The names of parties stand in the register's own half.
  const { parties: _parties, ...rest } = answer.value
  return rest
}

describe('a half with erased statements', () => {
  it('is whole: each missing text is named by an erasure in its log', async () => {
    expect(await fsckHalf(after)).toMatchObject({
      ...{ ok: true, value: { whole: true, erased: 3, documents: 0, damage: [] } },
    })
    expect(await fsckHalf(before)).toMatchObject({ value: { whole: true, erased: 0, documents: 1 } })
  })
  it('in which the text still stands, or another is missing, is damaged', async () => {
    const { log, index } = marked[1]!
    const path = `logs/${log}/statements/000.jsonl`
    const line = readFileSync(join(before.place, path), 'utf8').split('\n')[index]!
    const spoilt = (change: (lines: string[]) => string[]): HalfSource => ({
      ...after,
      read: async (asked) => {
        const bytes = await after.read(asked)
        return bytes && asked === path ? Buffer.from(change(bytes.toString().split('\n')).join('\n')) : bytes
      },
    })
    const [back, gone] = [
      await fsckHalf(spoilt((lines) => [...lines.slice(0, 2), line, ...lines.slice(2)])),
      await fsckHalf(spoilt((lines) => lines.toSpliced(10, 1))),
    ]
    expect(back).toMatchObject({
      value: { whole: false, damage: [{ index, what: expect.stringMatching(/still there/) }] },
    })
    expect(gone).toMatchObject({ value: { whole: false, damage: [{ what: expect.stringMatching(/should hold/) }] } })
  })
})
