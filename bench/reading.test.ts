// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hasCorpus, scoreGold } from './reading.ts'
import { scoreReading } from './score-reading.ts'

const SHARED = join(import.meta.dirname, '..', '..', 'shared', 'corpus')
const hasPython = spawnSync('python3', ['--version']).status === 0

describe('scoring a reading', () => {
  const item = { actors: ['FR'], beneficiaries: [], pillar: null, kind: 'promise', money: [], condition: null }
  const gold = { ...item, anchor: 'France will open a school', quantities: [], deadline: '2030', strength: 'will' }
  const text = 'France will open a school in the north by 2030. The sky over the sea is blue and wide today.'

  it('matches a draft to gold by their text, and counts what is surplus', () => {
    const draft = { ...item, quote: text.slice(0, 47), quantities: [], deadline: '2030', strength: 'will' }
    const surplus = { ...draft, quote: 'The sky over the sea is blue and wide today', actors: ['ES'] }
    const scores = scoreReading([gold], [draft, surplus], text)
    expect(scores).toMatchObject({ items_recall: 1, items_precision: 0.5, deadline: 1, condition_recall: null })
    expect(scores.actors_f1).toBeCloseTo(2 / 3)
  })
})

describe.skipIf(!hasCorpus())('the June 2022 deliverables', () => {
  it('are read as well as was asked', () => {
    const { scores } = scoreGold()
    expect(scores.items_recall).toBeGreaterThanOrEqual(0.95)
    expect(scores.items_precision).toBeGreaterThanOrEqual(0.9)
    expect(scores.actors_f1).toBeGreaterThanOrEqual(0.95)
    expect(scores.beneficiaries_f1).toBeGreaterThanOrEqual(0.75)
    expect(scores.pillar).toBeGreaterThanOrEqual(0.95)
    expect(scores.kind).toBeGreaterThanOrEqual(0.85)
    expect(scores.strength).toBeGreaterThanOrEqual(0.85)
    expect(scores.quantities_f1).toBeGreaterThanOrEqual(0.9)
    expect(scores.money_f1).toBeGreaterThanOrEqual(0.95)
    expect(scores.money_precision).toBeGreaterThanOrEqual(0.95)
    expect(scores.deadline).toBeGreaterThanOrEqual(0.8)
    expect(scores.condition_recall).toBe(1)
    expect(scores.condition_precision).toBeGreaterThanOrEqual(0.6)
  })

  it.skipIf(!hasPython)('score the same by the corpus’s own scorer', () => {
    const { scores, reading } = scoreGold()
    const folder = mkdtempSync(join(tmpdir(), 'symbolon-score-'))
    const file = join(folder, 'reading.json')
    writeFileSync(file, JSON.stringify(reading))
    const gold = join(SHARED, 'gold', '2022-06-10-deliverables.json')
    const run = spawnSync('python3', [
      join(SHARED, 'gold', 'score.py'),
      gold,
      file,
      join(SHARED, 'declarations', reading.document),
    ])
    rmSync(folder, { recursive: true })
    expect(JSON.parse(run.stdout.toString())).toEqual(scores)
  })
})
