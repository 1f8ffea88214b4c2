// SPDX-License-Identifier: Apache-2.0
import type { Block, BlockKind } from './document.ts'
import { makeBlock } from './make-block.ts'
import { addUnit, noWords, segmentsOf, type Words } from './words.ts'

type Line = { text: string; at: number }

const BULLET =
  /^[ \t]*(?:[-*•·‣▪●○–—][ \t]+|\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})[).][ \t]+|\d{1,2}(?:\.\d{1,2}){1,3}\.?[ \t]+(?=\p{L}))/u
const NUMBERED_TITLE =
  /^(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,5}\.|(?:Article|Section|Chapter|Part|Pillar|Annex)\s+\w{1,6})[ :.–-]*/

/** The blocks of a plain text: paragraphs between empty lines, bullets by their marks, headings by their look. */
export function readPlainText(text: string, pointAt: (unit: number) => number): Block[] {
  const blocks: Block[] = []
  let group: Line[] = []
  const close = () => {
    for (const part of cutAtBullets(group)) blocks.push(...blocksOf(part, pointAt))
    group = []
  }
  for (const line of linesOf(text)) {
    if (/^[\s\u00a0]*$/.test(line.text)) close()
    else group.push(line)
  }
  close()
  return blocks
}

function* linesOf(text: string): Generator<Line> {
  let at = 0
  while (at < text.length) {
    const next = text.indexOf('\n', at)
    const end = next < 0 ? text.length : next
    yield { text: text.slice(at, end), at }
    at = end + 1
  }
}

/** A group of lines falls apart before each bullet; a first line that looks like a title stands alone. */
function cutAtBullets(lines: Line[]): Line[][] {
  const parts: Line[][] = []
  for (const line of lines) {
    const last = parts.at(-1)
    if (!last || BULLET.test(line.text) || (last.length === 1 && isLoudTitle(last[0]!.text))) parts.push([line])
    else last.push(line)
  }
  return parts
}

const isLoudTitle = (line: string): boolean => {
  const text = line.trim()
  return text.length <= 100 && /\p{Lu}{3}/u.test(text) && text === text.toUpperCase()
}

/** One short line without a final stop: in capitals, numbered, or with most long words capitalised. */
function isTitle(line: string): boolean {
  const text = line.trim()
  if (text.length > 120 || /[.;,:!?]$/.test(text)) return false
  if (isLoudTitle(text)) return true
  const words = text.replace(NUMBERED_TITLE, '').match(/\p{L}{4,}/gu) ?? []
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length
  return words.length === 0 ? NUMBERED_TITLE.test(text) : capitals / words.length >= 0.7 && words.length <= 12
}

function blocksOf(lines: Line[], pointAt: (unit: number) => number): Block[] {
  const first = lines[0]!
  const bullet = BULLET.exec(first.text)
  const title = lines.length === 1 && isTitle(first.text)
  const words: Words = noWords()
  lines.forEach((line, n) => {
    const skip = n === 0 && bullet && !title ? bullet[0].length : 0
    for (let i = skip; i < line.text.length; i++) addUnit(words, line.text[i]!, line.at + i, 0)
    addUnit(words, ' ', line.at + line.text.length, 0)
  })
  const kind: BlockKind = title ? 'heading' : bullet ? 'item' : 'paragraph'
  const level = kind === 'heading' ? (isLoudTitle(first.text) ? 1 : 2) : kind === 'item' ? 1 : 0
  return segmentsOf(words).map((segment) => makeBlock(kind, level, segment, pointAt))
}
