// SPDX-License-Identifier: Apache-2.0
import type { MarkClass, Mention } from '../engine/marks.ts'
import type { Pillar, Strength } from '../reading.ts'

/** A name of the gazetteer. Without a kind it blocks: it is found so that nothing within it is. */
export type Entry = { name: string; kind: MarkClass | null; codes: string[] }

/** `under-way` and `announced` count only where nothing firmer is said. */
export type VerbKind = 'promise' | 'report' | 'under-way' | 'announced'

/** All that the engine asks of a language. The patterns run on painted text (engine/marks.ts). */
export type Language = {
  code: string
  name: string
  stopWords: ReadonlySet<string>
  /** By first word without final stops; longest name first. */
  gazetteer: ReadonlyMap<string, Entry[]>
  /** Joins what the gazetteer cannot know: titles with names, official long forms, collective nouns, pronouns. */
  refine: (text: string, mentions: Mention[]) => Mention[]
  /** Whether what looks like the end of a sentence is none: an abbreviation, and what follows it. */
  joins: (before: string, after: string) => boolean
  subject: string
  verbs: { kind: VerbKind; strength: Strength | null; words: string }[]
  /** Named groups `promised`, `bound` (shall) or `done`. */
  passive: { words: string; agent: string }
  /** The end of a line that leads in a list of deeds: "we have:". Follows a subject. */
  deedsFollow: string
  /** A bullet that begins with a deed rather than with something to do. */
  deed: RegExp
  /** A heading or a lead that names an actor and hardly anything else; runs on what is left beside the names. */
  actorHeading: RegExp
  delivered: RegExp
  subordinate: RegExp
  preposition: RegExp
  mayPrecede: RegExp
  /** Words after which somebody's act is told as such: "announced that". */
  saysThat: RegExp
  /** A body named by the last word of its name alone, as `noun`. */
  shortForm: RegExp
  /** What joins a second verb to the subject of a first one. */
  joined: string
  /** What leads over to a further verb of a subject that has one; the verb follows. */
  goesOn: string
  /** A bullet that names its actor and what is to be done: "X to open a school". Runs on painted text. */
  toDo: RegExp
  elaboration: RegExp
  sameAct: RegExp
  efforts: RegExp
  /** What stands between two names of a list: with and without a conjunction. */
  listAnd: RegExp
  listComma: RegExp
  others: RegExp
  /** What leads over from one clause to the next, at the end of the first. */
  conjunction: RegExp
  /** A pronoun for several. */
  plural: RegExp
  /** A year since which something has gone on. */
  since: RegExp
  plainFuture: RegExp
  countOf: (words: string) => number
  pillars: [Pillar, RegExp][]
  notPillars: RegExp
  conditions: RegExp[]
  notGaining: RegExp
  units: RegExp
  /** Whether a number between these words counts what was named before. */
  elided: (before: string, after: string) => boolean
  timeUnits: RegExp
  /** Words after which a number has found no unit. */
  unitEnds: RegExp
  /** A unit in the singular: a number above one before it belongs to a name. */
  singular: RegExp
  /** What stands between the two ends of a range. */
  rangeJoins: string
  numberWords: Record<string, number>
  magnitudes: Record<string, number>
  bounds: [RegExp, 'exact' | 'at least' | 'at most' | 'about'][]
  periods: [RegExp, string][]
  currencies: [RegExp, string][]
  dollarStates: Record<string, string>
  deadlines: (text: string, said: string | null) => string[]
  jointTitle: RegExp
  ownTitle: RegExp
  speech: RegExp
}
