// SPDX-License-Identifier: Apache-2.0

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}

/**
 * The bytes of standard Base 64 (RFC 4648 section 4), or undefined. Strict: padding is due and stray bits are not
 * allowed, so that bytes have one text and nobody can vary a signed note without breaking it.
 */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Buffer.from(text, 'base64'))
  return toBase64(bytes) === text ? bytes : undefined
}
