// SPDX-License-Identifier: Apache-2.0
import { EMPTY_ROOT, HASH_LENGTH, nodeHash, sameBytes } from './tree-hash.ts'

export interface InclusionProof {
  index: number
  size: number
  leafHash: Uint8Array
  root: Uint8Array
  proof: readonly Uint8Array[]
}

export interface ConsistencyProof {
  first: number
  second: number
  firstRoot: Uint8Array
  secondRoot: Uint8Array
  proof: readonly Uint8Array[]
}

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0
const isOdd = (value: number) => value % 2 === 1
// Not `>>`: that would cut a size at 32 bits.
const half = (value: number) => Math.floor(value / 2)
const areHashes = (hashes: readonly Uint8Array[]) => hashes.every((hash) => hash.length === HASH_LENGTH)

/** Whether the proof binds the leaf to the root: the algorithm of RFC 9162 section 2.1.3.2. */
export function verifyInclusion({ index, size, leafHash, root, proof }: InclusionProof): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false
  if (!areHashes([leafHash, root, ...proof])) return false
  let fn = index
  let sn = size - 1
  let r = leafHash
  for (const p of proof) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      r = nodeHash(p, r)
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else {
      r = nodeHash(r, p)
    }
    fn = half(fn)
    sn = half(sn)
  }
  return sn === 0 && sameBytes(r, root)
}

/**
 * Whether the tree of `first` leaves is the beginning of the tree of `second` leaves: RFC 9162 section 2.1.4.2.
 * That section covers 0 < first < second. The two borders follow tlog-witness, section add-checkpoint: equal sizes need
 * equal roots, and the empty tree is the beginning of every tree; both with an empty proof.
 */
export function verifyConsistency({ first, second, firstRoot, secondRoot, proof }: ConsistencyProof): boolean {
  if (!isCount(first) || !isCount(second) || first > second) return false
  if (!areHashes([firstRoot, secondRoot, ...proof])) return false
  if (first === 0 && !sameBytes(firstRoot, EMPTY_ROOT)) return false
  if (first === second) return proof.length === 0 && sameBytes(firstRoot, secondRoot)
  if (first === 0) return proof.length === 0
  if (proof.length === 0) return false

  let fn = first - 1
  let sn = second - 1
  while (isOdd(fn)) {
    fn = half(fn)
    sn = half(sn)
  }
  // Only where `first` is a power of two has fn come down to 0: the old tree is then a whole subtree of the new one, and
  // the proof leaves its root out.
  const [start, ...path] = fn === 0 ? [firstRoot, ...proof] : proof
  let fr = start!
  let sr = start!
  for (const c of path) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      fr = nodeHash(c, fr)
      sr = nodeHash(c, sr)
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else {
      sr = nodeHash(sr, c)
    }
    fn = half(fn)
    sn = half(sn)
  }
  return sn === 0 && sameBytes(fr, firstRoot) && sameBytes(sr, secondRoot)
}
