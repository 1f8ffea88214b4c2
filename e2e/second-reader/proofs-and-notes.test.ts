// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { consistencyPath, inclusionPath, leafOf, mth, signer, signNote, someEntries } from './build-log.ts'
import { openNote, parseVkey, splitNote } from './note.ts'
import { verifyConsistency, verifyInclusion } from './proofs.ts'
import { entriesOf, tilePath, tilesOver } from './tiles.ts'
import { rootOf } from './tree-hash.ts'

const MOST = 40
const leaves = someEntries(MOST).map(leafOf)
const roots = Array.from({ length: MOST + 1 }, (_, size) => mth(leaves.slice(0, size)))
const wrong = (hash: Uint8Array) => hash.map((byte, at) => (at === 31 ? byte ^ 0x80 : byte))

/** A proof with one hash changed, each in turn, one too few at either end, and one too many. */
function spoiled(proof: Uint8Array[]): Uint8Array[][] {
  const changed = proof.map((hash, at) => proof.with(at, wrong(hash)))
  const fewer = proof.length > 0 ? [proof.slice(1), proof.slice(0, -1)] : []
  const broken = proof.map((hash, at) => proof.with(at, hash.slice(1)))
  return [...changed, ...fewer, ...broken, [...proof, leaves[0]!], [leaves[0]!, ...proof], [...proof, new Uint8Array()]]
}

describe('the root over leaf hashes', () => {
  it('is that of the recursive definition for any size', () => {
    for (const [size, root] of roots.entries()) expect(Buffer.from(rootOf(leaves, size)).equals(root)).toBe(true)
  })
})

describe('an inclusion proof', () => {
  it('by the recursive definition verifies for its place alone, and not once spoiled', () => {
    for (let size = 1; size <= MOST; size++)
      for (let index = 0; index < size; index++) {
        const proof = inclusionPath(index, leaves.slice(0, size))
        const good = { index, size, leafHash: leaves[index]!, root: roots[size]!, proof }
        expect(verifyInclusion(good)).toBe(true)
        for (const bad of spoiled(proof)) expect(verifyInclusion({ ...good, proof: bad })).toBe(false)
        expect(verifyInclusion({ ...good, leafHash: wrong(good.leafHash) })).toBe(false)
        expect(verifyInclusion({ ...good, root: wrong(good.root) })).toBe(false)
        for (let other = 0; other <= size; other++)
          if (other !== index) expect(verifyInclusion({ ...good, index: other })).toBe(false)
      }
  })

  it('with a place or a size that is no count is refused', () => {
    const good = { index: 0, size: 1, leafHash: leaves[0]!, root: leaves[0]!, proof: [] }
    expect(verifyInclusion(good)).toBe(true)
    for (const index of [-1, 0.5, 1, Number.NaN, 2 ** 53]) expect(verifyInclusion({ ...good, index })).toBe(false)
    for (const size of [0, -1, 1.5, Number.NaN, 2 ** 53]) expect(verifyInclusion({ ...good, size })).toBe(false)
  })

  it('of one tree is none of a smaller one, nor of hashes cut elsewhere', () => {
    const [left, right, root] = [leaves[0]!, leaves[1]!, roots[2]!]
    expect(verifyInclusion({ index: 1, size: 2, leafHash: right, root, proof: [left] })).toBe(true)
    expect(verifyInclusion({ index: 0, size: 1, leafHash: right, root, proof: [left] })).toBe(false)
    const longer = new Uint8Array([...left, right[0]!])
    expect(verifyInclusion({ index: 0, size: 2, leafHash: longer, root, proof: [right.slice(1)] })).toBe(false)
  })

  it('is followed beyond 32 bits', () => {
    const size = 2 ** 40
    const proof = Array.from({ length: 40 }, (_, at) => leaves[at]!)
    let root: Uint8Array = leaves[0]!
    // The first leaf of a complete tree: every hash of its proof stands on the right.
    for (const hash of proof) root = mth([root, hash])
    expect(verifyInclusion({ index: 0, size, leafHash: leaves[0]!, root, proof })).toBe(true)
    expect(verifyInclusion({ index: 2 ** 39, size, leafHash: leaves[0]!, root, proof })).toBe(false)
  })
})

describe('a consistency proof', () => {
  it('by the recursive definition verifies, and not once spoiled', () => {
    for (let second = 1; second <= MOST; second++)
      for (let first = 1; first <= second; first++) {
        const proof = consistencyPath(first, leaves.slice(0, second))
        const good = { first, second, firstRoot: roots[first]!, secondRoot: roots[second]!, proof }
        expect(verifyConsistency(good)).toBe(true)
        for (const bad of spoiled(proof)) expect(verifyConsistency({ ...good, proof: bad })).toBe(false)
        expect(verifyConsistency({ ...good, firstRoot: wrong(good.firstRoot) })).toBe(false)
        expect(verifyConsistency({ ...good, secondRoot: wrong(good.secondRoot) })).toBe(false)
        if (first < second) expect(verifyConsistency({ ...good, first: second, second: first })).toBe(false)
      }
  })

  it('from the empty tree is empty, and the empty tree has but one root', () => {
    const good = { first: 0, second: 5, firstRoot: roots[0]!, secondRoot: roots[5]!, proof: [] }
    expect(verifyConsistency(good)).toBe(true)
    expect(verifyConsistency({ ...good, second: 0, secondRoot: roots[0]! })).toBe(true)
    expect(verifyConsistency({ ...good, proof: [roots[5]!] })).toBe(false)
    expect(verifyConsistency({ ...good, firstRoot: roots[1]! })).toBe(false)
    const both = { ...good, second: 0, firstRoot: roots[1]!, secondRoot: roots[1]! }
    expect(verifyConsistency(both)).toBe(false)
  })
})

