// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../languages/language.ts'
import type { Money, Quantity } from '../reading.ts'

export type Amounts = { quantities: Quantity[]; money: Money[] }

const NUMBER = '(?<![\\p{L}\\p{N}.,-])(?<NAME>\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d{1,12}(?:\\.\\d{1,4})?)'
const number = (name: string): string => NUMBER.replace('NAME', name)
/** A currency sign, with or without letters before it, or a code of ISO 4217 right before its amount. */
const SIGN = '(?:(?:\\p{L}{1,3}|U\\.S\\.)?\\$|€|£|¥|₹|[A-Z]{3}(?= ?\\d))'
const ISO_4217 = new Set(Intl.supportedValuesOf('currency'))
const compiled = new Map<
  string,
  { signed: RegExp; worded: RegExp; spelledMoney: RegExp; counted: RegExp; spelled: RegExp }
>()

function patternsOf(language: Language) {
  const known = compiled.get(language.code)
  if (known) return known
  const magnitude = `(?:[ -]?(?<MAG>${Object.keys(language.magnitudes).join('|')})(?![\\p{L}\\p{N}]))?`
  const mag = (name: string) => magnitude.replace('MAG', name)
  const upper = `(?:${language.rangeJoins}(?:\\k<sign>|\\$)? ?(?<high>\\d[\\d,]*(?:\\.\\d+)?)${mag('highMag')})?`
  const patterns = {
    signed: new RegExp(
      `(?<![\\p{L}])(?<sign>${SIGN}) ?(?<low>\\d[\\d,]{0,20}(?:\\.\\d+)?)${mag('lowMag')}${upper}`,
      'gu',
    ),
    worded: new RegExp(`${number('low')}${mag('lowMag')} (?<sign>(?:\\p{L}[\\p{L}.]* )?\\p{L}+)`, 'gu'),
    spelledMoney: new RegExp(
      `(?<![\\p{L}\\p{N}-])(?<low>${Object.keys(language.numberWords).join('|')})${mag('lowMag')} (?<sign>(?:\\p{L}[\\p{L}.]* )?\\p{L}+)`,
      'giu',
    ),
    counted: new RegExp(
      `${number('low')}${mag('lowMag')}(?:(?:${language.rangeJoins})${NUMBER.replace('(?<![\\p{L}\\p{N}.,-])', '').replace('NAME', 'high')}${mag('highMag')})?`,
      'gu',
    ),
    spelled: new RegExp(
      `(?<![\\p{L}\\p{N}-])(?<low>${Object.keys(language.numberWords).join('|')})${mag('lowMag')}(?![\\p{L}-])`,
      'giu',
    ),
  }
  compiled.set(language.code, patterns)
  return patterns
}

/** Money and counts of a passage. `dollar` is the currency that a bare $ means here. Each value is listed once. */
export function amountsOf(text: string, dollar: string, language: Language): Amounts {
  const { signed, worded, spelledMoney } = patternsOf(language)
  const money: Money[] = []
  let rest = text
  for (const pattern of [signed, worded, spelledMoney]) {
    for (const match of rest.matchAll(pattern)) {
      const currency = currencyOf(match.groups!.sign!, dollar, language)
      if (!currency) continue
      for (const { value, bound } of valuesOf(match, rest, language)) money.push({ amount: value, currency, bound })
      rest = blank(rest, match.index, match[0].length)
    }
  }
  return { money: once(money, (m) => `${m.amount} ${m.currency}`), quantities: quantitiesOf(rest, language) }
}

const blank = (text: string, at: number, length: number): string =>
  `${text.slice(0, at)}${'.'.repeat(length)}${text.slice(at + length)}`

function currencyOf(sign: string, dollar: string, language: Language): string | null {
  if (sign === '$') return dollar
  const words = sign.split(' ')
  for (const name of [sign, words[0]!, words.at(-1)!]) {
    const found = language.currencies.find(([pattern]) => pattern.test(name))?.[1]
    if (found) return found === '$' ? dollar : found
    if (ISO_4217.has(name)) return name
  }
  return null
}

type Value = { value: number; bound: Quantity['bound'] }

