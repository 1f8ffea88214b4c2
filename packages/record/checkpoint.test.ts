// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Checkpoint, formatCheckpoint, openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts'
import { parseVerifierKey } from './cosignature.ts'
import { leafHash } from './hashing.ts'
import { signNote } from './note.ts'
import { generateSigner, type NoteVerifier, parseSignerKey } from './note-keys.ts'
import { consistencyProof, type HashSource, inclusionProof } from './proofs.ts'
import { entriesPath, formatBundle, parseBundle, tilePath, verifyLog } from './tiles.ts'
import { HAS_TLOG, TLOG } from './vectors.fixture.ts'
import { verifyConsistency, verifyInclusion } from './verify.ts'

function verifierOf(vkey: string): NoteVerifier {
  const parsed = parseVerifierKey(vkey)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.verifier
}

const LOG = `${TLOG}/tessera/testdata/log`

describe.skipIf(!HAS_TLOG)('the test log of Tessera', () => {
  const keys = HAS_TLOG ? JSON.parse(readFileSync(`${TLOG}/note-vectors.json`, 'utf8')).notes[2] : {}
  const names = ['checkpoint', ...Array.from({ length: 16 }, (_, i) => `checkpoint.${i}`)]
  const note = (name: string) => readFileSync(`${LOG}/${name}`, 'utf8')
  const open = (name: string): Checkpoint => {
    const opened = openCheckpoint(readFileSync(`${LOG}/${name}`), verifierOf(keys.vkey))
    if (!opened.ok) throw new Error(`${name}: ${opened.message}`)
    return opened.checkpoint
  }
  const entriesOf = (size: number): readonly Uint8Array[] => {
    if (size === 0) return []
    const bundle = parseBundle(readFileSync(`${LOG}/${entriesPath(0, size)}`))
    if (!bundle.ok) throw new Error(bundle.message)
    return bundle.entries
  }
  const source: HashSource = {
    levels: 1,
    hashes: async (_, from, to) => entriesOf(15).slice(from, to).map(leafHash),
  }

  it.each(names)('%s is signed, and its root is that of the entries', async (name) => {
    const checkpoint = open(name)
    expect(await verifyLog(entriesOf(checkpoint.size), checkpoint)).toEqual({ ok: true })
    expect(signCheckpoint(checkpoint, parseSignerKey(keys.skey))).toBe(note(name))
  })

  it('keeps the leaf hashes and bundles that we would write', () => {
    for (let size = 1; size <= 15; size++) {
      if (!existsSync(`${LOG}/${tilePath(0, 0, size)}`)) continue
      const entries = entriesOf(size)
      expect(Buffer.concat(entries.map(leafHash))).toEqual(readFileSync(`${LOG}/${tilePath(0, 0, size)}`))
      expect(Buffer.from(formatBundle(entries))).toEqual(readFileSync(`${LOG}/${entriesPath(0, size)}`))
    }
  })

  it('is consistent between any two checkpoints, and includes every entry', async () => {
    for (let size2 = 1; size2 <= 15; size2++) {
      const { root: root2 } = open(`checkpoint.${size2}`)
      for (let size1 = 1; size1 <= size2; size1++) {
        const { root: root1 } = open(`checkpoint.${size1}`)
        const proof = await consistencyProof(size1, size2, source)
        expect(verifyConsistency({ size1, size2, root1, root2, proof })).toEqual({ ok: true })
        const index = size1 - 1
        const leaf = leafHash(entriesOf(15)[index]!)
        const inclusion = await inclusionProof(size2, index, source)
        const claim = { index, size: size2, leafHash: leaf, proof: inclusion, root: root2 }
        expect(verifyInclusion(claim)).toEqual({ ok: true })
      }
    }
  })
})

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
const line = fc
  .string({ unit: 'grapheme', minLength: 1 })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: lines without them are wanted
  .filter((text) => !/[\u0000-\u001f]/.test(text))
const checkpoints = fc.record({
  origin: line,
  size: fc.maxSafeNat(),
  root: hash,
  extensions: fc.array(line, { minLength: 1, maxLength: 3 }),
})
const root = new Uint8Array(32)

describe('a checkpoint', () => {
  it('reads as it was written', () => {
    fc.assert(
      fc.property(checkpoints, (checkpoint) => {
        expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual({ ok: true, checkpoint })
      }),
    )
    expect(parseCheckpoint(formatCheckpoint({ origin: 'o', size: 0, root }))).toEqual({
      ok: true,
      checkpoint: { origin: 'o', size: 0, root },
    })
  })

  const R = Buffer.from(root).toString('base64')
  it.each([
    ['nothing', ''],
    ['two lines', 'o\n1\n'],
    ['no last newline', `o\n1\n${R}`],
    ['an empty origin', `\n1\n${R}\n`],
    ['a leading zero', `o\n01\n${R}\n`],
    ['a sign', `o\n+1\n${R}\n`],
    ['a hexadecimal size', `o\n0x1\n${R}\n`],
    ['a size beyond 2^53', `o\n9007199254740992\n${R}\n`],
    ['a short root', `o\n1\n${R.slice(4)}\n`],
    ['stray bits in the root', `o\n1\n${R.slice(0, -2)}B=\n`],
    ['an empty extension line', `o\n1\n${R}\n\n`],
    ['a carriage return', `o\r\n1\n${R}\n`],
  ])('with %s is refused', (_, text) => {
    expect(parseCheckpoint(text)).toMatchObject({ ok: false, code: 'record/bad-checkpoint' })
  })

  it.each<Checkpoint>([
    { origin: '', size: 1, root },
    { origin: 'a\nb', size: 1, root },
    { origin: 'o', size: -1, root },
    { origin: 'o', size: 1.5, root },
    { origin: 'o', size: 1, root: new Uint8Array(31) },
    { origin: 'o', size: 1, root, extensions: [''] },
    { origin: 'o', size: 1, root, extensions: ['a\nb'] },
  ])('that cannot be written is a fault: %o', (checkpoint) => {
    expect(() => formatCheckpoint(checkpoint)).toThrow(expect.objectContaining({ code: 'record/bad-checkpoint' }))
  })

  it('counts only if the log signed it, for its own origin', () => {
    const [log, witness] = [generateSigner('example.org/log'), generateSigner('witness.example')]
    const [logKey, witnessKey] = [verifierOf(log.vkey), verifierOf(witness.vkey)]
    const head = { origin: 'example.org/log', size: 1, root }
    const options = { witnesses: [witnessKey] }
    const both = signCheckpoint(head, [log.signer, witness.signer])
    expect(openCheckpoint(both, logKey, options)).toMatchObject({ ok: true, checkpoint: head, signatures: [{}, {}] })
    const alone = signCheckpoint(head, witness.signer)
    expect(openCheckpoint(alone, logKey, options)).toMatchObject({ ok: false, code: 'record/unsigned' })
    const other = signCheckpoint({ ...head, origin: 'example.org/other' }, log.signer)
    expect(openCheckpoint(other, logKey)).toMatchObject({ ok: false, code: 'record/wrong-origin' })
    expect(openCheckpoint(other, logKey, { origin: 'example.org/other' })).toMatchObject({ ok: true })
    const letter = signNote('dear witness\n', log.signer)
    expect(openCheckpoint(letter, logKey)).toMatchObject({ ok: false, code: 'record/bad-checkpoint' })
  })
})
