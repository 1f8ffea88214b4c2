// SPDX-License-Identifier: Apache-2.0
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvOf } from './index.ts'

const read = (csv: string): string[][] => parse(csv, { bom: true })
const firstOf = (text: string) => read(csvOf([{ text }]))[1]![0]!

it.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '\0=1',
  ' =1',
  '＝1',
  '＋1',
  '－1',
  '＠A',
  '\ufeff=1',
  '\u202e=1',
  '−1',
])('%j is text to a spreadsheet, and read back but for the apostrophe', (text) =>
  expect(firstOf(text)).toBe(`'${text}`),
)
it.each(['Opens an office.', 'a=b', '5-6', '', "'quoted", '«=1»', 'é', '示=1'])('%j stays as it is', (text) =>
  expect(firstOf(text)).toBe(text),
)
it('a number stays a number, and nothing is an empty field', () => {
  expect(read(csvOf([{ a: -5, b: 1.5, c: null, d: undefined, e: 0 }]))[1]).toEqual(['-5', '1.5', '', '', '0'])
})
it('columns stand in the order that is asked for, with nothing but them', () => {
  expect(read(csvOf([{ a: 1, b: 2, c: 3 }], ['c', 'a']))).toEqual([
    ['c', 'a'],
    ['3', '1'],
  ])
})
it('whatever the texts, no field begins like a formula, and each is read back', () => {
  const start = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '\0', ' ', ';', ',', '"', "'", '\u202e', '')
  const text = fc.tuple(start, start, fc.string({ unit: 'grapheme' })).map((parts) => parts.join(''))
  const rows = fc.array(fc.record({ one: text, two: text }), { minLength: 1, maxLength: 5 })
  const property = fc.property(rows, (given) => {
    const csv = csvOf(given)
    const [, ...found] = read(csv)
    for (const [n, { one, two }] of given.entries())
      for (const [i, said] of [one, two].entries()) {
        const field = found[n]![i]!
        expect(field).not.toMatch(/^\s*[=+\-@]/)
        expect([said, `'${said}`]).toContain(field)
      }
  })
  fc.assert(property, { numRuns: 300 })
})
it('the header is made harmless too', () => {
  expect(read(csvOf([{ '=1': 'a' }]))[0]).toEqual(["'=1"])
})
