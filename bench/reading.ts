// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDocument } from '@symbolon/documents'
import { readCommitments, toReadingJson } from '@symbolon/reading'
import type { Row } from './row.ts'
import { type GoldItem, type Scores, scoreReading } from './score-reading.ts'

const CORPUS = join(import.meta.dirname, '..', '..', 'shared', 'corpus')
const GOLD = join(CORPUS, 'gold', '2022-06-10-deliverables.json')

const AIMS: Record<keyof Scores, number> = {
  ...{ items_recall: 0.95, items_precision: 0.9, actors_f1: 0.95, beneficiaries_f1: 0.75, pillar: 0.95, kind: 0.85 },
  ...{ strength: 0.85, quantities_f1: 0.9, money_f1: 0.95, money_precision: 0.95, deadline: 0.8 },
  ...{ condition_recall: 1, condition_precision: 0.6 },
}

/** Whether the corpus stands beside the repository; without it there is nothing to measure accuracy on. */
export const hasCorpus = (): boolean => existsSync(GOLD)

/** The scores of the product's own reading of the gold document, and the reading. Throws where the corpus is absent. */
export function scoreGold() {
  const gold = JSON.parse(readFileSync(GOLD, 'utf8')) as { document: string; items: GoldItem[] }
  const bytes = readFileSync(join(CORPUS, 'declarations', gold.document))
  const reading = toReadingJson(readBytes(bytes, gold.document))
  return { scores: scoreReading(gold.items, reading.items, bytes.toString('utf8')), reading }
}

function readBytes(bytes: Uint8Array, name: string) {
  const opened = openDocument(bytes, name)
  if (!opened.ok) throw new Error(opened.problem.message)
  const outcome = readCommitments(opened.document)
  if (!outcome.ok) throw new Error(outcome.problem.message)
  return outcome.reading
}

/** Documents and megabytes read a second, from bytes to drafts, over the English declarations for a second or more. */
function speed(): Row[] {
  const folder = join(CORPUS, 'declarations')
  const english = readdirSync(folder).flatMap((name) => {
    const bytes = readFileSync(join(folder, name))
    const opened = openDocument(bytes, name)
    return opened.ok && readCommitments(opened.document).ok ? [{ name, bytes }] : []
  })
  if (english.length === 0) return []
  const size = english.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const start = performance.now()
  let rounds = 0
  for (; performance.now() - start < 1500; rounds++) for (const { name, bytes } of english) readBytes(bytes, name)
  const seconds = (performance.now() - start) / 1000
  return [
    { name: 'reading: documents', figure: (rounds * english.length) / seconds, unit: 'documents/s' },
    { name: 'reading: text', figure: (rounds * size) / seconds / 1e6, unit: 'MB/s' },
  ]
}

/** Accuracy on the gold document by the rules of its scorer, and speed. Without the corpus: no rows. */
export async function benchReading(): Promise<Row[]> {
  if (!hasCorpus()) return []
  const { scores } = scoreGold()
  const accuracy = Object.entries(scores).map(([name, value]): Row => {
    return { name: `reading: ${name}`, figure: value, unit: 'share', against: `aim: ${AIMS[name as keyof Scores]}` }
  })
  return [...accuracy, ...speed()]
}
