// SPDX-License-Identifier: Apache-2.0

/** Marks of one kind in one paragraph beyond which a text is no Markdown that somebody wrote. */
const MOST_MARKS = 1000
/** Lines beyond which the parser, at 25 microseconds a block, would hold up everybody else for longer than a second. */
const MOST_LINES = 40_000
/** Depth of quotes or lists, likewise. */
const DEEPEST = 40

/**
 * Whether a text is safe to parse as Markdown. Unclosed brackets cost a CommonMark parser the square of their number
 * (60,000 of them: 40 seconds), and nesting costs the stack; a text with that many is read as plain text instead.
 */
export function withinMarksBudget(text: string): boolean {
  const counts = new Map<string, number>()
  let lineStart = 0
  let lines = 0
  for (const match of text.matchAll(/\n|[[*_<`&!~]/g)) {
    const mark = match[0]
    if (mark !== '\n') {
      const count = (counts.get(mark) ?? 0) + 1
      if (count > MOST_MARKS) return false
      counts.set(mark, count)
      continue
    }
    if (++lines > MOST_LINES) return false
    const line = text.slice(lineStart, Math.min(match.index, lineStart + 400))
    if (isTooDeep(line)) return false
    if (/^[\s\u00a0]*$/.test(line) && match.index - lineStart < 400) counts.clear()
    lineStart = match.index + 1
  }
  return !isTooDeep(text.slice(lineStart, lineStart + 400))
}

/** Containers that a line opens: quotes, bullets, or the indentation of bullets within bullets. */
function isTooDeep(line: string): boolean {
  const opening = /^(?:[ \t]|[-+*>](?=[ \t>])|\d{1,9}[.)](?=[ \t]))*/.exec(line)![0]
  const containers = opening.match(/[-+*>]|\d+[.)]/g)?.length ?? 0
  return containers > DEEPEST || (containers > 0 && opening.length / 2 > DEEPEST)
}