describe('tiles', () => {
  it('lie at the paths of the specification', () => {
    expect(tilePath(0, { index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067')
    expect(tilePath('entries', { index: 1000, width: 1 })).toBe('tile/entries/x001/000.p/1')
    expect(tilePath(63, { index: 999, width: 255 })).toBe('tile/63/999.p/255')
  })

  it('are as many as the specification counts for a tree of 70,000', () => {
    const level = (count: number) => [...tilesOver(count)]
    expect(level(70_000)).toHaveLength(274)
    expect(level(70_000).at(-1)).toEqual({ index: 273, width: 112 })
    expect(level(273)).toEqual([
      { index: 0, width: 256 },
      { index: 1, width: 17 },
    ])
    expect(level(1)).toEqual([{ index: 0, width: 1 }])
    expect(level(0)).toEqual([])
  })

  it('of entries are taken apart where they lie in a larger buffer', () => {
    const bundle = new Uint8Array([9, 9, 0, 1, 65, 0, 0, 9]).subarray(2, 7)
    expect(entriesOf('bundle', bundle, 2).map((entry) => [...entry])).toEqual([[65], []])
    expect(() => entriesOf('bundle', bundle.subarray(0, 4), 2)).toThrow('bundle is cut off within its entry 1.')
  })
})

describe('a note', () => {
  // The example of signed-note, section "Verifier keys".
  const vkey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
  const line =
    '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM='
  const text = 'This is an example message.\n'

  it('of the specification is opened by its key', () => {
    const signatures = [{ name: 'example.com/foo', keyId: '530d903a' }]
    expect(openNote(`${text}\n${line}\n`, vkey)).toMatchObject({ text, signatures })
  })

  it('keeps empty lines, letters and a byte order mark of its text', () => {
    const by = signer('quasimodo.test', 5)
    for (const kept of ['Ognuno sta solo\n\ned è subito sera.\n', '\n', 'a\n\n', '\ufeffa\n', '— not a signature\n']) {
      expect(openNote(signNote(kept, by), by.vkey).text).toBe(kept)
      expect(openNote(Buffer.from(signNote(kept, by)), by.vkey).text).toBe(kept)
    }
  })

  it('may bear signatures of others, as many as a note must be able to bear', () => {
    const others = Array.from({ length: 30 }, (_, at) =>
      signNote(text, signer(`other-${at}`, 50 + at))
        .split('\n')
        .at(-2),
    )
    const note = `${text}\n${[...others, line].join('\n')}\n`
    expect(openNote(note, vkey).signatures).toHaveLength(31)
    expect(() => openNote(`${text}\n${others.join('\n')}\n`, vkey)).toThrow('bears no signature of example.com/foo')
    expect(() => openNote(`${text}\n${`${line}\n`.repeat(101)}`, vkey)).toThrow('more than 100')
  })

  it.each([
    ['no empty line', `${text}${line}\n`],
    ['no signature', `${text}\n`],
    ['no line end', `${text}\n${line}`],
    ['an empty line at its end', `${text}\n${line}\n\n`],
    ['a carriage return', `${text}\n${line}\r\n`],
    ['a tab in its text', `This\t${text}\n${line}\n`],
    ['a hyphen for the dash', `${text}\n${line.replace('—', '-')}\n`],
    ['two spaces', `${text}\n${line.replace(' Uw', '  Uw')}\n`],
    ['a space in a name', `${text}\n${line.replace('foo', 'f\u2003o')}\n`],
    ['a plus in a name', `${text}\n${line.replace('foo', 'f+o')}\n`],
    ['other bits behind the last letter', `${text}\n${line.replace('aQM=', 'aQN=')}\n`],
    ['base 64 for addresses', `${text}\n${line.replaceAll('/', '_').replace('example.com_', 'example.com/')}-\n`],
    ['a key id and no more', `${text}\n— example.com/foo Uw2QOg==\n`],
    ['half a character', `${text}\ud800\n\n${line}\n`],
  ])('with %s is malformed', (_, note) => {
    expect(() => splitNote(note)).toThrow(/^The note /)
  })

  it('that is not UTF-8 is malformed', () => {
    const bytes = Buffer.from(`${text}\n${line}\n`)
    bytes[0] = 0xff
    expect(() => openNote(bytes, vkey)).toThrow('not valid UTF-8')
  })

  it.each([
    ['another id', vkey.replace('530d903a', '530d903b')],
    ['an id in capitals', vkey.replace('530d903a', '530D903A')],
    ['another name', vkey.replace('foo', 'bar')],
    ['no name', vkey.replace('example.com/foo', '')],
    ['a space in its name', vkey.replace('foo', 'f o')],
    ['another type', vkey.replace('+Ae', '+Be')],
    ['a key too short', vkey.replace('U2k', '')],
    ['nothing behind the id', 'example.com/foo+530d903a+'],
    ['half a character', vkey.replace('foo', 'f\ud800o')],
  ])('a verifier key with %s is refused', (_, key) => {
    expect(() => parseVkey(key)).toThrow('The verifier key')
  })

  it.each([31, 33])('a verifier key of %i bytes is refused, though its id is right', (length) => {
    const material = Buffer.alloc(1 + length, 1)
    const id = createHash('sha256').update('short\n').update(material).digest('hex').slice(0, 8)
    expect(() => parseVkey(`short+${id}+${material.toString('base64')}`)).toThrow(`holds ${length} bytes of key`)
  })
})
