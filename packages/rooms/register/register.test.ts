// SPDX-License-Identifier: Apache-2.0
import { cosigner } from '@symbolon/record'
import { convene, enrol, freshApp, type Player, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TEXT_LIMIT } from './commands/register-source.ts'
import type { ArrangementPage, PartyPage } from './contract.ts'
import * as problems from './problems.ts'

let app: TestApp
let alba: Player
let borea: Player
let cirrus: Player
let stranger: Player
let table: string
beforeAll(async () => {
  app = await freshApp()
  alba = await enrol(app, 'Alba', 'AA')
  borea = await enrol(app, 'Borea', 'BB')
  cirrus = await enrol(app, 'Cirrus', 'CC')
  stranger = await enrol(app, 'Stranger')
  table = await convene(app, { alba, borea, cirrus }, { tiers: { cirrus: 'observer' } })
})
afterAll(() => app.close())

const nowhere = '01900000-0000-7000-8000-00000000dead'
const page = (arrangement: string, token: string | null = null) =>
  app.see<ArrangementPage>('arrangement', token, { arrangement })
const text = {
  short: 'Note',
  title: 'Note',
  mediaType: 'text/plain',
  language: 'en',
  text: 'Alba will open an office.',
}

describe('registering', () => {
  it('makes a party that everybody finds, and shows who registered it', async () => {
    const { party } = await app.must('register-party', alba.token, { kind: 'company', names: { en: 'Delta Ferries' } })
    const found = await app.see<PartyPage>('party', null, { party })
    expect(found!.party).toMatchObject({
      names: { en: 'Delta Ferries' },
      kind: 'company',
      provenance: { saidBy: alba.party },
    })
  })
  it('makes an arrangement in which its founder alone holds a seat', async () => {
    const arrangement = await convene(app, { alba })
    const found = await page(arrangement)
    expect(found!.seats.map(({ party, tier }) => ({ party, tier }))).toEqual([{ party: alba.party, tier: 'member' }])
  })
  it('keeps a document and its text, in the arrangement that it speaks of', async () => {
    const { source } = await app.must('register-source', alba.token, {
      ...text,
      arrangement: table,
      author: borea.party,
    })
    const found = await app.see<{ text: string; source: object }>('document', null, { arrangement: table, source })
    expect(found).toMatchObject({
      text: text.text,
      source: { author: borea.party, provenance: { saidBy: alba.party } },
    })
  })
  it('takes emoji and right-to-left words as they are', async () => {
    const names = { en: '🜁 Air', ar: 'هواء' }
    const { party } = await app.must('register-party', alba.token, { kind: 'company', names })
    expect((await app.see<PartyPage>('party', null, { party }))!.party.names).toEqual(names)
  })
})

describe('notes', () => {
  it('describe and grant nothing', async () => {
    const none = { note: null, sources: [] }
    const part = { party: stranger.party, of: table, role: 'chair', from: '2020', to: null, ...none }
    await app.must('note-participation', stranger.token, part)
    expect((await page(table))!.participation).toMatchObject([{ role: 'chair', party: stranger.party }])
    expect(await app.refusal('register-source', stranger.token, { ...text, arrangement: table })).toBe(
      'register/not-seated',
    )
  })
  it('stand beside each other where sources differ', async () => {
    const { source } = await app.must('register-source', alba.token, { ...text, arrangement: table })
    const says = ['2007', '2008'].map((year) => ({ text: year, source: source!, place: null }))
    await app.must('note-disagreement', alba.token, { of: table, subject: 'It', about: 'when it began', says })
    const figure = {
      of: table,
      subject: 'It',
      figure: 'states',
      bound: 'exact',
      unit: 'states',
      period: null,
      asOf: '2024',
    }
    await app.must('note-figure', alba.token, { ...figure, value: 5, note: null, sources: [] })
    await app.must('note-link', alba.token, { from: table, relation: 'part of', to: table, note: null, sources: [] })
    const found = await page(table)
    expect(found!.disagreements[0]!.says.map((one) => one.text)).toEqual(['2007', '2008'])
    expect(found!.figures).toMatchObject([{ value: 5 }])
    expect(found!.links).toMatchObject([{ relation: 'part of' }])
  })
})

