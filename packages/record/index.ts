// SPDX-License-Identifier: Apache-2.0
export { canonicalJson, parseCanonical } from './canonical.ts'
export {
  type Checkpoint,
  formatCheckpoint,
  type OpenedCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from './checkpoint.ts'
export { cosignatureTime, cosignatureVerifier, cosigner, parseVerifierKey, parseWitnessKey } from './cosignature.ts'
export { type RecordCode, RecordFault, type Refusal, type Verdict } from './fault.ts'
export { appendLeaf, appendLeaves, emptyFrontier, type Frontier, frontierRoot } from './frontier.ts'
export { emptyRoot, leafEntry, leafHash, nodeHash } from './hashing.ts'
export {
  type Judgement,
  type KeyHistory,
  keyHistory,
  type NamedKey,
  NOW,
  type Place,
  type SignatureFault,
  signatureFaultWords,
} from './key-history.ts'
export {
  addSignature,
  type NoteSignature,
  type OpenedNote,
  openNote,
  signatureLine,
  signNote,
  splitNote,
  type UnverifiedNote,
} from './note.ts'
export {
  generateSigner,
  isKeyName,
  type NoteSigner,
  type NoteVerifier,
  noteSigner,
  noteVerifier,
  parseSignerKey,
} from './note-keys.ts'
export {
  challengeOf,
  checkPartyKey,
  fingerprintOf,
  type Spoken,
  textToSign,
  verifyPartySignature,
} from './party-signature.ts'
export { consistencyProof, frontierAt, type HashSource, inclusionProof, rangeHash, rootAt } from './proofs.ts'
export {
  consistencyRanges,
  frontierRanges,
  inclusionRanges,
  type Range,
  rangeStretches,
  type Stretch,
  TILE,
} from './ranges.ts'
export { entriesPath, formatBundle, parseBundle, parseTilePath, tilePath, verifyLog } from './tiles.ts'
export {
  type ConsistencyClaim,
  type InclusionClaim,
  type SubtreeConsistencyClaim,
  type SubtreeInclusionClaim,
  verifyConsistency,
  verifyInclusion,
  verifySubtreeConsistency,
  verifySubtreeInclusion,
} from './verify.ts'
