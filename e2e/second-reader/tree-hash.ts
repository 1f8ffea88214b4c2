// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto'

export const HASH_LENGTH = 32

/** The hash of the empty tree: SHA-256 of nothing (RFC 6962 section 2.1). */
export const EMPTY_ROOT: Uint8Array = hash('sha256', new Uint8Array(), 'buffer')

/** MTH of one entry: SHA-256(0x00 || entry) (RFC 6962 section 2.1). */
export function leafHash(entry: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + entry.length)
  input.set(entry, 1)
  return hash('sha256', input, 'buffer')
}

/** The hash over two subtrees: SHA-256(0x01 || left || right) (RFC 6962 section 2.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + left.length + right.length)
  input[0] = 1
  input.set(left, 1)
  input.set(right, 1 + left.length)
  return hash('sha256', input, 'buffer')
}

/** The root over the first `size` leaf hashes, built with a stack as in RFC 9162 section 2.1.2. */
export function rootOf(leafHashes: readonly Uint8Array[], size = leafHashes.length): Uint8Array {
  if (size > leafHashes.length) throw new Error(`A root over ${size} leaves was asked of ${leafHashes.length}.`)
  const stack: Uint8Array[] = []
  const mergeTopTwo = () => {
    const right = stack.pop()!
    stack.push(nodeHash(stack.pop()!, right))
  }
  for (let index = 0; index < size; index++) {
    stack.push(leafHashes[index]!)
    // As many merges as there are trailing ones in the index: each closes one complete subtree.
    for (let rest = index; rest % 2 === 1; rest = Math.floor(rest / 2)) mergeTopTwo()
  }
  while (stack.length > 1) mergeTopTwo()
  return stack[0] ?? EMPTY_ROOT
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}
