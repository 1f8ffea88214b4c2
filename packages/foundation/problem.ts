// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'

/**
 * A refusal: expected, returned, never thrown. `sentence` is a message of the catalogue with `{name}` places that
 * `details` fill, so that page, API and command line say the same in the reader's language.
 */
export type Problem = {
  code: string
  /** 202: kept and not refused, but not done yet either, as with what waits for a second person. */
  status: 202 | 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503 | 507
  sentence: string
  details: Record<string, string | number>
}

export const problemSchema = z
  .object({
    code: z.string().meta({ example: 'partnership/not-the-promisor' }),
    status: z.number().int(),
    message: z.string().meta({ description: 'What is wrong, where, and what to do, in one sentence' }),
    details: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .meta({ id: 'Problem' })

/** Makes the maker of one refusal. The code is stable and starts with the room's name. */
export const defineProblem =
  (code: string, status: Problem['status'], sentence: string) =>
  (details: Problem['details'] = {}): Problem => ({ code, status, sentence, details })

/** The sentence with its places filled, in the language that the sentence is written in. */
export const sentenceOf = (problem: Problem): string =>
  problem.sentence.replace(/\{(\w+)\}/g, (place, name) => String(problem.details[name] ?? place))

export const problemJson = (problem: Problem): z.infer<typeof problemSchema> => ({
  code: problem.code,
  status: problem.status,
  message: sentenceOf(problem),
  details: problem.details,
})

export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem }
export const accept = <T>(value: T): Result<T> => ({ ok: true, value })
export const refuse = (problem: Problem): Result<never> => ({ ok: false, problem })

export const notValid = defineProblem(
  'foundation/not-valid',
  422,
  /*i18n*/ '{field} cannot be used: {reason}. Mend it and send again; nothing was recorded.',
)
export const notFound = defineProblem(
  'foundation/not-found',
  404,
  /*i18n*/ 'There is no such thing here, or you may not read it. Go back and choose from the list.',
)
export const notSignedIn = defineProblem(
  'foundation/not-signed-in',
  401,
  /*i18n*/ 'The public reads and does not speak. Choose a delegation, or sign in, first.',
)

/** What a Zod refusal says of its first issue, as a Problem: the field and a reason that the catalogue knows. */
export function problemOfZod(error: z.ZodError): Problem {
  const issue = error.issues[0]
  const field = issue?.path.map(String).join('.') || 'input'
  return notValid({ field, reason: issue ? reasonOf(issue) : /*i18n*/ 'it does not fit' })
}

function reasonOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return /*i18n*/ 'it is empty or too short'
    case 'too_big':
      return /*i18n*/ 'it is too long or too large'
    case 'invalid_value':
      return /*i18n*/ 'it is none of the choices'
    case 'invalid_type':
    case 'invalid_union':
      // Zod leaves the input out of its issues; its message alone says that there was none.
      return issue.message.endsWith('received undefined') ? /*i18n*/ 'it is missing' : /*i18n*/ 'it is of another kind'
    case 'unrecognized_keys':
      return /*i18n*/ 'it has a field that is not known here'
    default:
      return issue.message
  }
}
