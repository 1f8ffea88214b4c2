// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { restoreBackup, takeBackup } from '@symbolon/app'
import { audienceKey, onlyParties, seededWorld } from '@symbolon/foundation'
import type { RecordPage } from '@symbolon/register'
import { rebuild, signCheckpoints } from '@symbolon/store'
import { convene, enrol, freshCopies, type House, houseIn, type Player, promise, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  exportHalf,
  folderSource,
  type HalfSource,
  houseSource,
  type Kept,
  keepHalf,
  type Partner,
  recover,
  takeCosignatures,
} from './index.ts'
import { headsOf, must, projected } from './recover.fixture.ts'

/**
 * One history with real servers: a hub says and signs, is backed up, says and signs more, and partners mirror that. Every
 * test restores the backup to a folder of its own.
 */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
let parent: string
let hub: House
let alba: Player
let borea: Player
let table: string
let backup: string
let count = 0
let restored: House
const open: { close: () => Promise<void> }[] = []
/** What each partner keeps: the register's half and that of the table, after the backup. */
const halves: Record<'alba' | 'borea' | 'nobody', HalfSource[]> = { alba: [], borea: [], nobody: [] }

const shownBy = async (app: House, token: string | null, arrangement: string): Promise<HalfSource> => {
  const { folder } = must(await exportHalf(app, token, arrangement, join(parent, `half-${++count}`)))
  return folderSource(folder)
}
const allShown = async (app: House, token: string | null) => [
  await shownBy(app, token, app.store.home.register),
  await shownBy(app, token, table),
]
const partner = (sources: HalfSource[]): Partner => {
  const [register, ofTable] = sources as [HalfSource, HalfSource]
  return (arrangement) => (arrangement === hub.store.home.register ? register : arrangement === table ? ofTable : null)
}
const say = (app: House, by: Player, token: string, more: object = {}) =>
  app.must('agree-commitment', token, promise(table, [by.party], more))

beforeAll(async () => {
  console.log(`recover.test.ts: SEED=${seed}`)
  parent = mkdtempSync(join(tmpdir(), 'symbolon-recover-'))
  hub = await houseIn(join(parent, 'hub'), seededWorld(11))
  alba = await enrol(hub, 'Alba', 'AA')
  borea = await enrol(hub, 'Borea', 'BB')
  table = await convene(hub, { alba, borea })
  await say(hub, alba, alba.token, { summary: 'Before the backup.' })
  for (const one of [alba, borea]) await say(hub, one, one.token, { audience: onlyParties(one.party) })
  await signCheckpoints(hub.store, hub.hub)
  backup = join(parent, 'backup')
  must(await takeBackup(join(parent, 'hub'), backup))
  await say(hub, alba, alba.token, { summary: 'After the backup.' })
  for (const one of [alba, borea, alba])
    await say(hub, one, one.token, { summary: 'In confidence.', audience: onlyParties(one.party) })
  // A log that the backup does not know.
  await say(hub, alba, alba.token, { audience: onlyParties(alba.party, borea.party) })
  const text = { short: 'D', title: 'D', mediaType: 'text/plain', language: 'en', text: 'Alba opens an office.' }
  await hub.must('register-source', alba.token, { ...text, arrangement: table })
  halves.nobody = await allShown(hub, null)
  halves.alba = await allShown(hub, alba.token)
  halves.borea = await allShown(hub, borea.token)
})
beforeEach(async () => {
  const folder = join(parent, `restored-${++count}`)
  must(await restoreBackup(backup, folder))
  restored = await houseIn(folder, seededWorld(seed + count))
  open.push(restored)
})
afterAll(async () => {
  for (const one of [hub, ...open]) await one.close()
  rmSync(parent, { recursive: true, force: true })
})

const mirrorOf = async (sources: HalfSource[]): Promise<TestApp> => {
  const copy = await freshCopies()
  open.push(copy)
  for (const source of sources) must(await keepHalf(copy, source))
  return copy
}
const histories = ({ logs }: Kept) => logs.map(({ history }) => history)

