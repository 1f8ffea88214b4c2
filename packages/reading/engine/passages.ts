// SPDX-License-Identifier: Apache-2.0
import type { Pillar, ReadableBlock, ReadableDocument } from '../reading.ts'
import { amountsOf } from './amounts.ts'
import { type Analysis, analyse, type Clause } from './clauses.ts'
import type { Context } from './context.ts'
import { firmer, namedClause, toDoIn } from './leads.ts'
import { plain } from './marks.ts'
import { enterHeading, pillarOf } from './pillars.ts'
import { type Sentence, sentencesOf } from './sentences.ts'

/** A stretch of one block that promises or reports, with the sentences that say it and the clauses found in them. */
export type Passage = {
  block: ReadableBlock
  start: number
  end: number
  clauses: Clause[]
  said: Analysis[]
  pillar: Pillar | null
}

/** A line that leads in a list: who acts in its bullets, and how, where a bullet does not say so itself. */
type LeadIn = { clauses: Clause[]; level: number }
type Read = { sentence: Sentence; analysis: Analysis }

/** Every passage of a document, in order. Linear in the text. */
export function* passagesOf(document: ReadableDocument, context: Context): Generator<Passage> {
  let above: ReturnType<typeof enterHeading> = []
  let leadIn: LeadIn | null = null
  let parent: Passage | null = null
  for (const [n, block] of document.blocks.entries()) {
    if (block.kind === 'other') continue
    const pillar = above.at(-1)?.pillar ?? null
    const next = document.blocks[n + 1]
    if (block.kind === 'heading') {
      above = enterHeading(above, block.level, pillarOf(plain(block.text), context.language))
      context.last = []
      leadIn = leadInOf(block, context, 0)
    } else if (block.kind === 'item') {
      const listed = next?.kind === 'item' && next.level > block.level && /:$/.test(block.text)
      if (leadIn && block.level <= leadIn.level) leadIn = null
      const passage = bulletOf(block, leadIn?.clauses ?? [], pillar, context)
      if (listed && passage) leadIn = { clauses: passage.clauses, level: block.level }
      else if (passage && parent && block.level > parent.block.level && passage.clauses[0]?.words === '') continue
      else if (passage) yield passage
      parent = passage ?? parent
    } else {
      const labelled = labelledBy(block, pillar, context)
      if (labelled) {
        leadIn = null
        yield labelled
        continue
      }
      const reads = readsOf(block, context)
      leadIn = next?.kind === 'item' && /:$/.test(block.text) ? leadInFrom(reads) : null
      if (leadIn) reads.pop()
      yield* prosePassages(block, reads, pillar ?? leadPillar(block, context), context)
    }
  }
}

/** "X: expand ...": a paragraph that an actor's name labels is a bullet without its mark. */
function labelledBy(block: ReadableBlock, pillar: Pillar | null, context: Context): Passage | null {
  const label = LABEL.exec(plain(block.text))
  if (!label || actorsNamed(analyse(label[0], context), context).length === 0) return null
  return bulletOf(block, [], pillar, context)
}

const LABEL = /^[^:.]{2,80}:/

