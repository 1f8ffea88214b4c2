// SPDX-License-Identifier: Apache-2.0
import type { Item, Kind, Strength } from '../reading.ts'
import { amountsOf } from './amounts.ts'
import type { Analysis, Clause } from './clauses.ts'
import type { Context } from './context.ts'
import type { Passage } from './passages.ts'

/** A draft from a passage. `quoteOf` cuts the document by code points. */
export function itemOf(passage: Passage, context: Context, quoteOf: (start: number, end: number) => string): Item {
  const { block, clauses, said } = passage
  const start = block.map[passage.start]!
  const end = block.map[passage.end - 1]! + 1
  const opening = said[0]?.clauses ?? []
  const actors = [...new Set(clauses.filter(decides(clauses, opening)).flatMap((clause) => clause.actors))]
  const text = said.map((analysis) => analysis.text).join(' ')
  const amounts = amountsOf(text, dollarOf(actors, context), context.language)
  return {
    start,
    end,
    quote: quoteOf(start, end),
    actors,
    beneficiaries: beneficiariesOf(said, actors, context),
    pillar: passage.pillar,
    strength: strengthOf(clauses),
    kind: kindOf(clauses),
    quantities: amounts.quantities,
    money: amounts.money,
    deadline: kindOf(clauses) === 'report' ? null : deadlineOf(said, context),
    condition: conditionOf(text, context),
    why: clauses.map((clause) => clause.words),
  }
}

/** Work under way and announcements name an actor only where nothing firmer does. */
const decides = (clauses: Clause[], opening: Clause[]) => {
  const firm = clauses.some(({ kind }) => kind === 'promise' || kind === 'report')
  return (clause: Clause): boolean =>
    !firm || clause.kind === 'promise' || clause.kind === 'report' || opening.includes(clause)
}

function kindOf(clauses: Clause[]): Kind {
  const has = (kind: Clause['kind']) => clauses.some((clause) => clause.kind === kind)
  const promise = has('promise') || (has('under-way') && !has('report'))
  if (promise) return has('report') ? 'both' : 'promise'
  return 'report'
}

function strengthOf(clauses: Clause[]): Strength | null {
  const promises = clauses.filter((clause) => clause.kind === 'promise' && clause.strength)
  return (promises.find((clause) => clause.strength !== 'notes') ?? promises[0])?.strength ?? null
}

/** What a bare $ means: the acting state's own dollar, else that of the United States. */
function dollarOf(actors: string[], { language }: Context): string {
  const own = actors.map((actor) => language.dollarStates[actor]).filter(Boolean)
  return own.includes('USD') ? 'USD' : (own[0] ?? 'USD')
}

/** States and peoples named in the sentences of the act that neither act nor stand by as partners or places. */
function beneficiariesOf(said: Analysis[], actors: string[], { language }: Context): string[] {
  const gaining = new Set<string>()
  for (const { text, painted, mentions, clauses } of said) {
    let partner = -1
    for (const mention of mentions) {
      if (mention.kind !== 'state' && mention.kind !== 'adjective' && mention.kind !== 'people') continue
      const before = painted.slice(Math.max(0, mention.start - 60), mention.start)
      const chained = partner >= 0 && /^(?:,|,? and)(?: the)? $/.test(text.slice(partner, mention.start))
      if (chained || language.notGaining.test(before)) {
        partner = mention.end
        continue
      }
      if (clauses.some((clause) => mention.start >= clause.start && mention.end <= clause.end)) continue
      for (const code of mention.codes) if (!actors.includes(code)) gaining.add(code)
    }
  }
  return [...gaining]
}

/** The last date that a sentence with a promise names; in a passage that only reports there is none. */
function deadlineOf(said: Analysis[], { language, said: day }: Context): string | null {
  const promising = said.filter(({ clauses }) => !clauses.length || clauses.some(({ kind }) => kind !== 'report'))
  const dates = promising.flatMap((analysis) => language.deadlines(analysis.text, day))
  return dates.sort((a, b) => sortable(a).localeCompare(sortable(b))).at(-1) ?? null
}

/** A year ends after its months: 2022 sorts behind 2022-08. */
const sortable = (date: string): string => (date.length === 4 ? `${date}-99` : date.length === 7 ? `${date}-99` : date)

function conditionOf(text: string, { language }: Context): string | null {
  for (const pattern of language.conditions) {
    const condition = pattern.exec(text)?.groups?.condition?.trim()
    if (condition) return condition
  }
  return null
}
