// SPDX-License-Identifier: Apache-2.0
import type { Role } from './table.ts'

export type Refusal = {
  as: Role
  /** Which form: the value of its hidden `act`, or a selector; left out, the last that posts. */
  form?: string
  /** What is typed, by the names of the controls; a box or a choice is ticked by its value. */
  fill: Record<string, string>
  /** The button, where there are several. */
  button?: string
  /** A document with this text is registered first, and it is its page. */
  text?: string
  /** A commitment of one's own is entered first, and it is the page of its statement. */
  own?: true
}

/** The id of nothing. */
export const NOBODY = '01900000-0000-7000-8000-000000000000'
/** In a list: not the first, which is one's own. */
export const ANOTHER = '(another)'

/** A way to be refused on each page that has a form. A page without one fails the walk. */
export const REFUSALS: Record<string, Refusal[]> = {
  '/delegation': [{ as: 'public', fill: { party: NOBODY } }],
  '/delegation/keys': [
    { as: 'promising', form: 'name-key', fill: { label: 'Desk', vkey: 'no key' } },
    { as: 'observer', form: 'name-key', fill: { label: 'Desk', vkey: 'desk+00000000+AQ==' } },
  ],
  '/read': [
    { as: 'public', fill: {} },
    { as: 'observer', fill: { text: ' \n ' } },
  ],
  '/parties/new': [{ as: 'promising', fill: { kind: 'state', code: 'ZZ', note: 'Typed before.' } }],
  '/arrangements/new': [
    { as: 'promising', fill: { 'names.en': 'Refused', layer: 'local', form: 'x', bindingness: 'none', began: 'soon' } },
  ],
  '/arrangements/:arrangement/seats': [
    { as: 'promising', form: 'grant', fill: { party: 'Nobody at all', tier: 'member' } },
    { as: 'counterpart', form: 'end', fill: { seat: ANOTHER } },
    { as: 'promising', form: 'assessor', fill: { assessor: NOBODY, accepted: 'yes', words: 'We trust it.' } },
  ],
  '/arrangements/:arrangement/record': [
    { as: 'promising', form: 'name-witness', fill: { vkey: 'no key' } },
    { as: 'counterpart', form: 'require-cosignatures', fill: { count: '9' } },
  ],
  '/arrangements/:arrangement/record/:statement': [{ as: 'promising', own: true, form: 'erase', fill: { words: ' ' } }],
  '/arrangements/:arrangement/documents/new': [
    { as: 'promising', fill: { title: 'Nothing came with it' } },
    { as: 'counterpart', fill: { text: 'Ghana will act.', title: 'By nobody', author: 'Nobody at all' } },
    { as: 'observer', fill: { text: 'Ghana will act.', title: 'A date', date: 'soon' } },
  ],
  '/arrangements/:arrangement/documents/:source': [
    {
      as: 'counterpart',
      text: 'Le Ghana ouvrira trois bureaux pour les personnes qui veulent travailler au Portugal.',
      fill: {},
    },
  ],
  '/arrangements/:arrangement/documents/:source/review': [
    { as: 'promising', form: '.draft-form', fill: { deadline: 'soon' }, button: 'Accept' },
    { as: 'promising', form: '.draft-form', fill: { 'quantities.0.value': 'many' }, button: 'Save' },
  ],
  '/arrangements/:arrangement/commitments/new': [
    { as: 'promising', fill: { whose: 'told', 'promisors.0': 'Nobody at all', summary: 'Opens an office.' } },
    { as: 'promising', fill: { whose: 'own', 'quantities.0.value': 'many', summary: 'Opens an office.' } },
  ],
  '/arrangements/:arrangement/commitments/:commitment': [
    { as: 'promising', form: 'report', fill: { level: 'limited' } },
    {
      as: 'promising',
      form: 'report',
      fill: { level: 'limited', words: 'Some.', 'evidence.0.text': 'It', 'evidence.0.url': 'javascript:alert(1)' },
    },
    { as: 'promising', form: 'end', fill: { how: 'withdrawn', words: ' ' } },
    {
      as: 'counterpart',
      form: 'assess',
      fill: { level: 'none', words: 'Some.', 'money.0.amount': 'much', asOf: '2026' },
    },
    { as: 'counterpart', form: 'end', fill: { how: 'lapsed' } },
  ],
}

/** Addresses that ask for what there is not. */
export const ASKED_WRONGLY = [
  '/arrangements?year=soon',
  '/arrangements?layer=heavenly',
  '/parties?kind=nobody',
  '/arrangements/:arrangement/scoreboard?pillar=fifth',
  '/arrangements/:arrangement/scoreboard?party=nobody',
  '/arrangements/:arrangement/scoreboard?page=0',
]
