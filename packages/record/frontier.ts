// SPDX-License-Identifier: Apache-2.0
import { RecordFault } from './fault.ts'
import { emptyRoot, isHash, nodeHash } from './hashing.ts'

/**
 * All that an appender must remember of a log: the roots of its complete subtrees, largest (leftmost) first, one for
 * each set bit of the size. 32 bytes * log2(size) at most; also called a compact range.
 */
export type Frontier = { readonly size: number; readonly hashes: readonly Uint8Array[] }

/** The frontier of a log without leaves. */
export function emptyFrontier(): Frontier {
  return { size: 0, hashes: [] }
}

/** The frontier after one more leaf. Pure. Throws `record/bad-frontier`, `record/bad-hash`. */
export function appendLeaf(frontier: Frontier, leafHash: Uint8Array): Frontier {
  return appendLeaves(frontier, [leafHash])
}

/** The frontier after these leaf hashes (not entries: see leafHash), in order. Pure; one nodeHash a leaf on average. */
export function appendLeaves(frontier: Frontier, leafHashes: Iterable<Uint8Array>): Frontier {
  assertFrontier(frontier)
  const hashes = [...frontier.hashes]
  let size = frontier.size
  for (const leaf of leafHashes) {
    if (!isHash(leaf)) throw new RecordFault('record/bad-hash', `leaf ${size} is not a hash of 32 bytes`)
    if (size === Number.MAX_SAFE_INTEGER) throw new RecordFault('record/bad-size', 'log is full')
    hashes.push(leaf)
    // Each trailing 1 bit of the old size is a complete subtree that the new leaf pairs up with.
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
      const right = hashes.pop()!
      hashes.push(nodeHash(hashes.pop()!, right))
    }
    size += 1
  }
  return { size, hashes }
}

/** The Merkle tree hash of the log: RFC 6962 section 2.1. Throws `record/bad-frontier`. */
export function frontierRoot(frontier: Frontier): Uint8Array {
  assertFrontier(frontier)
  return foldRight(frontier.hashes)
}

/** Joins the roots of complete subtrees of falling size, left to right, into the root over all. */
export function foldRight(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return emptyRoot()
  return hashes.reduceRight((right, left) => nodeHash(left, right))
}

function assertFrontier({ size, hashes }: Frontier): void {
  if (!Number.isSafeInteger(size) || size < 0) throw new RecordFault('record/bad-size', `${size} is no log size`)
  let ones = 0
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2
  if (hashes.length !== ones) {
    throw new RecordFault('record/bad-frontier', `size ${size} wants ${ones} hashes, frontier has ${hashes.length}`)
  }
}
