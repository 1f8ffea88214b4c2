// SPDX-License-Identifier: Apache-2.0
import { convene, enrol, freshApp, type Player, promise, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommitmentPage } from './contract.ts'

let app: TestApp
let alba: Player
let borea: Player
let cirrus: Player
let table: string
let document: string
beforeAll(async () => {
  app = await freshApp()
  alba = await enrol(app, 'Alba', 'AA')
  borea = await enrol(app, 'Borea', 'BB')
  cirrus = await enrol(app, 'Cirrus', 'CC')
  table = await convene(app, { alba, borea, cirrus }, { tiers: { cirrus: 'observer' } })
  const text = { short: 'D', title: 'D', mediaType: 'text/plain', language: 'en', text: 'Alba will open an office.' }
  const given = { ...text, arrangement: table, author: borea.party }
  document = (await app.must('register-source', borea.token, given)).source!
})
afterAll(() => app.close())

const page = async (commitment: string, token: string | null = null) =>
  (await app.see<CommitmentPage>('commitment', token, { arrangement: table, commitment }))!
const agree = async (by: Player, promisors: Player[], more: object = {}) =>
  (
    await app.must('agree-commitment', by.token, {
      ...promise(
        table,
        promisors.map((one) => one.party),
      ),
      ...more,
    })
  ).commitment!
const standings = async (commitment: string) =>
  Object.fromEntries((await page(commitment)).commitment.standing.map(({ party, standing }) => [party, standing]))
const position = (by: Player, commitment: string, word: string) =>
  app.must('take-position', by.token, { arrangement: table, commitment, position: word })
const toldBy = (author: Player) => ({ saidBy: author.party, citation: { source: document } })

describe('whose word a commitment is', () => {
  it('is the promisor’s own where it says so itself', async () => {
    expect(await standings(await agree(alba, [alba]))).toEqual({ [alba.party]: 'owned' })
  })
  it('is attributed where a document of another tells it, with author and recorder shown', async () => {
    const commitment = await agree(cirrus, [alba], toldBy(borea))
    expect(await standings(commitment)).toEqual({ [alba.party]: 'attributed' })
    const { provenance } = (await page(commitment)).commitment
    expect(provenance).toMatchObject({ saidBy: borea.party, recordedBy: cirrus.party })
  })
  it('is attributed even where the document is the promisor’s own, until it speaks through its seat', async () => {
    const commitment = await agree(borea, [alba], toldBy(alba))
    expect(await standings(commitment)).toEqual({ [alba.party]: 'attributed' })
    await position(alba, commitment, 'confirmed')
    expect(await standings(commitment)).toEqual({ [alba.party]: 'owned' })
  })
  it('is decided promisor by promisor', async () => {
    const commitment = await agree(alba, [alba, borea])
    expect(await standings(commitment)).toEqual({ [alba.party]: 'owned', [borea.party]: 'attributed' })
    await position(borea, commitment, 'contested')
    expect(await standings(commitment)).toEqual({ [alba.party]: 'owned', [borea.party]: 'contested' })
  })
  it('follows the promisor’s last word, and the earlier ones stay in view', async () => {
    const commitment = await agree(borea, [alba])
    await position(alba, commitment, 'contested')
    await position(alba, commitment, 'confirmed')
    expect(await standings(commitment)).toEqual({ [alba.party]: 'owned' })
    expect((await page(commitment)).positions.map((one) => one.position)).toEqual(['contested', 'confirmed'])
  })
  it('is not changed by a position that was entered in error', async () => {
    const commitment = await agree(borea, [alba])
    const { statement } = await position(alba, commitment, 'confirmed')
    await app.must('enter-in-error', alba.token, { arrangement: table, statement, reason: 'The wrong one.' })
    expect(await standings(commitment)).toEqual({ [alba.party]: 'attributed' })
    expect((await page(commitment)).positions).toMatchObject([{ provenance: { error: 'The wrong one.' } }])
  })
  it('cannot be given for somebody else', async () => {
    const commitment = await agree(borea, [alba])
    const word = { arrangement: table, commitment, position: 'confirmed' }
    expect(await app.refusal('take-position', borea.token, word)).toBe('partnership/not-the-promisor')
    const forAlba = { ...word, saidBy: alba.party }
    expect(await app.refusal('take-position', borea.token, forAlba)).toBe('foundation/not-valid')
  })
  it('needs the document, where another is said to have spoken', async () => {
    const told = { ...promise(table, [alba.party]), saidBy: alba.party }
    expect(await app.refusal('agree-commitment', borea.token, told)).toBe('partnership/needs-source')
  })
})

