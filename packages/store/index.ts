// SPDX-License-Identifier: Apache-2.0

export { append, lockHeads } from './append.ts'
export { ask, asReader, partyOf } from './ask.ts'
export { type EmbeddedServer, startEmbedded } from './embedded.ts'
export { type FactRow, makeFactTable, projectErrors, projectFacts } from './facts.ts'
export { type Damage, type FsckReport, fsck } from './fsck.ts'
export { hashSource } from './hash-source.ts'
export { type Difference, digestOf, dump, type RebuildReport, rebuild } from './rebuild.ts'
export { dropDatabase, makeDatabase, ROLES } from './roles.ts'
export { type Done, runCommand, say } from './run-command.ts'
export { type Hub, originOf, signCheckpoints, startSequencer, verifierKeyOf, verifierOf } from './sequencer.ts'
export { closeSession, openSession } from './sessions.ts'
export { type AnyCommand, type AnyQuery, type AnyRoom, openStore, type Store, type StoreOptions } from './store.ts'
export {
  guardProjection,
  guardWorkingRows,
  makeSchema,
  type Owner,
  PROJECTION_COLUMNS,
  type ProjectionColumns,
  type StoreTables,
  type View,
  type Writer,
} from './tables.ts'
