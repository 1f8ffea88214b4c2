// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReadableBlock, readCommitments, toReadingJson } from './index.ts'
import { JOINT, one, read } from './own-document.fixture.ts'

describe('who acts', () => {
  it('takes states, offices and agencies that act for their state, and bodies in their own name', () => {
    expect(one('France will open an office.').actors).toEqual(['FR'])
    expect(one('The Government of Denmark will second officers.').actors).toEqual(['DK'])
    expect(one("Kenya's Ministry of Labour will register workers.").actors).toEqual(['KE'])
    expect(one('The UK Home Office plans to fund equipment.').actors).toEqual(['GB'])
    expect(one('UNHCR and IOM will support the programme.').actors).toEqual(['UNHCR', 'IOM'])
  })
  it('takes several at once, and keeps apart those who promise different things', () => {
    expect(one('Peru, Chile, and Bolivia will share data.').actors).toEqual(['PE', 'CL', 'BO'])
    const [germany, ghana] = read(['Germany will train 300 nurses by 2030, and Ghana will recognise diplomas by 2031.'])
    expect(germany).toMatchObject({ actors: ['DE'], deadline: '2030', quantities: [{ value: 300 }] })
    expect(ghana).toMatchObject({ actors: ['GH'], deadline: '2031', quantities: [] })
  })
  it('takes "the two countries" and "we" of a joint statement as the signatories together', () => {
    expect(one('The two countries agree to share data.', JOINT).actors).toEqual(['*'])
    expect(one('We commit to fair recruitment.', JOINT).actors).toEqual(['*'])
    expect(one('A joint committee will be established by June 2025.', JOINT)).toMatchObject({
      actors: ['*'],
      deadline: '2025-06',
    })
  })
  it('takes "we" of one state’s own paper as that state', () => {
    const head = { title: 'Fact sheet on visas', source_url: 'https://www.gov.uk.example.gov.au/x', date: '2024-01-01' }
    expect(one('We will issue 400 visas.', head).actors).toEqual(['AU'])
  })
  it('takes the agent of a passive, and not a partner or the ruler of a clause that depends', () => {
    expect(one('500 visas will be made available by Portugal for nationals of Angola.')).toMatchObject({
      actors: ['PT'],
      beneficiaries: ['AO'],
    })
    expect(read(['Trade grew after talks with Spain and while Italy was away.'])).toEqual([])
    expect(one('Working with Mexico, Canada will extend the scheme.').actors).toEqual(['CA'])
  })
  it('takes a heading or a leading line for the bullets below', () => {
    const items = read([
      { heading: 'Uganda' },
      { item: 'Register 30,000 refugees by March 2025' },
      { heading: 'Rwanda' },
      { item: 'To open two centres' },
    ])
    expect(items.map(({ actors }) => actors)).toEqual([['UG'], ['RW']])
    const led = read(['Italy and Tunisia intend to:', { item: 'Expand training' }, { item: 'Exchange officers' }])
    expect(led.map(({ actors, strength }) => [actors.join(), strength])).toEqual([
      ['IT,TN', 'intends'],
      ['IT,TN', 'intends'],
    ])
    const done = read(['Since spring, Belgium has:', { item: 'Opened a desk in the capital' }])
    expect(done).toMatchObject([{ actors: ['BE'], kind: 'report', strength: null }])
  })
})

describe('how firmly, and whether promised or reported', () => {
  it.each([
    ['Each Party shall readmit its nationals.', 'shall'],
    ['Morocco undertakes to inform workers.', 'shall'],
    ['Norway reaffirms its commitment to resettlement.', 'will'],
    ['Second, Spain pledges to open a centre.', 'will'],
    ['Poland aims to double places.', 'intends'],
    ['Sweden is ready to send experts.', 'intends'],
    ['The parties agreed to examine a quota.', 'considers'],
    ['Serbia is considering a liaison office.', 'considers'],
    ['We recognise the importance of the diaspora.', 'notes'],
  ])('%s', (sentence, strength) => {
    expect(one(sentence, JOINT)).toMatchObject({ strength, kind: 'promise' })
  })
  it('tells reports from promises, and a bullet with both', () => {
    expect(one({ item: 'Ecuador approved a law on recruitment.' })).toMatchObject({ kind: 'report', strength: null })
    expect(one({ item: 'Ecuador approved a law. It intends to extend it.' })).toMatchObject({
      kind: 'both',
      strength: 'intends',
      actors: ['EC'],
    })
  })
  it('leaves background, calls and ceremony alone', () => {
    expect(read(['Migration has shaped the region. More than 40,000 people crossed the strait.'])).toEqual([])
    expect(read(['President Ruto met the delegation and thanked Japan for its hospitality.'])).toEqual([])
  })
  it('joins what only says more about the same act', () => {
    const items = read(['Chile will open a school. The programme will train 90 teachers. Fish live in water.'])
    expect(items).toMatchObject([{ quantities: [{ value: 90, unit: 'teachers' }] }])
    expect(items[0]!.quote).toMatch(/teachers\.$/)
  })
})

