// SPDX-License-Identifier: Apache-2.0
import type { Frontier } from '@symbolon/record'

/** A frontier as one column: its hashes of 32 bytes, one after another. The size stands in its own column. */
export const encodeFrontier = (frontier: Frontier): Buffer => Buffer.concat(frontier.hashes)

export function decodeFrontier(size: number, column: Buffer): Frontier {
  const hashes = Array.from({ length: column.length / 32 }, (_, i) => column.subarray(i * 32, i * 32 + 32))
  return { size, hashes }
}
