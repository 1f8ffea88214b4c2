// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto'
import { RecordFault } from './fault.ts'

export const HASH_BYTES = 32

// One scratch for interior nodes: hashing is synchronous, so nobody sees it half-filled; it saves an allocation a node.
const node = new Uint8Array(1 + 2 * HASH_BYTES)
node[0] = 0x01

const utf8 = new TextEncoder()

/**
 * What the log stores for a statement: SHA-256(salt || UTF-8 of its canonical text), 32 bytes.
 *
 * Salted, so that the entry says nothing about a statement that may be guessed, and so that the salt can be erased with
 * a person's data. The salt is 32 random bytes, one for each statement: fixed in length, so that no (salt, text) pair
 * can be read as another. Throws `record/bad-salt`, `record/lone-surrogate`. `canonical` is taken as it stands: pass
 * what canonicalJson gave.
 */
export function leafEntry(salt: Uint8Array, canonical: string): Uint8Array {
  if (salt.length !== HASH_BYTES) throw new RecordFault('record/bad-salt', `salt has ${salt.length} bytes, wants 32`)
  if (!canonical.isWellFormed()) throw new RecordFault('record/lone-surrogate', 'text is not well-formed Unicode')
  return sha256(concatBytes([salt, utf8.encode(canonical)]))
}

/** RFC 6962 section 2.1: SHA-256(0x00 || entry), 32 bytes. */
export function leafHash(entry: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + entry.length)
  input.set(entry, 1)
  return sha256(input)
}

/** RFC 6962 section 2.1: SHA-256(0x01 || left || right). Throws `record/bad-hash` unless both have 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) {
    throw new RecordFault('record/bad-hash', `node of ${left.length} and ${right.length} bytes, wants 32 and 32`)
  }
  node.set(left, 1)
  node.set(right, 1 + HASH_BYTES)
  return sha256(node)
}

/** RFC 6962 section 2.1: the root of a log without leaves, SHA-256 of nothing. A fresh copy at each call. */
export function emptyRoot(): Uint8Array {
  return sha256(new Uint8Array(0))
}

/** A plain Uint8Array, not a Buffer: a Buffer's `slice` shares memory, and that surprise must not leave this file. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const digest = hash('sha256', bytes, 'buffer')
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength)
}

export function isHash(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array && value.length === HASH_BYTES
}

/** Not in constant time, and need not be: everything compared here is public to whoever supplied it. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
