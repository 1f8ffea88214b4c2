// SPDX-License-Identifier: Apache-2.0

/** Every code that this package can refuse or fail with. Stable: doors and translations key on them. */
export type RecordCode =
  // canonical form
  | 'record/not-json'
  | 'record/not-canonical'
  | 'record/too-deep'
  | 'record/lone-surrogate'
  // hashes, trees, proofs
  | 'record/bad-salt'
  | 'record/bad-hash'
  | 'record/bad-size'
  | 'record/bad-frontier'
  | 'record/bad-range'
  | 'record/bad-tile'
  | 'record/source-mismatch'
  | 'record/index-beyond-size'
  | 'record/size-shrank'
  | 'record/empty-tree'
  | 'record/proof-length'
  | 'record/root-mismatch'
  | 'record/size-mismatch'
  // notes and checkpoints
  | 'record/bad-key'
  | 'record/bad-key-name'
  | 'record/bad-text'
  | 'record/bad-note'
  | 'record/ambiguous-key'
  | 'record/bad-signature'
  | 'record/unsigned'
  | 'record/bad-checkpoint'
  | 'record/wrong-origin'

/** A bug or a broken promise of the caller: thrown, never shown to a party as an answer. */
export class RecordFault extends Error {
  readonly code: RecordCode

  constructor(code: RecordCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'RecordFault'
    this.code = code
  }
}

/** An expected "no": what somebody handed in does not hold. Returned, never thrown. */
export type Refusal = { readonly ok: false; readonly code: RecordCode; readonly message: string }

/** The answer of a verification that yields nothing but yes or no. */
export type Verdict = { readonly ok: true } | Refusal

export const HOLDS: { readonly ok: true } = Object.freeze({ ok: true as const })

export function refuse(code: RecordCode, message: string): Refusal {
  return { ok: false, code, message }
}
