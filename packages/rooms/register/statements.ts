// SPDX-License-Identifier: Apache-2.0
import { defineStatement, ERASED, keyNamedBody, keyRevokedBody, signingRequiredBody } from '@symbolon/foundation'
import {
  arrangementBody,
  cosignaturesRequiredBody,
  type DeclassifiedBody,
  declassifiedBody,
  disagreementBody,
  enteredInErrorBody,
  erasedBody,
  figureBody,
  linkBody,
  logContinuedBody,
  participationBody,
  partyBody,
  sourceBody,
  witnessNamedBody,
} from './contract.ts'
import { actStands, erasureStays, keyWordStands, othersRestOnIt, takesBack } from './erasing-problems.ts'
import {
  embargoSet,
  pastChosen,
  seatEnded,
  seatGranted,
  seatResumed,
  seatSuspended,
  traceChosen,
  traceLeft,
} from './seat-statements.ts'

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
  lasts: othersRestOnIt(),
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
  lasts: othersRestOnIt(),
})
export const participationNoted = defineStatement({
  kind: 'participation.noted',
  version: 1,
  summary: 'A role that a party plays in an arrangement, as a source tells it. It describes and never grants access.',
  body: participationBody,
  example: { party: one, of: two, role: 'observer', from: null, to: null, note: null, sources: [] },
  lasts: null,
})
export const linkNoted = defineStatement({
  kind: 'link.noted',
  version: 1,
  summary: 'How one arrangement stands to another: part of, serves, outcome of.',
  body: linkBody,
  example: { from: one, relation: 'part of', to: two, note: null, sources: [] },
  lasts: null,
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
  lasts: null,
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
  lasts: null,
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
  lasts: null,
})
export const witnessNamed = defineStatement({
  kind: 'witness.named',
  version: 1,
  summary:
    'Under which key a party’s witness co-signs checkpoints of this arrangement. The latest word of a party holds.',
  body: witnessNamedBody,
  example: { party: one, vkey: 'witness.example+04000000+BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==' },
  lasts: actStands(),
})
export const cosignaturesRequired = defineStatement({
  kind: 'cosignatures.required',
  version: 1,
  summary: 'How many parties must co-sign a checkpoint of this arrangement before it counts.',
  body: cosignaturesRequiredBody,
  example: { arrangement: one, count: 2 },
  lasts: actStands(),
})
export const keyNamed = defineStatement({
  kind: 'key.named',
  version: 1,
  summary: 'A key of a party’s own, under which it may sign what it says. Nobody else’s statement names one for it.',
  body: keyNamedBody,
  example: {
    party: one,
    label: 'Key file of the desk',
    key: { algorithm: 'ed25519', vkey: 'desk+603a59a4+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c' },
  },
  lasts: keyWordStands(),
})
export const keyRevoked = defineStatement({
  kind: 'key.revoked',
  version: 1,
  summary:
    'That a key of a party’s own signs for it no more; and, of one that was compromised, since when that is in doubt.',
  body: keyRevokedBody,
  example: { party: one, key: two, reason: 'compromised', since: '2026-01-01T00:00:00.000Z' },
  lasts: keyWordStands(),
})
export const signingRequired = defineStatement({
  kind: 'signing.required',
  version: 1,
  summary:
    'Whether whatever a party says, anywhere on the record, must be signed by one of its keys. Always signed itself.',
  body: signingRequiredBody,
  example: { party: one, required: true, keys: [two] },
  lasts: keyWordStands(),
})
export const statementDeclassified = defineStatement({
  kind: 'statement.declassified',
  version: 1,
  summary: 'A confidential statement re-stated for wider readers by who recorded it, with the proof from its log.',
  body: declassifiedBody,
  example: {
    statement: one,
    canonical: '{}',
    salt: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    index: 0,
    checkpoint: 'example.org/log\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n',
    key: 'example.org/log+00000000+AQ==',
    proof: [],
    embargo: null,
  },
  // On its day the host lifts the embargo that the party set: the party is not there to sign.
  byHost: (body) => (body as DeclassifiedBody).embargo !== null,
  lasts: null,
})
export const statementEnteredInError = defineStatement({
  kind: 'statement.entered-in-error',
  version: 1,
  summary: 'That an earlier statement of the same recorder should not have been made. Both stay visible.',
  body: enteredInErrorBody,
  example: { statement: one, reason: 'Entered twice.' },
  lasts: takesBack(),
})

export const statementErased = defineStatement({
  kind: ERASED,
  version: 1,
  summary: 'That text and salt of an earlier statement of this log were destroyed: when, by whom, on what ground.',
  body: erasedBody,
  example: {
    ...{ statement: one, index: 0, kind: 'figure.noted', saidBy: two, recordedBy: two, corrects: null },
    ...{ recordedAt: '2026-01-01T00:00:00.000Z', restates: null, ground: 'data protection request', words: null },
  },
  lasts: erasureStays(),
})

export const logContinued = defineStatement({
  kind: 'log.continued',
  version: 1,
  summary:
    'That the host lost the end of a log, and goes on in this one. Names the last checkpoint kept and the first lost.',
  body: logContinuedBody,
  // Only the host can say it, and it acts by the log's key, whatever keys its editors have.
  byHost: () => true,
  lasts: othersRestOnIt(),
  example: {
    log: one,
    size: 1,
    kept: 'example.org/log\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n',
    lost: 'example.org/log\n2\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n',
  },
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
  keyNamed,
  keyRevoked,
  signingRequired,
  seatGranted,
  seatEnded,
  seatSuspended,
  seatResumed,
  pastChosen,
  traceChosen,
  traceLeft,
  embargoSet,
  statementDeclassified,
  statementEnteredInError,
  logContinued,
  statementErased,
]
