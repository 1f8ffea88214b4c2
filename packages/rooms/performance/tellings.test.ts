// SPDX-License-Identifier: Apache-2.0
import { convene, enrol, freshApp, type Player, promise, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DeliveriesPage, ScoreboardPage } from './contract.ts'
import * as problems from './problems.ts'

let app: TestApp
let alba: Player
let borea: Player
let cirrus: Player
let stranger: Player
let table: string
let document: string
beforeAll(async () => {
  app = await freshApp()
  alba = await enrol(app, 'Alba')
  borea = await enrol(app, 'Borea')
  cirrus = await enrol(app, 'Cirrus')
  stranger = await enrol(app, 'Stranger')
  table = await convene(app, { alba, borea, cirrus }, { tiers: { cirrus: 'observer' } })
  const text = { short: 'D', title: 'D', mediaType: 'text/plain', language: 'en', text: 'Alba opened an office.' }
  document = (await app.must('register-source', borea.token, { ...text, arrangement: table })).source!
})
afterAll(() => app.close())

const agree = async (more: object = {}) => {
  const terms = promise(table, [alba.party], { beneficiaries: [borea.party], ...more })
  return (await app.must('agree-commitment', alba.token, terms)).commitment!
}
const told = async (commitment: string) =>
  (await app.see<DeliveriesPage>('deliveries', null, { arrangement: table, commitment }))!
const words = (commitment: string, level: string | null, more: object = {}) => ({
  arrangement: table,
  commitment,
  level,
  words: 'So far.',
  ...more,
})
const report = (by: Player, commitment: string, level: string | null, more: object = {}) =>
  app.must('report-delivery', by.token, words(commitment, level, more))
const assess = (by: Player, commitment: string, level: string | null, more: object = {}) =>
  app.must('assess-delivery', by.token, words(commitment, level, more))
const accept = (by: Player, assessor: Player, accepted = true) =>
  app.must('accept-assessor', by.token, { arrangement: table, assessor: assessor.party, accepted })
const rowOf = async (commitment: string) => {
  const board = await app.see<ScoreboardPage>('scoreboard', null, { arrangement: table, size: 1000 })
  return board!.rows.find((row) => row.commitment.id === commitment)!
}

describe('reports and assessments', () => {
  it('stand side by side, each in its speaker’s name', async () => {
    const commitment = await agree()
    await report(alba, commitment, 'complete')
    await assess(borea, commitment, 'limited')
    const { token, reports, assessments } = await told(commitment)
    expect(token).toMatchObject({ promising: { level: 'complete' }, other: { level: 'limited' }, apart: 2 })
    expect([reports[0]!.provenance.saidBy, assessments[0]!.provenance.saidBy]).toEqual([alba.party, borea.party])
  })
  it('from a document are attributed to whose document it is', async () => {
    const commitment = await agree()
    const cited = { saidBy: alba.party, citation: { source: document } }
    await report(borea, commitment, null, cited)
    expect((await told(commitment)).reports).toMatchObject([{ attributed: true, level: null }])
    const own = { ...words(commitment, null), ...cited }
    expect(await app.refusal('assess-delivery', borea.token, own)).toBe('performance/nobody-judges-itself')
  })
  it('are mended by who entered them; the earlier ones stay on the record and the scoreboard shows the last', async () => {
    const commitment = await agree()
    const { statement: telling } = await report(alba, commitment, 'limited')
    await app.must('correct-telling', alba.token, { arrangement: table, telling, level: 'substantial' })
    expect((await told(commitment)).reports).toMatchObject([{ id: telling, level: 'substantial', words: 'So far.' }])
    expect((await rowOf(commitment)).token.promising.level).toBe('substantial')
    const { statements } = (await app.see<{ statements: { corrects: string | null }[] }>('record', null, {
      arrangement: table,
    }))!
    expect(statements.filter((one) => one.corrects === telling)).toHaveLength(1)
  })
  it('entered in error stay in view and count no more', async () => {
    const commitment = await agree()
    await assess(borea, commitment, 'limited')
    const { statement } = await assess(borea, commitment, 'complete')
    await app.must('enter-in-error', borea.token, { arrangement: table, statement, reason: 'The wrong one.' })
    const { assessments, token } = await told(commitment)
    expect(assessments.map((one) => one.provenance.error)).toEqual([null, 'The wrong one.'])
    expect(token.other.level).toBe('limited')
    expect((await rowOf(commitment)).assessments.map((one) => one.level)).toEqual(['limited'])
  })
  it('are said before the readers of the commitment, and no others', async () => {
    const commitment = await agree({ audience: { to: 'seats', tiers: ['member'] } })
    await assess(borea, commitment, 'limited')
    for (const { token } of [cirrus, stranger])
      expect(await app.see('deliveries', token, { arrangement: table, commitment })).toBeNull()
    expect(await app.see('deliveries', borea.token, { arrangement: table, commitment })).not.toBeNull()
  })
})

describe('an independent assessor', () => {
  it('is one whom both sides accept, until either takes it back', async () => {
    const commitment = await agree()
    await assess(cirrus, commitment, 'not started')
    const half = async () => (await told(commitment)).token.independent.spoken
    await accept(alba, cirrus)
    expect(await half()).toBe(false)
    await accept(borea, cirrus)
    expect(await half()).toBe(true)
    expect((await rowOf(commitment)).assessments[0]!.independent).toBe(true)
    await accept(alba, cirrus, false)
    expect(await half()).toBe(false)
  })
})

const refusals: Record<string, () => Promise<string>> = {
  'performance/only-the-promisor-reports': async () =>
    app.refusal('report-delivery', borea.token, words(await agree(), 'complete')),
  'performance/nobody-judges-itself': async () =>
    app.refusal('assess-delivery', alba.token, words(await agree(), 'complete')),
  'performance/not-about-oneself': () =>
    app.refusal('accept-assessor', alba.token, { arrangement: table, assessor: alba.party }),
  'performance/assessor-not-seated': () =>
    app.refusal('accept-assessor', alba.token, { arrangement: table, assessor: stranger.party }),
  'performance/not-your-telling': async () => {
    const { statement: telling } = await report(alba, await agree(), 'limited')
    return app.refusal('correct-telling', borea.token, { arrangement: table, telling, level: 'complete' })
  },
  'partnership/needs-source': async () =>
    app.refusal('report-delivery', borea.token, words(await agree(), null, { saidBy: alba.party })),
  'register/not-seated': async () => app.refusal('assess-delivery', stranger.token, words(await agree(), 'limited')),
  'foundation/not-found': () =>
    app.refusal('correct-telling', alba.token, { arrangement: table, telling: table, level: 'complete' }),
}

describe('refusals', () => {
  it.each(Object.entries(refusals))('%s', async (expected, provoke) => expect(await provoke()).toBe(expected))
  it('have a case here for every code', () => {
    const codes = Object.values(problems).map((problem) => problem().code)
    expect(Object.keys(refusals)).toEqual(expect.arrayContaining(codes))
  })
})
