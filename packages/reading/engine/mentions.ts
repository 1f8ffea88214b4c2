// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../languages/language.ts'
import type { Mention } from './marks.ts'

const WORD_START = /(?<![\p{L}\p{N}])[\p{L}]/gu
const FIRST_WORD = /^[\p{L}.]+/u

/**
 * Every name of a state, a people, a body or an agency in a text, in order, longest first where several fit.
 * One look-up a word: linear in the text, whatever the size of the gazetteer.
 */
export function findMentions(text: string, language: Language): Mention[] {
  const mentions: Mention[] = []
  WORD_START.lastIndex = 0
  for (let match = WORD_START.exec(text); match; match = WORD_START.exec(text)) {
    const at = match.index
    const first = FIRST_WORD.exec(text.slice(at, at + 40))?.[0] ?? ''
    const entry = (language.gazetteer.get(first.replace(/\.+$/, '')) ?? []).find((candidate) =>
      fits(text, at, candidate.name),
    )
    if (!entry) continue
    WORD_START.lastIndex = at + entry.name.length
    if (entry.kind) mentions.push({ start: at, end: at + entry.name.length, kind: entry.kind, codes: entry.codes })
  }
  return language.refine(text, mentions)
}

/** A name ends where a word ends; a name that ends in a stop ("U.S.") ends there. */
function fits(text: string, at: number, name: string): boolean {
  if (!text.startsWith(name, at)) return false
  const after = text[at + name.length]
  return (name.endsWith('.') && after !== '$') || after === undefined || !/[\p{L}\p{N}$]/u.test(after)
}
