// SPDX-License-Identifier: Apache-2.0
import edtf from 'edtf'
import { z } from 'zod'

/** A date or interval in the Extended Date/Time Format (ISO 8601-2:2019, levels 0 to 2), as the `edtf` library reads it. */
export const edtfSchema = z
  .string()
  .max(60)
  .refine(isEdtf, /*i18n*/ 'must be a date such as 2022, 2022-08, 2022-08-31 or 2023/2024')
  .meta({ description: 'Extended Date/Time Format (EDTF)', example: '2022-08' })

export function isEdtf(text: string): boolean {
  return days(text) !== null
}

/** First and last day that the date can mean (ISO, UTC); null for an end that is open or unknown. */
export function daysOf(text: string): { first: string | null; last: string | null } {
  const found = days(text)
  if (!found) throw new RangeError(`not a date in EDTF: ${text}`)
  return found
}

type Days = { readonly first: string | null; readonly last: string | null }

// The grammar costs about 0.1 ms a date, and a declaration names the same few dates again and again. What a hostile
// caller makes us keep is bounded: `max(60)` a text, and all is forgotten where there are too many.
const known = new Map<string, Days | null>()
const MOST_KNOWN = 10_000

function days(text: string): Days | null {
  const before = known.get(text)
  if (before !== undefined) return before
  const found = parse(text)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(text, found)
  return found
}

function parse(text: string): Days | null {
  try {
    const date = edtf(text) as { min: number; max: number }
    const day = (time: number) => (Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : null)
    return { first: day(date.min), last: day(date.max) }
  } catch {
    return null
  }
}

/** Overdue means: the last day that the deadline names is over (DOMAIN: dates are intervals). */
export function isOver(deadline: string, today: Date): boolean {
  const { last } = daysOf(deadline)
  return last !== null && last < today.toISOString().slice(0, 10)
}
