// SPDX-License-Identifier: Apache-2.0

/**
 * Names are painted over, letter for letter, with one private-use character of their class: positions stay, and
 * grammar needs no list of names. A document that itself holds such characters is cleared of them before.
 */
export const MARK = {
  state: '\ue000',
  adjective: '\ue001',
  people: '\ue002',
  body: '\ue003',
  agency: '\ue004',
  collective: '\ue005',
  we: '\ue006',
  they: '\ue007',
} as const
export type MarkClass = keyof typeof MARK

export type Mention = { start: number; end: number; kind: MarkClass; codes: string[] }

/** The same length, plain quotes and hyphens, no character of the painter's own. */
export const plain = (text: string): string =>
  text
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[\ue000-\ue007]/g, ' ')

export function paint(text: string, mentions: Mention[]): string {
  let painted = ''
  let at = 0
  for (const mention of mentions) {
    painted += text.slice(at, mention.start) + MARK[mention.kind].repeat(mention.end - mention.start)
    at = mention.end
  }
  return painted + text.slice(at)
}
