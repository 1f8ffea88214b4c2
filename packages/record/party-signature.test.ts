// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto'
import { everybody, type Signature, type Statement } from '@symbolon/foundation'
import { keyFile, type OwnKey, passkey } from '@symbolon/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canonicalJson,
  checkPartyKey,
  fingerprintOf,
  parseCanonical,
  textToSign,
  verifyPartySignature,
} from './index.ts'

const ID = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const said: Statement = {
  id: ID(1),
  arrangement: ID(2),
  kind: 'commitment.agreed',
  version: 1,
  saidBy: ID(3),
  recordedBy: ID(3),
  audience: everybody,
  about: [{ type: 'party', id: ID(4) }],
  citation: { source: ID(5), start: 0, end: 9, place: null },
  saidOn: '2026-01',
  recordedAt: '2026-01-01T00:00:00.000Z',
  wording: { text: 'Wir öffnen.', language: 'de' },
  corrects: null,
  body: { summary: 'Opens café №3.', amount: 1.5, list: [1, 'two', null, true], of: { a: '' } },
}
const text = textToSign(said)
const ways: [string, OwnKey][] = [
  ['a key file', keyFile()],
  ['a passkey', passkey()],
]

/** Every place in a JSON value, with what stands there. */
function* placesIn(
  value: unknown,
  path: (string | number)[] = [],
): Generator<{ path: (string | number)[]; value: unknown }> {
  if (path.length > 0) yield { path, value }
  if (typeof value !== 'object' || value === null) return
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value))
    yield* placesIn((value as Record<string | number, unknown>)[key], [...path, key])
}
function changed<T>(value: T, path: (string | number)[], to: unknown): T {
  const copy = structuredClone(value)
  const parent = path.slice(0, -1).reduce((at, key) => (at as never)[key], copy as never)
  const holder = parent as unknown as Record<string | number, unknown>
  holder[path.at(-1)!] = to
  return copy
}

describe.each(ways)('a statement signed by %s', (_name, { key, sign }) => {
  const signature = sign(text, ID(9))
  it('holds, and says so the same for whoever asks', () => {
    expect(checkPartyKey(key)).toEqual({ ok: true })
    expect(verifyPartySignature(key, text, signature)).toEqual({ ok: true })
    expect(verifyPartySignature(key, textToSign(JSON.parse(JSON.stringify(said))), signature)).toEqual({ ok: true })
  })
  it('holds whatever the host says of the time, which is not the party’s word', () => {
    const later = textToSign({ ...said, recordedAt: '2030-01-01T00:00:00.000Z' } as Statement)
    expect(verifyPartySignature(key, later, signature)).toEqual({ ok: true })
  })
  const { recordedAt: _host, ...spoken } = said
  it.each([...placesIn(spoken)].map((place) => [place.path.join('.'), place] as const))(
    'does not hold once %s is another',
    (_path, { path, value }) => {
      fc.assert(
        fc.property(fc.jsonValue(), (to) => {
          fc.pre(canonicalJson(to) !== canonicalJson(value))
          return !verifyPartySignature(key, textToSign(changed(said, path, to)), signature).ok
        }),
        { numRuns: 20 },
      )
      // What is taken out is missed too.
      if (value !== null)
        expect(verifyPartySignature(key, textToSign(changed(said, path, null)), signature).ok).toBe(false)
    },
  )
  it('does not hold with any byte of the text changed', () => {
    fc.assert(
      fc.property(fc.nat(Buffer.byteLength(text) - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const bytes = Buffer.from(text)
        bytes[at]! ^= by
        return !verifyPartySignature(key, bytes.toString(), signature).ok
      }),
    )
  })
  it('does not hold with any byte of any part of the signature changed', () => {
    const parts = Object.keys(signature).filter((part) => part !== 'key' && part !== 'algorithm')
    for (const part of parts) {
      const bytes = Buffer.from((signature as Record<string, string>)[part]!, 'base64')
      for (let at = 0; at < bytes.length; at++)
        for (const by of [1, 0x80]) {
          const other = Buffer.from(bytes)
          other[at]! ^= by
          const forged = { ...signature, [part]: other.toString('base64') } as Signature
          expect(verifyPartySignature(key, text, forged).ok, `${part} ${at}`).toBe(false)
        }
    }
  })
  it('has one spelling: cut off, longer, or in another base 64 it does not hold', () => {
    for (const part of Object.keys(signature).filter((name) => name !== 'key' && name !== 'algorithm')) {
      const value = (signature as Record<string, string>)[part]!
      const bytes = Buffer.from(value, 'base64')
      const others = [
        bytes.subarray(0, -1).toString('base64'),
        Buffer.concat([bytes, Buffer.of(0)]).toString('base64'),
        ` ${value}`,
        `${value}\n`,
        value.endsWith('=') ? value.replace(/=+$/, '') : `${value}=`,
      ]
      for (const other of others)
        expect(verifyPartySignature(key, text, { ...signature, [part]: other } as Signature).ok, part).toBe(false)
    }
  })
  it('does not hold under another key, nor under another algorithm’s name', () => {
    for (const other of [keyFile(2), passkey()]) expect(verifyPartySignature(other.key, text, signature).ok).toBe(false)
    for (const algorithm of ['ed25519', 'webauthn-es256'])
      if (algorithm !== signature.algorithm)
        expect(verifyPartySignature(key, text, { ...signature, algorithm } as Signature).ok).toBe(false)
  })
  it('does not hold for another use of the same key', () => {
    for (const other of [text.slice(text.indexOf('\n') + 1), text.replace('statement', 'declaration'), `${text}\n`])
      expect(verifyPartySignature(key, other, signature).ok).toBe(false)
  })
  it('whatever comes in its place is refused and never thrown at', () => {
    const junk = fc.oneof(fc.string(), fc.base64String())
    fc.assert(
      fc.property(junk, junk, junk, (value, authenticatorData, clientDataJSON) => {
        const forged = { ...signature, value, authenticatorData, clientDataJSON } as Signature
        return !verifyPartySignature(key, text, forged).ok
      }),
    )
  })
})

