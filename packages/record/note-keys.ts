// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto'
import { fromBase64, toBase64 } from './base64.ts'
import { ed25519Signer, ed25519Verifier, KEY_BYTES } from './ed25519.ts'
import { RecordFault, type Refusal, refuse } from './fault.ts'
import { concatBytes, sha256 } from './hashing.ts'

/** C2SP signed-note, "Signature types": those that we speak. */
export const ED25519 = 0x01
export const COSIGNATURE = 0x04

/** Whose signature on a note counts. Name and key id together say which key. */
export type NoteVerifier = {
  readonly name: string
  readonly keyId: number
  /** The key as text to hand to partners: name+id+key. */
  readonly vkey: string
  /** Whether `signature` (without the key id) is this key's over the bytes of the note text. */
  verify(text: Uint8Array, signature: Uint8Array): boolean
}

/** Who signs notes. Holds the private key out of sight: printing it shows no secret. */
export type NoteSigner = {
  readonly name: string
  readonly keyId: number
  /** The verifier key that belongs to it. */
  readonly vkey: string
  sign(text: Uint8Array): Uint8Array
}

/**
 * A new signer (type 0x01) and its two keys as text: `skey` is secret (`PRIVATE+KEY+...` as in Go's sumdb/note), `vkey`
 * is for partners. A seed of 32 bytes makes it reproducible. Throws `record/bad-key-name`, `record/bad-key`.
 */
export function generateSigner(
  name: string,
  seed: Uint8Array = randomBytes(KEY_BYTES),
): { signer: NoteSigner; skey: string; vkey: string } {
  const signer = noteSigner(name, seed)
  const key = toBase64(concatBytes([Uint8Array.of(ED25519), seed]))
  return { signer, skey: `PRIVATE+KEY+${name}+${hexId(signer.keyId)}+${key}`, vkey: signer.vkey }
}

/** A note signer (type 0x01) from a private key, the 32-byte seed of RFC 8032. Throws as generateSigner. */
export function noteSigner(name: string, privateKey: Uint8Array): NoteSigner {
  assertKeyName(name)
  const { publicKey, sign } = ed25519Signer(privateKey)
  return { ...keyNames(name, ED25519, publicKey), sign }
}

/** The signer of a `PRIVATE+KEY+...` text, which is secret: no message repeats it. Throws `record/bad-key`. */
export function parseSignerKey(skey: string): NoteSigner {
  const [, name, id, key64] = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(skey) ?? []
  const key = fromBase64(key64 ?? '')
  if (!name || !isKeyName(name) || !key || key[0] !== ED25519 || key.length !== 1 + KEY_BYTES) {
    throw new RecordFault('record/bad-key', 'not an Ed25519 signer key of the form PRIVATE+KEY+name+id+base64')
  }
  const signer = noteSigner(name, key.subarray(1))
  if (hexId(signer.keyId) !== id) throw new RecordFault('record/bad-key', 'signer key: the key id does not fit the key')
  return signer
}

/** The verifier of an Ed25519 public key of 32 bytes (type 0x01). Throws `record/bad-key-name`, `record/bad-key`. */
export function noteVerifier(name: string, publicKey: Uint8Array): NoteVerifier {
  assertKeyName(name)
  return { ...keyNames(name, ED25519, publicKey), verify: ed25519Verifier(publicKey) }
}

/** A verifier key taken apart; its type is not yet judged. Refuses `record/bad-key`. */
export function splitVerifierKey(
  vkey: string,
): { ok: true; name: string; type: number; publicKey: Uint8Array } | Refusal {
  const [, name, id, key64] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(vkey) ?? []
  const key = fromBase64(key64 ?? '')
  if (!name || !isKeyName(name) || !key || key.length === 0) {
    return refuse('record/bad-key', 'not a verifier key of the form name+id+base64')
  }
  const [type, publicKey] = [key[0]!, key.subarray(1)]
  if (hexId(keyId(name, type, publicKey)) !== id) return refuse('record/bad-key', 'the key id does not fit the key')
  if (publicKey.length !== KEY_BYTES) return refuse('record/bad-key', 'not a key of 32 bytes')
  return { ok: true, name, type, publicKey }
}

/** What name, type and key together are called. */
export function keyNames(name: string, type: number, publicKey: Uint8Array) {
  const id = keyId(name, type, publicKey)
  const key = toBase64(concatBytes([Uint8Array.of(type), publicKey]))
  return { name, keyId: id, vkey: `${name}+${hexId(id)}+${key}` }
}

/** C2SP signed-note, "Format": not empty, no Unicode space, no plus; no control characters, which no note may hold. */
export function isKeyName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
  return name.isWellFormed() && /^[^\p{White_Space}+\u0000-\u001f]+$/u.test(name)
}

export function assertKeyName(name: string): void {
  if (!isKeyName(name)) throw new RecordFault('record/bad-key-name', `${JSON.stringify(name)} cannot name a key`)
}

/** C2SP signed-note, "Signatures": SHA-256(name || newline || type || public key), the first four bytes. */
function keyId(name: string, type: number, publicKey: Uint8Array): number {
  const input = concatBytes([new TextEncoder().encode(`${name}\n`), Uint8Array.of(type), publicKey])
  return new DataView(sha256(input).buffer).getUint32(0)
}

function hexId(id: number): string {
  return id.toString(16).padStart(8, '0')
}
