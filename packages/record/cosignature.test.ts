// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openCheckpoint, signCheckpoint } from './checkpoint.ts'
import { cosignatureTime, cosignatureVerifier, cosigner, parseVerifierKey } from './cosignature.ts'
import { ed25519Signer, ed25519Verifier } from './ed25519.ts'
import { addSignature, openNote, signatureLine, splitNote } from './note.ts'
import { generateSigner, noteSigner, noteVerifier } from './note-keys.ts'

const seed = new Uint8Array(32).fill(3)
const { publicKey } = ed25519Signer(seed)
const NAME = 'witness.example.com/w1'
const witness = cosigner(NAME, seed, () => 1679315147)
const TEXT = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'

describe('a cosignature', () => {
  it('is made over the message that tlog-cosignature gives as its example', () => {
    const bytes = witness.sign(Buffer.from(TEXT))
    const message = Buffer.from(`cosignature/v1\ntime 1679315147\n${TEXT}`)
    expect(bytes).toHaveLength(72)
    // The example line in the specification begins with this time.
    expect(Buffer.from(bytes.subarray(0, 8)).toString('hex')).toBe('00000000641850cb')
    expect(ed25519Verifier(publicKey)(message, bytes.subarray(8))).toBe(true)
    expect(cosignatureTime(bytes)).toBe(1679315147)
  })

  it('has the key id of type 0x04, and a verifier key that reads back', () => {
    const digest = createHash('sha256').update(`${NAME}\n`).update(Uint8Array.of(4)).update(publicKey).digest()
    expect(witness.keyId).toBe(digest.readUInt32BE())
    expect(parseVerifierKey(witness.vkey)).toMatchObject({ ok: true, verifier: { name: NAME, vkey: witness.vkey } })
    expect(noteSigner(NAME, seed).keyId).not.toBe(witness.keyId)
  })

  it('joins a checkpoint and is verified with it', () => {
    const log = generateSigner('example.org/log')
    const logKey = parseVerifierKey(log.vkey)
    if (!logKey.ok) throw new Error(logKey.message)
    const note = signCheckpoint({ origin: 'example.org/log', size: 1, root: new Uint8Array(32) }, log.signer)
    const split = splitNote(note)
    const added = addSignature(note, signatureLine(split.ok ? split.text : '', witness))
    const witnesses = [cosignatureVerifier(NAME, publicKey)]
    const opened = openCheckpoint(added.ok ? added.note : '', logKey.verifier, { witnesses })
    expect(opened).toMatchObject({ ok: true, signatures: [{ name: 'example.org/log' }, { name: NAME }] })
    if (opened.ok) expect(cosignatureTime(opened.signatures[1]!.signature)).toBe(1679315147)
  })

  it('does not verify with another time or text, nor as a plain signature', () => {
    const verifier = cosignatureVerifier(NAME, publicKey)
    const bytes = witness.sign(Buffer.from(TEXT))
    expect(verifier.verify(Buffer.from(TEXT), bytes)).toBe(true)
    expect(verifier.verify(Buffer.from(TEXT), bytes.with(7, bytes[7]! ^ 1))).toBe(false)
    expect(verifier.verify(Buffer.from(`${TEXT}more\n`), bytes)).toBe(false)
    expect(verifier.verify(Buffer.from(TEXT), bytes.subarray(1))).toBe(false)
    expect(verifier.verify(Buffer.from(TEXT), bytes.with(0, 0x80))).toBe(false)
    const note = `${TEXT}\n${signatureLine(TEXT, witness)}\n`
    expect(openNote(note, [noteVerifier(NAME, publicKey)])).toMatchObject({ ok: false, code: 'record/unsigned' })
    expect(cosignatureTime(new Uint8Array(3))).toBeUndefined()
  })

  it.each([-1, 0.5, Number.NaN])('cannot be made at %s', (time) => {
    const broken = cosigner(NAME, seed, () => time)
    expect(() => broken.sign(new Uint8Array(0))).toThrow(expect.objectContaining({ code: 'record/bad-size' }))
  })
})
