// SPDX-License-Identifier: Apache-2.0
import { bodyOfToday, type Id } from '@symbolon/foundation'
import { convene, enrol, freshApp, type Player, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ArrangementPage } from './contract.ts'
import * as problems from './seat-problems.ts'
import { seatGranted } from './seat-statements.ts'

let app: TestApp
let alba: Player
let borea: Player
let cirrus: Player
let keeper: Player
let watcher: Player
let stranger: Player
let table: Id
beforeAll(async () => {
  app = await freshApp()
  const [a, b, c, k, w, s] = await Promise.all(
    ['Alba', 'Borea', 'Cirrus', 'Keeper', 'Watcher', 'Stranger'].map((name) => enrol(app, name)),
  )
  ;[alba, borea, cirrus, keeper, watcher, stranger] = [a!, b!, c!, k!, w!, s!]
  table = await conveneAll()
})
afterAll(() => app.close())

const conveneAll = (confidential = false) =>
  convene(
    app,
    { alba, borea, cirrus, keeper, watcher },
    { tiers: { keeper: 'secretariat', watcher: 'observer' }, confidential },
  )
const page = async (arrangement: Id, token: string | null = null) =>
  (await app.see<ArrangementPage>('arrangement', token, { arrangement }))!
const seatOf = async (arrangement: Id, { party }: Player, token: string | null = null) =>
  (await page(arrangement, token)).seats.findLast((seat) => seat.party === party)!

describe('suspending a seat', () => {
  it('is for the party that granted it and for a secretariat, and for nobody’s own', async () => {
    const arrangement = await conveneAll()
    const { id: seat } = await seatOf(arrangement, borea)
    const suspend = { arrangement, seat, reason: 'Until the mandate is clear.' }
    for (const { token } of [borea, cirrus, watcher, stranger])
      expect(await app.refusal('suspend-seat', token, suspend)).toBe('register/not-yours-to-suspend')
    await app.must('suspend-seat', alba.token, suspend)
    expect(await seatOf(arrangement, borea)).toMatchObject({ held: false, until: null })
    for (const { token } of [borea, cirrus, watcher, stranger])
      expect(await app.refusal('resume-seat', token, suspend)).toBe('register/not-yours-to-suspend')
    await app.must('resume-seat', keeper.token, suspend)
    expect(await seatOf(arrangement, borea)).toMatchObject({ held: true, suspended: null })
    const own = await seatOf(arrangement, keeper)
    expect(await app.refusal('suspend-seat', keeper.token, { arrangement, seat: own.id })).toBe(
      'register/not-yours-to-suspend',
    )
  })
  it('silences: no statement, no seat granted, ended or suspended from it, until it resumes', async () => {
    const arrangement = await conveneAll()
    const granted = (await app.must('grant-seat', borea.token, { arrangement, party: stranger.party, tier: 'member' }))
      .seat
    const { id: seat } = await seatOf(arrangement, borea)
    await app.must('suspend-seat', alba.token, { arrangement, seat })
    const other = { arrangement, seat: granted }
    expect(await app.refusal('end-seat', borea.token, other)).toBe('register/not-your-seat')
    expect(await app.refusal('suspend-seat', borea.token, other)).toBe('register/not-yours-to-suspend')
    expect(await app.refusal('accept-assessor', borea.token, { arrangement, assessor: alba.party })).toBe(
      'register/not-seated',
    )
    await app.must('resume-seat', alba.token, { arrangement, seat })
    await app.must('end-seat', borea.token, other)
  })
  it('in a confidential arrangement takes the arrangement out of sight', async () => {
    const arrangement = await conveneAll(true)
    const { id: seat } = await seatOf(arrangement, borea, alba.token)
    await app.must('suspend-seat', alba.token, { arrangement, seat })
    expect(await app.see('arrangement', borea.token, { arrangement })).toBeNull()
    expect(await app.see('record', borea.token, { arrangement })).toMatchObject({ logs: [], total: 0 })
    await app.must('resume-seat', alba.token, { arrangement, seat })
    expect(await app.see('arrangement', borea.token, { arrangement })).not.toBeNull()
  })
})

