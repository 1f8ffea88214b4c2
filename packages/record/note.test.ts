// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseVerifierKey } from './cosignature.ts'
import { addSignature, openNote, signatureLine, signNote } from './note.ts'
import { generateSigner, isKeyName, type NoteVerifier, noteSigner, noteVerifier, parseSignerKey } from './note-keys.ts'
import { HAS_TLOG, TLOG } from './vectors.fixture.ts'

function verifierOf(vkey: string): NoteVerifier {
  const parsed = parseVerifierKey(vkey)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.verifier
}

const seed = (n: number) => new Uint8Array(32).fill(n)
const ann = generateSigner('ann.example/log', seed(1))
const bob = generateSigner('bob.example/log', seed(2))
const [annKey, bobKey] = [verifierOf(ann.vkey), verifierOf(bob.vkey)]
const TEXT = 'what was said\n\nand more\n'

type Vectors = {
  notes: { id: string; vkey: string; skey?: string; text?: string; sigLine?: string }[]
  badVkeys: { vkey: string; why: string }[]
  badNotes: { why: string; line?: string }[]
}

describe.skipIf(!HAS_TLOG)('agrees with the notes of Go (sumdb/note) and C2SP', () => {
  const file = HAS_TLOG ? readFileSync(`${TLOG}/note-vectors.json`, 'utf8') : '{"notes":[],"badVkeys":[],"badNotes":[]}'
  const { notes, badVkeys, badNotes } = JSON.parse(file) as Vectors
  const peter = notes.find(({ id }) => id === 'peter')

  it.each(notes.filter(({ text }) => text))('$id verifies', ({ vkey, text, sigLine }) => {
    expect(openNote(`${text}\n${sigLine}\n`, [verifierOf(vkey)])).toMatchObject({ ok: true, text, unverified: [] })
    expect(verifierOf(vkey).vkey).toBe(vkey)
  })

  it.each(notes.filter(({ skey }) => skey))('$id signs the same bytes', ({ skey, vkey, text, sigLine }) => {
    const signer = parseSignerKey(skey!)
    expect(signer.vkey).toBe(vkey)
    if (text) expect(signatureLine(text, signer)).toBe(sigLine)
  })

  it.each(badVkeys)('refuses a verifier key: $why', ({ vkey }) => {
    expect(parseVerifierKey(vkey)).toMatchObject({ ok: false, code: 'record/bad-key' })
  })

  it('refuses the malformed notes', () => {
    expect(badNotes).toHaveLength(4)
    const { text, sigLine, vkey } = peter!
    const open = (note: string) => openNote(note, [verifierOf(vkey), bobKey])
    const malformed = { ok: false, code: 'record/bad-note' }
    expect(open(`${text}\n${badNotes[0]!.line}\n`)).toMatchObject(malformed)
    expect(open(`${text}${sigLine}\n`)).toMatchObject(malformed)
    expect(open(`no newline${sigLine}\n`)).toMatchObject(malformed)
    expect(open(`${text}\n${sigLine}`)).toMatchObject(malformed)
    const bobLine = signatureLine('another text\n', bob.signer)
    expect(open(`${text}\n${sigLine}\n${bobLine}\n`)).toMatchObject({ ok: false, code: 'record/bad-signature' })
  })

  it('opens the example of the specification', () => {
    const spec = readFileSync(`${TLOG}/C2SP/signed-note.md`, 'utf8')
    const note = /```\n(This is an example message\.\n[^`]*)```/.exec(spec)![1]!
    const vkey = /example\.com\/foo\+\S+/.exec(spec)![0]
    expect(openNote(note, [verifierOf(vkey)])).toMatchObject({ ok: true, text: 'This is an example message.\n' })
  })
})

describe('a note', () => {
  it('opens for whoever knows one of its keys, and keeps the others apart', () => {
    const note = signNote(TEXT, [ann.signer, bob.signer])
    const opened = openNote(note, [bobKey])
    expect(opened).toMatchObject({ ok: true, text: TEXT, signatures: [{ name: 'bob.example/log' }] })
    expect(opened).toMatchObject({ unverified: [{ name: 'ann.example/log' }] })
    expect(openNote(Buffer.from(note), [annKey, bobKey])).toMatchObject({ signatures: [{}, {}], unverified: [] })
    expect(openNote(note, [])).toMatchObject({ ok: false, code: 'record/unsigned' })
  })

  it('ignores a key that shares only name or only id with a known one', () => {
    const twin = noteVerifier('ann.example/log', seed(9))
    expect(openNote(signNote(TEXT, ann.signer), [twin])).toMatchObject({ ok: false, code: 'record/unsigned' })
    const alias = { ...annKey, name: 'alias.example' }
    expect(openNote(signNote(TEXT, ann.signer), [alias])).toMatchObject({ ok: false, code: 'record/unsigned' })
  })

  it('counts the first of two lines of one key', () => {
    const [good, bad] = [signatureLine(TEXT, ann.signer), signatureLine('another\n', ann.signer)]
    expect(openNote(`${TEXT}\n${good}\n${bad}\n`, [annKey])).toMatchObject({ ok: true, signatures: [{ line: good }] })
    expect(openNote(`${TEXT}\n${bad}\n${good}\n`, [annKey])).toMatchObject({ ok: false, code: 'record/bad-signature' })
  })

  it('is refused when two verifiers could have been meant', () => {
    const code = 'record/ambiguous-key'
    expect(openNote(signNote(TEXT, ann.signer), [annKey, { ...annKey }])).toMatchObject({ ok: false, code })
  })

  it('takes one more signature, which replaces one of the same key', () => {
    const note = signNote('another\n', ann.signer)
    const added = addSignature(note, signatureLine('another\n', bob.signer))
    expect(added).toEqual({ ok: true, note: signNote('another\n', [ann.signer, bob.signer]) })
    expect(addSignature(note, signatureLine('another\n', ann.signer))).toEqual({ ok: true, note })
    for (const line of ['', '— a b', `${signatureLine(TEXT, bob.signer)}\n`, 'x\n— y z']) {
      expect(addSignature(note, line)).toMatchObject({ ok: false, code: 'record/bad-note' })
    }
  })

  it('takes a hundred signatures and no more', () => {
    const signers = Array.from({ length: 101 }, (_, i) => noteSigner(`k${i}`, seed(i)))
    const first = verifierOf(signers[0]!.vkey)
    expect(openNote(signNote(TEXT, signers.slice(0, 100)), [first])).toMatchObject({ ok: true })
    expect(openNote(signNote(TEXT, signers), [first])).toMatchObject({ ok: false, code: 'record/bad-note' })
    const large = `${'x'.repeat(1_000_000)}\n`
    expect(openNote(signNote(large, signers[0]!), [first])).toMatchObject({ ok: false, code: 'record/bad-note' })
  })

  it.each([
    ['a tab', 'a\tb\n'],
    ['a carriage return', 'a\r\n'],
    ['no newline', 'a'],
    ['nothing', ''],
    ['a lone surrogate', '\ud800\n'],
  ])('is not made of a text with %s, nor opened', (_, text) => {
    expect(() => signNote(text, ann.signer)).toThrow(expect.objectContaining({ code: 'record/bad-text' }))
    const note = signNote('x\n', ann.signer).replace('x\n', text)
    expect(openNote(note, [annKey])).toMatchObject({ ok: false, code: 'record/bad-note' })
  })

  it('is not made without a signer', () => {
    expect(() => signNote(TEXT, [])).toThrow(expect.objectContaining({ code: 'record/bad-text' }))
  })

  it('keeps a byte order mark, and is refused if not UTF-8', () => {
    const note = signNote('\ufeffx\n', ann.signer)
    expect(openNote(Buffer.from(note), [annKey])).toMatchObject({ ok: true, text: '\ufeffx\n' })
    const code = 'record/bad-note'
    expect(openNote(new Uint8Array([0xff, ...Buffer.from(note)]), [annKey])).toMatchObject({ ok: false, code })
  })

  it('breaks with any byte changed', () => {
    const note = Buffer.from(signNote(TEXT, ann.signer))
    fc.assert(
      fc.property(fc.nat(note.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = new Uint8Array(note)
        changed[at]! ^= change
        expect(openNote(changed, [annKey]).ok).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  it('never throws on noise', () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.uint8Array(),
      fc.string().map((s) => `${TEXT}\n— ${s}\n`),
    )
    fc.assert(
      fc.property(noise, (note) => {
        expect(openNote(note, [annKey]).ok).toBe(false)
      }),
    )
  })
})

describe('keys', () => {
  it('go through their texts', () => {
    expect(parseSignerKey(ann.skey)).toMatchObject({ name: ann.signer.name, keyId: ann.signer.keyId, vkey: ann.vkey })
    expect(generateSigner('x').skey).not.toBe(generateSigner('x').skey)
    expect(annKey).toMatchObject({ name: ann.signer.name, keyId: ann.signer.keyId, vkey: ann.vkey })
  })

  it('show no secret when a signer is printed, and repeat none in a fault', () => {
    const secret = ann.skey.split('+').at(-1)!
    expect(JSON.stringify(ann.signer)).not.toContain(secret)
    for (const broken of [
      ann.skey.replace('PRIVATE', 'SECRET'),
      `${ann.skey}A`,
      ann.skey.replace(/\+[0-9a-f]{8}\+/, '+00000000+'),
    ]) {
      const thrown = expect(() => parseSignerKey(broken))
      thrown.toThrow(expect.objectContaining({ code: 'record/bad-key', message: expect.not.stringContaining(secret) }))
    }
  })

  it.each(['', 'a b', 'a+b', 'a\u00a0b', 'a\u0085b', 'a\u2003b', 'a\nb', '\u0000', '\ud800'])(
    'cannot be named %j',
    (name) => {
      expect(isKeyName(name)).toBe(false)
      expect(() => generateSigner(name)).toThrow(expect.objectContaining({ code: 'record/bad-key-name' }))
    },
  )

  it('of another length are refused', () => {
    expect(() => noteSigner('x', new Uint8Array(31))).toThrow(expect.objectContaining({ code: 'record/bad-key' }))
    expect(() => noteVerifier('x', new Uint8Array(33))).toThrow(expect.objectContaining({ code: 'record/bad-key' }))
  })

  it.each(['', '+', 'a+b', 'a+00000000+', 'a+00000000+AQ==', 'a+b+c+d', null as unknown as string])(
    '%j is no verifier key',
    (vkey) => {
      expect(parseVerifierKey(vkey)).toMatchObject({ ok: false, code: 'record/bad-key' })
    },
  )
})
