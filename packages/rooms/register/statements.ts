// SPDX-License-Identifier: Apache-2.0
import { defineStatement } from '@symbolon/foundation'
import {
  arrangementBody,
  cosignaturesRequiredBody,
  disagreementBody,
  enteredInErrorBody,
  figureBody,
  linkBody,
  participationBody,
  partyBody,
  seatEndedBody,
  seatGrantedBody,
  sourceBody,
  witnessNamedBody,
} from './contract.ts'

const one = '01900000-0000-7000-8000-000000000001'
const two = '01900000-0000-7000-8000-000000000002'

export const partyRegistered = defineStatement({
  kind: 'party.registered',
  version: 1,
  summary: 'That somebody can speak, and under which names. The register decides nobody’s status.',
  body: partyBody,
  example: {
    party: one,
    kind: 'civil society',
    code: null,
    names: { en: 'Example Observatory' },
    regions: [],
    note: null,
    sources: [],
  },
})
export const arrangementRegistered = defineStatement({
  kind: 'arrangement.registered',
  version: 1,
  summary: 'Whatever parties cooperate through: its layer, form, what binds, since when, and its status with a date.',
  body: arrangementBody,
  example: {
    arrangement: one,
    names: { en: 'Example Partnership' },
    aliases: [],
    layer: 'bilateral',
    form: 'partnership',
    bindingness: 'non-binding',
    began: '2024',
    ended: null,
    status: 'in force',
    statusAsOf: '2026',
    note: null,
    demonstration: false,
    unsourced: [],
    sources: [],
  },
})
export const participationNoted = defineStatement({
  kind: 'participation.noted',
  version: 1,
  summary: 'A role that a party plays in an arrangement, as a source tells it. It describes and never grants access.',
  body: participationBody,
  example: { party: one, of: two, role: 'observer', from: null, to: null, note: null, sources: [] },
})
export const linkNoted = defineStatement({
  kind: 'link.noted',
  version: 1,
  summary: 'How one arrangement stands to another: part of, serves, outcome of.',
  body: linkBody,
  example: { from: one, relation: 'part of', to: two, note: null, sources: [] },
})
export const figureNoted = defineStatement({
  kind: 'figure.noted',
  version: 1,
  summary: 'A figure that a source asserts. It is shown as asserted, never as computed.',
  body: figureBody,
  example: {
    of: one,
    subject: 'Example Partnership',
    figure: 'states taking part',
    value: 5,
    bound: 'exact',
    unit: 'states',
    period: null,
    asOf: '2024',
    note: null,
    sources: [],
  },
})
export const disagreementNoted = defineStatement({
  kind: 'disagreement.noted',
  version: 1,
  summary: 'That sources differ about something; both stand.',
  body: disagreementBody,
  example: {
    of: null,
    subject: 'Example Partnership',
    about: 'when it began',
    says: [
      { text: '2007', source: one, place: null },
      { text: '2008', source: two, place: null },
    ],
  },
})
export const sourceRegistered = defineStatement({
  kind: 'source.registered',
  version: 1,
  summary: 'A paper, document or page that statements cite; with the digest of its text where the text is kept.',
  body: sourceBody,
  example: {
    source: one,
    short: 'Example fact sheet',
    title: 'Example fact sheet of a government',
    date: '2024-05-07',
    kind: 'document',
    author: two,
    url: null,
    text: null,
  },
})
export const witnessNamed = defineStatement({
  kind: 'witness.named',
  version: 1,
  summary:
    'Under which key a party’s witness co-signs checkpoints of this arrangement. The latest word of a party holds.',
  body: witnessNamedBody,
  example: { party: one, vkey: 'witness.example+04000000+BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==' },
})
export const cosignaturesRequired = defineStatement({
  kind: 'cosignatures.required',
  version: 1,
  summary: 'How many parties must co-sign a checkpoint of this arrangement before it counts.',
  body: cosignaturesRequiredBody,
  example: { arrangement: one, count: 2 },
})
export const seatGranted = defineStatement({
  kind: 'seat.granted',
  version: 1,
  summary: 'A place in the arrangement on this record, given by who holds one. Seats decide who may read.',
  body: seatGrantedBody,
  example: { party: one, tier: 'member' },
})
export const seatEnded = defineStatement({
  kind: 'seat.ended',
  version: 1,
  summary: 'A seat given up by its holder, or ended by who granted it.',
  body: seatEndedBody,
  example: { seat: one, reason: null },
})
export const statementEnteredInError = defineStatement({
  kind: 'statement.entered-in-error',
  version: 1,
  summary: 'That an earlier statement of the same recorder should not have been made. Both stay visible.',
  body: enteredInErrorBody,
  example: { statement: one, reason: 'Entered twice.' },
})

export const statements = [
  partyRegistered,
  arrangementRegistered,
  participationNoted,
  linkNoted,
  figureNoted,
  disagreementNoted,
  sourceRegistered,
  witnessNamed,
  cosignaturesRequired,
  seatGranted,
  seatEnded,
  statementEnteredInError,
]
