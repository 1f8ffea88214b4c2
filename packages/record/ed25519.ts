// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { RecordFault } from './fault.ts'
import { concatBytes } from './hashing.ts'

export const KEY_BYTES = 32

// The DER before 32 bytes of key in PKCS #8 and in SPKI (RFC 8410).
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** Signs with a private key, and says which public key it belongs to. The seed cannot be read back from it. */
export type Ed25519Signer = { readonly publicKey: Uint8Array; sign(message: Uint8Array): Uint8Array }

/** The signer of an RFC 8032 seed of 32 bytes. Throws `record/bad-key`. */
export function ed25519Signer(seed: Uint8Array): Ed25519Signer {
  assertKey(seed)
  const key = createPrivateKey({ key: Buffer.from(concatBytes([PKCS8, seed])), format: 'der', type: 'pkcs8' })
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return {
    publicKey: new Uint8Array(der.subarray(SPKI.length)),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  }
}

/**
 * Whether a signature is this key's, by what node:crypto of the pinned Node does: no public key or R of small order,
 * no non-canonical encoding, no low-order residue (the equation without cofactor). A test holds this to the C2SP/CCTV
 * vectors, so that a Node which decides otherwise is noticed. Throws `record/bad-key`, only at the first step.
 */
export function ed25519Verifier(publicKey: Uint8Array): (message: Uint8Array, signature: Uint8Array) => boolean {
  assertKey(publicKey)
  const key: KeyObject = createPublicKey({
    key: Buffer.from(concatBytes([SPKI, publicKey])),
    format: 'der',
    type: 'spki',
  })
  return (message, signature) => signature.length === 64 && verify(null, message, key, signature)
}

function assertKey(bytes: Uint8Array): void {
  if (bytes.length !== KEY_BYTES) throw new RecordFault('record/bad-key', `key has ${bytes.length} bytes, wants 32`)
}
