// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import type { Id, PartyKey, Signature } from '@symbolon/foundation'
import { challengeOf, generateSigner } from '@symbolon/record'

/** A key of a party: what it names in the register, and how it signs. `key` is the statement that named it. */
export type OwnKey = { key: PartyKey; sign: (text: string, key: Id) => Signature }

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()

export function keyFile(seed = 1, name = 'desk'): OwnKey {
  const { signer, vkey } = generateSigner(name, Buffer.alloc(32, seed))
  return {
    key: { algorithm: 'ed25519', vkey },
    sign: (text, key) => ({ algorithm: 'ed25519', key, value: base64(signer.sign(Buffer.from(text))) }),
  }
}

/** What a passkey may be told to do wrong, to see that it is refused. */
export type Wrong = { type?: string; origin?: string; crossOrigin?: boolean; rp?: string; flags?: number }

/** A device that keeps one passkey (P-256) for a host, as WebAuthn level 2 has it. */
export function passkey(rp = 'record.example.org', wrong: Wrong = {}): OwnKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ format: 'der', type: 'spki' })
  return {
    key: { algorithm: 'webauthn-es256', credential: 'Y3JlZGVudGlhbA', publicKey: base64(spki), rp },
    sign: (text, key) => {
      const { type = 'webauthn.get', origin = `https://${rp}`, crossOrigin = false } = wrong
      const client = Buffer.from(JSON.stringify({ type, challenge: challengeOf(text), origin, crossOrigin }))
      const data = Buffer.concat([sha256(wrong.rp ?? rp), Buffer.of(wrong.flags ?? 0x05), Buffer.alloc(4)])
      const value = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
      return {
        ...{ algorithm: 'webauthn-es256', key, value: base64(value) },
        ...{ authenticatorData: base64(data), clientDataJSON: base64(client) },
      }
    },
  }
}
