// SPDX-License-Identifier: Apache-2.0
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Files, PREFIX, serve } from './build-log.ts'
import { openNote, parseVkey, splitNote, verifyEd25519 } from './note.ts'
import { verifyConsistency, verifyInclusion } from './proofs.ts'
import { readLog } from './read-log.ts'

/** Vectors of others, kept beside the checkout: where they are not, their tests count as skipped. */
const VECTORS = join(import.meta.dirname, '../../../shared/data/tlog')

const json = (path: string) => JSON.parse(readFileSync(join(VECTORS, path), 'utf8'))
const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
const filesIn = (directory: string) =>
  globSync('**/*', { cwd: join(VECTORS, directory), withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(VECTORS, directory).length + 1))

describe.skipIf(!existsSync(VECTORS))('known vectors', () => {
  it('of inclusion proofs are told apart', () => {
    const paths = filesIn('transparency-dev-merkle/testdata/inclusion')
    expect(paths).toHaveLength(27)
    for (const path of paths) {
      const vector = json(`transparency-dev-merkle/testdata/inclusion/${path}`)
      const verified = verifyInclusion({
        index: vector.leafIdx,
        size: vector.treeSize,
        leafHash: fromBase64(vector.leafHash),
        root: fromBase64(vector.root),
        proof: (vector.proof ?? []).map(fromBase64),
      })
      expect(verified, path).toBe(!vector.wantErr)
    }
  })

  it('of consistency proofs are told apart', () => {
    const paths = filesIn('transparency-dev-merkle/testdata/consistency')
    expect(paths).toHaveLength(33)
    for (const path of paths) {
      const vector = json(`transparency-dev-merkle/testdata/consistency/${path}`)
      const verified = verifyConsistency({
        first: vector.size1,
        second: vector.size2,
        firstRoot: fromBase64(vector.root1),
        secondRoot: fromBase64(vector.root2),
        proof: (vector.proof ?? []).map(fromBase64),
      })
      expect(verified, path).toBe(!vector.wantErr)
    }
  })

  it('of a log of another implementation are read at each of its sizes, and as grown out of each earlier one', async () => {
    const folder = 'tessera/testdata/log'
    const { vkey } = json('note-vectors.json').notes.find((one: { id: string }) => one.id === 'tessera-testdata-log')
    const files: Files = new Map()
    for (const path of filesIn(folder)) files.set(path, new Uint8Array(readFileSync(join(VECTORS, folder, path))))
    const checkpoints = Array.from({ length: 16 }, (_, size) => files.get(`checkpoint.${size}`)!)
    const read = (size: number, before?: number) =>
      readLog({
        prefix: PREFIX,
        vkey,
        fetch: serve(new Map([...files, ['checkpoint', checkpoints[size]!] as const])),
        before: before === undefined ? undefined : Buffer.from(checkpoints[before]!).toString(),
      })
    for (let size = 0; size <= 15; size++) {
      const log = await read(size)
      expect(log.entries).toHaveLength(size)
      expect(log.origin).toBe('example.com/log/testdata')
      for (let before = 0; before <= size; before++) await expect(read(size, before)).resolves.toEqual(log)
      if (size < 15) await expect(read(size, size + 1)).rejects.toThrow('fewer than')
    }
  })

  it('of notes are opened by their keys, and of malformed keys refused', () => {
    const { notes, badVkeys, badNotes } = json('note-vectors.json')
    const signed = notes.filter((one: { text?: string }) => one.text)
    expect(signed).toHaveLength(2)
    for (const { vkey, text, sigLine } of signed) {
      expect(openNote(`${text}\n${sigLine}\n`, vkey).text).toBe(text)
      expect(() => openNote(`x${text}\n${sigLine}\n`, vkey)).toThrow('does not verify')
      for (const { line } of badNotes.filter((bad: { line?: string }) => bad.line))
        expect(() => splitNote(`${text}\n${sigLine}\n${line}\n`)).toThrow('malformed signature line')
    }
    for (const { vkey } of badVkeys) expect(() => parseVkey(vkey)).toThrow('The verifier key of PeterNeumann')
  })

  it('of Ed25519 with an encoding that RFC 8032 forbids are refused, and those without an oddity accepted', () => {
    const odd = /^(non_canonical_|low_order_[AR]$|low_order_residue)/
    let accepted = 0
    for (const { key, sig, msg, flags } of json('CCTV/ed25519/ed25519vectors.json')) {
      const verified = verifyEd25519(Buffer.from(key, 'hex'), msg, Buffer.from(sig, 'hex'))
      const oddities: string[] = (flags ?? []).filter((flag: string) => odd.test(flag))
      // What becomes of points of low order RFC 8032 leaves open, and so does this test.
      if (oddities.length === 0) expect(verified).toBe(true)
      if (oddities.some((flag) => flag.startsWith('non_canonical_'))) expect(verified).toBe(false)
      if (verified) accepted++
    }
    expect(accepted).toBeGreaterThanOrEqual(43)
  })
})
