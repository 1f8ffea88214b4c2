// SPDX-License-Identifier: Apache-2.0
import type { Analysis, Clause } from './clauses.ts'
import { type Context, resolve } from './context.ts'

/** A promise by whoever a heading or a label names. */
export const namedClause = (actors: string[]): Clause => ({
  ...{ start: 0, end: 0, actors, kind: 'promise', strength: 'will', pronoun: false, plainFuture: false, words: '' },
})

const openings = new Map<string, RegExp>()
function opensWith(words: string): RegExp {
  const known = openings.get(words) ?? new RegExp(`^${words}`, 'u')
  openings.set(words, known)
  return known
}

/** "Aims to open ...", below a heading that names the actor: the bullet's own verb says how firmly. */
export function firmer(clause: Clause, { painted }: Analysis, { language }: Context): Clause {
  const text = painted.slice(0, 1).toLowerCase() + painted.slice(1, 200)
  const verb = language.verbs.find(({ kind, words }) => kind === 'promise' && opensWith(words).test(text))
  return verb && clause.words === '' ? { ...clause, strength: verb.strength } : clause
}

/** "X to open a school": what a bullet gives its actor to do. */
export function toDoIn({ painted, mentions, text }: Analysis, context: Context): Clause[] {
  const subject = context.language.toDo.exec(painted)?.groups?.subject
  if (!subject) return []
  const inside = mentions.filter((mention) => mention.end <= subject.length)
  const actors = inside.length > 0 ? resolve(inside, text.slice(0, subject.length), context) : []
  return actors.length > 0
    ? [{ ...namedClause(actors), end: subject.length, words: text.slice(0, subject.length) }]
    : []
}