describe('a hub that was restored from an old backup', () => {
  it('is read, and neither speaks nor signs', async () => {
    const token = await restored.as(alba.party)
    const before = await headsOf(restored, table)
    expect(await restored.refusal('agree-commitment', token, promise(table, [alba.party]))).toBe('store/not-reconciled')
    expect(await signCheckpoints(restored.store, restored.hub)).toBe(0)
    // A new log, in an arrangement of which it knows nothing, could be one that it forgot.
    const fresh = { names: { en: 'A new one' }, layer: 'bilateral', form: 'partnership', bindingness: 'binding' }
    expect(await restored.refusal('register-arrangement', token, fresh)).toBe('store/not-reconciled')
    expect(await headsOf(restored, table)).toEqual(before)
    expect((await restored.see<RecordPage>('record', token, { arrangement: table }))!.total).toBeGreaterThan(3)
    expect(await restored.refusal('agree-commitment', token, promise(table, []))).not.toBe('store/not-reconciled')
  })
  it('is not reconciled by who shows a part of its logs, and goes on there with the others', async () => {
    const first = await recover(restored, [partner(halves.nobody)])
    expect(first).toMatchObject({ reconciled: false, gaps: [] })
    expect(first.unshown.map(({ audience }) => audience).sort()).toEqual(
      [alba, borea].map(({ party }) => audienceKey(onlyParties(party))).sort(),
    )
    expect(await signCheckpoints(restored.store, restored.hub)).toBe(0)
    expect(await recover(restored, [partner(halves.alba), partner(halves.borea)])).toMatchObject({ reconciled: true })
  })
  it('has from two mirrors all that it had, each giving what the other may not read, and they follow it', async () => {
    const mirrors = { alba: await mirrorOf(halves.alba), borea: await mirrorOf(halves.borea) }
    const alone = [mirrors.alba, mirrors.borea].map(
      (mirror): Partner =>
        (arrangement) =>
          houseSource(mirror, arrangement),
    )
    const done = await recover(restored, alone)
    expect(done).toMatchObject({ reconciled: true, lostTexts: 0, unshown: [], gaps: [], continued: [], documents: 1 })
    expect(done.logs.flatMap(({ what }) => what ?? [])).toEqual([])
    expect(await headsOf(restored, table)).toEqual(await headsOf(hub, table))
    expect(await projected(restored)).toBe(await projected(hub))
    expect(await restored.fsck()).toMatchObject({ whole: true, doubts: [] })
    const token = await restored.as(alba.party)
    await say(restored, alba, token)
    for (const [name, mirror] of Object.entries(mirrors))
      for (const source of await allShown(restored, await restored.as({ alba, borea }[name]!.party)))
        for (const history of histories(must(await keepHalf(mirror, source)))) expect(history).toEqual({ ok: true })
  })
  it('has of what only others may read the entries, signs on over them, and takes the texts later', async () => {
    const late = await convene(hub, { alba }, { confidential: true })
    await hub.must('grant-seat', alba.token, { arrangement: late, party: borea.party, tier: 'observer' })
    const said = await hub.must('agree-commitment', alba.token, promise(late, [alba.party]))
    const half = { alba: await shownBy(hub, alba.token, late), borea: await shownBy(hub, borea.token, late) }
    const of = (who: 'alba' | 'borea'): Partner => {
      const rest = partner(halves[who])
      return (arrangement) => (arrangement === late ? half[who] : rest(arrangement))
    }
    const log = async () => {
      const rows = restored.store.projector.selectFrom('store.log').selectAll().where('arrangement', '=', late)
      return rows.executeTakeFirst()
    }
    // A confidential arrangement is named in its own log alone: its mirror brings the log with it.
    const first = await recover(restored, [partner(halves.alba), of('borea')], { also: [late] })
    expect(first).toMatchObject({ reconciled: true, lostTexts: expect.any(Number) })
    expect(first.lostTexts).toBeGreaterThan(1)
    expect(await log()).toMatchObject({ created_at: new Date(0) })
    const report = await restored.fsck()
    expect(report).toMatchObject({ whole: true, doubts: [{ what: expect.stringMatching(/text was lost/) }] })
    const second = await recover(restored, [of('alba')], { also: [late] })
    expect(second).toMatchObject({ lostTexts: 0 })
    expect(await restored.fsck()).toMatchObject({ whole: true, doubts: [] })
    const token = await restored.as(alba.party)
    expect(await restored.see('commitment', token, { arrangement: late, commitment: said.commitment })).not.toBeNull()
    expect((await rebuild(restored.store)).differences).toEqual([])
  })
  it.each([
    ['before', [2, 1]],
    ['after', [1, 2]],
  ] as const)('never has a text back that was erased, whoever brings it %s the erasure', async (_when, order) => {
    const [carol, later] = [await enrol(hub, 'Carolia'), await convene(hub, { alba }, { confidential: true })]
    const seat = (party: string) => hub.must('grant-seat', alba.token, { arrangement: later, party, tier: 'observer' })
    const terms = promise(later, [alba.party], { summary: 'Zyxwogone.' })
    const { commitment } = await hub.must('agree-commitment', alba.token, terms)
    await seat(borea.party)
    // One has the text, one the erasure alone, and one the entries of both.
    const old = await shownBy(hub, alba.token, later)
    await hub.must('erase-statement', alba.token, { arrangement: later, statement: commitment, ground: 'court order' })
    await seat(carol.party)
    const halves = [await shownBy(hub, carol.token, later), await shownBy(hub, borea.token, later), old]
    for (const n of [0, ...order]) {
      const one: Partner = (arrangement) => (arrangement === later ? halves[n]! : null)
      const { logs } = await recover(restored, [one], { also: [later] })
      expect(logs.flatMap(({ what }) => what ?? [])).toEqual([])
    }
    const rows = restored.store.projector.selectFrom('store.statement').select(['canonical', 'salt'])
    expect(await rows.where('id', '=', commitment!).execute()).toEqual([{ canonical: null, salt: null }])
    expect(await restored.fsck()).toMatchObject({ damage: [], erased: 1 })
  })
  it('that nobody keeps more of speaks on once the host says so, and stops where somebody did', async () => {
    const done = await recover(restored, [], { noneHasMore: true })
    expect(done).toMatchObject({ reconciled: true, continued: [] })
    const token = await restored.as(alba.party)
    await say(restored, alba, token)
    await signCheckpoints(restored.store, restored.hub)
    const [first] = await headsOf(restored, table)
    const note = (await halves.nobody[1]!.read(`logs/${first!.id}/checkpoint`))!.toString()
    const shown = (text: string, log = first!.id) =>
      takeCosignatures(restored, null, { arrangement: table, log, note: text })
    expect(await shown(note.replace(/\n\d+\n/, '\n999\n'))).toMatchObject({ problem: { status: 401 } })
    expect(await shown(note)).toMatchObject({ problem: { code: 'halves/beyond-record' } })
    expect(await restored.refusal('agree-commitment', token, promise(table, [alba.party]))).toBe('store/log-stopped')
    // In the other logs of the arrangement all goes on, so that nobody learns of a log that is not his.
    await say(restored, alba, token, { audience: onlyParties(alba.party) })
    await signCheckpoints(restored.store, restored.hub)
    expect((await headsOf(restored, table))[0]).toMatchObject({ signed_size: first!.signed_size })
    // Another history of it is signed already: what was lost cannot come back to it.
    const again = await recover(restored, [partner(halves.alba)])
    expect(again).toMatchObject({
      reconciled: false,
      gaps: expect.arrayContaining([expect.objectContaining({ log: first!.id })]),
    })
  })
})

