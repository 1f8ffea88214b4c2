// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_DOCUMENT_BYTES, openDocument, openDocumentFile } from './index.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const opened = (text: string, name = 'a.md') => {
  const outcome = openDocument(bytes(text), name)
  if (!outcome.ok) throw new Error(outcome.problem.message)
  return outcome.document
}
const refusal = (content: Uint8Array, name = 'a.md') => {
  const outcome = openDocument(content, name)
  return outcome.ok ? null : outcome.problem
}

describe('what cannot be read is refused with what to do next', () => {
  it('names empty files, also those of blanks and a head alone', () => {
    expect(refusal(bytes(''))?.code).toBe('documents/empty')
    expect(refusal(bytes(' \n\n '))?.code).toBe('documents/empty')
    expect(refusal(bytes('---\ntitle: Nothing\n---\n'))?.code).toBe('documents/empty')
  })
  it('names the place where UTF-8 breaks', () => {
    const problem = refusal(Uint8Array.from([...bytes('first line\nRio de '), 0xe9, 0x20, 0x61]))
    expect(problem).toMatchObject({ code: 'documents/wrong-encoding', details: { offset: 18, line: 2 } })
    expect(problem?.message).toContain('save it as UTF-8')
  })
  it('names binary files by what they are', () => {
    expect(refusal(bytes('%PDF-1.7 something'))?.message).toContain('a PDF')
    expect(refusal(Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2]))?.message).toContain('DOCX')
    expect(refusal(Uint8Array.from([0x41, 0, 0x42]))?.code).toBe('documents/not-text')
    expect(refusal(Uint8Array.from([0x41, 0x07, 0x42]))?.code).toBe('documents/not-text')
  })
  it('refuses by size alone, without reading', async () => {
    expect(refusal(new Uint8Array(MAX_DOCUMENT_BYTES + 1))?.code).toBe('documents/too-large')
    const folder = mkdtempSync(join(tmpdir(), 'symbolon-documents-'))
    const zeros = join(folder, 'zeros.md')
    writeFileSync(zeros, '')
    truncateSync(zeros, 200 * 1024 * 1024)
    expect(await openDocumentFile(zeros)).toMatchObject({ ok: false, problem: { code: 'documents/too-large' } })
    expect(await openDocumentFile(folder)).toMatchObject({ ok: false, problem: { code: 'documents/not-text' } })
    const absent = await openDocumentFile(join(folder, 'absent.md'))
    expect(absent).toMatchObject({ ok: false, problem: { code: 'documents/not-found' } })
    rmSync(folder, { recursive: true })
  })
})

describe('Markdown', () => {
  it('takes byte order marks of UTF-8 and UTF-16, which are no part of the text', () => {
    expect(opened('\ufeffA line of words.').text).toBe('A line of words.')
    const little = Uint8Array.from([0xff, 0xfe, ...Buffer.from('A line of words.', 'utf16le')])
    expect(openDocument(little, 'a.txt')).toMatchObject({ ok: true, document: { text: 'A line of words.' } })
  })
  it('reads the head, and forgives a damaged one', () => {
    const document = opened("---\ntitle: 'A plan'\ndate: 2030-01-02\n---\n\nWords.\n")
    expect(document).toMatchObject({ title: 'A plan', head: { date: '2030-01-02' } })
    expect(opened('---\ntitle: [a: b: ]\n---\n\nWords.\n').blocks[0]!.text).toBe('Words.')
  })
  it('takes bold lines as headings, keeps leads of bullets, and mends bold that closes wrongly', () => {
    const { blocks } = opened(
      '**Part one**\n\n- **A lead here. **More\n  words [in a link](https://example.org) \\[so\\].\n\n<!-- -->\n\n- Plain\n\n***Deeper***\n',
    )
    expect(blocks.map(({ kind, level, text }) => [kind, level, text])).toEqual([
      ['heading', 7, 'Part one'],
      ['item', 1, 'A lead here. More words in a link [so].'],
      ['item', 1, 'Plain'],
      ['heading', 8, 'Deeper'],
    ])
    expect(blocks[1]!.lead?.text).toBe('A lead here')
  })
  it('ends a paragraph at a line of no-break spaces', () => {
    expect(opened('First words.\u00a0\n\u00a0\u00a0\nSecond words.').blocks).toHaveLength(2)
  })
  it('leads every character of the words back to the document', () => {
    const text = 'A 🌍 here &amp; **there**,\n  wrapped\u00a0line.\n\n> - quoted 🌍 _too_\n'
    const document = opened(text)
    const points = [...document.text]
    for (const block of document.blocks) {
      for (let i = 0; i < block.text.length; i++) {
        const code = block.text.charCodeAt(i)
        if (code >= 0xd800 && code < 0xe000) continue
        const there = points[block.map[i]!]!
        expect(/\s/.test(there) ? ' ' : there).toBe(block.text[i])
      }
    }
  })
  it('reads a text with a flood of marks as plain text', () => {
    // Each line a heading: the parser would take seconds, and hold up everybody else meanwhile.
    expect(opened('# a\n'.repeat(45_000)).blocks[0]!.text).toMatch(/^# a/)
    expect(opened('[a]('.repeat(2000)).blocks[0]!.kind).toBe('paragraph')
    expect(opened(`${'> '.repeat(5000)}deep words`).blocks).not.toHaveLength(0)
  })
})

describe('plain text', () => {
  it('guesses headings, bullets and paragraphs', () => {
    const { blocks } = opened(
      'ALL CAPITALS\n\n1. Numbered Heading Here\n\n• one\n  wrapped\n(b) two\n\nA paragraph of text.\n',
      'a.txt',
    )
    expect(blocks.map(({ kind, text }) => [kind, text])).toEqual([
      ['heading', 'ALL CAPITALS'],
      ['heading', '1. Numbered Heading Here'],
      ['item', 'one wrapped'],
      ['item', 'two'],
      ['paragraph', 'A paragraph of text.'],
    ])
  })
})

describe('whatever is given', () => {
  const pieces = fc.constantFrom(
    '# ',
    '- ',
    '**',
    '*',
    '_',
    '[',
    '](',
    ')',
    '\n',
    '\n\n',
    '> ',
    '&amp;',
    '&',
    '🌍',
    'a',
    ' ',
    '<b>',
    '`',
    '\\',
    '\u00a0',
    '\r\n',
  )
  it('never throws, and places stay within the text and in order', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((all) => all.join('')),
        ),
        fc.boolean(),
        (text, markdown) => {
          const outcome = openDocument(bytes(text), markdown ? 'a.md' : 'a.txt')
          if (!outcome.ok) return
          const length = [...outcome.document.text].length
          for (const block of outcome.document.blocks) {
            expect(block.map).toHaveLength(block.text.length)
            let last = -1
            for (const point of block.map) {
              expect(point).toBeGreaterThanOrEqual(last)
              expect(point).toBeLessThan(length)
              last = point
            }
          }
        },
      ),
      { numRuns: 400 },
    )
  })
  it('opens a point of plain text at 1.1', () => {
    const { blocks } = opened('1.1 Malta will act.\n1.2 Chad will follow.\n', 'a.txt')
    expect(blocks.map(({ kind, text }) => [kind, text])).toEqual([
      ['item', 'Malta will act.'],
      ['item', 'Chad will follow.'],
    ])
  })
  it('never throws on bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (content) => void openDocument(content, 'a')))
  })
})
