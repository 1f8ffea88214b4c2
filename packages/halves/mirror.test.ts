// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from '@symbolon/app'
import { onlyParties } from '@symbolon/foundation'
import { liftEmbargoes } from '@symbolon/register'
import { type Listening, listen, serverOf } from '@symbolon/server'
import { signCheckpoints } from '@symbolon/store'
import { convene, enrol, forkOf, freshApp, freshCopies, type Player, promise, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportHalf, folderSource, type HalfSource, hubSource, type Kept, keepHalf, NotReached } from './index.ts'

let hub: TestApp
let served: Listening
let alba: Player
let borea: Player
let table: string
let folder: string
let made = 0
const opened: TestApp[] = []
const open = async (): Promise<TestApp> => {
  const app = await freshCopies()
  opened.push(app)
  return app
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'symbolon-mirror-'))
  hub = await freshApp()
  served = await listen(
    serverOf(
      hub,
      async () => new Response('page'),
      () => {},
    ),
    0,
  )
  alba = await enrol(hub, 'Alba', 'AA')
  borea = await enrol(hub, 'Borea', 'BB')
  table = await convene(hub, { alba, borea })
  const kept = { short: 'D', title: 'D', mediaType: 'text/plain', language: 'en', text: 'Alba opens an office.' }
  await hub.must('register-source', alba.token, { ...kept, arrangement: table })
  const audience = onlyParties(borea.party)
  await hub.must('agree-commitment', borea.token, { ...promise(table, [borea.party]), audience })
  await say(300)
})
afterAll(async () => {
  await served.close()
  for (const app of [hub, ...opened]) await app.close()
  rmSync(folder, { recursive: true })
})

async function say(count: number, app = hub, summary = 'Opens office'): Promise<void> {
  for (let n = 0; n < count; n++)
    await app.must('agree-commitment', alba.token, { ...promise(table, [alba.party]), summary: `${summary} ${n}.` })
  await signCheckpoints(app.store, app.hub)
}
const register = () => hub.store.home.register
const at = (arrangement: string, token: string | null) => hubSource(new URL(served.url), arrangement, token)
const keep = async (app: App, source: HalfSource): Promise<Kept> => {
  const kept = await keepHalf(app, source)
  if (!kept.ok) throw new Error(kept.problem.code)
  return kept.value
}
/** What a hub shows at a moment, as a folder. */
async function shownBy(app: App, token: string | null): Promise<HalfSource> {
  const done = await exportHalf(app, token, table, join(folder, `shown-${++made}`))
  if (!done.ok) throw new Error(done.problem.code)
  return folderSource(done.value.folder)
}
const totals = ({ logs }: Kept) => ({
  logs: logs.length,
  size: logs.reduce((sum, { size }) => sum + size, 0),
  statements: logs.reduce((sum, one) => sum + one.statements, 0),
  good: logs.every(({ history }) => history.ok),
})

