// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appendLeaf, appendLeaves, emptyFrontier, frontierRoot } from './frontier.ts'
import { emptyRoot, leafHash, nodeHash } from './hashing.ts'
import { consistencyProof, frontierAt, type HashSource, inclusionProof, rootAt } from './proofs.ts'
import { consistencyRanges, inclusionRanges, isSubtree, rangeStretches, TILE } from './ranges.ts'
import { verifyConsistency, verifyInclusion } from './verify.ts'

const MOST = 1200
const leaves = Array.from({ length: MOST }, (_, i) => leafHash(new TextEncoder().encode(`leaf ${i}`)))

/** The definition in RFC 6962 section 2.1, word for word. */
function mth(hashes: Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return emptyRoot()
  if (hashes.length === 1) return hashes[0]!
  let k = 1
  while (k * 2 < hashes.length) k *= 2
  return nodeHash(mth(hashes.slice(0, k)), mth(hashes.slice(k)))
}

/** Keeps only runs that are complete, as a database does, and holds more leaves than the tree asked about. */
function source(levels: number): HashSource {
  return {
    levels,
    async hashes(level, from, to) {
      const span = TILE ** level
      if (to * span > MOST) throw new Error('asked for an incomplete run')
      return Array.from({ length: to - from }, (_, i) => mth(leaves.slice((from + i) * span, (from + i + 1) * span)))
    },
  }
}

const levels = fc.constantFrom(1, 2, 3)
const size = fc.oneof(
  fc.integer({ min: 1, max: 20 }),
  fc.integer({ min: 1, max: MOST }),
  fc.constantFrom(256, 512, 513),
)
const leafInLog = size.chain((n) => fc.tuple(fc.constant(n), fc.nat({ max: n - 1 })))
const twoSizes = fc.tuple(size, size).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)])

describe('the frontier', () => {
  it('has the root that RFC 6962 defines', () => {
    const check = (n: number) => {
      expect(frontierRoot(appendLeaves(emptyFrontier(), leaves.slice(0, n)))).toEqual(mth(leaves.slice(0, n)))
    }
    for (let n = 0; n < 40; n++) check(n)
    fc.assert(fc.property(size, check))
  })

  it('is the same however the leaves arrive, and leaves the one given alone', () => {
    fc.assert(
      fc.property(twoSizes, ([a, b]) => {
        const first = appendLeaves(emptyFrontier(), leaves.slice(0, a))
        const before = structuredClone(first)
        const inOne = appendLeaves(first, leaves.slice(a, b))
        expect(leaves.slice(a, b).reduce(appendLeaf, first)).toEqual(inOne)
        expect(first).toEqual(before)
      }),
      { numRuns: 30 },
    )
  })

  it('can be made again from stored hashes', async () => {
    await fc.assert(
      fc.asyncProperty(size, levels, async (n, l) => {
        expect(await frontierAt(n, source(l))).toEqual(appendLeaves(emptyFrontier(), leaves.slice(0, n)))
      }),
    )
    expect(await frontierAt(0, source(2))).toEqual(emptyFrontier())
  })

  it('refuses to go on from a frontier whose size and hashes disagree', () => {
    const broken = { size: 3, hashes: [leaves[0]!] }
    expect(() => appendLeaf(broken, leaves[1]!)).toThrow(expect.objectContaining({ code: 'record/bad-frontier' }))
    expect(() => frontierRoot(broken)).toThrow(expect.objectContaining({ code: 'record/bad-frontier' }))
    const short = new Uint8Array(31)
    expect(() => appendLeaf(emptyFrontier(), short)).toThrow(expect.objectContaining({ code: 'record/bad-hash' }))
  })
})

/** One bit of one of the hashes, flipped. */
function flip(hash: Uint8Array, bit: number): Uint8Array {
  return hash.with(bit >> 3, hash[bit >> 3]! ^ (1 << (bit & 7)))
}

