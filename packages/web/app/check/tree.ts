// SPDX-License-Identifier: Apache-2.0
import { type Bytes, sha256 } from './bytes.ts'

/** RFC 6962, section 2.1: a leaf and a node are told apart by their first byte. */
export const leafOf = (entry: Uint8Array): Promise<Bytes> => sha256(Uint8Array.of(0), entry)
const nodeOf = (left: Uint8Array, right: Uint8Array): Promise<Bytes> => sha256(Uint8Array.of(1), left, right)

/** The roots of the complete subtrees of a growing log: at place h the one of 2^h leaves, where there is one. */
export type Peaks = (Bytes | undefined)[]

/** Adds a complete subtree of 2^height leaves behind what is there; `peaks` stays as it was. */
async function add(peaks: Peaks, subtree: Bytes, height: number): Promise<Peaks> {
  const after = [...peaks]
  let hash = subtree
  let at = height
  for (; after[at]; at++) {
    hash = await nodeOf(after[at]!, hash)
    after[at] = undefined
  }
  after[at] = hash
  return after
}

/** Adds up to 256 leaves. A run of 256 that begins at a multiple of 256 goes in as one subtree, its levels at once. */
export async function addLeaves(peaks: Peaks, leaves: Bytes[]): Promise<Peaks> {
  if (leaves.length === 256 && !peaks.slice(0, 8).some(Boolean)) {
    let level = leaves
    while (level.length > 1)
      level = await Promise.all(
        Array.from({ length: level.length / 2 }, (_, n) => nodeOf(level[2 * n]!, level[2 * n + 1]!)),
      )
    return add(peaks, level[0]!, 8)
  }
  let after = peaks
  for (const leaf of leaves) after = await add(after, leaf, 0)
  return after
}

/** The root over all leaves that were added; null where there are none. */
export async function rootOf(peaks: Peaks): Promise<Bytes | null> {
  let root: Bytes | null = null
  for (const peak of peaks) if (peak) root = root ? await nodeOf(peak, root) : peak
  return root
}