describe('a mirror', () => {
  it('keeps a party’s half over the line, proves it, and answers the same questions offline', async () => {
    const copy = await open()
    await keep(copy, at(register(), borea.token))
    expect(totals(await keep(copy, at(table, borea.token)))).toEqual({
      logs: 2,
      size: 304,
      statements: 304,
      good: true,
    })
    expect(await copy.fsck()).toMatchObject({ whole: true })
    const here = await copy.as(borea.party)
    for (const [query, input] of [
      ['scoreboard', { arrangement: table }],
      ['arrangement', { arrangement: table }],
      ['record', { arrangement: table, page: 2 }],
    ] as const)
      expect(await copy.see(query, here, input)).toEqual(await hub.see(query, borea.token, input))
    // The same files again, from the copy, under the hub's own signatures.
    const [ours, theirs] = [await shownBy(copy, here), await shownBy(hub, borea.token)]
    const files = readdirSync(theirs.place, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    for (const { parentPath, name } of files.filter(({ name }) => name !== 'symbolon.json')) {
      const path = join(parentPath, name).slice(theirs.place.length)
      expect(readFileSync(join(ours.place, path)).equals(readFileSync(join(theirs.place, path))), path).toBe(true)
    }
  })
  it('of another party, or of the public, has nothing of what is not theirs', async () => {
    const copy = await open()
    expect(totals(await keep(copy, at(table, alba.token)))).toMatchObject({ logs: 1, size: 303 })
    expect(totals(await keep(copy, at(table, null)))).toMatchObject({ logs: 1, size: 303, statements: 0 })
  })
  it('goes on from where it was, and asks for no more than it needs', async () => {
    const copy = await open()
    await keep(copy, at(table, alba.token))
    await say(20)
    const asked: string[] = []
    const whole = at(table, alba.token)
    const listened: HalfSource = {
      ...whole,
      read: (path) => {
        asked.push(path)
        return whole.read(path)
      },
    }
    const kept = await keep(copy, listened)
    expect(totals(kept)).toMatchObject({ size: 323, statements: 20, good: true })
    expect(asked.filter((path) => /entries|statements/.test(path))).toEqual([
      expect.stringMatching(/tile\/entries\/001\.p\/67$/),
      expect.stringMatching(/statements\/001\.jsonl$/),
    ])
    expect(totals(await keep(copy, at(table, alba.token)))).toMatchObject({ size: 323, statements: 0, good: true })
    expect(await copy.fsck()).toMatchObject({ whole: true })
  })
  it('of a log that was joined late has all its leaves, and the statements that may be read', async () => {
    const circle = await convene(hub, { alba }, { confidential: true })
    await hub.must('grant-seat', alba.token, { arrangement: circle, party: borea.party, tier: 'observer' })
    const late = await enrol(hub, 'Cirrus', 'CC')
    await hub.must('grant-seat', alba.token, { arrangement: circle, party: late.party, tier: 'member' })
    await hub.must('agree-commitment', alba.token, promise(circle, [alba.party]))
    await signCheckpoints(hub.store, hub.hub)
    const copy = await open()
    const { logs } = await keep(copy, at(circle, late.token))
    expect(logs).toMatchObject([{ size: 5, statements: 2, history: { ok: true } }])
    expect(await copy.fsck()).toMatchObject({ whole: true })
    // What it is was said before: it goes by its id, on every page that its readers have.
    const here = await copy.as(late.party)
    const nameless = { id: circle, names: { en: circle }, layer: null, form: null, bindingness: null }
    const seen = async <Answer>(query: string, token: string | null, input: object = { arrangement: circle }) =>
      copy.see<Answer>(query, token, input)
    expect(await seen('arrangement', here)).toMatchObject({ arrangement: nameless, seats: [{ party: late.party }] })
    expect(await seen('arrangements', here, {})).toMatchObject({ arrangements: [nameless], total: 1 })
    expect(await seen('arrangements', here, { layer: 'bilateral' })).toMatchObject({ arrangements: [] })
    expect(await seen('seated-arrangements', here, {})).toMatchObject({ seated: [nameless] })
    expect(await seen('scoreboard', here)).toMatchObject({ total: 1 })
    // To whoever reads nothing of it, it is not there.
    expect(await seen('arrangement', null)).toBeNull()
    expect(await seen('scoreboard', null)).toBeNull()
    expect(await seen('arrangements', null, {})).toMatchObject({ arrangements: [], total: 0 })
  })
  it('over a line that breaks keeps what it has, and goes on there', async () => {
    const copy = await open()
    const whole = at(table, alba.token)
    const broken: HalfSource = {
      ...whole,
      read: async (path) => {
        if (path.includes('entries/001')) throw new NotReached('the line broke')
        return whole.read(path)
      },
    }
    expect(await keepHalf(copy, broken)).toMatchObject({ problem: { code: 'halves/not-reached' } })
    expect(await copy.fsck()).toMatchObject({ whole: true, statements: 256 })
    const kept = await keep(copy, whole)
    expect(kept.logs[0]).toMatchObject({ before: 256, size: 323, statements: 67, history: { ok: true } })
    expect(await copy.fsck()).toMatchObject({ whole: true })
  })
  it('is refused in words where there is nothing to reach', async () => {
    const copy = await open()
    const nowhere = hubSource(new URL('http://127.0.0.1:9/'), table, null)
    expect(await keepHalf(copy, nowhere)).toMatchObject({ problem: { code: 'halves/not-reached' } })
    const none = at('0190ffff-0000-7000-8000-00000000dead', alba.token)
    expect(await keepHalf(copy, none)).toMatchObject({ problem: { code: 'halves/not-a-half' } })
  })
  it('is never made of what is this record’s own', async () => {
    expect(await keepHalf(hub, at(table, alba.token))).toMatchObject({ problem: { code: 'halves/own-arrangement' } })
  })
})

describe('a copy', () => {
  it('takes no statement, and tells that only to who might have said it', async () => {
    const copy = await open()
    await keep(copy, at(register(), null))
    await keep(copy, at(table, alba.token))
    const input = promise(table, [alba.party])
    expect(await copy.refusal('agree-commitment', await copy.as(alba.party), input)).toBe('store/kept-elsewhere')
    const stranger = await copy.as('0190ffff-0000-7000-8000-00000000dead')
    expect(await copy.refusal('agree-commitment', stranger, input)).toBe('register/not-seated')
    expect(await signCheckpoints(copy.store, copy.hub)).toBe(0)
    expect(await copy.fsck()).toMatchObject({ whole: true })
  })
})

describe('an embargo that ends', () => {
  it('is lifted where it was set, and never in a copy', async () => {
    const audience = onlyParties(alba.party, borea.party)
    const { commitment } = await hub.must('agree-commitment', alba.token, { ...promise(table, [alba.party]), audience })
    await signCheckpoints(hub.store, hub.hub)
    const embargo = { arrangement: table, statement: commitment, until: '2026-02-01', to: { to: 'public' } }
    await hub.must('set-embargo', alba.token, embargo)
    const copy = await open()
    await signCheckpoints(hub.store, hub.hub)
    await keep(copy, await shownBy(hub, alba.token))
    const later = { ...copy.store, world: { ...copy.store.world, now: () => new Date('2027-01-01T00:00:00Z') } }
    expect(await liftEmbargoes(later)).toBe(0)
    expect(await copy.fsck()).toMatchObject({ whole: true })
    expect(await liftEmbargoes({ ...hub.store, world: { ...hub.store.world, now: later.world.now } })).toBe(1)
  })
})

describe('a hub that shows another history', () => {
  it('is found out: taken back, told otherwise at the same length, or told otherwise and longer', async () => {
    const [older, other] = [await forkOf(hub), await forkOf(hub)]
    opened.push(older, other)
    const copy = await open()
    await signCheckpoints(hub.store, hub.hub)
    await say(3)
    await say(3, other, 'Closes office')
    const kept = await keep(copy, await shownBy(hub, alba.token))
    expect(kept.logs[0]!.history).toEqual({ ok: true })
    const told = async (app: TestApp) => (await keep(copy, await shownBy(app, alba.token))).logs[0]!
    const fork = { ok: false, fork: true }
    expect((await told(older)).history).toMatchObject({ ...fork, what: expect.stringMatching(/went back/) })
    const same = await told(other)
    expect(same.history).toMatchObject({ ...fork, what: expect.stringMatching(/two histories of the same length/) })
    for (const count of [1, 300]) {
      await say(count, other, 'Closes more')
      const longer = await told(other)
      expect(longer.history).toMatchObject({ ...fork, what: expect.stringMatching(/another history/) })
      const { kept: before, shown } = longer.history as { kept: string; shown: string }
      expect(before.split('\n')[0]).toBe(shown.split('\n')[0])
    }
    // Nothing of the other history came in, and the true one still goes on.
    expect(await copy.fsck()).toMatchObject({ whole: true })
    await say(2)
    expect((await told(hub)).history).toEqual({ ok: true })
  })
})

describe('a half that was spoilt on its way', () => {
  const spoilt = (whole: HalfSource, which: RegExp, change: (bytes: Buffer) => Buffer | null): HalfSource => ({
    ...whole,
    read: async (path) => {
      const bytes = await whole.read(path)
      return bytes && which.test(path) ? change(bytes) : bytes
    },
  })
  const flip = (bytes: Buffer) => {
    bytes[bytes.length - 1]! ^= 1
    return bytes
  }
  const newer = (bytes: Buffer) => Buffer.from(bytes.toString().replaceAll('commitment.agreed', 'commitment.aggreed'))
  it.each([
    ['a bundle altered', /entries\/000/, flip],
    ['a bundle missing', /entries\/001/, () => null],
    ['a tile altered', /tile\/1\//, flip],
    ['a tile missing', /tile\/0\/001/, () => null],
    ['a checkpoint altered', /checkpoint/, (bytes: Buffer) => Buffer.from(bytes.toString().replace('\n3', '\n4'))],
    ['a key of another', /key/, () => Buffer.from('x')],
    ['a statement altered', /statements\/000/, newer],
    ['statements missing', /statements\/000/, () => null],
    ['a line that is none', /statements\/000/, (bytes: Buffer) => Buffer.concat([Buffer.from('{\n'), bytes])],
  ])(
    '%s: is doubted, proves nothing against the hub, and adds nothing that is not proven',
    async (_what, which, change) => {
      const copy = await open()
      const source = spoilt(await shownBy(hub, alba.token), which, change)
      const { logs } = await keep(copy, source)
      expect(logs[0]!.history).toMatchObject({ ok: false, fork: false })
      expect(await copy.fsck()).toMatchObject({ whole: true })
    },
  )
  it('a document altered is left out and named', async () => {
    const copy = await open()
    const { documents, spoiltDocuments } = await keep(copy, spoilt(await shownBy(hub, alba.token), /documents/, flip))
    expect([documents, spoiltDocuments.length]).toEqual([0, 1])
    expect(await keep(copy, await shownBy(hub, alba.token))).toMatchObject({ documents: 1, spoiltDocuments: [] })
  })
})
