// SPDX-License-Identifier: Apache-2.0
import { franc } from 'franc-min'
import { LANGUAGES } from '../languages/index.ts'
import type { ReadableDocument } from '../reading.ts'

/** Share of words that a language cannot do without, from which on a text is taken to be in it. */
const ENOUGH = 0.16
/** Letters that are looked at: more say no more. */
const SAMPLE = 40_000

const named = (code: string): string => {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}

/**
 * The language of a document: what the caller says, else what its words show, else what its head claims.
 * Words first, because heads are copied from one translation to the next.
 */
export function languageOf(document: ReadableDocument, given?: string): { code: string; name: string } {
  const asked = given?.slice(0, 2).toLowerCase()
  if (asked) return { code: asked, name: named(asked) }
  let sample = ''
  for (const block of document.blocks) {
    if (sample.length > SAMPLE) break
    sample += `${block.text.slice(0, SAMPLE)}\n`
  }
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? []
  for (const { code, name, stopWords } of Object.values(LANGUAGES)) {
    const share = words.filter((word) => stopWords.has(word)).length / Math.max(1, words.length)
    if (share >= ENOUGH) return { code, name }
  }
  const claimed = document.language?.slice(0, 2).toLowerCase()
  if (claimed && LANGUAGES[claimed] && words.length < 60) return { code: claimed, name: named(claimed) }
  const guess = franc(sample, { minLength: 20 })
  const code = guess === 'und' ? '' : (Intl.getCanonicalLocales(guess)[0] ?? guess)
  if (code === '') {
    // Too little to tell: a few words are read as the first language, and give nothing where they are none of it.
    return words.length < 60 ? { code: 'en', name: 'English' } : { code: 'und', name: 'a language that it cannot tell' }
  }
  return { code, name: named(code) }
}
