// SPDX-License-Identifier: Apache-2.0
/** The first `most` UTF-16 units of a text, or one less where that would halve a pair. */
export function cut(text: string, most: number): string {
  const part = text.slice(0, most)
  return part.isWellFormed() ? part : part.slice(0, -1)
}
