// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import { inclusionProof, leafEntry, leafHash, rootAt } from '@symbolon/record'
import { expect, it } from 'vitest'
import { verifyScript } from './verify-script.ts'

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const salt = new Uint8Array(32).fill(7)
const textOf = (index: number) => `{"statement":${index},"words":"Zażółć"}`

/** What the page's address would answer, as an address of its own: the program needs no server here. */
async function addressOf(size: number, index: number, change: object = {}): Promise<string> {
  const leaves = Array.from({ length: size }, (_, at) => leafHash(leafEntry(salt, textOf(at))))
  const source = { levels: 1, hashes: async (_level: number, from: number, to: number) => leaves.slice(from, to) }
  const answer = {
    index,
    salt: base64(salt),
    canonical: textOf(index),
    checkpoint: `example.org/log\n${size}\n${base64(await rootAt(size, source))}\n\n— example.org/log xyz\n`,
    proof: (await inclusionProof(size, index, source)).map(base64),
    ...change,
  }
  return `data:application/json;base64,${Buffer.from(JSON.stringify(answer)).toString('base64')}`
}

const run = (address: string) =>
  execFileSync(process.execPath, ['--input-type=module', '-e', verifyScript(address)], { encoding: 'utf8' }).trim()

it.each([
  [1, 0],
  [2, 1],
  [7, 3],
  [7, 6],
  [57, 11],
])('the program of the page finds a statement (log of %i, index %i)', async (size, index) => {
  expect(run(await addressOf(size, index))).toBe('It stands in the log, unchanged.')
})

it.each([
  ['another text', { canonical: textOf(12) }],
  ['another salt', { salt: base64(new Uint8Array(32)) }],
  ['another place', { index: 10 }],
  ['a proof cut short', { proof: [] }],
])('it does not find %s', async (_, change) => {
  expect(run(await addressOf(57, 11, change))).toBe('IT DOES NOT.')
})