function readsOf(block: ReadableBlock, context: Context): Read[] {
  const text = plain(block.text)
  context.quoted = false
  const reads = sentencesOf(text, context.language).map((sentence) => {
    const analysis = analyse(sentence.text, context)
    if ((sentence.text.match(/"/g)?.length ?? 0) % 2 === 1) context.quoted = !context.quoted
    return { sentence, analysis }
  })
  context.quoted = false
  return reads
}

const leadPillar = (block: ReadableBlock, context: Context): Pillar | null =>
  block.lead ? pillarOf(plain(block.lead.text), context.language) : null

const leadInFrom = (reads: Read[]): LeadIn | null => {
  // "... committed to act together. These include:" leads in by its sentence before the last.
  const clauses = reads.slice(-2).flatMap(({ analysis }) => analysis.clauses)
  return clauses.length > 0 ? { clauses: clauses.slice(-1), level: 0 } : null
}

/** A heading leads in when it says who does what, or when it names an actor and hardly anything else. */
function leadInOf(block: ReadableBlock, context: Context, level: number): LeadIn | null {
  const reads = readsOf(block, context)
  const found = /:$/.test(block.text) ? leadInFrom(reads) : null
  if (found) return found
  const named = actorsNamed(reads[0]?.analysis, context)
  if (named.length === 0) return null
  context.last = named
  return { clauses: [namedClause(named)], level }
}

function actorsNamed(analysis: Analysis | undefined, context: Context): string[] {
  if (!analysis) return []
  const names = analysis.mentions.filter(({ kind }) => kind === 'state' || kind === 'body' || kind === 'agency')
  const rest = analysis.painted.replace(/[\ue000-\ue007]+/g, ' ')
  return names.length > 0 && context.language.actorHeading.test(rest) ? [...new Set(names.flatMap((m) => m.codes))] : []
}

/** A bullet is one passage, whoever acts in it; without an actor of its own it takes the one that leads in the list. */
function bulletOf(block: ReadableBlock, inherited: Clause[], pillar: Pillar | null, context: Context): Passage | null {
  const { language } = context
  if (inherited[0]) context.last = inherited[0].actors
  const reads = readsOf(block, context)
  const first = reads[0]
  if (!first) return null
  const own = reads.flatMap(({ analysis }) => clausesIn(analysis))
  const lead = LABEL.exec(first.analysis.text)?.[0]
  const named = lead ? actorsNamed(analyse(lead, context), context) : []
  let clauses = own
  if (inherited.length > 0 && clausesIn(first.analysis).length === 0) {
    const deed = language.deed.test(first.sentence.text)
    clauses = inherited.map((clause) =>
      deed && clause.words === ''
        ? { ...clause, kind: 'report', strength: null }
        : firmer(clause, first.analysis, context),
    )
  } else if (own.length === 0 && named.length > 0) clauses = [namedClause(named)]
  else if (clausesIn(first.analysis).length === 0) clauses = [...toDoIn(first.analysis, context), ...own]
  const acting = clauses.find((clause) => clause.actors.length > 0 && !clause.agentless)
  if (acting) clauses = clauses.map((clause) => (clause.agentless ? { ...clause, actors: acting.actors } : clause))
  clauses = clauses.filter((clause) => clause.actors.length > 0)
  if (clauses.length === 0) return null
  const said = reads.filter((read, n) => n === 0 || belongs(read.analysis, context)).map((read) => read.analysis)
  return {
    block,
    start: first.sentence.start,
    end: reads.at(-1)!.sentence.end,
    clauses,
    said,
    pillar: pillar ?? leadPillar(block, context),
  }
}

const clausesIn = (analysis: Analysis): Clause[] =>
  analysis.passive ? [analysis.passive] : analysis.clauses.filter((clause) => clause.strength !== 'notes')

/** A sentence that speaks of the act: somebody does something in it, or it says what the act brings about. */
function belongs(analysis: Analysis, { language }: Context): boolean {
  return (
    analysis.clauses.length > 0 ||
    analysis.passive !== null ||
    language.elaboration.test(analysis.text) ||
    language.efforts.test(analysis.text)
  )
}

/** Running prose: a passage for each act, with the sentences after it that only say more about the same. */
function* prosePassages(
  block: ReadableBlock,
  reads: Read[],
  pillar: Pillar | null,
  context: Context,
): Generator<Passage> {
  let current: Passage | null = null
  for (const { sentence, analysis } of reads) {
    const { language } = context
    // A line that ends in a colon leads in what follows; it is no act itself.
    if (sentence.text.endsWith(':')) continue
    const clauses = (analysis.passive ? [analysis.passive] : analysis.clauses).filter((c) =>
      standsAlone(c, analysis, context),
    )
    const more = current !== null && language.elaboration.test(sentence.text)
    if (
      current &&
      ((more && clauses.every((c) => isAside(c) || c === analysis.passive)) || language.sameAct.test(sentence.text))
    ) {
      current.end = sentence.end
      current.said.push(analysis)
      const all = current.clauses[0]!.actors.includes('*')
      const goingOn = current
      const added = [
        ...clauses.filter((clause) => !isAside(clause)),
        ...analysis.clauses.filter((clause) => isAside(clause) && tellsMore(clause, analysis, goingOn, context)),
      ]
      current.clauses.push(...added.map((clause) => (all ? { ...clause, actors: [] } : clause)))
      continue
    }
    if (clauses.length === 0) {
      if (current) yield current
      current = null
      continue
    }
    const groups = groupsOf(clauses)
    for (const [n, group] of groups.entries()) {
      if (current) yield current
      const part = cut(
        analysis,
        n === 0 ? 0 : group[0]!.start,
        groups[n + 1]?.[0]?.start ?? analysis.text.length,
        language.conjunction,
      )
      const start = sentence.start + part.start
      current = { block, start, end: start + part.analysis.text.length, clauses: group, said: [part.analysis], pillar }
    }
  }
  if (current) yield current
}

/** "It will", "they will": what the act does, more often than what its actor promises. */
const isAside = (clause: Clause): boolean =>
  clause.pronoun && (clause.kind !== 'promise' || clause.plainFuture || clause.strength === 'notes')

/** "It has already returned 900 persons" after a promise, "It will train 200 more" after a report: the same act goes on. */
function tellsMore(clause: Clause, { text }: Analysis, current: Passage, { language }: Context): boolean {
  const reports = current.clauses.every(({ kind }) => kind === 'report')
  if (reports) return clause.kind === 'promise'
  const { money, quantities } = amountsOf(text, 'USD', language)
  return clause.kind === 'report' && language.delivered.test(clause.words) && money.length + quantities.length > 0
}

/** Clauses of a sentence by who acts in them: two that promise different things are two passages. */
function groupsOf(clauses: Clause[]): Clause[][] {
  const groups: Clause[][] = []
  for (const clause of clauses) {
    const last = groups.at(-1)
    const same = last && last[0]!.actors.join() === clause.actors.join()
    if (last && (same || clause.kind !== 'promise' || last[0]!.kind !== 'promise')) last.push(clause)
    else groups.push([clause])
  }
  return groups
}

/** The part of a sentence that is one actor's own, without the comma and conjunction that lead over to the next. */
function cut(
  analysis: Analysis,
  start: number,
  end: number,
  conjunction: RegExp,
): { start: number; analysis: Analysis } {
  if (start === 0 && end === analysis.text.length) return { start, analysis }
  const stop = start + analysis.text.slice(start, end).replace(conjunction, '').length
  const to = end === analysis.text.length ? end : stop
  const within = <T extends { start: number; end: number }>(parts: T[]): T[] =>
    parts
      .filter((part) => part.start >= start && part.start < to)
      .map((part) => ({ ...part, start: part.start - start, end: Math.min(part.end, to) - start }))
  const { text, painted, mentions, clauses, passive } = analysis
  const own = { mentions: within(mentions), clauses: within(clauses), passive }
  return { start, analysis: { ...own, text: text.slice(start, to), painted: painted.slice(start, to) } }
}

/** Whether a clause of running prose is an act and not the story around it. */
function standsAlone(clause: Clause, analysis: Analysis, context: Context): boolean {
  if (clause.actors.length === 0) return false
  if (clause.kind === 'promise') {
    if (clause.strength === 'notes') return context.joint
    return !(
      clause.pronoun &&
      clause.plainFuture &&
      !(context.language.plural.test(clause.words) && (clause.actors.length > 1 || clause.actors[0] === '*'))
    )
  }
  const counted = () => {
    const { money, quantities } = amountsOf(analysis.text, 'USD', context.language)
    return money.length + quantities.length > 0
  }
  if (clause.kind === 'report' && isOld(analysis.text, context)) return false
  if (clause.kind === 'report') return (!context.speech && context.language.delivered.test(clause.words)) || counted()
  return counted()
}

/** History: every year that the sentence names lies more than a year before the document. */
function isOld(text: string, context: Context): boolean {
  const { said } = context
  const years = (text.replace(context.language.since, ' ').match(/\b(?:19|20)\d\d\b/g) ?? []).map(Number)
  return said !== null && years.length > 0 && Math.max(...years) < Number(said.slice(0, 4)) - 1
}
