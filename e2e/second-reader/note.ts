// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, hash, verify } from 'node:crypto'

/** Signature type bytes of signed-note, section "Signature types"; the others are none of this reader's business. */
export const NOTE_ED25519 = 0x01
export const COSIGNATURE_ED25519 = 0x04

const PUBLIC_KEY_LENGTH = 32
const SIGNATURE_LENGTH = 64
const KEY_ID_LENGTH = 4
// At least 16 must be accepted (signed-note, section "Format"); without an upper bound a note could keep a reader busy.
const MOST_SIGNATURES = 100

export interface Vkey {
  name: string
  /** Eight lowercase hex digits, as in the text of the key. */
  keyId: string
  type: typeof NOTE_ED25519 | typeof COSIGNATURE_ED25519
  publicKey: Uint8Array
}

export interface NoteSignature {
  name: string
  keyId: string
  signature: Uint8Array
}

export interface Note {
  text: string
  signatures: NoteSignature[]
}

/**
 * Base 64 of RFC 4648 section 4, or undefined. Only the canonical spelling is taken (section 3.5): otherwise some changed
 * letters of a signature would go unnoticed.
 */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? new Uint8Array(bytes) : undefined
}

/** Reads a verifier key (signed-note, section "Verifier keys") for a plain Ed25519 signature or a v1 cosignature. */
export function parseVkey(vkey: string): Vkey {
  // The base 64 part may hold a plus itself; a name may not.
  const parts = /^([^\p{White_Space}+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(vkey)
  if (!parts || !vkey.isWellFormed()) throw new Error(`The verifier key ${JSON.stringify(vkey)} is malformed.`)
  const [, name, keyId, encoded] = parts as unknown as [string, string, string, string]
  const material = fromBase64(encoded)
  if (!material) throw new Error(`The verifier key of ${name} holds no valid base 64.`)
  const type = material[0]
  if (type !== NOTE_ED25519 && type !== COSIGNATURE_ED25519)
    throw new Error(`The verifier key of ${name} is of type ${type}, which this reader does not verify.`)
  const publicKey = material.slice(1)
  if (publicKey.length !== PUBLIC_KEY_LENGTH)
    throw new Error(`The verifier key of ${name} holds ${publicKey.length} bytes of key; Ed25519 has 32.`)
  const expected = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), material])).slice(0, 2 * KEY_ID_LENGTH)
  if (keyId !== expected) throw new Error(`The verifier key of ${name} states the id ${keyId}; its id is ${expected}.`)
  return { name, keyId, type, publicKey }
}

/** UTF-8 or an Error. A byte order mark is kept: it is part of what was signed. */
function textOf(note: string | Uint8Array): string {
  if (typeof note === 'string') {
    if (!note.isWellFormed()) throw new Error('The note is not valid UTF-8.')
    return note
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(note)
  } catch {
    throw new Error('The note is not valid UTF-8.')
  }
}

/** Takes a note apart without verifying anything (signed-note, section "Format"). */
export function splitNote(note: string | Uint8Array): Note {
  const whole = textOf(note)
  for (let at = 0; at < whole.length; at++) {
    const code = whole.charCodeAt(at)
    if (code < 0x20 && code !== 0x0a) throw new Error(`The note holds the control character ${code}.`)
  }
  const separator = whole.lastIndexOf('\n\n')
  if (separator < 0) throw new Error('The note has no empty line between text and signatures.')
  const text = whole.slice(0, separator + 1)
  const lines = whole.slice(separator + 2).split('\n')
  if (lines.pop() !== '' || lines.length === 0) throw new Error('The note does not end in a whole signature line.')
  if (lines.length > MOST_SIGNATURES) throw new Error(`The note has more than ${MOST_SIGNATURES} signature lines.`)
  return { text, signatures: lines.map(signatureOf) }
}

function signatureOf(line: string): NoteSignature {
  const parts = /^— ([^\p{White_Space}+]+) (\S+)$/u.exec(line)
  const bytes = parts && fromBase64(parts[2]!)
  if (!bytes || bytes.length <= KEY_ID_LENGTH)
    throw new Error(`The note has a malformed signature line ${JSON.stringify(line)}.`)
  const keyId = Buffer.from(bytes.subarray(0, KEY_ID_LENGTH)).toString('hex')
  return { name: parts[1]!, keyId, signature: bytes.slice(KEY_ID_LENGTH) }
}

/** The signature lines made, by name and id, with this key; whether they verify is another matter. */
export function signaturesBy(note: Note, key: Vkey): NoteSignature[] {
  return note.signatures.filter((one) => one.name === key.name && one.keyId === key.keyId)
}

/** Ed25519 of RFC 8032 over the UTF-8 of `message`. */
export function verifyEd25519(publicKey: Uint8Array, message: string, signature: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_LENGTH) return false
  const x = Buffer.from(publicKey).toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  return verify(null, Buffer.from(message), key, signature)
}

/**
 * The text of a note that the holder of `vkey` signed (signed-note, section "Signatures"). Lines of other keys are
 * ignored; of the lines of this key, each one has to verify, a repeated one too.
 */
export function openNote(note: string | Uint8Array, vkey: string): Note {
  const key = parseVkey(vkey)
  if (key.type !== NOTE_ED25519) throw new Error(`The verifier key of ${key.name} is one of a witness.`)
  const opened = splitNote(note)
  const own = signaturesBy(opened, key)
  if (own.length === 0) throw new Error(`The note bears no signature of ${key.name} with the key ${key.keyId}.`)
  for (const { signature } of own)
    if (!verifyEd25519(key.publicKey, opened.text, signature))
      throw new Error(`The signature of ${key.name} with the key ${key.keyId} does not verify.`)
  return opened
}
