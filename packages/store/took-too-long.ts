// SPDX-License-Identifier: Apache-2.0
import { defineProblem, type Result, refuse } from '@symbolon/foundation'

/** How long one question to the database may take for a reader, in milliseconds. */
export const MOST_READING = 5000
const QUERY_CANCELED = '57014'

const tookTooLong = defineProblem(
  'store/took-too-long',
  503,
  /*i18n*/ 'This took more than {seconds} seconds and was stopped; nothing was changed. Ask for less at once, or try again when there is less to do.',
)

export const wasCanceled = (error: unknown): boolean => (error as { code?: string }).code === QUERY_CANCELED

/** Thrown where a reader's question was cancelled; doors tell its problem. */
export class TookTooLong extends Error {
  readonly problem = tookTooLong({ seconds: MOST_READING / 1000 })
  constructor(cause: unknown) {
    super('a question took too long', { cause })
  }
}

/** Gives the problem of what took too long as a refusal; any other fault stays one. */
export async function orTooLong<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof TookTooLong) return refuse(error.problem)
    throw error
  }
}
