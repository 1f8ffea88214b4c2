// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { PartyKey, Signature, Statement } from '@symbolon/foundation'
import { fromBase64 } from './base64.ts'
import { canonicalJson } from './canonical.ts'
import { parseVerifierKey } from './cosignature.ts'
import { HOLDS, type Refusal, refuse, type Verdict } from './fault.ts'
import { concatBytes, sameBytes, sha256 } from './hashing.ts'
import { ED25519, type NoteVerifier, splitVerifierKey } from './note-keys.ts'

/** What a party says, without what the host adds: when it was recorded, and the signature itself. */
export type Spoken = Omit<Statement, 'recordedAt' | 'signature'>

/** Says which use a signature has, so that none of another use can pass for it. The version is that of the text below. */
const STATEMENT = 'symbolon.statement/1'

const utf8 = new TextEncoder()

/**
 * The text that a party signs to say a statement: two lines, the use and the canonical JSON of what is said. It is a text
 * of a C2SP signed note. The id is in it, so that a signature is good for one statement; no host or address is, so that
 * a party that leaves with its half takes its signatures along.
 */
export function textToSign(said: Spoken): string {
  const { id, arrangement, kind, version, saidBy, recordedBy, audience, about, citation, saidOn } = said
  const { wording, corrects, body } = said
  const spoken = { id, arrangement, kind, version, saidBy, recordedBy, audience, about, citation, saidOn }
  return `${STATEMENT}\n${canonicalJson({ ...spoken, wording, corrects, body })}\n`
}

/** What a passkey is asked to sign: the digest of the text, as WebAuthn writes challenges. */
export const challengeOf = (text: string): string => Buffer.from(sha256(utf8.encode(text))).toString('base64url')

/** Whether a key can be used at all. Refuses `record/bad-key`; never throws. */
export function checkPartyKey(key: PartyKey): Verdict {
  const found = key.algorithm === 'ed25519' ? noteKeyOf(key.vkey) : es256KeyOf(key.publicKey)
  return found.ok ? HOLDS : found
}

/** A digest of the public key, to compare over another line: 64 hexadecimal digits. */
export function fingerprintOf(key: PartyKey): string {
  const split = key.algorithm === 'ed25519' ? splitVerifierKey(key.vkey) : null
  const bytes = key.algorithm === 'ed25519' ? (split?.ok ? split.publicKey : undefined) : fromBase64(key.publicKey)
  return Buffer.from(sha256(bytes ?? new Uint8Array(0))).toString('hex')
}

/**
 * Whether a signature over a text is this key's. Everything may come from an adversary. Refuses `record/bad-key` and
 * `record/bad-signature`; never throws.
 */
export function verifyPartySignature(key: PartyKey, text: string, signature: Signature): Verdict {
  if (key.algorithm === 'ed25519' && signature.algorithm === 'ed25519')
    return ofKeyFile(key.vkey, text, signature.value)
  if (key.algorithm === 'webauthn-es256' && signature.algorithm === 'webauthn-es256')
    return ofPasskey(key, text, signature)
  return refuse('record/bad-signature', 'it is of another algorithm than the key')
}

function ofKeyFile(vkey: string, text: string, value: string): Verdict {
  const key = noteKeyOf(vkey)
  if (!key.ok) return key
  const bytes = fromBase64(value)
  return bytes && key.verifier.verify(utf8.encode(text), bytes) ? HOLDS : wrong('it is not of this text')
}

type PasskeySignature = Extract<Signature, { algorithm: 'webauthn-es256' }>
type Passkey = Extract<PartyKey, { algorithm: 'webauthn-es256' }>

const PRESENT_AND_VERIFIED = 0x05
const RP_BYTES = 32
const wrong = (why: string) => refuse('record/bad-signature', why)

/** WebAuthn level 2, section 7.2, steps 11 to 20: what a verifier checks that has the challenge and the key. */
function ofPasskey({ publicKey, rp }: Passkey, text: string, signature: PasskeySignature): Verdict {
  const key = es256KeyOf(publicKey)
  if (!key.ok) return key
  const [data, client, value] = [signature.authenticatorData, signature.clientDataJSON, signature.value].map(fromBase64)
  if (!data || !client || !value || data.length < RP_BYTES + 5) return wrong('it is not in base64, or cut off')
  const asked = clientDataIn(client)
  if (asked?.type !== 'webauthn.get') return wrong('it is no proof of a passkey')
  if (asked.challenge !== challengeOf(text)) return wrong('it is not of this text')
  if (asked.crossOrigin === true || !isOf(asked.origin, rp)) return wrong('it was made at another address')
  if (!sameBytes(data.subarray(0, RP_BYTES), sha256(utf8.encode(rp)))) return wrong('it was made for another host')
  if ((data[RP_BYTES]! & PRESENT_AND_VERIFIED) !== PRESENT_AND_VERIFIED) return wrong('nobody was seen to be there')
  const signed = concatBytes([data, sha256(client)])
  return verify('sha256', signed, { key: key.key, dsaEncoding: 'der' }, value) ? HOLDS : wrong('it is not of this key')
}

type ClientData = { type?: unknown; challenge?: unknown; origin?: unknown; crossOrigin?: unknown }

function clientDataIn(bytes: Uint8Array): ClientData | null {
  try {
    const data = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as unknown
    return typeof data === 'object' ? (data as ClientData | null) : null
  } catch {
    return null
  }
}

/** A page of the host that the passkey is bound to, or below it; in the clear on one's own machine alone. */
function isOf(origin: unknown, rp: string): boolean {
  const url = typeof origin === 'string' ? URL.parse(origin) : null
  if (!url || url.origin !== origin) return false
  const near = url.hostname === rp || url.hostname.endsWith(`.${rp}`)
  return near && (url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === 'localhost'))
}

function noteKeyOf(vkey: string): { ok: true; verifier: NoteVerifier } | Refusal {
  const split = splitVerifierKey(vkey)
  if (split.ok && split.type !== ED25519) return refuse('record/bad-key', 'this is the key of a witness')
  return parseVerifierKey(vkey)
}

/** A public key on P-256 in the one form that SPKI gives it. */
function es256KeyOf(publicKey: string): { ok: true; key: KeyObject } | Refusal {
  const der = fromBase64(publicKey)
  try {
    const key = createPublicKey({ key: Buffer.from(der ?? []), format: 'der', type: 'spki' })
    const again = key.export({ format: 'der', type: 'spki' })
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1' && sameBytes(again, der!)) return { ok: true, key }
  } catch {
    // What is no key at all is refused as what is no such key.
  }
  return refuse('record/bad-key', 'not a public key of ES256 (P-256) as SPKI in base64')
}
