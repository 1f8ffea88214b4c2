// SPDX-License-Identifier: Apache-2.0

export { append, holdsCopies, lockHeads } from './append.ts'
export { ask, asReader, partyOf } from './ask.ts'
export { type Continued, continueLog, projectContinued } from './continue-log.ts'
export {
  type CopiedLog,
  type CopiedStatement,
  copyCheckpoint,
  copyEarlier,
  copyEntries,
  copyOf,
  fillStatements,
  type LogCopy,
  lostPlaces,
  placesHeld,
  textsHeld,
} from './copy.ts'
export { asAdmin, type Copied, copyIn, copyOut, migrationsRun, type TableShape, tablesTaken } from './copy-tables.ts'
export type { Damage } from './damage.ts'
export { diskFull, hasRoom, isDiskFull, isServerGone } from './disk-room.ts'
export { WEAKNESSES, type Weakness, weaknessesIn } from './durability.ts'
export { type EmbeddedServer, joinEmbedded, reachEmbedded, startEmbedded } from './embedded.ts'
export { statementIn, sweepErased } from './erase.ts'
export { type FactRow, makeFactTable, projectErasures, projectErrors, projectFacts } from './facts.ts'
export { lockFolder } from './folder-lock.ts'
export type { Forget } from './forget.ts'
export { type FsckReport, fsck } from './fsck.ts'
export { type Given, givenOf, isSecretOf, reachGiven } from './given.ts'
export { entriesBetween, hashSource } from './hash-source.ts'
export { inParts } from './in-parts.ts'
export { cannotBeKept } from './kept-text.ts'
export { keyStatements } from './key-statements.ts'
export { type Migrations, migrationsOf } from './migrations.ts'
export { type Prepared, preparedOf } from './prepared.ts'
export { type Difference, digestOf, dump, type RebuildReport, rebuild } from './rebuild.ts'
export type { Done } from './requests.ts'
export {
  isWithheld,
  type LogPlace,
  logStopped,
  markReconciled,
  markRestored,
  notReconciled,
  resumeLog,
  stopLog,
  Withheld,
} from './restored.ts'
export { dropDatabase, loginOf, makeDatabase, oneAtATime, ROLES } from './roles.ts'
export { type CommandOptions, prepare, runCommand, say, type ToSign, tryCommand } from './run-command.ts'
export { secretIn, syncFolder } from './secret-in.ts'
export {
  type Hub,
  keepCosignature,
  originOf,
  signCheckpoints,
  startSequencer,
  verifierKeyOf,
  verifierOf,
  verifierOfKey,
} from './sequencer.ts'
export { closeSession, freshToken, hashOfToken, openSession, openTokens, type SessionOptions } from './sessions.ts'
export { signedFor } from './signed-for.ts'
export { type Judge, judgesOf, type Signing, signingOf } from './signed-wrongly.ts'
export { mustSign, type SignedAct } from './signing.ts'
export { isAboutSignature, mustBeSigned, notPrepared } from './signing-problems.ts'
export { statementsBetween } from './statements-between.ts'
export {
  type AnyCommand,
  type AnyQuery,
  type AnyRoom,
  openStore,
  prepareDatabase,
  type Store,
  type StoreOptions,
} from './store.ts'
export {
  guardProjection,
  guardUnread,
  guardWorkingRows,
  makeSchema,
  type Owner,
  PROJECTION_COLUMNS,
  type ProjectionColumns,
  type StoreTables,
  type View,
  type Writer,
} from './tables.ts'
export { ThrownRefusal } from './thrown-refusal.ts'
export { withoutValues } from './without-values.ts'
