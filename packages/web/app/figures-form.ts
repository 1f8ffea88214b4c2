// SPDX-License-Identifier: Apache-2.0
import type { Problem, Result } from '@symbolon/foundation'
import type { Money, Quantity } from '@symbolon/partnership/contract'
import type { Telling } from '@symbolon/performance/contract'

type Evidence = Telling['evidence'][number]
export type Figures = { quantities: Quantity[]; money: Money[]; evidence: Evidence[] }
type Form = Record<string, string>

export const QUANTITY_ROW = ['value', 'bound', 'unit', 'period'] as const
export const MONEY_ROW = ['amount', 'currency', 'bound'] as const
export const EVIDENCE_ROW = ['text', 'url'] as const

/**
 * The rows of a part of a form, `quantities.0.value` and so on, without those left empty: a row that only has the bound
 * that every row starts with counts as empty. What is shown again and what is sent on are the same rows, so that a refusal
 * of `quantities.1.value` speaks of the second row that the reader sees.
 */
export function rowsIn(form: Form, part: string, columns: readonly string[]): Form[] {
  const numbers = Object.keys(form).flatMap((name) => {
    const [of, row] = name.split('.')
    return of === part && row && /^\d+$/.test(row) ? [Number(row)] : []
  })
  return [...new Set(numbers)]
    .sort((a, b) => a - b)
    .map((row) => Object.fromEntries(columns.map((name) => [name, (form[`${part}.${row}.${name}`] ?? '').trim()])))
    .filter((row) => columns.some((name) => name !== 'bound' && row[name] !== ''))
}

/** What the rows of figures, money and evidence say, or which row cannot be read. */
export function figuresFrom(form: FormData, locale: string): Result<Figures> {
  const typed = Object.fromEntries(form) as Form
  const quantities: Quantity[] = []
  for (const [row, one] of rowsIn(typed, 'quantities', QUANTITY_ROW).entries()) {
    const value = numberFrom(one.value!, locale)
    if (value === null) return refused(`quantities.${row}.value`, one.value!)
    quantities.push({ value, bound: boundOf(one), unit: one.unit || null, period: one.period || null })
  }
  const money: Money[] = []
  for (const [row, one] of rowsIn(typed, 'money', MONEY_ROW).entries()) {
    const amount = numberFrom(one.amount!, locale)
    if (amount === null) return refused(`money.${row}.amount`, one.amount!)
    const currency = one.currency!.toUpperCase()
    if (!/^[A-Z]{3}$/.test(currency)) return { ok: false, problem: noCurrency(`money.${row}.currency`, one.currency!) }
    money.push({ amount, currency, bound: boundOf(one) })
  }
  const evidence: Evidence[] = []
  for (const [row, one] of rowsIn(typed, 'evidence', EVIDENCE_ROW).entries()) {
    const url = one.url || null
    if (url && !/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
      return { ok: false, problem: noLink(`evidence.${row}.url`, url) }
    evidence.push({ text: one.text || url!, url })
  }
  return { ok: true, value: { quantities, money, evidence } }
}

const boundOf = (row: Form) => (row.bound || 'exact') as Quantity['bound']
const refused = (field: string, typed: string): Result<never> => ({ ok: false, problem: notANumber(field, typed) })

/** A number as it is written in the reader's language: groups are taken out, its decimal mark is read. Else null. */
export function numberFrom(text: string, locale: string): number | null {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(-1234567.8)
  const markOf = (type: string) => parts.find((part) => part.type === type)!.value
  const group = markOf('group')
  const bare = text
    .replace(/[\s’']/g, '')
    .split(/\s/.test(group) ? ' ' : group)
    .join('')
    .replace(markOf('decimal'), '.')
    .replace(/^\u2212/, '-')
  return /^-?\d{1,15}(\.\d+)?$/.test(bare) ? Number(bare) : null
}

/** A number as it may be typed back. */
export const numberTyped = (value: number, locale: string): string =>
  new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 20 }).format(value)

const notANumber = (field: string, typed: string): Problem => ({
  code: 'web/not-a-number',
  status: 422,
  sentence:
    /*i18n*/ '“{typed}” is not a number. Write digits, such as 1200 or 250000, and the unit in its own field; nothing was recorded.',
  details: { field, typed },
})
const noCurrency = (field: string, typed: string): Problem => ({
  code: 'web/no-currency',
  status: 422,
  sentence:
    /*i18n*/ '“{typed}” is not the code of a currency. Write its three letters, such as EUR or USD; nothing was recorded.',
  details: { field, typed },
})
const noLink = (field: string, typed: string): Problem => ({
  code: 'web/no-link',
  status: 422,
  sentence:
    /*i18n*/ '“{typed}” is not a link. Copy the whole address, beginning with https://, or leave it empty; nothing was recorded.',
  details: { field, typed },
})
