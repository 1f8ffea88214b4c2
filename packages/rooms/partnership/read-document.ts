// SPDX-License-Identifier: Apache-2.0
import { openDocument } from '@symbolon/documents'
import { accept, type Id, type Result, refuse } from '@symbolon/foundation'
import { type Item, readCommitments } from '@symbolon/reading'
import type { Draft, DraftFields } from './contract.ts'
import { cut } from './cut.ts'

/** What the register knows that a reading needs: parties by code, and who the signatories together are. */
export type Known = { parties: Map<string, Id>; signatories: Id[] }

/** The drafts that the reading finds in a document's text, with its codes turned into parties of the register. */
export function readDocument(
  document: { name: string; text: string; mediaType: 'text/markdown' | 'text/plain' },
  known: Known,
): Result<Omit<Draft, 'id' | 'source'>[]> {
  const opened = openDocument(new TextEncoder().encode(document.text), document.name, { mediaType: document.mediaType })
  if (!opened.ok) return refuse(opened.problem)
  const read = readCommitments(opened.document)
  if (!read.ok) return refuse(read.problem)
  return accept(read.reading.items.map((item) => draftOf(item, known)))
}

function draftOf(item: Item, known: Known): Omit<Draft, 'id' | 'source'> {
  const doubts: string[] = []
  const resolve = (codes: string[]): Id[] => {
    const found = codes.flatMap((code) => {
      if (code === '*') return known.signatories
      const party = known.parties.get(code)
      if (!party) doubts.push(code)
      return party ?? []
    })
    return [...new Set(found)]
  }
  const fields: DraftFields = {
    promisors: resolve(item.actors),
    beneficiaries: resolve(item.beneficiaries),
    toWords: null,
    pillar: item.pillar,
    theme: null,
    strength: item.strength,
    kind: item.kind,
    summary: firstWords(item.quote),
    quantities: item.quantities,
    money: item.money,
    deadline: item.deadline,
    condition: item.condition,
  }
  const { start, end, quote } = item
  return { start, end, quote, state: 'open', fields, doubts: [...new Set(doubts)], revision: 0, statement: null }
}

/** A summary to start from: the passage's own first sentence, without its Markdown marks. The reviewer mends it. */
function firstWords(quote: string): string {
  const plain = quote
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<!--.*?-->/gs, ' ')
    .replace(/[*_#>`\\]+/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[-•\s]+/, '')
    .trim()
  const [first] = new Intl.Segmenter('en', { granularity: 'sentence' }).segment(plain)
  const sentence = first && first.segment.length > 20 ? first.segment : plain
  return cut(sentence.trim(), 500) || '…'
}
