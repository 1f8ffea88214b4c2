// SPDX-License-Identifier: Apache-2.0
import type { Entry, Language } from '../language.ts'
import { AGENCIES, BODIES } from './bodies.ts'
import { CONDITIONS, NOT_GAINING } from './conditions.ts'
import { deadlines } from './dates.ts'
import { DEMONYMS } from './demonyms.ts'
import * as grammar from './grammar.ts'
import { NOT_PILLARS, PILLAR_WORDS } from './pillars.ts'
import { refine } from './refine.ts'
import { NOT_STATES, STATE_NAMES } from './states.ts'
import * as words from './words.ts'

function gazetteer(): Map<string, Entry[]> {
  const entries: Entry[] = [
    ...STATE_NAMES.map(([name, code]): Entry => ({ name, kind: 'state', codes: [code] })),
    ...DEMONYMS.map(
      ({ word, code, people }): Entry => ({ name: word, kind: people ? 'people' : 'adjective', codes: [code] }),
    ),
    ...BODIES.map(({ name, code }): Entry => ({ name, kind: 'body', codes: [code] })),
    ...AGENCIES.map(({ name, code }): Entry => ({ name, kind: 'agency', codes: [code] })),
    ...NOT_STATES.map((name): Entry => ({ name, kind: null, codes: [] })),
  ]
  const byFirstWord = new Map<string, Entry[]>()
  for (const entry of entries) {
    const first = /^[\p{L}.]+/u.exec(entry.name)![0].replace(/\.+$/, '')
    byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), entry])
  }
  for (const list of byFirstWord.values()) list.sort((a, b) => b.name.length - a.name.length)
  return byFirstWord
}

const ABBREVIATION =
  /(?:\b(?:U\.S|U\.K|U\.N|E\.U|U\.S\.A|Dr|Mr|Mrs|Ms|St|No|Nos|Art|Gen|Sen|Rep|Gov|Lt|Col|Adm|Alm|Prof|Hon|Inc|Ltd|Co|vs|e\.g|i\.e|etc|approx|Jr|Sr|para|p|pp|Rev|Amb)|\b\p{Lu})\.\s*$/u
const STATE_INITIALS = /\b(?:U\.S|U\.K|U\.N|E\.U|U\.S\.A)\.\s*$/
const STARTER =
  /^(?:The|This|These|Those|In|It|We|They|As|For|To|Under|Through|Both|Today|A|An|With|By|On|At|Its|Our|Their)\b/

export const english: Language = {
  code: 'en',
  name: 'English',
  stopWords: words.STOP_WORDS,
  gazetteer: gazetteer(),
  refine,
  joins: (before, after) => ABBREVIATION.test(before) && !(STATE_INITIALS.test(before) && STARTER.test(after)),
  subject: grammar.SUBJECT,
  verbs: [
    ...grammar.PROMISES.map(({ strength, words }) => ({ kind: 'promise' as const, strength, words })),
    { kind: 'under-way', strength: null, words: grammar.UNDER_WAY },
    { kind: 'announced', strength: null, words: grammar.ANNOUNCED },
    { kind: 'report', strength: null, words: grammar.HEADLINE },
    { kind: 'report', strength: null, words: grammar.DONE },
  ],
  passive: { words: grammar.PASSIVE, agent: grammar.PASSIVE_AGENT },
  deedsFollow: '(?:has|have)(?: also| already| since| \\p{Ll}+ly)?:',
  deed: /^(?:(?:[Hh]as|[Hh]ave) (?:also |already )?)?\p{L}(?:\p{Ll}+ed|egan|ade|ave|ut|uilt|rought|ook|ent|aid|eld)\b/u,
  actorHeading:
    /^[\s:,&–-]*(?:the|and|of|by|from|'s|commitments?|pledges?|deliverables?|actions?|announcements?|government|contributions?|measures?|commits? to|will|[\s:,&'–-])*$/i,
  delivered: grammar.DELIVERED,
  subordinate: grammar.SUBORDINATE,
  preposition: grammar.PREPOSITION,
  mayPrecede: grammar.MAY_PRECEDE,
  saysThat: grammar.SAYS_THAT,
  shortForm: grammar.SHORT_FORM_ALONE,
  joined: grammar.JOINED,
  goesOn: grammar.GOES_ON,
  toDo: grammar.TO_DO,
  elaboration: grammar.ELABORATION,
  sameAct: grammar.SAME_ACT,
  efforts: grammar.EFFORTS,
  plainFuture: /^(?:will|'ll)$/,
  plural: /^they\b/i,
  since: /\bsince \D{0,20}\d{4}\b/gi,
  conjunction: /(?:[\s,;]+(?:and|but|while|whereas|or|yet|so|as))?[\s,;]*$/,
  listAnd: /^,? and (?:the )?$/,
  listComma: /^, (?:the )?$/,
  others: grammar.OTHER_PARTIES,
  countOf: grammar.countOf,
  pillars: PILLAR_WORDS,
  notPillars: NOT_PILLARS,
  conditions: CONDITIONS,
  notGaining: NOT_GAINING,
  units: words.UNITS,
  elided: (before, after) => words.ELIDED_BEFORE.test(before) && words.ELIDED_AFTER.test(after),
  timeUnits: words.TIME_UNITS,
  unitEnds: words.UNIT_ENDS,
  singular: words.SINGULAR,
  rangeJoins: '(?: to | ?[-–] ?|(?<=\\b[Bb]etween [^.;]{1,30}) and )',
  numberWords: words.NUMBER_WORDS,
  magnitudes: words.MAGNITUDES,
  bounds: words.BOUND_BEFORE,
  periods: words.PERIODS,
  currencies: words.CURRENCY_WORDS,
  dollarStates: words.DOLLAR_STATES,
  deadlines,
  jointTitle:
    /\b(?:joint|trilateral|declaration|communiqu[eé]|agreement|memorandum|treaty|accord|convention|charter|compact|leaders' statement|partnership between)\b/i,
  ownTitle:
    /\b(?:fact ?sheet|read-?out|remarks|speech|press (?:release|briefing)|statement by|address by|news release|op-ed)\b/i,
  speech: /\b(?:speech(?:es)?|remarks|address|interview|press briefing|op-ed|testimony)\b/i,
}