describe('seats', () => {
  it('are ended by their holder or by who granted them, and stay in view as ended', async () => {
    const arrangement = await convene(app, { alba, borea, cirrus })
    const before = (await page(arrangement))!.seats
    const seatOf = (player: Player) => before.find((seat) => seat.party === player.party)!.id
    expect(await app.refusal('end-seat', borea.token, { arrangement, seat: seatOf(cirrus) })).toBe(
      'register/not-your-seat',
    )
    await app.must('end-seat', borea.token, { arrangement, seat: seatOf(borea), reason: 'Left.' })
    await app.must('end-seat', alba.token, { arrangement, seat: seatOf(cirrus) })
    const after = (await page(arrangement))!.seats
    expect(after.filter((seat) => seat.until === null).map((seat) => seat.party)).toEqual([alba.party])
    expect(after).toHaveLength(3)
    expect(await app.refusal('end-seat', borea.token, { arrangement, seat: seatOf(borea) })).toBe(
      'foundation/not-found',
    )
    await app.must('grant-seat', alba.token, { arrangement, party: borea.party, tier: 'observer' })
    expect((await page(arrangement))!.seats).toHaveLength(4)
  })
  it('are not granted by observers, nor by who holds none', async () => {
    const seat = { arrangement: table, party: stranger.party, tier: 'member' }
    expect(await app.refusal('grant-seat', cirrus.token, seat)).toBe('register/not-seated')
    expect(await app.refusal('grant-seat', stranger.token, seat)).toBe('register/not-seated')
  })
})

describe('a confidential arrangement', () => {
  it('is there for those who hold seats, the later ones too, and for nobody else', async () => {
    const arrangement = await convene(app, { alba, borea }, { confidential: true })
    for (const token of [null, stranger.token]) {
      expect(await page(arrangement, token)).toBeNull()
      expect(await app.see('scoreboard', token, { arrangement })).toBeNull()
      expect(JSON.stringify(await app.see('arrangements', token, {}))).not.toContain(arrangement)
      expect(await app.see('record', token, { arrangement })).toMatchObject({ logs: [], statements: [], total: 0 })
    }
    for (const { token } of [alba, borea]) {
      expect((await page(arrangement, token))!.seats.map((seat) => seat.party)).toEqual([alba.party, borea.party])
      expect(await app.see('scoreboard', token, { arrangement })).not.toBeNull()
    }
  })
  it('keeps what is said in it without naming an audience', async () => {
    const arrangement = await convene(app, { alba, borea }, { confidential: true })
    const { source } = await app.must('register-source', borea.token, { ...text, arrangement })
    await app.must('accept-assessor', borea.token, { arrangement, assessor: alba.party })
    expect(await app.see('document', null, { arrangement, source })).toBeNull()
    expect(await app.see('document', alba.token, { arrangement, source })).not.toBeNull()
    expect(await app.see('record', null, { arrangement })).toMatchObject({ logs: [], total: 0 })
  })
  it('knows a seat from before one’s own, so that nobody is seated twice', async () => {
    const arrangement = await convene(app, { alba, borea }, { confidential: true })
    const again = { arrangement, party: alba.party, tier: 'member' }
    expect(await app.refusal('grant-seat', borea.token, again)).toBe('register/already-seated')
  })
})

describe('a statement entered in error', () => {
  it('stays in view with its reason', async () => {
    const { party } = await app.must('register-party', alba.token, { kind: 'company', names: { en: 'Twice Ltd' } })
    const { provenance } = (await app.see<PartyPage>('party', null, { party }))!.party
    const slip = { arrangement: app.store.home.register, statement: provenance.statement, reason: 'Entered twice.' }
    expect(await app.refusal('enter-in-error', borea.token, slip)).toBe('register/not-your-statement')
    await app.must('enter-in-error', alba.token, slip)
    expect((await app.see<PartyPage>('party', null, { party }))!.party.provenance.error).toBe('Entered twice.')
    expect(JSON.stringify(await app.see('parties', null, { q: 'Twice' }))).not.toContain(party)
    const { arrangement, statement } = slip
    expect(await app.see('statement', null, { arrangement, statement })).toMatchObject({ statement: { id: statement } })
  })
})

describe('what no record can keep', () => {
  it.each([
    ['NUL', 'a\0b'],
    ['half of a pair', 'a\ud83d'],
  ])('is refused at the door: %s', async (_what, word) => {
    const party = { kind: 'company', names: { en: word } }
    expect(await app.refusal('register-party', alba.token, party)).toBe('foundation/not-valid')
    expect(await app.ask('parties', null, { q: word })).toMatchObject({ problem: { code: 'foundation/not-valid' } })
  })
})

