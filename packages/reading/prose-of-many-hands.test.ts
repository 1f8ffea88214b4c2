// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import { JOINT, one, read } from './own-document.fixture.ts'

describe('prose of many hands', () => {
  it('lets a pronoun go on with the act, and counts what lost its noun', () => {
    const item = one(
      'The Ministry of Health of Ghana has trained 60 nurses. It will train a further 45 by the end of next year.',
      JOINT,
    )
    expect(item).toMatchObject({ actors: ['GH'], kind: 'both', strength: 'will', deadline: '2025' })
    expect(item.quantities.map(({ value }) => value)).toEqual([60, 45])
    const next = one('Peru will admit 30 families. It has already admitted 12 families.')
    expect(next).toMatchObject({ kind: 'both', actors: ['PE'] })
  })
  it('reads a further verb of a subject named once', () => {
    const item = one('Kenya has opened two schools and will build three clinics for 70 students.')
    expect(item).toMatchObject({ actors: ['KE'], kind: 'both', strength: 'will' })
  })
  it('takes agencies by their nationality, and one of no stated nationality as the author’s', () => {
    expect(one('The Danish Institute for Labour Research will lend 9 experts.').actors).toEqual(['DK'])
    const head = { title: 'Press release: Ports', author: 'New Zealand' }
    expect(one('The Coastal Safety Authority will lend 9 experts.', head).actors).toEqual(['NZ'])
  })
  it('gives a passive that names nobody to the one who acts in its bullet', () => {
    const head = { title: 'Fact sheet', author: 'Canada' }
    expect(one({ item: 'Chile will open a register. Some 800 permits will be issued.' }, head).actors).toEqual(['CL'])
  })
  it('leaves quoted words, questions and refusals alone', () => {
    expect(read(['"France will act. Italy will follow," the envoy said.'])).toEqual([])
    expect(read(['Will France act? Malta will not open a camp.'])).toEqual([])
  })
  it('reads a bullet below its actor by its own verb, and one that only says what is to be done', () => {
    const items = read([
      { heading: 'Togo' },
      { item: 'Plans to open a desk' },
      { item: 'Has opened 4 offices' },
      { item: 'Considering a quota' },
    ])
    expect(items).toMatchObject([
      { actors: ['TG'], strength: 'intends', kind: 'promise' },
      { actors: ['TG'], strength: null, kind: 'report' },
      { actors: ['TG'], strength: 'considers', kind: 'promise' },
    ])
    expect(one({ item: 'Nepal and Qatar to sign a protocol in the third quarter of 2025.' }, JOINT)).toMatchObject({
      actors: ['NP', 'QA'],
      deadline: '2025-09',
    })
  })
  it.each([
    ['once the treaty has been ratified', 'the treaty has been ratified'],
    ['upon approval of its senate', 'approval of its senate'],
    ['as resources permit', 'as resources permit'],
    ['providing that donors agree', 'donors agree'],
  ])('waits: %s', (words, condition) => {
    expect(one(`Fiji will extend the scheme ${words}.`).condition).toBe(condition)
  })
  it('reads any currency of ISO 4217, and takes no state from the sign of a dollar', () => {
    const item = one('Chad will pay ZMW 40,000, US$7 million and 2 million euros until 2026.', JOINT)
    expect(item.money.map(({ amount, currency }) => [amount, currency])).toEqual([
      [40000, 'ZMW'],
      [7e6, 'USD'],
      [2e6, 'EUR'],
    ])
    expect(item.beneficiaries).toEqual([])
    expect(one('Chad will grant 50 job seeker visas.').quantities).toMatchObject([{ value: 50, unit: 'visas' }])
  })
  it.each([
    ['in the coming year', '2025'],
    ['next month', '2024-04'],
    ['in FY26', '2026'],
    ['from 2026', '2026'],
  ])('reads a deadline: %s', (words, deadline) => {
    expect(one(`Ghana will open a centre ${words}.`, JOINT).deadline).toBe(deadline)
  })
  it('takes a service or an agency of a named nationality for its state', () => {
    expect(one('The Malian border service will verify 90 documents.').actors).toEqual(['ML'])
    expect(one('The Japanese cooperation agency JICA will lend 9 experts.').actors).toEqual(['JP'])
  })
  it('hears the act in what somebody says that somebody will do', () => {
    const item = one('The Government of Chile announced today that Chile will admit 700 families.')
    expect(item).toMatchObject({ actors: ['CL'], kind: 'promise', strength: 'will' })
    expect(read(['Trade grew because Chile will admit 700 families.'])).toEqual([])
  })
  it('points "both sides" back to who acted, not to places named since', () => {
    const items = read([
      'Italy and Egypt agreed to train 40 judges in Chad and Niger.',
      'Both sides will lend experts.',
    ])
    expect(items.map(({ actors }) => actors)).toEqual([
      ['IT', 'EG'],
      ['IT', 'EG'],
    ])
  })
  it('takes a group of no number for all who signed, whoever acted before', () => {
    expect(one('This year, participating governments reaffirmed their readiness to train 30 guards.').actors).toEqual([
      '*',
    ])
  })
  it('knows a body by the last word of its name once it was named, and not before', () => {
    const named = read(['The European Commission will fund 3 shelters. The Commission will also train 30 guards.'])
    expect(named.map(({ actors }) => actors)).toEqual([['EU-COM'], ['EU-COM']])
    expect(read(['The Commission will train 30 guards.'])).toEqual([])
  })
  it('takes money committed, and what somebody is to do, for promises; an amount in words for what it is', () => {
    const given = one('Qatar has committed half a million euros and five million dollars for 30 schools.', JOINT)
    expect(given).toMatchObject({ actors: ['QA'], kind: 'promise', strength: 'will' })
    expect(given.money.map(({ amount, currency }) => [amount, currency])).toEqual([
      [5e5, 'EUR'],
      [5e6, 'USD'],
    ])
    expect(one('Ghana is to open one office and 4 schools.')).toMatchObject({
      strength: 'will',
      quantities: [{ value: 4 }],
    })
  })
  it('does not take a date that something is promised for as the day of the document', () => {
    const lines = [
      'Peru and Chile met in their capitals to speak of a programme of work for the years to come and of all that it needs, and of those whom it serves. Peru will open a desk over the next two years and Chile will open another by 3 March 2025.',
    ]
    expect(read(lines).map(({ deadline }) => deadline)).toEqual([null, '2025-03-03'])
  })
})
