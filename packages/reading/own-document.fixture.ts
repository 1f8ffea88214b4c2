// SPDX-License-Identifier: Apache-2.0
import { expect } from 'vitest'
import { type Item, type ReadableBlock, readCommitments } from './index.ts'

export type Line = string | { heading: string; level?: number } | { item: string; level?: number }

/** A document of own making: one block a line, places as they stand in the text. */
export function read(lines: Line[], head: Record<string, string> = {}): Item[] {
  let text = ''
  const blocks = lines.map((line): ReadableBlock => {
    const kind = typeof line === 'string' ? 'paragraph' : 'heading' in line ? 'heading' : 'item'
    const words = typeof line === 'string' ? line : 'heading' in line ? line.heading : line.item
    const level = typeof line === 'string' ? 0 : (line.level ?? 1)
    const from = [...text].length
    const map: number[] = []
    let point = from
    for (const character of words) {
      for (let unit = 0; unit < character.length; unit++) map.push(point)
      point++
    }
    text += `${words}\n\n`
    return { kind, level, text: words, map, lead: null }
  })
  const outcome = readCommitments(
    { name: 'own.md', text, head, ...(head.title && { title: head.title }), blocks },
    { language: 'en' },
  )
  if (!outcome.ok) throw new Error(outcome.problem.message)
  for (const item of outcome.reading.items) expect([...text].slice(item.start, item.end).join('')).toBe(item.quote)
  return outcome.reading.items
}
export const one = (line: Line, head?: Record<string, string>) => {
  const items = read([line], head)
  expect(items).toHaveLength(1)
  return items[0]!
}
export const JOINT = { title: 'Joint Declaration on Mobility', date: '2024-03-14' }
