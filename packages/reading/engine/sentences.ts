// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../languages/language.ts'

export type Sentence = { start: number; end: number; text: string }

/** A "sentence" longer than this is a table or a list run together; it is cut at a space. */
const LONGEST = 4000
const segmenters = new Map<string, Intl.Segmenter>()

function segmenterOf(code: string): Intl.Segmenter {
  let segmenter = segmenters.get(code)
  if (!segmenter) {
    segmenter = new Intl.Segmenter(code, { granularity: 'sentence' })
    segmenters.set(code, segmenter)
  }
  return segmenter
}

/** The sentences of a block, by Unicode's rules, mended where an abbreviation or a small letter shows no end. */
export function sentencesOf(text: string, language: Language): Sentence[] {
  const sentences: Sentence[] = []
  let start = 0
  let end = 0
  const close = () => {
    const words = text.slice(start, end)
    const trimmed = words.trim()
    const from = start + (words.length - words.trimStart().length)
    if (trimmed) sentences.push({ start: from, end: from + trimmed.length, text: trimmed })
    start = end
  }
  // In slices: a segmenter's cost grows with what it holds, and a block may be the whole file.
  for (const slice of slicesOf(text)) {
    for (const { segment, index } of segmenterOf(language.code).segment(text.slice(slice.start, slice.end))) {
      const at = slice.start + index
      const before = text.slice(Math.max(start, end - 12), end)
      const joined = end > start && (/^\p{Ll}/u.test(segment) || language.joins(before, segment))
      if (end > start && (!joined || end - start > LONGEST)) close()
      end = at + segment.length
    }
  }
  close()
  return sentences
}

function* slicesOf(text: string): Generator<{ start: number; end: number }> {
  let start = 0
  while (start < text.length) {
    let end = Math.min(text.length, start + LONGEST)
    if (end < text.length) {
      const stop = Math.max(text.lastIndexOf('. ', end), text.lastIndexOf('; ', end))
      const space = text.lastIndexOf(' ', end)
      if (stop > start) end = stop + 2
      else if (space > start) end = space + 1
    }
    yield { start, end }
    start = end
  }
}