describe('how much, by when, on what condition, for whom', () => {
  it('gives both ends of a range, and counts neither years nor days nor names', () => {
    const item = one(
      'Italy will admit 10,000 to 20,000 seasonal workers per year under the 2030 Agenda in a 60-day campaign.',
    )
    expect(item.quantities).toEqual([
      { value: 10000, bound: 'range-low', unit: 'workers', period: 'year' },
      { value: 20000, bound: 'range-high', unit: 'workers', period: 'year' },
    ])
    expect(one('Japan will grant up to 1.5M work permits.').quantities).toEqual([
      { value: 1500000, bound: 'at most', unit: 'permits', period: null },
    ])
  })
  it('takes a bare $ as the dollar of the acting state', () => {
    expect(one('Canada will give $5 million.').money).toEqual([{ amount: 5000000, currency: 'CAD', bound: 'exact' }])
    expect(one('Honduras will give $5 million.').money).toMatchObject([{ currency: 'USD' }])
    expect(one('IOM will give more than €4.5 million and CHF 300,000.').money).toEqual([
      { amount: 4500000, currency: 'EUR', bound: 'at least' },
      { amount: 300000, currency: 'CHF', bound: 'exact' },
    ])
  })
  it.each([
    ['by the end of August 2025', '2025-08'],
    ['by 3 May 2026', '2026-05-03'],
    ['during Fiscal Years 2025 to 2026', '2026'],
    ['in 2024-2025', '2025'],
    ['over the next three years', '2027'],
    ['by the end of the year', '2024'],
    ['in early fall 2025', '2025-23'],
    ['as agreed in March 2020', null],
  ])('reads a deadline: %s', (words, deadline) => {
    expect(one(`Ghana will open a centre ${words}.`, JOINT).deadline).toBe(deadline)
  })
  it('finds what a promise waits for, and not what persons are subject to', () => {
    expect(one('Peru will extend permits, subject to the availability of funds.').condition).toBe(
      'the availability of funds',
    )
    expect(one('Peru will build homes, contingent on a loan.').condition).toBe('a loan')
    expect(one('Peru will assist persons subject to removal.').condition).toBeNull()
  })
  it('tells who gains from partners and places', () => {
    expect(one('Spain will admit workers from Honduras and support Haitian families.').beneficiaries).toEqual([
      'HN',
      'HT',
    ])
    expect(one('Spain will work with Morocco to train nurses for Ghana.').beneficiaries).toEqual(['GH'])
  })
  it('takes the pillar from the heading above, in its own words', () => {
    const items = read([
      { heading: 'Regular pathways for work and protection', level: 2 },
      'Iraq will issue visas.',
      { heading: 'Observers', level: 3 },
      'Malta will issue visas.',
      { heading: 'Readmission and borders', level: 2 },
      'Cyprus will return persons.',
      { heading: 'Closing remarks', level: 2 },
      'Greece will host the next session.',
    ])
    expect(items.map(({ pillar }) => pillar)).toEqual(['mobility', 'mobility', 'border', null])
  })
})

describe('the reading', () => {
  it('has exactly the fields that the command line prints', () => {
    const outcome = readCommitments({
      name: 'x',
      text: 'France will act.',
      head: {},
      blocks: [{ kind: 'paragraph', level: 0, text: 'France will act.', map: [...Array(16).keys()], lead: null }],
    })
    const json = toReadingJson(outcome.ok ? outcome.reading : expect.fail())
    expect(Object.keys(json)).toEqual(['document', 'language', 'items'])
    const fields = 'start end quote actors beneficiaries pillar strength kind quantities money deadline condition'
    expect(Object.keys(json.items[0]!)).toEqual(fields.split(' '))
  })
  it('refuses a language that is not read, and says which are', () => {
    const text =
      'El Gobierno de Francia abrirá una oficina nueva para los trabajadores migrantes y sus familias en la ciudad durante el próximo año.'
    const block: ReadableBlock = { kind: 'paragraph', level: 0, text, map: [...Array(text.length).keys()], lead: null }
    const outcome = readCommitments({ name: 'es.txt', text, head: {}, blocks: [block] })
    expect(outcome).toMatchObject({
      ok: false,
      problem: { code: 'reading/language-not-read', details: { language: 'Spanish' } },
    })
    expect(!outcome.ok && outcome.problem.message).toContain('reads English')
  })
  it('never throws, and each quote is the document’s own text', () => {
    const words = fc.constantFrom(
      'France',
      'the',
      'Government of',
      'will',
      ', and',
      'commits to',
      '5,000',
      'visas',
      '$',
      'million',
      'by',
      '2030',
      '. ',
      ': ',
      '🌍',
      'We',
      'It',
      'has',
      'granted',
      'U.S.',
      'President',
      '(',
      ')',
      ';',
      'Haitian',
      'subject to',
      'shall be established by',
      'to',
    )
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words).map((all) => all.join(' ')),
    )
    const lines = fc.array(
      fc.oneof(
        line,
        line.map((heading) => ({ heading })),
        line.map((item) => ({ item })),
      ),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(lines, (all) => void read(all, JOINT)),
      { numRuns: 400 },
    )
  })
})
