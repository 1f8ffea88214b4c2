// SPDX-License-Identifier: Apache-2.0
import { MARK, type Mention, paint } from '../../engine/marks.ts'

const { state, adjective } = MARK
const NAME = "\\p{Lu}[\\p{L}.'-]*"
const LONG_FORM =
  /(?:\p{Lu}[\p{L}-]+ ){0,2}(?:Republic|Kingdom|State|Commonwealth|Principality|Union|Federation) of (?:the )?$/u
const TITLE =
  '(?:(?:Vice |Acting |Deputy |Interim )?(?:President|Prime Minister|Chancellor|Premier|Foreign Minister|King|Queen|(?:Foreign |Home )?Secretary(?: of State)?|Ministers?|Ambassador))'
const TITLED = new RegExp(
  `(?:(?:[Tt]he )?(?<before>[${state}${adjective}]+)(?:'s)? )?${TITLE}(?<of> of (?:the )?[${state}]+)?(?<name>(?: (?!(?:will|and|of)\\b)${NAME}){0,5})(?<after> of (?:the )?[${state}]+)?`,
  'gu',
)
const GROUP =
  '(?:countries|governments|nations|states|parties|sides|leaders|presidents|ministers|delegations|partners|participants|members|signatories|heads of (?:state|government|delegation)s?(?: and (?:of )?government)?|peoples|administrations|institutions|neighbou?rs|heads of state and government)'
const COLLECTIVE = new RegExp(
  `\\b(?:(?:[Tt]he|[Bb]oth|[Aa]ll|[Oo]ur|[Tt]hese|[Tt]heir|[Ee]ach of the) (?:(?:two|three|four|five|six|[Cc]ontracting|participating|endorsing|signatory|partner|respective|member|both|signing|undersigned|other) ){0,2}(?:${GROUP}|(?:Contracting )?Parties|Governments|Leaders|Presidents|Ministers|Participants|Signatories|Members|Heads of State(?: and (?:of )?Government)?)\\b|(?:Endorsing|Participating|Signatory|Partner|endorsing|participating|signatory) (?:countries|governments|states|parties|States)\\b|[Ee]ach (?:Party|country|government|side|State|participant)\\b|[Ee]ither (?:Party|side)\\b|(?:Leaders|Participants|Signatories|Members(?= \\p{Ll})|Member (?:States|Countries|states|countries)(?= \\p{Ll})|Parties|Delegations|Ministers|Countries|countries(?= (?:committed|agreed|pledged|will)))\\b|(?<=^|\\. )Both\\b(?= (?:will|agree|commit|pledge|intend)))(?! (?:of|from|such as|like|including) (?:the )?[${state}${adjective}])`,
  'gu',
)
const OTHERS = /\bother(?: [\p{L}-]+){0,5} $/u
const NOT_COLLECTIVE = /^(?:[Tt]he )?(?:other|member) /
const WE = /\b(?:We|we)\b(?!')|\b(?:We|we)(?='(?:ll|re|ve)\b)/g
const THEY = /\b(?:It|They|He|She|it|they)\b/g

/** Adds to the names of the gazetteer what English builds around them. Keeps order; never lets two overlap. */
export function refine(text: string, mentions: Mention[]): Mention[] {
  for (const mention of mentions) {
    const form =
      mention.kind === 'state' ? LONG_FORM.exec(text.slice(Math.max(0, mention.start - 60), mention.start)) : null
    if (form) mention.start -= form[0].length
  }
  const republics = mentions.map((mention) => {
    const after = /^ (?:Republic|Kingdom|Federation)\b/.exec(text.slice(mention.end, mention.end + 14))
    if (mention.kind !== 'adjective' || !after) return mention
    return { ...mention, kind: 'state' as const, end: mention.end + after[0].length }
  })
  return withPronouns(text, withCollectives(text, withTitles(text, republics)))
}

/**
 * A title with a name acts for its state, be it named before, within or after. A name met once with its state is
 * known by its last word afterwards; one never placed is left for the context: codes stay empty.
 */
function withTitles(text: string, mentions: Mention[]): Mention[] {
  const painted = paint(text, mentions)
  const found: Mention[] = []
  for (const match of painted.matchAll(TITLED)) {
    const { before, of, name, after } = match.groups!
    if (!before && !of && !name?.trim()) continue
    const end = match.index + match[0].length
    const named = mentions.filter((m) => m.start >= match.index && m.end <= end && m.codes.length > 0)
    const given = before || of || after ? (of || after ? named.at(-1) : named[0]) : undefined
    found.push({ start: match.index, end, kind: 'agency', codes: given?.codes ?? [] })
  }
  return merge(mentions, found)
}

function withCollectives(text: string, mentions: Mention[]): Mention[] {
  const found: Mention[] = []
  for (const match of paint(text, mentions).matchAll(COLLECTIVE)) {
    if (NOT_COLLECTIVE.test(match[0]) || OTHERS.test(text.slice(Math.max(0, match.index - 60), match.index))) continue
    found.push({ start: match.index, end: match.index + match[0].length, kind: 'collective', codes: ['*'] })
  }
  return merge(mentions, found)
}

function withPronouns(text: string, mentions: Mention[]): Mention[] {
  const found: Mention[] = []
  const painted = paint(text, mentions)
  for (const [pattern, kind] of [
    [WE, 'we'],
    [THEY, 'they'],
  ] as const) {
    for (const match of painted.matchAll(pattern)) {
      found.push({ start: match.index, end: match.index + match[0].length, kind, codes: [] })
    }
  }
  return merge(mentions, found)
}

/** Later finds swallow the names within them. Linear: both lists are in order. */
function merge(mentions: Mention[], found: Mention[]): Mention[] {
  if (found.length === 0) return mentions
  found.sort((a, b) => a.start - b.start)
  const merged: Mention[] = []
  let next = 0
  for (const mention of mentions) {
    while (next < found.length && found[next]!.end <= mention.start) merged.push(found[next++]!)
    const over = found[next]
    if (!over || mention.end <= over.start) merged.push(mention)
  }
  merged.push(...found.slice(next))
  return merged
}
