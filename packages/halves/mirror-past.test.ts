// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { members } from '@symbolon/foundation'
import { continueLog, rebuild, signCheckpoints } from '@symbolon/store'
import { convene, enrol, freshApp, freshCopies, type Player, promise, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exportHalf, folderSource, type HalfSource, type Kept, keepHalf } from './index.ts'

let hub: TestApp
let copy: TestApp
let alba: Player
let folder: string
let made = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'symbolon-past-'))
  hub = await freshApp()
  copy = await freshCopies()
  alba = await enrol(hub, 'Alba', 'AA')
})
afterAll(async () => {
  for (const app of [hub, copy]) await app.close()
  rmSync(folder, { recursive: true })
})

const keep = async (app: TestApp, source: HalfSource): Promise<Kept> => {
  const kept = await keepHalf(app, source)
  if (!kept.ok) throw new Error(kept.problem.code)
  return kept.value
}
/** What the hub shows of an arrangement at this moment. */
async function at(arrangement: string, token: string): Promise<HalfSource> {
  const done = await exportHalf(hub, token, arrangement, join(folder, `shown-${++made}`))
  if (!done.ok) throw new Error(done.problem.code)
  return folderSource(done.value.folder)
}

it('a mirror whose party is given the past later fetches it, proves it by what it has, and shows it in its order', async () => {
  const circle = await convene(hub, { alba })
  const terms = (summary: string) => promise(circle, [alba.party], { summary, audience: members })
  const agreed = async (summary: string) => (await hub.must('agree-commitment', alba.token, terms(summary))).commitment!
  await hub.must('choose-past', alba.token, { arrangement: circle, past: 'opened' })
  const first = await agreed('First.')
  for (let n = 0; n < 255; n++) await agreed(`Opens office ${n}.`)
  const late = await enrol(hub, 'Dorado', 'DD')
  const grant = { arrangement: circle, party: late.party, tier: 'member' }
  const { seat } = await hub.must('grant-seat', alba.token, grant)
  // As if its seat had not opened the past: the same row, and later the same with it.
  const readsFrom = (at: string | null) =>
    hub.superuser((db) => db.query('update store.seat set reads_from = $2 where id = $1', [seat, at]))
  const opened = (await hub.superuser((db) => db.query('select reads_from from store.seat where id = $1', [seat])))
    .rows[0].reads_from
  await readsFrom(null)
  const correction = { commitment: first, summary: 'First, corrected.', correction: 'More.' }
  await hub.must('correct-commitment', alba.token, { arrangement: circle, ...correction })
  const gone = await agreed('Goes.')
  await signCheckpoints(hub.store, hub.hub)
  expect((await keep(copy, await at(circle, late.token))).logs.map(({ statements }) => statements).sort()).toEqual([
    2, 3,
  ])
  await readsFrom(opened)
  await hub.must('erase-statement', alba.token, { arrangement: circle, statement: gone, ground: 'court order' })
  await signCheckpoints(hub.store, hub.hub)
  const whole = await at(circle, late.token)
  const spoilt: HalfSource = {
    ...whole,
    read: async (path) => {
      const bytes = await whole.read(path)
      return path.includes('statements/000') ? Buffer.from(String(bytes).replaceAll('office', 'prison')) : bytes
    },
  }
  const { logs: doubted } = await keep(copy, spoilt)
  expect(doubted.filter(({ history }) => !history.ok)).toMatchObject([{ history: { fork: false } }])
  expect(await copy.fsck()).toMatchObject({ whole: true })
  const { logs } = await keep(copy, await at(circle, late.token))
  expect(logs.reduce((sum, { statements }) => sum + statements, 0)).toBe(256)
  const [here, there] = [await copy.as(late.party), late.token]
  for (const page of [1, 2, 3])
    expect(await copy.see('record', here, { arrangement: circle, page })).toMatchObject({
      statements: (await hub.see<{ statements: object[] }>('record', there, { arrangement: circle, page }))!.statements,
    })
  const input = { arrangement: circle, commitment: first }
  const shown = await copy.see('commitment', here, input)
  expect(shown).toMatchObject({
    commitment: { summary: 'First, corrected.' },
    versions: [{ body: { summary: 'First.' } }],
  })
  expect(await copy.fsck()).toMatchObject({ damage: [], whole: true, erased: 1 })
  expect((await rebuild(copy.store)).differences).toEqual([])
  // Nothing more is asked for where nothing more may be read.
  expect((await keep(copy, await at(circle, late.token))).logs.map(({ statements }) => statements)).toEqual([0, 0])
})

it('fetches the past of a log that was closed too, and keeps what goes on from it', async () => {
  const circle = await convene(hub, { alba })
  const mirror = await freshCopies()
  try {
    const terms = (summary: string) => promise(circle, [alba.party], { summary, audience: members })
    const agreed = async (summary: string) =>
      (await hub.must('agree-commitment', alba.token, terms(summary))).commitment!
    await hub.must('choose-past', alba.token, { arrangement: circle, past: 'opened' })
    const first = await agreed('First.')
    const late = await enrol(hub, 'Esterra', 'EE')
    const { seat } = await hub.must('grant-seat', alba.token, {
      arrangement: circle,
      party: late.party,
      tier: 'member',
    })
    const readsFrom = (at: string | null) =>
      hub.superuser((db) => db.query('update store.seat set reads_from = $2 where id = $1', [seat, at]))
    const opened = (await hub.superuser((db) => db.query('select reads_from from store.seat where id = $1', [seat])))
      .rows[0].reads_from
    await readsFrom(null)
    const second = await agreed('Second.')
    await signCheckpoints(hub.store, hub.hub)
    const rows = hub.store.projector.selectFrom('store.log as l').innerJoin('store.checkpoint as c', 'c.log', 'l.id')
    const log = await rows
      .select(['l.id', 'c.note'])
      .where('l.arrangement', '=', circle)
      .where('l.audience', 'like', 'seats:%')
      .executeTakeFirstOrThrow()
    await continueLog(hub.store, { arrangement: circle, log: log.id }, log.note)
    const third = await agreed('Third.')
    await keep(mirror, await at(circle, late.token))
    await readsFrom(opened)
    const { logs } = await keep(mirror, await at(circle, late.token))
    expect(logs.map(({ history }) => history.ok)).not.toContain(false)
    const here = await mirror.as(late.party)
    for (const commitment of [first, second, third])
      expect(await mirror.see('commitment', here, { arrangement: circle, commitment })).not.toBeNull()
    expect(await mirror.fsck()).toMatchObject({ damage: [], whole: true })
    expect((await rebuild(mirror.store)).differences).toEqual([])
  } finally {
    await mirror.close()
  }
})
