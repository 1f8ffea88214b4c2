// SPDX-License-Identifier: Apache-2.0
import type { Id, Saying, World } from '@symbolon/foundation'
import type { Chance } from './chance.ts'

const BOUNDS = ['exact', 'at least', 'at most', 'about', 'range-low', 'range-high'] as const
const LEVELS = [null, 'no evidence available', 'not started', 'limited', 'substantial', 'complete'] as const

const quantities = (chance: Chance) =>
  Array.from({ length: chance.below(3) }, () => ({
    // Quarters have an exact form in both binary and decimal, so that sums can be compared to the last digit.
    value: chance.below(4000) / 4,
    bound: chance.oneOf(BOUNDS),
    unit: chance.oneOf(['visas', 'officers', null]),
    period: chance.oneOf(['year', null]),
  }))
const money = (chance: Chance) =>
  Array.from({ length: chance.below(3) }, () => ({
    amount: chance.below(4000) / 4,
    bound: chance.oneOf(BOUNDS),
    currency: chance.oneOf(['EUR', 'USD']),
  }))

export const commitmentTerms = (chance: Chance, parties: Id[]) => ({
  promisors: chance.some(parties, 1),
  beneficiaries: chance.some(parties),
  toWords: null,
  pillar: chance.oneOf(['mobility', 'development', 'border', 'protection', null]),
  theme: null,
  strength: chance.oneOf(['shall', 'will', 'intends', null]),
  kind: chance.oneOf(['promise', 'report', 'both']),
  summary: `Does ${chance.below(1000)} things, “gladly”, 🜁.`,
  quantities: quantities(chance),
  money: money(chance),
  deadline: chance.oneOf([null, '2020', '2023/2024', '2022/..', '2099-05', '202X']),
  condition: null,
  correction: null,
})

export const telling = (chance: Chance, commitment: Id) => ({
  commitment,
  level: chance.oneOf(LEVELS),
  words: 'So far.',
  quantities: quantities(chance),
  money: money(chance),
  asOf: chance.oneOf([null, '2024']),
  evidence: [],
})

/** Statements that differ in one number, for whoever needs many. */
export const figures = (count: number, from = 0): Saying[] =>
  Array.from({ length: count }, (_, i) => ({
    kind: 'figure.noted',
    body: {
      of: null,
      subject: 'It',
      figure: 'n',
      value: from + i,
      bound: 'exact',
      unit: 'n',
      period: null,
      asOf: null,
      note: null,
      sources: [],
    },
  }))

export function registerNote(world: World, chance: Chance, parties: Id[], arrangements: Id[]): Saying {
  const of = chance.oneOf(arrangements)
  const none = { note: null, sources: [] }
  const source = world.newId()
  return chance.oneOf<Saying>([
    {
      kind: 'participation.noted',
      body: { ...none, party: chance.oneOf(parties), of, role: 'donor', from: '2020', to: null },
    },
    { kind: 'link.noted', body: { ...none, from: of, relation: 'serves', to: chance.oneOf(arrangements) } },
    {
      kind: 'figure.noted',
      body: {
        ...none,
        of,
        subject: 'It',
        figure: 'n',
        value: chance.below(9),
        bound: 'exact',
        unit: 'n',
        period: null,
        asOf: null,
      },
    },
    {
      kind: 'disagreement.noted',
      body: { of, subject: 'It', about: 'a year', says: ['1', '2'].map((text) => ({ text, source, place: null })) },
    },
    {
      kind: 'source.registered',
      body: {
        source,
        short: 'S',
        title: 'S',
        date: null,
        kind: 'document',
        author: chance.oneOf(parties),
        url: null,
        text: null,
      },
    },
  ])
}
