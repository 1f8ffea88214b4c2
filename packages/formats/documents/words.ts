// SPDX-License-Identifier: Apache-2.0

export const BOLD = 1
export const ITALIC = 2

/**
 * Gathers the words of a block while its marks are walked: one entry for each UTF-16 unit, with where it stands in
 * the source and whether it was bold or italic.
 */
export type Words = { units: string[]; at: number[]; style: number[] }

export const noWords = (): Words => ({ units: [], at: [], style: [] })

export function addUnit(words: Words, unit: string, at: number, style: number): void {
  words.units.push(unit)
  words.at.push(at)
  words.style.push(style)
}

export type Segment = { text: string; at: number[]; style: number[] }

const BLANK = /[\s\u00a0\u2007\u202f]/
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/

/**
 * Cuts gathered words where a line holds nothing but blanks (no-break spaces are how word processors write an empty
 * line), and collapses white space. Each unit left keeps its place in the source.
 */
export function segmentsOf(words: Words): Segment[] {
  const segments: Segment[] = []
  let current: Segment & { units: string[] } = { text: '', units: [], at: [], style: [] }
  let newlines = 0
  const close = () => {
    while (current.units.at(-1) === ' ') dropLast(current)
    if (current.units.length > 0) segments.push({ text: current.units.join(''), at: current.at, style: current.style })
    current = { text: '', units: [], at: [], style: [] }
  }
  for (let i = 0; i < words.units.length; i++) {
    const unit = words.units[i]!
    if (INVISIBLE.test(unit)) continue
    if (BLANK.test(unit)) {
      if (unit === '\n' && ++newlines === 2) close()
      if (current.units.length > 0 && current.units.at(-1) !== ' ') push(current, ' ', words, i)
      continue
    }
    newlines = 0
    push(current, unit, words, i)
  }
  close()
  return segments
}

function push(segment: Segment & { units: string[] }, unit: string, words: Words, i: number): void {
  segment.units.push(unit)
  segment.at.push(words.at[i]!)
  segment.style.push(words.style[i]!)
}

function dropLast(segment: Segment & { units: string[] }): void {
  segment.units.pop()
  segment.at.pop()
  segment.style.pop()
}