describe('a correction', () => {
  it('replaces the words, keeps who said them first, and leaves the earlier ones in view', async () => {
    const commitment = await agree(alba, [alba], { summary: 'Issues 50 visas.' })
    const before = (await page(commitment)).commitment.provenance
    const mended = { arrangement: table, commitment, summary: 'Issues 500 visas.', correction: 'A nought was lost.' }
    await app.must('correct-commitment', alba.token, mended)
    const after = await page(commitment)
    expect(after.commitment).toMatchObject({ summary: 'Issues 500 visas.', correction: 'A nought was lost.' })
    expect(after.commitment.provenance).toEqual({ ...before, latest: after.commitment.provenance.latest })
    expect(after.versions.map((one) => one.body.summary)).toEqual(['Issues 50 visas.'])
    await app.must('correct-commitment', alba.token, { ...mended, summary: 'Issues 5000 visas.' })
    expect((await page(commitment)).versions.map((one) => one.body.summary)).toEqual([
      'Issues 50 visas.',
      'Issues 500 visas.',
    ])
  })
  it('by the recorder puts no words in the mouth of a promisor that confirmed the earlier ones', async () => {
    const commitment = await agree(borea, [alba])
    await position(alba, commitment, 'confirmed')
    const mended = { arrangement: table, commitment, summary: 'Takes back everybody.', correction: 'Better.' }
    await app.must('correct-commitment', borea.token, mended)
    expect(await standings(commitment)).toEqual({ [alba.party]: 'attributed' })
    await position(alba, commitment, 'confirmed')
    expect(await standings(commitment)).toEqual({ [alba.party]: 'owned' })
  })
  it('leaves contested what the promisor contested', async () => {
    const commitment = await agree(borea, [alba])
    await position(alba, commitment, 'contested')
    const mended = { arrangement: table, commitment, summary: 'Something else.', correction: 'Better.' }
    await app.must('correct-commitment', borea.token, mended)
    expect(await standings(commitment)).toEqual({ [alba.party]: 'contested' })
  })
  it('is refused to everybody but the recorder, and to one whose seat has ended', async () => {
    const mended = { arrangement: table, commitment: await agree(borea, [alba]), correction: 'Mine.' }
    expect(await app.refusal('correct-commitment', alba.token, mended)).toBe('partnership/not-the-recorder')
    const guest = await enrol(app, 'Guest')
    const { seat } = await app.must('grant-seat', alba.token, {
      arrangement: table,
      party: guest.party,
      tier: 'member',
    })
    const commitment = await agree(guest, [guest])
    await app.must('end-seat', guest.token, { arrangement: table, seat })
    const late = { arrangement: table, commitment, correction: 'Late.' }
    expect(await app.refusal('correct-commitment', guest.token, late)).toBe('register/not-seated')
  })
  it('does not bring back what was entered in error; both stay', async () => {
    const commitment = await agree(alba, [alba])
    await app.must('enter-in-error', alba.token, { arrangement: table, statement: commitment, reason: 'Twice.' })
    await app.must('correct-commitment', alba.token, { arrangement: table, commitment, correction: 'Still.' })
    expect((await page(commitment)).commitment.provenance.error).toBe('Twice.')
  })
})

