// SPDX-License-Identifier: Apache-2.0
import type { Language, VerbKind } from '../languages/language.ts'
import type { Strength } from '../reading.ts'
import { type Context, remember, resolve } from './context.ts'
import { MARK, type Mention, paint } from './marks.ts'
import { findMentions } from './mentions.ts'

/** Somebody who acts, and how: offsets count in the sentence. */
export type Clause = {
  start: number
  end: number
  actors: string[]
  kind: VerbKind
  strength: Strength | null
  pronoun: boolean
  /** Said with nothing firmer than a future tense. */
  plainFuture: boolean
  /** A passive that names nobody: it is done by whoever is spoken of. */
  agentless?: boolean
  words: string
}
export type Analysis = { text: string; painted: string; mentions: Mention[]; clauses: Clause[]; passive: Clause | null }

const compiled = new Map<
  string,
  { clause: RegExp; passive: RegExp; agent: RegExp; openWe: RegExp; deeds: RegExp; joined: RegExp; goesOn: RegExp }
>()

function patternsOf(language: Language) {
  const known = compiled.get(language.code)
  if (known) return known
  const marks = Object.values(MARK).join('')
  const verbs = language.verbs.map(({ words }, n) => `(?<v${n}>${words})`).join('|')
  const promises = language.verbs
    .map(({ words, kind }, n) => (kind === 'promise' ? `(?<v${n}>${words})` : ''))
    .filter(Boolean)
  const patterns = {
    goesOn: new RegExp(`${language.goesOn}(?:${verbs})`, 'gu'),
    clause: new RegExp(`(?<![\\p{L}\\p{N}${marks}])${language.subject}(?: |(?='))(?:${verbs})`, 'gu'),
    passive: new RegExp(`\\b${language.passive.words}`, 'u'),
    agent: new RegExp(language.passive.agent, 'u'),
    openWe: new RegExp(`^(?<subject>[${MARK.we}]+), .{1,3000}?, (?:${promises.join('|')})`, 'u'),
    joined: new RegExp(
      `(?<![\\p{L}\\p{N}${marks}])${language.subject} \\p{Ll}+[^.;]{3,600}?${language.joined}(?:${promises.join('|')})`,
      'u',
    ),
    deeds: new RegExp(`(?<![\\p{L}\\p{N}${marks}])${language.subject} ${language.deedsFollow}$`, 'u'),
  }
  compiled.set(language.code, patterns)
  return patterns
}

/** Who does what in a sentence. Reads the context for pronouns and moves it on. */
export function analyse(text: string, context: Context): Analysis {
  const { language } = context
  const mentions = findMentions(text, language)
  const painted = joinLists(paint(text, mentions), mentions, language)
  const { clause, openWe, deeds, joined } = patternsOf(language)
  const clauses: Clause[] = []
  const add = (match: RegExpExecArray, from: number) => {
    const subject = match.groups!.subject!
    const start = match.index + match[0].indexOf(subject, from)
    const verb = language.verbs.findIndex((_, n) => match.groups![`v${n}`] !== undefined)
    const { kind, strength } = language.verbs[verb] ?? { kind: 'report' as const, strength: null }
    const inside = mentions.filter((mention) => mention.start >= start && mention.end <= start + subject.length)
    if (!mayAct(painted, start, inside, language) || isQuoted(text, start, context)) return
    const actors = resolve(inside, text.slice(start, start + subject.length), context)
    const pronoun = inside.length > 0 && inside.every((mention) => mention.kind === 'they')
    const end = match.index + match[0].length
    const said = match.groups![`v${verb}`] ?? ''
    const words = `${text.slice(start, start + subject.length)} … ${said}`
    clauses.push({ start, end, actors, kind, strength, pronoun, plainFuture: language.plainFuture.test(said), words })
    if (actors.length > 0) context.last = actors
  }
  if (text.endsWith('?')) return { text, painted, mentions, clauses, passive: null }
  const opening = openWe.exec(painted)
  if (opening) add(opening, 0)
  clause.lastIndex = opening ? opening[0].length : 0
  for (let match = clause.exec(painted); match; match = clause.exec(painted)) {
    add(match, 0)
  }
  const list = clauses.length === 0 && text.endsWith(':') ? deeds.exec(painted) : null
  if (list) add(list, 0)
  if (!clauses.some(({ kind, strength }) => kind === 'promise' && strength !== 'notes')) {
    const further = joined.exec(painted)
    if (further) add(further, 0)
  }
  clauses.push(...continuedIn(painted, clauses, language))
  remember(text, mentions, context)
  return {
    text,
    painted,
    mentions,
    clauses,
    passive: clauses.length === 0 ? passiveOf(text, painted, mentions, context) : null,
  }
}