describe('proofs', () => {
  it('of inclusion verify, and stop verifying when one bit of anything but the size changes', async () => {
    await fc.assert(
      fc.asyncProperty(leafInLog, levels, fc.nat(), fc.nat(255), async ([n, index], l, pick, bit) => {
        const proof = await inclusionProof(n, index, source(l))
        const claim = { index, size: n, leafHash: leaves[index]!, proof, root: mth(leaves.slice(0, n)) }
        expect(verifyInclusion(claim)).toEqual({ ok: true })
        expect(verifyInclusion({ ...claim, leafHash: flip(claim.leafHash, bit) }).ok).toBe(false)
        expect(verifyInclusion({ ...claim, root: flip(claim.root, bit) }).ok).toBe(false)
        expect(verifyInclusion({ ...claim, index: index ^ (1 << (bit % 12)) }).ok).toBe(false)
        expect(verifyInclusion({ ...claim, proof: [...proof, claim.root] }).ok).toBe(false)
        if (proof.length === 0) return
        const at = pick % proof.length
        expect(verifyInclusion({ ...claim, proof: proof.with(at, flip(proof[at]!, bit)) }).ok).toBe(false)
        expect(verifyInclusion({ ...claim, proof: proof.toSpliced(at, 1) }).ok).toBe(false)
      }),
    )
  })

  it('of consistency verify, and stop verifying when one bit of a root or of the proof changes', async () => {
    await fc.assert(
      fc.asyncProperty(twoSizes, levels, fc.nat(), fc.nat(255), async ([size1, size2], l, pick, bit) => {
        const proof = await consistencyProof(size1, size2, source(l))
        const [root1, root2] = [mth(leaves.slice(0, size1)), mth(leaves.slice(0, size2))]
        const claim = { size1, size2, root1, root2, proof }
        expect(verifyConsistency(claim)).toEqual({ ok: true })
        expect(verifyConsistency({ ...claim, root1: flip(root1, bit) }).ok).toBe(false)
        expect(verifyConsistency({ ...claim, root2: flip(root2, bit) }).ok).toBe(false)
        expect(verifyConsistency({ ...claim, proof: [...proof, root1] }).ok).toBe(false)
        if (proof.length === 0) return
        const at = pick % proof.length
        expect(verifyConsistency({ ...claim, proof: proof.with(at, flip(proof[at]!, bit)) }).ok).toBe(false)
        expect(verifyConsistency({ ...claim, proof: proof.toSpliced(at, 1) }).ok).toBe(false)
      }),
    )
  })

  it('do not bind the size: only a signed checkpoint says which size a root has', async () => {
    const proof = await inclusionProof(3, 0, source(1))
    const claim = { index: 0, leafHash: leaves[0]!, proof, root: mth(leaves.slice(0, 3)) }
    expect(verifyInclusion({ ...claim, size: 4 })).toEqual({ ok: true })
    expect(verifyInclusion({ ...claim, size: 2 }).ok).toBe(false)
  })

  it('of a log as large as numbers go ask for few, aligned subtrees', () => {
    const huge = Number.MAX_SAFE_INTEGER
    for (const ranges of [inclusionRanges(huge, 2 ** 50 + 1), consistencyRanges(2 ** 50 + 1, huge)]) {
      expect(ranges.length).toBeLessThanOrEqual(54)
      expect(ranges.every(isSubtree)).toBe(true)
    }
    const stretches = rangeStretches({ from: 0, to: huge }, 7)
    const covered = stretches.reduce((sum, { level, from, to }) => sum + (to - from) * TILE ** level, 0)
    expect(covered).toBe(huge)
  })

  it('of such a log verify: no step rounds or stops at 32 bits', async () => {
    // All leaves alike, so that the root of any complete run is known without hashing 2^53 of them.
    const runs = [leaves[0]!]
    for (let height = 1; height < 56; height++) runs.push(nodeHash(runs[height - 1]!, runs[height - 1]!))
    const alike: HashSource = { levels: 7, hashes: async (l, from, to) => new Array(to - from).fill(runs[l * 8]!) }
    const [small, large, index] = [2 ** 50 + 2 ** 32 + 3, 2 ** 53 - 5, 2 ** 51 + 2 ** 31 + 1]
    const [root1, root2] = [await rootAt(small, alike), await rootAt(large, alike)]
    const inclusion = { index, size: large, leafHash: leaves[0]!, root: root2 }
    expect(verifyInclusion({ ...inclusion, proof: await inclusionProof(large, index, alike) })).toEqual({ ok: true })
    const consistency = { size1: small, size2: large, root1, root2 }
    const proof = await consistencyProof(small, large, alike)
    expect(verifyConsistency({ ...consistency, proof })).toEqual({ ok: true })
    expect(verifyConsistency({ ...consistency, size1: small - 1, proof }).ok).toBe(false)
    expect(frontierRoot(await frontierAt(large, alike))).toEqual(root2)
  })

  it('refuse what a log cannot have', async () => {
    expect(() => inclusionRanges(3, 3)).toThrow(expect.objectContaining({ code: 'record/index-beyond-size' }))
    expect(() => consistencyRanges(4, 3)).toThrow(expect.objectContaining({ code: 'record/size-shrank' }))
    expect(() => rangeStretches({ from: 2, to: 6 }, 1)).toThrow(expect.objectContaining({ code: 'record/bad-range' }))
    const short: HashSource = { levels: 1, hashes: async () => [] }
    await expect(rootAt(3, short)).rejects.toMatchObject({ code: 'record/source-mismatch' })
    expect(await rootAt(0, short)).toEqual(emptyRoot())
  })
})