describe('a passkey', () => {
  it.each([
    ['a registration', { type: 'webauthn.create' }],
    ['a page elsewhere', { origin: 'https://elsewhere.example' }],
    ['a page whose name ends alike', { origin: 'https://notrecord.example.org' }],
    ['a page in the clear', { origin: 'http://record.example.org' }],
    ['a frame of another site', { crossOrigin: true }],
    ['another host', { rp: 'elsewhere.example' }],
    ['nobody there', { flags: 0x04 }],
    ['nobody verified', { flags: 0x01 }],
  ])('that signed for %s is refused', (_what, wrong) => {
    const { key, sign } = passkey('record.example.org', wrong)
    expect(verifyPartySignature(key, text, sign(text, ID(9)))).toMatchObject({ code: 'record/bad-signature' })
  })
  it('of one’s own machine, or of a page below its host, holds', () => {
    for (const [rp, origin] of [
      ['localhost', 'http://localhost:7460'],
      ['example.org', 'https://record.example.org:8443'],
    ] as const) {
      const { key, sign } = passkey(rp, { origin })
      expect(verifyPartySignature(key, text, sign(text, ID(9)))).toEqual({ ok: true })
    }
  })
})

describe('a key', () => {
  const spki = (pair: ReturnType<typeof generateKeyPairSync>) =>
    Buffer.from(
      (pair.publicKey as never as { export: (as: object) => Buffer }).export({ format: 'der', type: 'spki' }),
    ).toString('base64')
  it('has a fingerprint to compare', () => {
    expect(fingerprintOf(keyFile(1).key)).toMatch(/^[0-9a-f]{64}$/)
    expect(fingerprintOf(keyFile(1, 'a').key)).toBe(fingerprintOf(keyFile(1, 'b').key))
    expect(fingerprintOf(keyFile(1).key)).not.toBe(fingerprintOf(keyFile(2).key))
    expect(fingerprintOf(passkey().key)).toMatch(/^[0-9a-f]{64}$/)
  })
  it('of another curve or kind, or none, is refused', () => {
    const es256 = (publicKey: string) => checkPartyKey({ ...(passkey().key as object), publicKey } as never)
    expect(es256(spki(generateKeyPairSync('ec', { namedCurve: 'P-384' }))).ok).toBe(false)
    expect(es256(spki(generateKeyPairSync('ed25519') as never)).ok).toBe(false)
    fc.assert(fc.property(fc.oneof(fc.string(), fc.base64String()), (junk) => !es256(junk).ok))
    const file = (vkey: string) => checkPartyKey({ algorithm: 'ed25519', vkey }).ok
    fc.assert(fc.property(fc.string(), (junk) => !file(junk)))
    expect(file('witness.example+04000000+BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==')).toBe(false)
  })
})

describe('the text to sign', () => {
  it('is two lines: what it is for, and canonical JSON', () => {
    expect(text.split('\n')).toHaveLength(3)
    expect(text.split('\n')[0]).toBe('symbolon.statement/1')
    expect(parseCanonical(text.split('\n')[1]!)).toMatchObject({ id: said.id, body: said.body })
    expect(text).not.toContain('recordedAt')
  })
  it('tells apart what only looks alike: NFC and NFD, a number and its digits, no member and an empty one', () => {
    const of = (body: unknown) => textToSign({ ...said, body })
    const alike = [{ a: 'caf\u00e9' }, { a: 'cafe\u0301' }, { a: 1 }, { a: '1' }, {}, { a: null }, { a: [] }, { a: '' }]
    expect(new Set(alike.map(of)).size).toBe(alike.length)
    expect(of({ a: 1.0, b: -0 })).toBe(of({ b: 0, a: 1 }))
  })
})
