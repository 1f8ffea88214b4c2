// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = import.meta.dirname
const read = (name: string) => readFileSync(join(root, 'docs/security', name), 'utf8')
const rowsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => /^\| (V?\d)/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )

it.each(['attacks.md', 'asvs.md'])('every file that %s names is there', (name) => {
  const named = [...read(name).matchAll(/`((?:packages|e2e|docs|bench)\/[\w./-]+|[\w-]+\.(?:md|json|test\.ts))`/g)]
  expect(named.length).toBeGreaterThan(0)
  expect(named.map(([, path]) => path!).filter((path) => !existsSync(join(root, path)))).toEqual([])
})

it('every threat has a row that says where, or why not yet', () => {
  const rows = rowsOf(read('attacks.md'))
  expect(rows.map(([number]) => Number(number))).toEqual(Array.from({ length: 33 }, (_, n) => n + 1))
  for (const [number, , where] of rows) expect(where, number).toMatch(/`[\w./-]+\.ts`|not yet/)
})

it('every requirement of levels 1 and 2 has one line: met with where, or why not', () => {
  const rows = rowsOf(read('asvs.md'))
  const numbers = rows.map(([number]) => number)
  expect(new Set(numbers).size).toBe(numbers.length)
  // Of 345 requirements 92 are of level 3.
  expect(numbers.length).toBe(253)
  for (const [number, level, what, state, where] of rows) {
    expect(['1', '2'], number).toContain(level)
    expect(['met', 'not met', 'n/a'], number).toContain(state)
    expect(what!.length * where!.length, number).toBeGreaterThan(0)
  }
  const count = (state: string) => rows.filter((row) => row[3] === state).length
  console.log(`${count('met')} met, ${count('not met')} not met, ${count('n/a')} do not apply`)
})