function valuesOf(match: RegExpMatchArray, text: string, language: Language): Value[] {
  const { low, lowMag, high, highMag } = match.groups!
  const scale = (mag: string | undefined) => language.magnitudes[mag ?? ''] ?? 1
  const parse = (digits: string, mag: string | undefined) => {
    const spelled = language.numberWords[digits.toLowerCase()]
    return Math.round((spelled ?? Number(digits.replaceAll(',', ''))) * scale(mag) * 100) / 100
  }
  if (high) {
    return [
      { value: parse(low!, lowMag ?? highMag), bound: 'range-low' },
      { value: parse(high, highMag), bound: 'range-high' },
    ]
  }
  const before = text.slice(Math.max(0, match.index! - 24), match.index!)
  const bound = language.bounds.find(([pattern]) => pattern.test(before))?.[1] ?? 'exact'
  return [{ value: parse(low!, lowMag), bound }]
}

function quantitiesOf(text: string, language: Language): Quantity[] {
  const { counted, spelled } = patternsOf(language)
  const quantities: Quantity[] = []
  for (const pattern of [counted, spelled]) {
    for (const match of text.matchAll(pattern)) {
      const after = text.slice(match.index + match[0].length, match.index + match[0].length + 90)
      if (isNoCount(match, text, after) || !isMany(match, language)) continue
      const unit = unitOf(after, pattern === spelled ? 4 : 7, language)
      // "A further 200 by spring": the noun was said before.
      const elided =
        pattern === counted && language.elided(text.slice(Math.max(0, match.index - 24), match.index), after)
      if (!unit && !elided) continue
      const period = (language.periods.find(([rule]) => rule.test(after))?.[1] ?? null) as Quantity['period']
      for (const { value, bound } of valuesOf(match, text, language)) quantities.push({ value, bound, unit, period })
    }
  }
  return once(quantities, (q) => `${q.value} ${q.bound.startsWith('range')}`)
}

/** "One officer" is no count of a promise; "one million" is. */
const isMany = ({ groups }: RegExpMatchArray, { numberWords }: Language): boolean =>
  !!groups!.lowMag || (numberWords[groups!.low!.toLowerCase()] ?? 2) >= 2

/** Years, shares, ordinals, numbered points and parts of compounds ("60-day", "H-2A") count nothing. */
function isNoCount(match: RegExpMatchArray, text: string, after: string): boolean {
  const before = text[match.index! - 1] ?? ''
  const year = /^(?:19|20)\d\d$/.test(match.groups!.low!) && !match.groups!.lowMag
  const point = (before === '(' && /^\s?\)/.test(after)) || (/^\)/.test(after) && before === ' ')
  return year || point || /^(?:\s?%| per ?cent| percent|-\p{L}|st\b|nd\b|rd\b|th\b|\/)/u.test(after) || before === '$'
}

/** The first counted thing among the next words, before anything that ends the noun. */
function unitOf(after: string, reach: number, language: Language): string | null {
  const words =
    after.match(/^(?:[ ,-]?\s?(?:\([^)]*\)|[\p{L}][\p{L}\p{N}'/.-]*|\d[\p{L}\p{N}-]*))+/u)?.[0].split(/\s+/) ?? []
  let unit: string | null = null
  for (const word of words.filter(Boolean).slice(0, reach)) {
    const bare = word.replace(/[^\p{L}\p{N}-]+$/u, '')
    if (language.timeUnits.test(bare)) return null
    const counted = language.units.test(bare) || language.gazetteer.get(bare)?.some((entry) => entry.kind === 'people')
    // "Worker visas" are visas: the last of several counted nouns is what the number counts.
    if (counted) unit = bare
    else if (unit && !language.singular.test(unit)) break
    if (/[.,;:]$/.test(word) && !/^\p{Lu}\.\p{Lu}\.$/u.test(word)) break
    if (language.unitEnds.test(bare)) break
  }
  return unit && !language.singular.test(unit) ? unit.toLowerCase() : null
}

function once<T>(values: T[], key: (value: T) => string): T[] {
  const seen = new Set<string>()
  return values.filter((value) => !seen.has(key(value)) && seen.add(key(value)))
}
