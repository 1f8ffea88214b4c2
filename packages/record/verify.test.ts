// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import { bytes, HAS_TLOG, vectors } from './vectors.fixture.ts'
import { verifyConsistency, verifyInclusion, verifySubtreeConsistency, verifySubtreeInclusion } from './verify.ts'

type Common = { proof: string[] | null; wantErr: boolean; desc: string }
type Inclusion = Common & { leafIdx: number; treeSize: number; leafHash: string; root: string }
type Consistency = Common & { size1: number; size2: number; root1: string; root2: string }
type SubInclusion = Omit<Inclusion, 'treeSize'> & { treeSize?: number; start: number; end: number }
type SubConsistency = Omit<Consistency, 'size1' | 'size2'> & { start: number; end: number; size: number }

const FOLDER = 'transparency-dev-merkle/testdata'
const proofOf = (vector: Common) => (vector.proof ?? []).map(bytes)

describe.skipIf(!HAS_TLOG)('agrees with every vector of transparency-dev/merkle', () => {
  const inclusion = vectors<Inclusion>(`${FOLDER}/inclusion`)
  const consistency = vectors<Consistency>(`${FOLDER}/consistency`)
  const subtreeInclusion = vectors<SubInclusion>(`${FOLDER}/subtreeinclusion`)
  const subtreeConsistency = vectors<SubConsistency>(`${FOLDER}/subtreeconsistency`)

  it('finds all of them', () => {
    const counts = [inclusion, consistency, subtreeInclusion, subtreeConsistency].map((all) => all.length)
    expect(counts).toEqual([27, 33, 74, 39])
  })

  it.each(inclusion)('inclusion/%s', (_, v) => {
    const claim = { index: v.leafIdx, size: v.treeSize, leafHash: bytes(v.leafHash), root: bytes(v.root) }
    expect(verifyInclusion({ ...claim, proof: proofOf(v) }).ok).toBe(!v.wantErr)
  })

  it.each(consistency)('consistency/%s', (_, v) => {
    const claim = { size1: v.size1, size2: v.size2, root1: bytes(v.root1), root2: bytes(v.root2) }
    expect(verifyConsistency({ ...claim, proof: proofOf(v) }).ok).toBe(!v.wantErr)
  })

  it.each(subtreeInclusion)('subtreeinclusion/%s', (_, v) => {
    const claim = { index: v.leafIdx, leafHash: bytes(v.leafHash), root: bytes(v.root), proof: proofOf(v) }
    expect(verifySubtreeInclusion({ ...claim, start: v.start, end: v.end }).ok).toBe(!v.wantErr)
  })

  it.each(subtreeConsistency)('subtreeconsistency/%s', (_, v) => {
    const claim = { start: v.start, end: v.end, size: v.size, root1: bytes(v.root1), root2: bytes(v.root2) }
    expect(verifySubtreeConsistency({ ...claim, proof: proofOf(v) }).ok).toBe(!v.wantErr)
  })
})

describe('hostile claims are refused, not thrown', () => {
  const hash = new Uint8Array(32)
  const bad: unknown[] = [-1, 0.5, Number.NaN, Infinity, 2 ** 53, '1', 1n, null, undefined]

  it.each(bad)('a size or index of %s', (n) => {
    const size = n as number
    const base = { leafHash: hash, root: hash, root1: hash, root2: hash, proof: [] }
    const code = 'record/bad-size'
    expect(verifyInclusion({ ...base, index: size, size: 1 })).toMatchObject({ ok: false, code })
    expect(verifyInclusion({ ...base, index: 0, size })).toMatchObject({ ok: false, code })
    expect(verifyConsistency({ ...base, size1: size, size2: 1 })).toMatchObject({ ok: false, code })
    expect(verifyConsistency({ ...base, size1: 1, size2: size })).toMatchObject({ ok: false, code })
    expect(verifySubtreeInclusion({ ...base, index: 0, start: size, end: 1 }).ok).toBe(false)
    expect(verifySubtreeConsistency({ ...base, start: 0, end: size, size: 1 }).ok).toBe(false)
  })

  it.each([null, undefined, 'proof', [null], [new Uint8Array(31)], ['x'.repeat(32)]])('a proof of %s', (p) => {
    const proof = p as Uint8Array[]
    const refusal = { ok: false, code: 'record/bad-hash' }
    expect(verifyInclusion({ index: 0, size: 2, leafHash: hash, root: hash, proof })).toMatchObject(refusal)
    expect(verifyConsistency({ size1: 1, size2: 2, root1: hash, root2: hash, proof })).toMatchObject(refusal)
  })

  it('a proof of a million elements', () => {
    const proof = new Array(1_000_000).fill(hash)
    const refusal = { ok: false, code: 'record/proof-length' }
    expect(verifyInclusion({ index: 0, size: 2, leafHash: hash, root: hash, proof })).toMatchObject(refusal)
  })

  it('two roots at one size: the log forked', () => {
    const claim = { size1: 3, size2: 3, root1: hash, root2: hash.with(0, 1), proof: [] }
    expect(verifyConsistency(claim)).toMatchObject({ ok: false, code: 'record/root-mismatch' })
    expect(verifyConsistency({ ...claim, root2: hash })).toEqual({ ok: true })
  })
})
