// SPDX-License-Identifier: Apache-2.0
import type { Block, BlockKind } from './document.ts'
import { BOLD, ITALIC, type Segment } from './words.ts'

/** A bold line longer than this is emphasis, not a heading. */
const LONGEST_HEADING = 1000

/** A block from its words; `pointAt` turns UTF-16 offsets of the document into code points. */
export function makeBlock(kind: BlockKind, level: number, segment: Segment, pointAt: (unit: number) => number): Block {
  const map = Uint32Array.from(segment.at, pointAt)
  const guess = kind === 'paragraph' ? headingLevel(segment) : null
  return {
    kind: guess === null ? kind : 'heading',
    level: guess ?? level,
    start: map[0]!,
    end: map[map.length - 1]! + 1,
    text: segment.text,
    map,
    lead: guess === null && kind !== 'heading' ? leadOf(segment) : null,
  }
}

/** The level of a paragraph that is wholly bold (7) or bold italic or italic (8): a heading in all but its mark. */
function headingLevel(segment: Segment): number | null {
  if (segment.text.length > LONGEST_HEADING) return null
  let all = BOLD | ITALIC
  for (let i = 0; i < segment.style.length; i++) {
    if (/[\p{L}\p{N}]/u.test(segment.text[i]!)) all &= segment.style[i]!
  }
  if (all & BOLD) return all & ITALIC ? 8 : 7
  return all & ITALIC && segment.text.length < 120 && !/[.!?]$/.test(segment.text) ? 8 : null
}

/** Bold words at the front. Bold that covers a whole block is no lead. */
function leadOf(segment: Segment): Block['lead'] {
  let end = 0
  while (end < segment.style.length && (segment.style[end]! & BOLD || segment.text[end] === ' ')) end++
  const text = segment.text.slice(0, end).trim()
  if (text.length < 3 || end >= segment.text.length) return null
  return { text: text.replace(/[.:\s]+$/, ''), end }
}
