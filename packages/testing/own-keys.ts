// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { everybody, type Id, type PartyKey, type Saying, type Signature, type Signed } from '@symbolon/foundation'
import { challengeOf, generateSigner, textToSign } from '@symbolon/record'
import type { Store, ToSign } from '@symbolon/store'
import type { Player } from './cast.ts'
import type { TestApp } from './fresh-app.ts'

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

/** A key that its party has named. */
export type NamedKey = OwnKey & { id: Id }

/** Names a key for a party; before it asks for signatures, so that it needs none. */
export async function nameKey(app: TestApp, player: Player, own: OwnKey, label = 'Desk'): Promise<NamedKey> {
  const { key } = await app.must('name-key', player.token, { label, key: own.key })
  return { ...own, id: key! }
}

export const signatures = (by: NamedKey, { statements }: Pick<ToSign, 'statements'>): Signed[] =>
  statements.map((said) => ({ statement: said.id, signature: by.sign(textToSign(said), by.id) }))

/** Prepares an act, or fails. */
export async function prepared(app: TestApp, token: string, command: string, input: unknown): Promise<ToSign> {
  const done = await app.prepare(command, token, input)
  if (!done.ok) throw new Error(`${command} was refused: ${done.problem.code}`)
  return done.value
}

/** Both steps of a signed act. */
export async function saySigned(app: TestApp, token: string, by: NamedKey, command: string, input: unknown) {
  const act = await prepared(app, token, command, input)
  const done = await app.submit(token, { prepared: act.prepared, signatures: signatures(by, act) })
  if (!done.ok) throw new Error(`${command} was refused: ${done.problem.code}`)
  return done.value
}

/** What a party says of keys, signed where it must be: for whoever appends without a command. */
export function wordsOfKeys(store: Store, party: Id): Saying[] {
  const own = keyFile()
  const [desk, safe] = [store.world.newId(), store.world.newId()]
  const naming = (id: Id, label: string): Saying => ({ kind: 'key.named', id, body: { party, label, key: own.key } })
  const signed = (kind: string, body: object): Saying => {
    const id = store.world.newId()
    const about = { id, arrangement: store.home.register, kind, version: 1, saidBy: party, recordedBy: party }
    const nothing = { about: [], citation: null, saidOn: null, wording: null, corrects: null }
    const text = textToSign({ ...about, ...nothing, audience: everybody, body: { party, ...body } })
    return { kind, id, body: { party, ...body }, signature: own.sign(text, desk) }
  }
  return [
    naming(desk, 'Desk'),
    naming(safe, 'Safe'),
    signed('signing.required', { required: true, keys: [desk, safe] }),
    signed('key.revoked', { key: safe, reason: 'lost', since: null }),
  ]
}
