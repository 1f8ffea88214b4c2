// SPDX-License-Identifier: Apache-2.0
import { defineProblem } from '@symbolon/foundation'
import { ThrownRefusal } from './thrown-refusal.ts'

/** How long one question to the database may take for a reader, in milliseconds. */
export const MOST_READING = 5000
const QUERY_CANCELED = '57014'

const tookTooLong = defineProblem(
  'store/took-too-long',
  503,
  /*i18n*/ 'This took more than {seconds} seconds and was stopped; nothing was changed. Ask for less at once, or try again when there is less to do.',
)

export const wasCanceled = (error: unknown): boolean => (error as { code?: string }).code === QUERY_CANCELED

/** What is thrown where a reader's question was cancelled. */
export const tooLong = (cause: unknown) => new ThrownRefusal(tookTooLong({ seconds: MOST_READING / 1000 }), cause)
