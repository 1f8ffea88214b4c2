// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../languages/language.ts'
import type { ReadableDocument } from '../reading.ts'
import { type Mention, plain } from './marks.ts'
import { findMentions } from './mentions.ts'

/** What the engine knows while it reads on: whose document it is, when it was said, and who was spoken of last. */
export type Context = {
  language: Language
  joint: boolean
  speech: boolean
  author: string | null
  said: string | null
  /** The actors of the last promise or report; what a pronoun points back to. Emptied by a heading. */
  last: string[]
  /** States named together last, by their number: what "the two countries" points back to outside joint statements. */
  together: Map<number, string[]>
  /** Whether the sentence begins within somebody's quoted words. */
  quoted: boolean
  /** Bodies by the last word of their name: what "the Commission" points back to. */
  shortForms: Map<string, string[]>
  /** Office holders by last name, once their state was said. */
  persons: Map<string, string[]>
}

const DOMAINS: [RegExp, (match: RegExpExecArray) => string][] = [
  [/\.europa\.eu$/, () => 'EU'],
  [/(?:\.gov|\.mil)$/, () => 'US'],
  [/(?:^|\.)(?:gc|canada)\.ca$/, () => 'CA'],
  [/\.gouv\.fr$/, () => 'FR'],
  [
    /\.(?:gov|gob|gouv|go|gub|govt|gv|admin|government|mil)\.([a-z]{2})$/,
    (match) => match[1]!.toUpperCase().replace('UK', 'GB'),
  ],
]

export function contextOf(document: ReadableDocument, language: Language): Context {
  const title = plain(document.title ?? '')
  const opening = plain(document.blocks.find((block) => block.kind === 'paragraph')?.text ?? '').slice(0, 3000)
  const own = language.ownTitle.test(title)
  const joint = (!own && language.jointTitle.test(title)) || /^We, /.test(opening)
  const tags = `${document.head.tags ?? ''} ${title}`
  return {
    language,
    joint,
    speech: language.speech.test(tags.replace(/statements-releases/g, '')),
    author: joint ? null : authorOf(document, title, language),
    said: saidOn(document, language),
    last: [],
    together: new Map(),
    quoted: false,
    shortForms: new Map(),
    persons: new Map(),
  }
}

/** The state whose document it is: by its address, its author field, or a title that names a single state. */
function authorOf(document: ReadableDocument, title: string, language: Language): string | null {
  for (const field of [document.head.source_url, document.head.url, document.head.source]) {
    const host = /^https?:\/\/([^/:]+)/.exec(field ?? '')?.[1]
    for (const [pattern, code] of host ? DOMAINS : []) {
      const match = pattern.exec(host!)
      if (match) return code(match)
    }
  }
  for (const field of [document.head.author, document.head.publisher, document.head.country, title]) {
    const codes = new Set(findMentions(plain(field ?? ''), language).flatMap((mention) => mention.codes))
    codes.delete('*')
    if (codes.size === 1) return [...codes][0]!
  }
  return null
}

function saidOn(document: ReadableDocument, language: Language): string | null {
  for (const field of [document.head.date, document.head.published_time, document.head.published]) {
    const date = /^\d{4}(?:-\d\d){0,2}/.exec(field ?? '')
    if (date) return date[0]
  }
  const opening = document.blocks.slice(0, 3).map((block) => block.text)
  for (const text of [document.title ?? '', ...opening]) {
    // A date line stands at the beginning; further on, a date is of what is promised or told.
    const date = language.deadlines(plain(text).slice(0, 160), null).find((found) => found.length >= 7)
    if (date) return date
  }
  return null
}

const unique = (codes: string[]): string[] => [...new Set(codes)]

/** Whom the mentions of a subject stand for, in this context. Empty where nobody can be told. */
export function resolve(mentions: Mention[], words: string, context: Context): string[] {
  const codes = mentions.flatMap((mention) => resolveOne(mention, words, context))
  if (mentions.length === 0 && !context.language.others.test(words)) codes.push(...unnamedOf(words, context))
  return unique(codes)
}

/** "The Commission" is the one named before, and nobody where none was; another office belongs to whoever is spoken of. */
function unnamedOf(words: string, context: Context): string[] {
  const short = context.language.shortForm.exec(words)?.groups?.noun
  return short ? (context.shortForms.get(short) ?? []) : officeOf(context)
}

const officeOf = (context: Context): string[] =>
  context.last.length === 1 && context.last[0] !== '*' ? context.last : context.author ? [context.author] : []

function resolveOne(mention: Mention, words: string, context: Context): string[] {
  if (mention.kind === 'we') return weOf(context)
  if (mention.kind === 'they') {
    return context.last.length === 0 && context.joint && context.language.plural.test(words) ? ['*'] : context.last
  }
  if (mention.kind === 'collective') return collectiveOf(words, context)
  if (mention.kind === 'people') return []
  if (mention.codes.length > 0) return mention.codes
  const person = words.trim().split(' ').at(-1)!
  return context.persons.get(person) ?? (context.author ? [context.author] : officeOf(context))
}

function weOf(context: Context): string[] {
  if (context.joint) return ['*']
  if (context.author) return [context.author]
  return context.last.length > 0 ? context.last : ['*']
}

function collectiveOf(words: string, context: Context): string[] {
  if (context.joint) return ['*']
  const count = context.language.countOf(words)
  // Who acted last is nearer than who was named together last, as places or as partners.
  return count > 1 && context.last.length === count ? context.last : (context.together.get(count) ?? ['*'])
}

/** Remembers who was named together, and which name belongs to which state. */
export function remember(text: string, mentions: Mention[], context: Context): void {
  for (let i = 0; i < mentions.length; i++) {
    const mention = mentions[i]!
    if (mention.kind === 'body')
      context.shortForms.set(text.slice(mention.start, mention.end).split(' ').at(-1)!, mention.codes)
    if (mention.kind === 'agency' && mention.codes.length > 0) {
      // "President X of Y" and "Y President X": the name is what stays of it later.
      for (const word of text.slice(mention.start, mention.end).match(/\p{Lu}[\p{L}.'-]+/gu) ?? []) {
        if (word.length > 3 && !context.persons.has(word)) context.persons.set(word, mention.codes)
      }
    }
    const joined: string[] = mention.kind === 'state' ? [...mention.codes] : []
    let end = mention.end
    for (let j = i + 1; j < Math.min(mentions.length, i + 4) && joined.length > 0; j++) {
      if (mentions[j]!.kind !== 'state') break
      if (!/^(?:,|,? and)(?: the)? $/.test(text.slice(end, mentions[j]!.start))) break
      joined.push(...mentions[j]!.codes)
      end = mentions[j]!.end
      if (joined.length > 1) context.together.set(joined.length, unique(joined))
    }
  }
}