/** What persons are quoted as saying is said by them, not by the document. */
const isQuoted = (text: string, at: number, context: Context): boolean =>
  ((text.slice(0, at).match(/"/g)?.length ?? 0) + (context.quoted ? 1 : 0)) % 2 === 1

/** "X has opened a school and will train teachers": further verbs of a subject named once. */
function continuedIn(painted: string, clauses: Clause[], language: Language): Clause[] {
  const found: Clause[] = []
  if (clauses.length === 0) return found
  for (const match of painted.matchAll(patternsOf(language).goesOn)) {
    const end = match.index + match[0].length
    const before = clauses.findLast((clause) => clause.end <= match.index)
    if (!before || clauses.some((clause) => clause.start < end && clause.end > match.index)) continue
    const verb = language.verbs.findIndex((_, n) => match.groups![`v${n}`] !== undefined)
    const { kind, strength } = language.verbs[verb]!
    if (strength === 'notes') continue
    found.push({ ...before, start: match.index, end, kind, strength, plainFuture: false, words: match[0].trim() })
  }
  return found
}

/**
 * Paints over what stands between the names of a list ("A, B, and C"), so that a list is one run of marks. Done by
 * hand because a pattern for lists tries every end of every list from every start: minutes for a page of names.
 */
function joinLists(painted: string, mentions: Mention[], { listComma, listAnd }: Language): string {
  const names = mentions.filter(({ kind }) => kind === 'state' || kind === 'body' || kind === 'agency')
  let joined = ''
  let at = 0
  for (let i = 0; i < names.length; i++) {
    let last = i
    let j = i
    for (; j + 1 < names.length; j++) {
      const between = painted.slice(names[j]!.end, names[j + 1]!.start)
      const and = listAnd.test(between)
      if (!and && !listComma.test(between)) break
      // "..., and X will" after a single name starts a clause of its own.
      if (and && !(between.startsWith(',') && j === i)) last = j + 1
      else if (and) break
    }
    if (last > i) {
      const end = names[last]!.end
      joined += painted.slice(at, names[i]!.end) + MARK[names[i]!.kind].repeat(end - names[i]!.end)
      at = end
    }
    i = Math.max(i, j)
  }
  return joined + painted.slice(at)
}

/** A name after a preposition, or within a clause that depends on another, does not act. */
function mayAct(painted: string, start: number, inside: Mention[], language: Language): boolean {
  const before = painted.slice(Math.max(0, start - 40), start)
  if (language.preposition.test(before)) return false
  if (!language.saysThat.test(before) && (language.subordinate.test(before) || !language.mayPrecede.test(before)))
    return false
  const small = inside.length === 1 && inside[0]!.kind === 'they' && /^\p{Ll}/u.test(before.trimEnd().slice(-1))
  return !small
}

/** "A commission will be established": by the one named after "by", else by those whose document it is. */
function passiveOf(text: string, painted: string, mentions: Mention[], context: Context): Clause | null {
  const { passive, agent } = patternsOf(context.language)
  const match = passive.exec(painted)
  if (!match) return null
  const before = painted.slice(Math.max(0, match.index - 60), match.index)
  if (context.language.subordinate.test(`${before.trimEnd().split(' ').at(-1) ?? ''} `)) return null
  const by = agent.exec(painted.slice(match.index + match[0].length, match.index + match[0].length + 240))
  const { bound, done } = match.groups!
  const promise = !done
  let actors: string[] = []
  if (by) {
    const start = match.index + match[0].length + by.index
    const end = start + by[0].length
    actors = resolve(
      mentions.filter((m) => m.start >= start && m.end <= end),
      text.slice(start, end),
      context,
    )
  } else if (promise) actors = context.joint ? ['*'] : context.author ? [context.author] : []
  if (actors.length === 0) return null
  const strength = done ? null : bound ? 'shall' : 'will'
  const words = text.slice(match.index, match.index + match[0].length)
  return {
    start: 0,
    end: match.index + match[0].length,
    actors,
    kind: promise ? 'promise' : 'report',
    strength,
    pronoun: false,
    plainFuture: false,
    agentless: !by,
    words,
  }
}
