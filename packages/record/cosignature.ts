// SPDX-License-Identifier: Apache-2.0
import { ed25519Signer, ed25519Verifier } from './ed25519.ts'
import { RecordFault, type Refusal, refuse } from './fault.ts'
import { concatBytes } from './hashing.ts'
import {
  assertKeyName,
  COSIGNATURE,
  ED25519,
  keyNames,
  type NoteSigner,
  type NoteVerifier,
  noteVerifier,
  splitVerifierKey,
} from './note-keys.ts'

const TIME_BYTES = 8

/**
 * A witness that co-signs checkpoints (C2SP tlog-cosignature, Ed25519, type 0x04): it says that it saw this head, and no
 * fork, at `seconds()` (POSIX time). Keep the key apart from any log's key: the spec wants one key for one role. Throws
 * `record/bad-key-name`, `record/bad-key`; when signing, `record/bad-size` on a time that is no whole number.
 */
export function cosigner(name: string, privateKey: Uint8Array, seconds: () => number): NoteSigner {
  assertKeyName(name)
  const { publicKey, sign } = ed25519Signer(privateKey)
  return {
    ...keyNames(name, COSIGNATURE, publicKey),
    sign(text) {
      const time = seconds()
      if (!Number.isSafeInteger(time) || time < 0) throw new RecordFault('record/bad-size', `${time} is no POSIX time`)
      const stamp = new Uint8Array(TIME_BYTES)
      new DataView(stamp.buffer).setBigUint64(0, BigInt(time))
      return concatBytes([stamp, sign(cosigned(BigInt(time), text))])
    },
  }
}

/** The verifier of a witness's public key (32 bytes, type 0x04). Throws `record/bad-key-name`, `record/bad-key`. */
export function cosignatureVerifier(name: string, publicKey: Uint8Array): NoteVerifier {
  assertKeyName(name)
  const verify = ed25519Verifier(publicKey)
  return {
    ...keyNames(name, COSIGNATURE, publicKey),
    verify(text, signature) {
      const time = stampOf(signature)
      return time !== undefined && verify(cosigned(time, text), signature.subarray(TIME_BYTES))
    },
  }
}

/** When a witness co-signed, in POSIX seconds, from the bytes of a verified cosignature. Undefined if they are none. */
export function cosignatureTime(signature: Uint8Array): number | undefined {
  const time = stampOf(signature)
  return time === undefined || time > Number.MAX_SAFE_INTEGER ? undefined : Number(time)
}

/**
 * The verifier of a vkey that a partner handed in (C2SP signed-note, "Verifier keys"): a log's or author's key (0x01)
 * or a witness's (0x04). Refuses `record/bad-key`; never throws.
 */
export function parseVerifierKey(vkey: string): { readonly ok: true; readonly verifier: NoteVerifier } | Refusal {
  if (typeof vkey !== 'string') return refuse('record/bad-key', 'a verifier key is a text')
  const key = splitVerifierKey(vkey)
  if (!key.ok) return key
  if (key.type === ED25519) return { ok: true, verifier: noteVerifier(key.name, key.publicKey) }
  if (key.type === COSIGNATURE) return { ok: true, verifier: cosignatureVerifier(key.name, key.publicKey) }
  return refuse('record/bad-key', `signature type ${key.type} is not supported`)
}

/** As parseVerifierKey, of a witness's key (0x04) alone: a log's key must not count as that of a witness. */
export function parseWitnessKey(vkey: string): { readonly ok: true; readonly verifier: NoteVerifier } | Refusal {
  const key = splitVerifierKey(vkey)
  if (key.ok && key.type !== COSIGNATURE) return refuse('record/bad-key', 'this is no key of a witness')
  return parseVerifierKey(vkey)
}

function stampOf(signature: Uint8Array): bigint | undefined {
  if (signature.length !== TIME_BYTES + 64) return undefined
  const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0)
  return time < 2n ** 63n ? time : undefined
}

/** tlog-cosignature, "Ed25519 signed message". */
function cosigned(time: bigint, text: Uint8Array): Uint8Array {
  return concatBytes([new TextEncoder().encode(`cosignature/v1\ntime ${time}\n`), text])
}
