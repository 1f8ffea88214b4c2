// SPDX-License-Identifier: Apache-2.0
import { HOLDS, type Refusal, refuse, type Verdict } from './fault.ts'
import { emptyRoot, isHash, nodeHash, sameBytes } from './hashing.ts'
import { isSubtree } from './ranges.ts'

export type InclusionClaim = {
  readonly index: number
  readonly size: number
  readonly leafHash: Uint8Array
  readonly proof: readonly Uint8Array[]
  readonly root: Uint8Array
}

export type ConsistencyClaim = {
  readonly size1: number
  readonly size2: number
  readonly root1: Uint8Array
  readonly root2: Uint8Array
  readonly proof: readonly Uint8Array[]
}

export type SubtreeInclusionClaim = Omit<InclusionClaim, 'size'> & { readonly start: number; readonly end: number }

export type SubtreeConsistencyClaim = Omit<ConsistencyClaim, 'size1' | 'size2'> & {
  readonly start: number
  readonly end: number
  readonly size: number
}

/**
 * Whether a leaf stands at `index` of the log of `size` that has this root (RFC 9162 section 2.1.3.2, which also
 * verifies RFC 6962 proofs). Every field may come from an adversary; never throws. Refuses with `record/bad-size`,
 * `record/bad-hash`, `record/index-beyond-size`, `record/proof-length`, `record/root-mismatch`.
 */
