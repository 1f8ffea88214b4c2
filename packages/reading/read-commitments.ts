// SPDX-License-Identifier: Apache-2.0
import { defineProblem, type Problem, sentenceOf } from '@symbolon/foundation'
import { contextOf } from './engine/context.ts'
import { itemOf } from './engine/items.ts'
import { languageOf } from './engine/language-of.ts'
import { passagesOf } from './engine/passages.ts'
import { LANGUAGES } from './languages/index.ts'
import type { ReadableDocument, Reading } from './reading.ts'

export type ReadingProblem = Problem & { message: string }
export type ReadingOutcome = { ok: true; reading: Reading } | { ok: false; problem: ReadingProblem }
/** `language` says which language the document is in, where its own head or its words would mislead. */
export type ReadingOptions = { language?: string }

const notRead = defineProblem(
  'reading/language-not-read',
  422,
  /*i18n*/ '{name} seems to be in {language}; this version reads {languages}. Open the version in one of these, or enter its commitments by hand.',
)

/**
 * The commitments that a document states, as drafts in the order of the text: who promises or reports what, to whom,
 * how firmly, by when, on what condition. By rules alone: nothing is fetched, nothing is learned.
 * Refuses with `reading/language-not-read`. Cost: linear in the document; some 2 MB a second.
 */
export function readCommitments(document: ReadableDocument, options: ReadingOptions = {}): ReadingOutcome {
  const found = languageOf(document, options.language)
  const language = LANGUAGES[found.code]
  if (!language) {
    const languages = Object.values(LANGUAGES).map(({ name }) => name)
    const problem = notRead({ name: document.name, language: found.name, languages: languages.join(', ') })
    return { ok: false, problem: { ...problem, message: sentenceOf(problem) } }
  }
  const context = contextOf(document, language)
  const quoteOf = cutterOf(document.text)
  const items = [...passagesOf(document, context)].map((passage) => itemOf(passage, context, quoteOf))
  return { ok: true, reading: { document: document.name, language: language.code, items } }
}

/** Cuts a text by code points. Items come in order, so one walk through the text serves them all. */
function cutterOf(text: string): (start: number, end: number) => string {
  if (!/[\ud800-\udfff]/.test(text)) return (start, end) => text.slice(start, end)
  let point = 0
  let unit = 0
  const walkTo = (goal: number): number => {
    if (goal < point) point = unit = 0
    for (; point < goal && unit < text.length; point++) unit += text.codePointAt(unit)! > 0xffff ? 2 : 1
    return unit
  }
  return (start, end) => text.slice(walkTo(start), walkTo(end))
}
