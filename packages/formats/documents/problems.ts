// SPDX-License-Identifier: Apache-2.0
import { defineProblem, type Problem, sentenceOf } from '@symbolon/foundation'

/** A refusal of this package: foundation's Problem with its sentence already filled in English. */
export type DocumentProblem = Problem & { message: string }

const spoken =
  (make: (details?: Problem['details']) => Problem) =>
  (details: Problem['details']): DocumentProblem => {
    const problem = make(details)
    return { ...problem, message: sentenceOf(problem) }
  }

export const empty = spoken(
  defineProblem(
    'documents/empty',
    422,
    /*i18n*/ '{name} holds no text to read. Choose the file that carries the words of the document.',
  ),
)
export const notText = spoken(
  defineProblem(
    'documents/not-text',
    415,
    /*i18n*/ '{name} is {what}; this version reads Markdown and plain text. Copy the text out, save it as a .txt or .md file in UTF-8, and open that.',
  ),
)
export const wrongEncoding = spoken(
  defineProblem(
    'documents/wrong-encoding',
    415,
    /*i18n*/ '{name} is not {encoding}: byte {offset} (line {line}) does not fit. Open it in the program that made it, save it as UTF-8, and open that.',
  ),
)
export const tooLarge = spoken(
  defineProblem(
    'documents/too-large',
    413,
    /*i18n*/ '{name} has {size} bytes; the limit is {limit}. Split it, or keep only the pages that carry commitments.',
  ),
)
export const notFoundHere = spoken(
  defineProblem(
    'documents/not-found',
    404,
    /*i18n*/ '{name} cannot be opened: there is no such readable file. Check the path and try again.',
  ),
)
