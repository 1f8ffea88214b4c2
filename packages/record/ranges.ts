// SPDX-License-Identifier: Apache-2.0
import { RecordFault } from './fault.ts'

/** Leaves in a tile: C2SP tlog-tiles, "Merkle Tree". */
export const TILE = 256

/** Leaves `from` (with) to `to` (without). In a proof it stands for one hash: the Merkle tree hash of these leaves. */
export type Range = { readonly from: number; readonly to: number }

/**
 * A stretch of stored hashes: at level `l`, hash `i` covers leaves i * 256^l to (i + 1) * 256^l, as in a tlog-tiles
 * tile. Level 0 holds leaf hashes, level 1 the roots of complete runs of 256 leaves.
 */
export type Stretch = { readonly level: number; readonly from: number; readonly to: number }

/**
 * Which subtrees an inclusion proof of leaf `index` in a log of `size` consists of, in the order of the proof
 * (RFC 6962 section 2.1.1, PATH). Throws `record/bad-size`, `record/index-beyond-size`.
 */
export function inclusionRanges(size: number, index: number): Range[] {
  assertSize(size)
  assertSize(index)
  if (index >= size) throw new RecordFault('record/index-beyond-size', `leaf ${index} is not in a log of ${size}`)
  const ranges: Range[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const split = from + splitPoint(to - from)
    if (index < split) {
      ranges.push({ from: split, to })
      to = split
    } else {
      ranges.push({ from, to: split })
      from = split
    }
  }
  return ranges.reverse()
}

/**
 * Which subtrees a consistency proof from `oldSize` to `newSize` consists of, in the order of the proof (RFC 6962
 * section 2.1.2, PROOF). None from size 0 or between equal sizes: there is nothing to prove. Throws `record/bad-size`,
 * `record/size-shrank`.
 */
export function consistencyRanges(oldSize: number, newSize: number): Range[] {
  assertSize(oldSize)
  assertSize(newSize)
  if (oldSize > newSize) throw new RecordFault('record/size-shrank', `a log cannot shrink: ${oldSize} to ${newSize}`)
  if (oldSize === 0 || oldSize === newSize) return []
  const ranges: Range[] = []
  let [from, to] = [0, newSize]
  while (oldSize < to) {
    const split = from + splitPoint(to - from)
    if (oldSize <= split) {
      ranges.push({ from: split, to })
      to = split
    } else {
      ranges.push({ from, to: split })
      from = split
    }
  }
  // A subtree that starts at 0 is the old log itself, whose root the verifier has.
  if (from > 0) ranges.push({ from, to })
  return ranges.reverse()
}

/** The ranges whose hashes are the frontier of a log of `size`, largest first. Throws `record/bad-size`. */
export function frontierRanges(size: number): Range[] {
  assertSize(size)
  const ranges: Range[] = []
  for (let from = 0; from < size; ) {
    const to = from + largestPower(size - from)
    ranges.push({ from, to })
    from = to
  }
  return ranges
}

/**
 * The fewest stored hashes that make up a range when `levels` levels are kept (1: leaf hashes alone; 2: also the roots
 * of runs of 256; ...), left to right. Throws `record/bad-range` if the range is no subtree of a Merkle tree, that is
 * if `from` is not a multiple of the power of two at or above its width.
 */
export function rangeStretches(range: Range, levels: number): Stretch[] {
  assertSubtree(range)
  const stretches: Stretch[] = []
  let from = range.from
  for (let level = levels - 1; level >= 0; level--) {
    const span = TILE ** level
    const to = Math.floor(range.to / span)
    if (from % span !== 0 || to * span <= from) continue
    stretches.push({ level, from: from / span, to })
    from = to * span
  }
  return stretches
}

/** Whether a range is a subtree that a log may contain; an empty one is not. */
export function isSubtree({ from, to }: Range): boolean {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || to <= from) return false
  const power = largestPower(to - from)
  return from % (power === to - from ? power : power * 2) === 0
}

/** Throws `record/bad-size` on anything but a whole number from 0 to 2^53 - 1. */
export function assertSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) throw new RecordFault('record/bad-size', `${size} is no log size`)
}

function assertSubtree(range: Range): void {
  if (!isSubtree(range)) throw new RecordFault('record/bad-range', `${range.from} to ${range.to} is no subtree`)
}

/** RFC 6962's k: the largest power of two below n (n > 1). */
function splitPoint(n: number): number {
  return largestPower(n - 1)
}

/** The largest power of two at or below n (n > 0). A loop: log2 rounds wrongly near 2^50, and << stops at 2^31. */
function largestPower(n: number): number {
  let power = 1
  while (power <= n / 2) power *= 2
  return power
}
