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
    const items = read([{ heading: 'Togo' }, { item: 'Plans to open a desk' }, { item: 'Has opened 4 offices' }])
    expect(items).toMatchObject([
      { actors: ['TG'], strength: 'intends', kind: 'promise' },
      { actors: ['TG'], strength: null, kind: 'report' },
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
})