describe('a log whose end nobody gives', () => {
  let mirror: TestApp
  let noteOf: (log: string) => Promise<string>
  beforeEach(async () => {
    mirror = await mirrorOf(halves.alba)
    noteOf = async (log) => (await halves.alba[1]!.read(`logs/${log}/checkpoint`))!.toString()
  })
  const openLogs = (app: House) =>
    app.store.projector
      .selectFrom('store.log')
      .selectAll()
      .where('arrangement', '=', table)
      .where('audience', '=', 'public')
      .orderBy('id')
      .execute()

  it('is closed where a later checkpoint is shown, and goes on in another that names both; mirrors follow in words', async () => {
    const [old] = await openLogs(restored)
    const lost = await noteOf(old!.id)
    const waiting = await recover(restored, [], { shown: [lost] })
    expect(waiting).toMatchObject({ reconciled: false, gaps: [{ log: old!.id, size: old!.size }], continued: [] })
    const done = await recover(restored, [], { noneHasMore: true })
    expect(done).toMatchObject({ reconciled: true, gaps: [], continued: [{ log: old!.id }] })
    const logAt = async (id: string) => (await openLogs(restored)).find((log) => log.id === id)!
    const closed = await logAt(old!.id)
    const next = await logAt(done.continued[0]!.in)
    expect(closed).toMatchObject({ id: old!.id, size: old!.size, continued_in: next.id })
    const token = await restored.as(alba.party)
    const { statements, logs } = (await restored.see<RecordPage>('record', null, { arrangement: table }))!
    const shownOld = logs.find(({ id }) => id === old!.id)!
    expect(shownOld).toMatchObject({ continuedIn: next.id, stopped: false })
    const first = statements.find(({ log, index }) => log === next.id && index === 0)!
    const { statement } = (await restored.see<{ statement: { kind: string; body: unknown } }>('statement', null, {
      ...{ arrangement: table, statement: first.id },
    }))!
    const kept = shownOld.checkpoint!.note
    expect(statement).toMatchObject({ kind: 'log.continued', body: { log: old!.id, size: old!.size, kept, lost } })
    // The old log is never signed again; what is said goes into the new one, also of what the old one holds.
    await say(restored, alba, token)
    expect(await signCheckpoints(restored.store, restored.hub)).toBeGreaterThan(0)
    const [after, grown] = [await logAt(old!.id), await logAt(next.id)]
    expect([after.signed_size, after.size, grown.size]).toEqual([old!.signed_size, old!.size, 2])
    const mine = statements.find(({ log, kind }) => log === old!.id && kind === 'commitment.agreed')!
    await restored.must('enter-in-error', token, { arrangement: table, statement: mine.id, reason: 'A slip.' })
    const seen = await restored.see<{ error: string | null }>('commitment', null, {
      ...{ arrangement: table, commitment: mine.id },
    })
    expect(JSON.stringify(seen)).toContain('A slip.')
    expect((await rebuild(restored.store)).differences).toEqual([])
    expect(await restored.fsck()).toMatchObject({ whole: true })

    const kept2 = must(await keepHalf(mirror, await shownBy(restored, token, table)))
    expect(kept2.logs.find(({ log }) => log === old!.id)!.history).toMatchObject({ ok: true, continuedIn: next.id })
    expect(kept2.logs.find(({ log }) => log === next.id)).toMatchObject({ size: 3, history: { ok: true } })
    // What the host lost stays with the mirror.
    const inMirror = (await openLogs(mirror)).find(({ id }) => id === old!.id)!
    expect(inMirror).toMatchObject({ size: (await openLogs(hub))[0]!.size, continued_in: next.id })
    expect((await mirror.fsck()).damage).toEqual([])
    expect((await rebuild(mirror.store)).differences).toEqual([])
  })
  it('lets nobody say that a text of it was destroyed that is still there', async () => {
    const [old] = await openLogs(restored)
    await recover(restored, [], { shown: [await noteOf(old!.id)], noneHasMore: true })
    const token = await restored.as(alba.party)
    const { statements } = (await restored.see<RecordPage>('record', token, { arrangement: table }))!
    const mine = statements.find(({ log, kind }) => log === old!.id && kind === 'commitment.agreed')!
    const one = { arrangement: table, statement: mine.id, ground: 'court order' }
    const done = await restored.run('erase-statement', token, one)
    const text = async () => {
      const rows = restored.store.projector.selectFrom('store.statement').select('canonical')
      return (await rows.where('id', '=', mine.id).executeTakeFirstOrThrow()).canonical
    }
    // Destroyed, or refused: never said and not done.
    expect(done.ok ? await text() : 'refused').toBe(done.ok ? null : 'refused')
    expect(await restored.fsck()).toMatchObject({ whole: true })
    const kept = must(await keepHalf(mirror, await shownBy(restored, token, table)))
    const open = kept.logs.filter(({ audience }) => audience === 'public')
    expect(open.map(({ history }) => history.ok)).toEqual([true, true])
  })
  it('without those words is a fork', async () => {
    await recover(restored, [], { noneHasMore: true })
    await say(restored, alba, await restored.as(alba.party))
    const kept = must(await keepHalf(mirror, await shownBy(restored, await restored.as(alba.party), table)))
    expect(kept.logs[0]!.history).toMatchObject({ ok: false, fork: true })
  })
})
