// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../languages/language.ts'
import type { Pillar } from '../reading.ts'

/** The pillar that a heading speaks of: by the first word of any pillar in it, the longest where two begin together. */
export function pillarOf(heading: string, language: Language): Pillar | null {
  const text = heading.replace(language.notPillars, (whole) => ' '.repeat(whole.length))
  let best: { pillar: Pillar; at: number; length: number } | null = null
  for (const [pillar, words] of language.pillars) {
    const match = words.exec(text)
    if (!match) continue
    const { index: at } = match
    const { length } = match[0]
    if (!best || at < best.at || (at === best.at && length > best.length)) best = { pillar, at, length }
  }
  return best?.pillar ?? null
}

type Level = { level: number; pillar: Pillar | null }

/** The headings above the place of reading. One without a pillar speaks for itself, unless it stands below another. */
export function enterHeading(above: Level[], level: number, pillar: Pillar | null): Level[] {
  const kept = above.filter((heading) => heading.level < level)
  return [...kept, { level, pillar: pillar ?? kept.at(-1)?.pillar ?? null }]
}
