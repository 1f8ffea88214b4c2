// SPDX-License-Identifier: Apache-2.0
import type { I18n } from '@lingui/core'
import type { Names } from '@symbolon/register/contract'

/** A name in the reader's language, else English, else whatever there is. */
export const nameIn = (names: Names, locale: string): string =>
  closed(names[locale] ?? names.en ?? Object.values(names)[0] ?? '')

/**
 * A text with every turn of direction that it opens closed again, so that it turns nothing that stands after it: names
 * are set into sentences, and a sentence is one run of text. Without such characters, the text as it is.
 */
export function closed(text: string): string {
  let [embedded, isolated] = [0, 0]
  for (const [mark] of text.matchAll(/[\u202a-\u202e\u2066-\u2069]/g)) {
    if (mark === '\u202c') embedded = Math.max(0, embedded - 1)
    else if (mark === '\u2069') isolated = Math.max(0, isolated - 1)
    else if (mark < '\u202f') embedded++
    else isolated++
  }
  // What ends an isolate ends what was embedded in it too: more closers than needed are harmless.
  return text + '\u202c'.repeat(embedded) + '\u2069'.repeat(isolated) + (isolated ? '\u202c'.repeat(embedded) : '')
}

/** Finds names by id among what a page was given; an id that the reader may not see has none. */
export function nameFinder(all: { id: string; names: Names }[], locale: string): (id: string) => string {
  const names = new Map(all.map((one) => [one.id, nameIn(one.names, locale)]))
  return (id) => names.get(id) ?? '…'
}

/** Dates and numbers in English are written as the UN writes them: day, month, year. */
const tagOf = (locale: string): string => (locale === 'en' ? 'en-GB' : locale)

/** An EDTF date in the reader's language where it is a plain day, month or year; else as it is written. */
export function dateIn(text: string | null, locale: string): string {
  if (!text) return ''
  const interval = text.split('/')
  if (interval.length === 2) return interval.map((part) => dateIn(part, locale)).join(' – ')
  const plain = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text)
  if (!plain) return text.replace('~', '')
  const [, year, month, day] = plain
  if (!month) return year!
  const options: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', timeZone: 'UTC' }
  if (day) options.day = 'numeric'
  return new Intl.DateTimeFormat(tagOf(locale), options).format(new Date(Date.UTC(+year!, +month - 1, +(day ?? 1))))
}

/** A moment on the record, to the minute, in UTC: parties sit in many time zones. */
export const momentIn = (iso: string, locale: string): string =>
  `${new Intl.DateTimeFormat(tagOf(locale), { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(iso))} UTC`

export const dayIn = (iso: string, locale: string): string =>
  new Intl.DateTimeFormat(tagOf(locale), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(iso))

export const numberIn = (value: number, locale: string): string => new Intl.NumberFormat(tagOf(locale)).format(value)

export const moneyIn = (amount: number, currency: string, locale: string): string =>
  new Intl.NumberFormat(tagOf(locale), {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    maximumFractionDigits: 0,
  }).format(amount)

type Quantity = { value: number; bound: string; unit: string | null; period: string | null }
type Money = { amount: number; currency: string; bound: string }

const withBound = (i18n: I18n, bound: string, words: string): string => {
  if (bound === 'at least' || bound === 'range-low') return i18n._('at least {words}', { words })
  if (bound === 'at most' || bound === 'range-high') return i18n._('at most {words}', { words })
  return bound === 'about' ? i18n._('about {words}', { words }) : words
}

const quantityWords = (i18n: I18n, one: Quantity): string =>
  withBound(
    i18n,
    one.bound,
    [numberIn(one.value, i18n.locale), one.unit, one.period && `(${one.period})`].filter(Boolean).join(' '),
  )

const moneyWords = (i18n: I18n, one: Money): string =>
  withBound(i18n, one.bound, moneyIn(one.amount, one.currency, i18n.locale))

/** Figures in words, one line each; the two ends of a range are one line. */
export function figuresWords(i18n: I18n, quantities: Quantity[], money: Money[]): string[] {
  const amounts = money.map((one) => ({
    ...one,
    value: one.amount,
    words: moneyIn(one.amount, one.currency, i18n.locale),
  }))
  const counts = quantities.map((one) => ({ ...one, words: numberIn(one.value, i18n.locale) }))
  return [...joinRanges(i18n, counts, quantityWords), ...joinRanges(i18n, amounts, moneyWords)]
}

function joinRanges<T extends { bound: string; words: string }>(
  i18n: I18n,
  all: T[],
  whole: (i18n: I18n, one: T) => string,
) {
  const lines: string[] = []
  for (let i = 0; i < all.length; i++) {
    const [low, high] = [all[i]!, all[i + 1]]
    const range = low.bound === 'range-low' && high?.bound === 'range-high'
    if (range) i++
    const end = range ? whole(i18n, { ...high!, bound: 'exact' }) : ''
    lines.push(range ? i18n._('{low} to {high}', { low: low.words, high: end }) : whole(i18n, low))
  }
  return lines
}