describe('handing over a seat', () => {
  it('ends the one and grants the other, with its tier and last day, in one act', async () => {
    const arrangement = await convene(app, { alba })
    const until = '2099-06-30'
    const first = { arrangement, party: borea.party, tier: 'secretariat', until }
    const { seat } = await app.must('grant-seat', alba.token, first)
    const handed = await app.must('hand-over-seat', borea.token, { arrangement, party: cirrus.party, reason: 'Moved.' })
    const { seats } = await page(arrangement)
    expect(seats.find(({ id }) => id === seat)).toMatchObject({ held: false })
    expect(seats.find(({ id }) => id === handed.seat)).toMatchObject({
      party: cirrus.party,
      tier: 'secretariat',
      held: true,
      ends: '2099-07-01T00:00:00.000Z',
      // Whoever let the first holder in may still end the seat; who gave it away may not.
      grantedBy: alba.party,
    })
    expect(await app.refusal('end-seat', borea.token, { arrangement, seat: handed.seat })).toBe(
      'register/not-your-seat',
    )
    await app.must('end-seat', alba.token, { arrangement, seat: handed.seat })
  })
  it('is not for observers, nor for who holds none, nor to whom is seated already', async () => {
    const to = { arrangement: table, party: stranger.party }
    expect(await app.refusal('hand-over-seat', watcher.token, to)).toBe('register/not-yours-to-hand-over')
    expect(await app.refusal('hand-over-seat', stranger.token, to)).toBe('register/not-yours-to-hand-over')
    expect(await app.refusal('hand-over-seat', borea.token, { ...to, party: cirrus.party })).toBe(
      'register/already-seated',
    )
    expect(await app.refusal('hand-over-seat', borea.token, { ...to, party: table })).toBe('register/no-such-party')
  })
  it('gives the past only where the arrangement opened it', async () => {
    const text = { mediaType: 'text/plain', language: 'en', text: 'A word.', short: 'N', title: 'N' }
    const audience = { to: 'seats', tiers: ['member'] }
    for (const opened of [false, true]) {
      const arrangement = await convene(app, { alba, borea })
      if (opened) await app.must('choose-past', alba.token, { arrangement, past: 'opened' })
      const { source } = await app.must('register-source', alba.token, { ...text, arrangement, audience })
      await app.must('hand-over-seat', borea.token, { arrangement, party: cirrus.party })
      expect((await app.see('document', cirrus.token, { arrangement, source })) !== null).toBe(opened)
      expect(await app.see('document', borea.token, { arrangement, source })).toBeNull()
    }
  })
})

describe('rules', () => {
  it('are chosen by members and secretariats, stand in view, and can be taken back', async () => {
    const arrangement = await conveneAll()
    expect((await page(arrangement)).rules).toEqual({ past: 'closed', trace: 'none' })
    const open = { arrangement, past: 'opened' }
    for (const { token } of [watcher, stranger])
      expect(await app.refusal('choose-past', token, open)).toBe('register/not-seated')
    await app.must('choose-past', keeper.token, open)
    await app.must('choose-trace', borea.token, { arrangement, trace: 'left' })
    expect((await page(arrangement)).rules).toEqual({ past: 'opened', trace: 'left' })
    await app.must('choose-past', alba.token, { arrangement, past: 'closed' })
    expect((await page(arrangement)).rules).toEqual({ past: 'closed', trace: 'left' })
  })
})

it('a seat that was granted before seats had dates means what it meant', () => {
  const body = { party: '01900000-0000-7000-8000-000000000001', tier: 'member' }
  const lifted = bodyOfToday(seatGranted, { version: 1, body } as never)
  expect(seatGranted.body.parse(lifted)).toEqual({
    ...body,
    from: null,
    until: null,
    readsFrom: null,
    handedOver: null,
  })
})

const refusals: Record<string, () => Promise<string>> = {
  'register/dates-in-disorder': () =>
    app.refusal('grant-seat', alba.token, {
      ...{ arrangement: table, party: stranger.party, tier: 'member' },
      ...{ from: '2099-02-01', until: '2099-01-31' },
    }),
  'register/not-yours-to-suspend': async () =>
    app.refusal('suspend-seat', borea.token, { arrangement: table, seat: (await seatOf(table, cirrus)).id }),
  'register/already-suspended': async () => {
    const arrangement = await conveneAll()
    const seat = { arrangement, seat: (await seatOf(arrangement, borea)).id }
    await app.must('suspend-seat', alba.token, seat)
    return app.refusal('suspend-seat', keeper.token, seat)
  },
  'register/not-suspended': async () =>
    app.refusal('resume-seat', alba.token, { arrangement: table, seat: (await seatOf(table, borea)).id }),
  'register/not-yours-to-hand-over': () =>
    app.refusal('hand-over-seat', stranger.token, { arrangement: table, party: alba.party }),
  'register/already-chosen': () => app.refusal('choose-past', alba.token, { arrangement: table, past: 'closed' }),
  'register/trace-of-a-secret': async () =>
    app.refusal('choose-trace', alba.token, { arrangement: await conveneAll(true), trace: 'left' }),
}
describe('refusals', () => {
  it.each(Object.entries(refusals))('%s', async (expected, provoke) => expect(await provoke()).toBe(expected))
  it('have a case here for every code', () => {
    const codes = Object.values(problems).map((problem) => problem().code)
    expect(Object.keys(refusals).sort()).toEqual(codes.sort())
  })
  it('a last day that is over already is refused', async () => {
    const seat = { arrangement: table, party: stranger.party, tier: 'member', until: '2025-12-31' }
    expect(await app.refusal('grant-seat', alba.token, seat)).toBe('register/dates-in-disorder')
  })
})