const refusals: Record<string, () => Promise<string>> = {
  'register/not-seated': () => app.refusal('register-source', stranger.token, { ...text, arrangement: table }),
  'register/already-seated': () =>
    app.refusal('grant-seat', alba.token, { arrangement: table, party: borea.party, tier: 'member' }),
  'register/not-your-seat': async () => {
    const seat = (await page(table))!.seats.find((one) => one.party === alba.party)!.id
    return app.refusal('end-seat', borea.token, { arrangement: table, seat })
  },
  'register/no-such-party': () =>
    app.refusal('grant-seat', alba.token, { arrangement: table, party: nowhere, tier: 'member' }),
  'register/no-such-source': () =>
    app.refusal('register-party', alba.token, {
      kind: 'company',
      names: { en: 'Elm' },
      sources: [{ source: nowhere, place: null }],
    }),
  'register/no-such-arrangement': () =>
    app.refusal('note-link', alba.token, { from: table, relation: 'serves', to: nowhere, note: null, sources: [] }),
  'register/not-your-statement': async () => {
    const { provenance } = (await app.see<PartyPage>('party', null, { party: alba.party }))!.party
    const slip = { arrangement: app.store.home.register, statement: provenance.statement, reason: 'No.' }
    return app.refusal('enter-in-error', alba.token, slip)
  },
  'register/already-in-error': async () => {
    const none = { note: null, sources: [] }
    const link = { from: table, relation: 'serves', to: table, ...none }
    const { statement } = await app.must('note-link', alba.token, link)
    const slip = { arrangement: app.store.home.register, statement, reason: 'No.' }
    await app.must('enter-in-error', alba.token, slip)
    return app.refusal('enter-in-error', alba.token, slip)
  },
  'register/cannot-be-in-error': async () => {
    const statement = (await page(table))!.seats.find((one) => one.party === borea.party)!.id
    return app.refusal('enter-in-error', alba.token, { arrangement: table, statement, reason: 'No.' })
  },
  'register/is-a-correction': async () => {
    const terms = { promisors: [alba.party], beneficiaries: [], toWords: null, pillar: null, theme: null }
    const more = {
      strength: null,
      kind: 'promise',
      summary: 'X',
      quantities: [],
      money: [],
      deadline: null,
      condition: null,
    }
    const { commitment } = await app.must('agree-commitment', alba.token, { arrangement: table, ...terms, ...more })
    await app.must('correct-commitment', alba.token, { arrangement: table, commitment, correction: 'Y.', summary: 'Y' })
    const { commitment: found } = (await app.see<{ commitment: { provenance: { latest: string } } }>(
      'commitment',
      null,
      {
        arrangement: table,
        commitment,
      },
    ))!
    return app.refusal('enter-in-error', alba.token, {
      arrangement: table,
      statement: found.provenance.latest,
      reason: 'No.',
    })
  },
  'register/not-a-witness-key': () => app.refusal('name-witness', alba.token, { arrangement: table, vkey: 'x' }),
  'register/witness-taken': async () => {
    const { vkey } = cosigner('witness.example/one', new Uint8Array(32).fill(5), () => 0)
    await app.must('name-witness', alba.token, { arrangement: table, vkey })
    return app.refusal('name-witness', borea.token, { arrangement: table, vkey })
  },
  'register/too-few-witnesses': () =>
    app.refusal('require-cosignatures', alba.token, { arrangement: table, count: 50 }),
  'register/text-too-long': () =>
    app.refusal('register-source', alba.token, { ...text, arrangement: table, text: 'x'.repeat(TEXT_LIMIT + 1) }),
}

describe('refusals', () => {
  it.each(Object.entries(refusals))('%s', async (expected, provoke) => expect(await provoke()).toBe(expected))
  it('have a case here for every code', () => {
    expect(Object.keys(refusals).sort()).toEqual(
      Object.values(problems)
        .map((problem) => problem().code)
        .sort(),
    )
  })
  it('are given to the public, which does not speak', async () => {
    for (const [name, command] of app.commands)
      expect(await app.refusal(name, null, command.example)).toBe('foundation/not-signed-in')
  })
})