export function verifyInclusion({ index, size, leafHash, proof, root }: InclusionClaim): Verdict {
  const malformed = checkSizes(index, size) ?? checkHashes([leafHash, root], proof)
  if (malformed) return malformed
  if (index >= size) return refuse('record/index-beyond-size', `leaf ${index} is not in a log of ${size}`)
  let [fn, sn, r] = [index, size - 1, leafHash]
  for (const sibling of proof) {
    if (sn === 0) return refuse('record/proof-length', 'proof is too long')
    if (isOdd(fn) || fn === sn) {
      r = nodeHash(sibling, r)
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else {
      r = nodeHash(r, sibling)
    }
    ;[fn, sn] = [half(fn), half(sn)]
  }
  if (sn !== 0) return refuse('record/proof-length', 'proof is too short')
  return sameBytes(r, root) ? HOLDS : refuse('record/root-mismatch', 'the proof leads to another root')
}

/**
 * Whether the log of `size2` begins with the log of `size1` (RFC 9162 section 2.1.4.2, which also verifies RFC 6962
 * proofs). Never throws. From size 0 there is nothing to prove, and a claim to have done so is refused
 * (`record/empty-tree`): who starts at 0 must not ask. Two equal sizes hold when the roots are equal and the proof is
 * empty. Further refusals: `record/bad-size`, `record/bad-hash`, `record/size-shrank`, `record/proof-length`,
 * `record/root-mismatch`.
 */
export function verifyConsistency({ size1, size2, root1, root2, proof }: ConsistencyClaim): Verdict {
  const malformed = checkSizes(size1, size2) ?? checkHashes([root1, root2], proof)
  if (malformed) return malformed
  if (size1 > size2) return refuse('record/size-shrank', `a log cannot shrink: ${size1} to ${size2}`)
  if (size1 === 0 && size2 > 0) return refuse('record/empty-tree', 'from size 0 there is nothing to prove')
  if (size2 === 0 && !sameBytes(root1, emptyRoot())) {
    return refuse('record/root-mismatch', 'this is not the root of an empty log')
  }
  if (size1 === size2) {
    if (proof.length > 0) return refuse('record/proof-length', 'between equal sizes the proof is empty')
    return sameBytes(root1, root2) ? HOLDS : refuse('record/root-mismatch', 'same size, two roots: the log forked')
  }
  return climb(0, size1, size2, root1, root2, proof)
}

/**
 * Whether a leaf stands at `index` of the log, shown against the root of its subtree `start` to `end` (tlog-cosignature,
 * "subtree"; draft-ietf-plants-merkle-tree-certs). Never throws. Refuses `record/bad-range` besides what
 * verifyInclusion refuses.
 */
export function verifySubtreeInclusion({ start, end, index, ...claim }: SubtreeInclusionClaim): Verdict {
  if (!isSubtree({ from: start, to: end })) return refuse('record/bad-range', `${start} to ${end} is no subtree`)
  return verifyInclusion({ ...claim, index: index - start, size: end - start })
}

/**
 * Whether the subtree `start` to `end` with hash root1 is part of the log of `size` with root2. An empty subtree holds
 * for the empty root and an empty proof, and says nothing about root2. Never throws.
 */
export function verifySubtreeConsistency(claim: SubtreeConsistencyClaim): Verdict {
  const { start, end, size, root1, root2, proof } = claim
  const malformed = checkSizes(start, end, size) ?? checkHashes([root1, root2], proof)
  if (malformed) return malformed
  if (end > size) return refuse('record/size-shrank', `subtree ends at ${end}, log at ${size}`)
  if (start === end) {
    if (proof.length > 0) return refuse('record/proof-length', 'the proof of an empty subtree is empty')
    return sameBytes(root1, emptyRoot()) ? HOLDS : refuse('record/root-mismatch', 'not the root of an empty subtree')
  }
  if (!isSubtree({ from: start, to: end })) return refuse('record/bad-range', `${start} to ${end} is no subtree`)
  return climb(start, end, size, root1, root2, proof)
}

/**
 * Rebuilds both roots from the proof while climbing the tree. `fn` and `sn` are the first and last node of the subtree
 * on this level, `tn` the last node of the log; `fr` becomes the subtree's root, `sr` the log's. With start 0 these are
 * the steps of RFC 9162 section 2.1.4.2.
 */
function climb(
  start: number,
  end: number,
  size: number,
  root1: Uint8Array,
  root2: Uint8Array,
  proof: readonly Uint8Array[],
): Verdict {
  let [fn, sn, tn] = [start, end - 1, size - 1]
  const up = () => {
    ;[fn, sn, tn] = [half(fn), half(sn), half(tn)]
  }
  // Skip to the subtree whose hash starts the climb: the whole of it if it is complete or ends the log.
  const endsLog = sn === tn
  while (fn !== sn && (endsLog || isOdd(sn))) up()
  const first = fn === sn ? root1 : proof[0]
  if (first === undefined) return refuse('record/proof-length', 'proof is too short')
  let [fr, sr] = [first, first]
  for (const sibling of fn === sn ? proof : proof.slice(1)) {
    if (tn === 0) return refuse('record/proof-length', 'proof is too long')
    if (isOdd(sn) || sn === tn) {
      if (fn < sn) fr = nodeHash(sibling, fr)
      sr = nodeHash(sibling, sr)
      while (!isOdd(sn) && sn !== 0) up()
    } else {
      sr = nodeHash(sr, sibling)
    }
    up()
  }
  if (tn !== 0) return refuse('record/proof-length', 'proof is too short')
  if (!sameBytes(fr, root1)) return refuse('record/root-mismatch', 'the proof leads to another old root')
  return sameBytes(sr, root2) ? HOLDS : refuse('record/root-mismatch', 'the proof leads to another new root')
}

function checkSizes(...sizes: number[]): Refusal | undefined {
  if (sizes.every((size) => Number.isSafeInteger(size) && size >= 0)) return undefined
  return refuse('record/bad-size', 'a size or index is not a whole number below 2^53')
}

function checkHashes(hashes: readonly unknown[], proof: unknown): Refusal | undefined {
  // Before looking at each: a proof in a log of 2^53 leaves has at most 54 elements.
  if (Array.isArray(proof) && proof.length > 64) return refuse('record/proof-length', 'proof is too long')
  if (Array.isArray(proof) && [...hashes, ...proof].every(isHash)) return undefined
  return refuse('record/bad-hash', 'a root, leaf or proof element is not a hash of 32 bytes')
}

const isOdd = (n: number): boolean => n % 2 === 1
const half = (n: number): number => Math.floor(n / 2)
