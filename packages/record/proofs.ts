// SPDX-License-Identifier: Apache-2.0
import { RecordFault } from './fault.ts'
import { appendLeaves, emptyFrontier, type Frontier, foldRight } from './frontier.ts'
import { emptyRoot } from './hashing.ts'
import { consistencyRanges, frontierRanges, inclusionRanges, type Range, rangeStretches } from './ranges.ts'

/**
 * Where proofs get their hashes from: a database, a folder of tiles, an array.
 *
 * `levels` says how many tile levels it keeps: 1 for leaf hashes alone, 2 for leaf hashes and the roots of complete runs
 * of 256 leaves, 3 for runs of 65,536 too. `hashes(level, from, to)` answers exactly `to - from` of them in order: at
 * level 0 the leaf hashes `from` to `to`, at level 1 the roots of the runs `from` to `to`, and so on. It is never asked
 * for a run that is not complete in the tree a proof is made for.
 */
export type HashSource = {
  readonly levels: number
  hashes(level: number, from: number, to: number): Promise<readonly Uint8Array[]>
}

/**
 * The inclusion proof of leaf `index` in the log of `size`, nearest sibling first (RFC 6962 section 2.1.1). The source
 * may hold more leaves than `size`. Throws `record/bad-size`, `record/index-beyond-size`, `record/source-mismatch`.
 */
export function inclusionProof(size: number, index: number, source: HashSource): Promise<Uint8Array[]> {
  return rangeHashes(inclusionRanges(size, index), source)
}

/**
 * The consistency proof between two sizes of one log (RFC 6962 section 2.1.2); empty from size 0 or between equal sizes.
 * Throws `record/bad-size`, `record/size-shrank`, `record/source-mismatch`.
 */
export function consistencyProof(oldSize: number, newSize: number, source: HashSource): Promise<Uint8Array[]> {
  return rangeHashes(consistencyRanges(oldSize, newSize), source)
}

/** The frontier that an appender needs to go on from `size`: for a restart, and to check a stored frontier. */
export async function frontierAt(size: number, source: HashSource): Promise<Frontier> {
  return { size, hashes: await rangeHashes(frontierRanges(size), source) }
}

/** The Merkle tree hash of the first `size` leaves of the source. */
export async function rootAt(size: number, source: HashSource): Promise<Uint8Array> {
  return size === 0 ? emptyRoot() : rangeHash({ from: 0, to: size }, source)
}

/** The Merkle tree hash of one subtree. Throws `record/bad-range`, `record/source-mismatch`. */
export async function rangeHash(range: Range, source: HashSource): Promise<Uint8Array> {
  const parts = await Promise.all(
    rangeStretches(range, source.levels).map(async ({ level, from, to }) => {
      const hashes = await source.hashes(level, from, to)
      if (hashes.length !== to - from) {
        const message = `asked for ${to - from} hashes of level ${level} from ${from}, got ${hashes.length}`
        throw new RecordFault('record/source-mismatch', message)
      }
      return appendLeaves(emptyFrontier(), hashes).hashes
    }),
  )
  return foldRight(parts.flat())
}

function rangeHashes(ranges: readonly Range[], source: HashSource): Promise<Uint8Array[]> {
  return Promise.all(ranges.map((range) => rangeHash(range, source)))
}
