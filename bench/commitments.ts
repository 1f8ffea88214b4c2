// SPDX-License-Identifier: Apache-2.0
import type { Id, Saying } from '@symbolon/foundation'

/** Who speaks in a made-up arrangement. */
export type Cast = { promising: Id[]; judging: Id[]; source: Id }

const PILLARS = ['mobility', 'development', 'border', 'protection', null]
const STRENGTHS = ['shall', 'will', 'intends', 'considers']
const LEVELS = ['no evidence available', 'not started', 'limited', 'substantial', 'complete', null]
const UNITS = ['visas', 'places', 'officers', null]
const CURRENCIES = ['EUR', 'USD', 'CAD']
const pick = <T>(all: readonly T[], i: number): T => all[i % all.length]!

const PASSAGE =
  'will, subject to its national law and to available means, expand lawful pathways for seasonal workers, process the ' +
  'applications that reach its consulates within ninety days, and inform the other signatories each year of how many ' +
  'were received, granted and refused'

/** A commitment of about 1.5 kB as it stands in the log: one in three is the actor's own word, the rest attributed. */
export function commitmentSaying(id: Id, i: number, cast: Cast, actor: Id): Saying {
  const own = i % 3 === 0
  const promisors = own ? [actor] : i % 7 === 0 ? [actor, pick(cast.judging, i + 1)] : [pick(cast.promising, i)]
  const saidBy = own ? actor : pick(cast.judging, i)
  return {
    id,
    kind: 'commitment.agreed',
    saidBy,
    saidOn: '2022-06-10',
    citation: { source: cast.source, start: i * 300, end: i * 300 + 280, place: `section ${i % 40}` },
    wording: { text: `The signatory of item ${i} ${PASSAGE}.`, language: 'en' },
    body: {
      promisors,
      beneficiaries: i % 2 === 0 ? [pick(cast.judging, i)] : [],
      toWords: 'seasonal workers',
      pillar: pick(PILLARS, i),
      theme: `Theme ${i % 12}`,
      strength: pick(STRENGTHS, i),
      kind: pick(['promise', 'promise', 'promise', 'report', 'both'], i),
      summary: `Item ${i}: ${PASSAGE}.`.slice(0, 240),
      quantities:
        i % 2 === 0 ? [{ value: 100 + (i % 900), bound: 'exact', unit: pick(UNITS, i / 2), period: 'year' }] : [],
      money: i % 4 === 1 ? [{ amount: 1_000_000 + i, currency: pick(CURRENCIES, i), bound: 'at least' }] : [],
      deadline: i % 3 === 0 ? String(2023 + (i % 9)) : i % 3 === 1 ? `20${24 + (i % 6)}-06` : null,
      condition: i % 5 === 0 ? 'if parliament approves the means' : null,
      correction: null,
    },
  }
}

/** What a side says was delivered. */
export function tellingSaying(
  kind: 'delivery.reported' | 'delivery.assessed',
  commitment: Id,
  i: number,
  saidBy: Id,
  source: Id,
): Saying {
  const reported = kind === 'delivery.reported'
  return {
    kind,
    saidBy,
    saidOn: '2024-09',
    citation: { source, start: null, end: null, place: `annex ${i % 9}` },
    body: {
      commitment,
      level: pick(LEVELS, reported ? i : i + 1),
      words: `Of what item ${i} promises, ${i % 100} in a hundred were reached by the end of the period told of.`,
      quantities: i % 2 === 0 ? [{ value: i % 500, bound: 'exact', unit: pick(UNITS, i / 2), period: 'year' }] : [],
      money: i % 4 === 1 ? [{ amount: 10_000 + i, currency: pick(CURRENCIES, i), bound: 'exact' }] : [],
      asOf: '2024',
      evidence: [{ text: 'Annual statistics, table 4', url: 'https://example.org/statistics' }],
    },
  }
}
