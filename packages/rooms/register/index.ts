// SPDX-License-Identifier: Apache-2.0
import type { AnyRoom } from '@symbolon/store'
import { choosePast, chooseTrace } from './commands/choose.ts'
import { declassifyStatement } from './commands/declassify-statement.ts'
import { endSeat } from './commands/end-seat.ts'
import { enterInError } from './commands/enter-in-error.ts'
import { eraseStatement } from './commands/erase-statement.ts'
import { grantSeat } from './commands/grant-seat.ts'
import { handOverSeat } from './commands/hand-over-seat.ts'
import { nameWitness } from './commands/name-witness.ts'
import { noteDisagreement, noteFigure, noteLink, noteParticipation } from './commands/note.ts'
import { nameKey, requireSigning, revokeKey } from './commands/own-keys.ts'
import { registerArrangement } from './commands/register-arrangement.ts'
import { registerParty } from './commands/register-party.ts'
import { registerSource } from './commands/register-source.ts'
import { requireCosignatures } from './commands/require-cosignatures.ts'
import { setEmbargo } from './commands/set-embargo.ts'
import { resumeSeat, suspendSeat } from './commands/suspend-seat.ts'
import { forgetTexts } from './forget.ts'
import { leaveTraces } from './leave-traces.ts'
import { arrangement } from './queries/arrangement.ts'
import { arrangements } from './queries/arrangements.ts'
import { document } from './queries/document.ts'
import { keys } from './queries/keys.ts'
import { describeArrangements, describeParties, describeSources } from './queries/lookups.ts'
import { parties, party } from './queries/party.ts'
import { record } from './queries/record.ts'
import { seatedArrangements } from './queries/seated-arrangements.ts'
import { statement } from './queries/statement.ts'
import { sheets } from './sheets.ts'
import { statements } from './statements.ts'
import { migrations, projections, projectors, workingTables } from './tables.ts'

export const register: AnyRoom = {
  name: 'register',
  statements,
  commands: [
    registerParty,
    registerArrangement,
    registerSource,
    grantSeat,
    endSeat,
    suspendSeat,
    resumeSeat,
    handOverSeat,
    choosePast,
    chooseTrace,
    declassifyStatement,
    setEmbargo,
    enterInError,
    eraseStatement,
    noteParticipation,
    noteLink,
    noteFigure,
    noteDisagreement,
    nameWitness,
    requireCosignatures,
    nameKey,
    revokeKey,
    requireSigning,
  ],
  queries: [arrangements, arrangement, seatedArrangements, parties, party, document, record, statement, keys],
  projectors,
  migrations,
  projections,
  workingTables,
  alongside: leaveTraces,
  forget: forgetTexts,
  sheets,
  describers: { party: describeParties, arrangement: describeArrangements, source: describeSources },
}

export { checkTexts } from './check-texts.ts'
export { digestOfText, keepText, TEXT_LIMIT } from './commands/register-source.ts'
export { audienceOfLog, openSeats, seatOf, tierOf } from './commands/seated.ts'
export { unknownNamed } from './commands/unknown-named.ts'
export * from './contract.ts'
export { type Declassified, verifyDeclassified } from './declassified.ts'
export { liftEmbargoes } from './lift-embargoes.ts'
export { noSuchParty, notSeated } from './problems.ts'
export { provenanceOf } from './provenance.ts'
export { audienceOfSource, digestsOf, textOf, textsOf } from './queries/document.ts'
export { arrangementsOf, arrangementsShown, partiesOf, partyCodes, sourcesOf } from './queries/lookups.ts'
export { witnessesOf } from './queries/witnesses.ts'
export { mapParts, namesOf, SPEAKER_COLUMNS, speakersOf } from './sheets.ts'
