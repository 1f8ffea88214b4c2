// SPDX-License-Identifier: Apache-2.0
import { stringify } from 'csv-stringify/sync'

const FORM = { escape_formulas: true, record_delimiter: 'windows' } as const

/**
 * Rows as CSV for a spreadsheet, under the names of their columns; a cell that a spreadsheet would take for a formula is
 * made harmless. All that leaves as CSV goes through here. Of a table that is written part by part the later parts go
 * without head.
 */
export const csvOf = (columns: readonly string[], rows: Record<string, unknown>[], head = true): string =>
  stringify(rows, { ...FORM, columns: [...columns], header: head, bom: head })
