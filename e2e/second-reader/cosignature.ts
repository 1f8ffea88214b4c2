// SPDX-License-Identifier: Apache-2.0
import { COSIGNATURE_ED25519, type Note, parseVkey, signaturesBy, verifyEd25519 } from './note.ts'

export interface Cosignature {
  name: string
  keyId: string
  /** Seconds since 1970. */
  time: number
}

const TIMESTAMP_LENGTH = 8

/**
 * The cosignatures on a checkpoint by the given witnesses (tlog-cosignature, sections "Format" and "Ed25519 signed
 * message"). Lines of other witnesses are ignored; a line of a given witness that does not verify is an Error, as
 * signed-note advises. A witness is listed once, with its latest time, however often its line was repeated: whoever
 * counts the list counts witnesses.
 */
export function verifyCosignatures(note: Note, witnesses: readonly string[]): Cosignature[] {
  const found = new Map<string, Cosignature>()
  for (const vkey of witnesses) {
    const key = parseVkey(vkey)
    if (key.type !== COSIGNATURE_ED25519) throw new Error(`The verifier key of ${key.name} is not one of a witness.`)
    for (const { name, keyId, signature } of signaturesBy(note, key)) {
      const time = timeOf(signature)
      const message = `cosignature/v1\ntime ${time}\n${note.text}`
      if (time === undefined || !verifyEd25519(key.publicKey, message, signature.subarray(TIMESTAMP_LENGTH)))
        throw new Error(`checkpoint: The cosignature of ${name} with the key ${keyId} does not verify.`)
      const known = found.get(vkey)
      if (!known || known.time < time) found.set(vkey, { name, keyId, time })
    }
  }
  return [...found.values()]
}

/**
 * The timestamp before the signature: a big-endian u64. One that a number cannot hold lies far in the future, and such a
 * cosignature may be rejected.
 */
function timeOf(signature: Uint8Array): number | undefined {
  if (signature.length < TIMESTAMP_LENGTH) return undefined
  const time = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0))
  return Number.isSafeInteger(time) ? time : undefined
}
