// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import { layOut, sentenceStarts, unitsOf, withoutMarks } from './document-text.ts'

const TEXT = `---
title: "Example"
---

**Pillar I: Work**

Belize will open
an office. It hopes for more.

-   **Chad will issue 500 visas.** It will
    report.

<!-- -->

-   Fiji aims to follow.
`

describe('a text laid out beside its drafts', () => {
  it('keeps blocks, joins hard-wrapped lines, leaves comments out', () => {
    const blocks = layOut(TEXT, true, [])
    expect(blocks.map(({ kind }) => kind)).toEqual(['head', 'heading', 'paragraph', 'item', 'item'])
    expect(blocks[2]!.pieces[0]!.text).toBe('Belize will open\nan office. It hopes for more.')
  })

  it('cuts blocks where passages begin and end; the innermost has the words, each opens once', () => {
    const start = TEXT.indexOf('Chad')
    const inner = TEXT.indexOf('It will')
    const end = TEXT.indexOf('report.') + 7
    const blocks = layOut(TEXT, true, [
      { id: 'whole', start, end },
      { id: 'inner', start: inner, end },
    ])
    const pieces = blocks.flatMap((block) => block.pieces).filter((piece) => piece.passage)
    expect(pieces.map(({ passage, opens }) => [passage, opens])).toEqual([
      ['whole', ['whole']],
      ['inner', ['inner']],
    ])
    expect(
      blocks
        .flatMap((block) => block.pieces)
        .map((piece) => piece.text)
        .join(''),
    ).toContain('**Chad will issue 500 visas.** It will\n    report.')
  })

  it('counts code points', () => {
    const text = 'a😀b will go'
    expect(unitsOf(text)(2)).toBe(3)
    expect(layOut(text, false, [{ id: 'x', start: 2, end: 3 }])[0]!.pieces.map((piece) => piece.text)).toEqual([
      'a😀',
      'b',
      ' will go',
    ])
    expect(sentenceStarts('A 😀 goes. B stays.')).toEqual([{ at: 10, words: 'B stays.' }])
  })

  it('drops marks, not words', () => {
    expect(withoutMarks('**Chad** will [issue](https://x.test/a) *500* visas\\. 2 * 3 * 4')).toBe(
      'Chad will issue 500 visas. 2 * 3 * 4',
    )
  })
})