describe('an ending', () => {
  const end = (by: Player, commitment: string, how: string) =>
    [by.token, { arrangement: table, commitment, how, words: 'It did not happen.' }] as const
  it.each([
    ['withdrawn', true, false],
    ['lapsed', false, true],
    ['no trace', false, true],
    ['transferred elsewhere', true, true],
  ] as const)('%s: by the promisor %s, by another %s', async (how, byPromisor, byOther) => {
    for (const [who, may, code] of [
      [alba, byPromisor, 'partnership/promisor-cannot'],
      [cirrus, byOther, 'partnership/not-the-promisor'],
    ] as const) {
      const commitment = await agree(borea, [alba])
      const said = end(who, commitment, how)
      if (!may) expect(await app.refusal('end-commitment', ...said)).toBe(code)
      else await app.must('end-commitment', ...said)
      const { ending } = (await page(commitment)).commitment
      expect(ending && { how: ending.how, by: ending.by }).toEqual(may ? { how, by: who.party } : null)
    }
  })
  it('is said once, unless the first was an error, and stops a commitment from being overdue', async () => {
    const commitment = await agree(alba, [alba], { deadline: '2020' })
    expect((await page(commitment)).commitment.overdue).toBe(true)
    const { statement } = await app.must('end-commitment', ...end(alba, commitment, 'withdrawn'))
    expect((await page(commitment)).commitment.overdue).toBe(false)
    const again = end(cirrus, commitment, 'lapsed')
    expect(await app.refusal('end-commitment', ...again)).toBe('partnership/already-ended')
    await app.must('enter-in-error', alba.token, { arrangement: table, statement, reason: 'Too early.' })
    await app.must('end-commitment', ...again)
    const found = await page(commitment)
    expect(found.commitment.ending).toMatchObject({ how: 'lapsed', by: cirrus.party })
    expect(found.endings).toHaveLength(2)
  })
})

describe('a stranger', () => {
  it('cannot tell a commitment that it may not read from one that is not there', async () => {
    const secret = await agree(alba, [alba], { audience: { to: 'seats', tiers: ['member'] } })
    const stranger = await enrol(app, 'Stranger')
    const none = '01900000-0000-7000-8000-00000000dead'
    const ways = { 'take-position': { position: 'confirmed' }, 'end-commitment': { how: 'lapsed', words: 'x' } }
    for (const [name, more] of Object.entries({ ...ways, 'correct-commitment': { correction: 'x' } }))
      for (const { token } of [stranger, cirrus]) {
        const told = await app.run(name, token, { arrangement: table, commitment: secret, ...more })
        expect(told).toEqual(await app.run(name, token, { arrangement: table, commitment: none, ...more }))
      }
    expect(await app.see('commitment', cirrus.token, { arrangement: table, commitment: secret })).toBeNull()
    expect(await app.see('commitment', borea.token, { arrangement: table, commitment: secret })).not.toBeNull()
  })
  it('is refused without a seat', async () => {
    const stranger = await enrol(app, 'Stranger too')
    const commitment = await agree(borea, [alba, stranger])
    const word = { arrangement: table, commitment, position: 'confirmed' }
    expect(await app.refusal('take-position', stranger.token, word)).toBe('register/not-seated')
    const over = { arrangement: table, commitment, how: 'withdrawn', words: 'x' }
    expect(await app.refusal('end-commitment', stranger.token, over)).toBe('register/not-seated')
    const own = promise(table, [stranger.party])
    expect(await app.refusal('agree-commitment', stranger.token, own)).toBe('register/not-seated')
  })
})

it('refuses a party that is named twice, which would count twice', async () => {
  const twice = promise(table, [alba.party, alba.party])
  expect(await app.refusal('agree-commitment', alba.token, twice)).toBe('foundation/not-valid')
  const nobody = promise(table, [])
  expect(await app.refusal('agree-commitment', alba.token, nobody)).toBe('foundation/not-valid')
})
