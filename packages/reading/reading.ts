// SPDX-License-Identifier: Apache-2.0

export type Pillar = 'mobility' | 'development' | 'border' | 'protection'
export type Strength = 'shall' | 'will' | 'intends' | 'considers' | 'notes'
export type Kind = 'promise' | 'report' | 'both'

/**
 * A number promised or reported. A range such as "10,000 to 20,000" is two quantities, the lower with bound
 * `range-low` and the upper with `range-high`, so that either number finds its place in a sum or a comparison.
 */
export type Quantity = {
  value: number
  bound: 'exact' | 'at least' | 'at most' | 'about' | 'range-low' | 'range-high'
  unit: string | null
  period: 'year' | 'month' | 'week' | 'day' | null
}

/** `currency` is an ISO 4217 code. */
export type Money = { amount: number; currency: string; bound: Quantity['bound'] }

/** One draft: a passage that promises or reports. Positions are code points of the document's text. */
export type Item = {
  start: number
  end: number
  quote: string
  /** ISO 3166-1 alpha-2 codes, acronyms of bodies, or `*`: the signatories together. */
  actors: string[]
  beneficiaries: string[]
  pillar: Pillar | null
  /** How firmly the first promise of the passage is said; null where something is only reported. */
  strength: Strength | null
  kind: Kind
  quantities: Quantity[]
  money: Money[]
  /** EDTF; the last date that the promise names. */
  deadline: string | null
  condition: string | null
  /** The words that made the passage an item, for the reviewer. */
  why: string[]
}

export type Reading = { document: string; language: string; items: Item[] }

/** What the engine asks of a document. `@symbolon/documents` makes such; positions in `map` are code points. */
export type ReadableBlock = {
  kind: 'heading' | 'paragraph' | 'item' | 'quote' | 'other'
  level: number
  text: string
  map: ArrayLike<number>
  lead: { text: string; end: number } | null
}
export type ReadableDocument = {
  name: string
  text: string
  head: Record<string, string>
  title?: string
  language?: string
  blocks: ReadableBlock[]
}

/** The reading as `symbolon read FILE --json` prints it: the fields of an item without the evidence. */
export function toReadingJson(reading: Reading) {
  const items = reading.items.map(({ why: _why, ...fields }) => fields)
  return { document: reading.document, language: reading.language, items }
}
