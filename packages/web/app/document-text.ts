// SPDX-License-Identifier: Apache-2.0

/** A range of a document that is joined to something: code points, as drafts and citations count. */
export type Passage = { id: string; start: number; end: number }
/** A stretch of one block that one passage covers, or none. `opens` are the passages that begin here. */
export type Piece = { at: number; text: string; passage: string | null; opens: string[] }
export type TextBlock = { kind: 'head' | 'heading' | 'item' | 'paragraph'; pieces: Piece[] }

type Span = { kind: TextBlock['kind']; start: number; end: number }

/** The blocks of a text in its order, cut where passages begin and end. Every word stays; only white space is dropped. */
export function layOut(text: string, markdown: boolean, passages: Passage[]): TextBlock[] {
  const unitOf = unitsOf(text)
  const ranges = passages
    .map(({ id, start, end }) => ({ id, start: unitOf(start), end: unitOf(end) }))
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const opened = new Set<string>()
  return spansOf(text, markdown).map(({ kind, start, end }) => {
    const here = ranges.filter((one) => one.start < end && one.end > start)
    const cuts = here.flatMap((one) => [one.start, one.end]).filter((at) => at > start && at < end)
    const edges = [...new Set([start, ...cuts, end])].sort((a, b) => a - b)
    const pieces = edges.slice(0, -1).map((at, i): Piece => {
      const until = edges[i + 1]!
      const over = here.filter((one) => one.start < until && one.end > at)
      const opens = over.filter((one) => !opened.has(one.id)).map(({ id }) => id)
      for (const id of opens) opened.add(id)
      // Where passages lie within each other the innermost, which begins last, has the words.
      return { at, text: text.slice(at, until), passage: over.at(-1)?.id ?? null, opens }
    })
    return { kind, pieces }
  })
}

const BULLET = /^\s*(?:[-*+•–]|\d{1,3}[.)])\s+/

function spansOf(text: string, markdown: boolean): Span[] {
  const head = markdown ? /^---\r?\n[\s\S]*?\n---[ \t]*(?:\r?\n|$)/.exec(text)?.[0].length : 0
  const spans: Span[] = head ? [{ kind: 'head', start: 0, end: head }] : []
  let open: Span | null = null
  for (const [line, at] of linesOf(text, head ?? 0)) {
    const bare = line.trim()
    const comment = markdown && /^<!--.*-->$/.test(bare)
    if (bare === '' || comment) {
      open = null
      continue
    }
    const heading = markdown && /^#{1,6}\s/.test(bare)
    const item = BULLET.test(line)
    if (!open || heading || item) {
      open = { kind: heading ? 'heading' : item ? 'item' : 'paragraph', start: at, end: at }
      spans.push(open)
    }
    open.end = at + line.length
    if (heading) open = null
  }
  if (!markdown) return spans
  return spans.map((span) =>
    span.kind === 'paragraph' && /^\*\*[^*]{1,200}\*\*:?\s*$/.test(text.slice(span.start, span.end))
      ? { ...span, kind: 'heading' }
      : span,
  )
}

function* linesOf(text: string, from: number): Generator<[line: string, at: number]> {
  for (let at = from; at < text.length; ) {
    const newline = text.indexOf('\n', at)
    const end = newline < 0 ? text.length : newline
    yield [text.slice(at, end), at]
    at = end + 1
  }
}

/** Turns code points into UTF-16 offsets. Most texts hold no surrogate pairs, and then it is the identity. */
export function unitsOf(text: string): (point: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (point) => point
  const units: number[] = []
  for (let unit = 0; unit < text.length; unit += text.codePointAt(unit)! > 0xffff ? 2 : 1) units.push(unit)
  return (point) => units[point] ?? text.length
}

/** The words without the marks of Markdown: emphasis, headings, escapes, the addresses of links. */
export const withoutMarks = (text: string): string =>
  text
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\[([^\]]*)\]\([^)\s]*\)/g, '$1')
    .replace(/\*\*|__/g, '')
    .replace(/(^|[\s(“"])[*_](\S(?:[^*_]*\S)?)[*_](?=$|[\s).,;:”"])/g, '$1$2')
    .replace(/\\([\\`*_{}[\]()#+\-.!>])/g, '$1')

/** A list's or a heading's own mark, which the page draws itself. A number stays: texts refer to it. */
export const withoutLead = (text: string): string => text.replace(/^\s*(?:[-*+•–]\s+|#{1,6}\s+)/, '')

/** Where the sentences of a passage begin, in code points from its start; the first is left out. */
export function sentenceStarts(quote: string): { at: number; words: string }[] {
  const starts: { at: number; words: string }[] = []
  for (const found of quote.matchAll(/(?<=[.!?;:]["”’)*]{0,3})\s+(?=["“(*]{0,3}[\p{L}\p{N}])|\n\s*\n\s*(?=\S)/gu)) {
    const unit = found.index + found[0].length
    const words = withoutMarks(quote.slice(unit, unit + 600))
      .replace(/\s+/g, ' ')
      .trim()
    starts.push({ at: [...quote.slice(0, unit)].length, words: words.slice(0, 60) })
  }
  return starts
}
