// SPDX-License-Identifier: Apache-2.0
import { stringify } from 'csv-stringify/sync'

/**
 * The first characters by which spreadsheets take a field for a formula, also in their wide forms, after what they skip
 * before they look: white space, controls, marks of byte order and of direction.
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]/u
const CONTROL = /^\p{Cc}/u

const harmless = (text: string): string => (FORMULA.test(text) || CONTROL.test(text) ? `'${text}` : text)

/**
 * Rows as a table for a spreadsheet (RFC 4180, UTF-8 with its mark): the one place where CSV is written. A text that a
 * spreadsheet would run gets an apostrophe in front, which it shows as text; a number stays one. Every field is quoted,
 * so that a program which splits at another character finds no field inside one. Of a table that is written part by part
 * the later parts go without `head`.
 */
export function csvOf(rows: readonly Record<string, unknown>[], columns?: readonly string[], head = true): string {
  const names = columns ?? Object.keys(rows[0] ?? {})
  return stringify(rows as Record<string, unknown>[], {
    columns: names.map((key) => ({ key, header: harmless(key) })),
    header: head,
    bom: head,
    quoted: true,
    record_delimiter: 'windows',
    cast: { string: (text) => harmless(text) },
  })
}
