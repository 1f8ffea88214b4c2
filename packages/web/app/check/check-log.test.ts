// SPDX-License-Identifier: Apache-2.0
import {
  appendLeaves,
  emptyFrontier,
  entriesPath,
  formatBundle,
  frontierRoot,
  generateSigner,
  leafEntry,
  leafHash,
  signCheckpoint,
} from '@symbolon/record'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkLog, type Read, type Remembered } from './check-log.ts'

const ORIGIN = 'example.org/hub/log'
const { signer, vkey } = generateSigner(ORIGIN, new Uint8Array(32).fill(9))
const saltOf = (index: number) => new Uint8Array(32).fill(index % 251)
const textOf = (index: number) => JSON.stringify({ statement: index, words: 'Zażółć 🕊' })
const entryOf = (index: number) => leafEntry(saltOf(index), textOf(index))
const bytes = (text: string) => new Uint8Array(Buffer.from(text))
const rootOf = (size: number) =>
  frontierRoot(
    appendLeaves(
      emptyFrontier(),
      Array.from({ length: size }, (_, n) => leafHash(entryOf(n))),
    ),
  )

type Files = Map<string, Uint8Array<ArrayBuffer>>

/** The files of a log of `size`, of whose statements the reader may read those that `readable` says. */
function filesOf(size: number, readable = (_index: number) => true): Files {
  const files: Files = new Map([
    ['key', bytes(`${vkey}\n`)],
    ['checkpoint', bytes(signCheckpoint({ origin: ORIGIN, size, root: rootOf(size) }, signer))],
  ])
  for (let from = 0; from < size; from += 256) {
    const width = Math.min(256, size - from)
    const indexes = Array.from({ length: width }, (_, n) => from + n)
    files.set(entriesPath(from / 256, width), new Uint8Array(formatBundle(indexes.map(entryOf))))
    const line = (index: number) =>
      `${JSON.stringify({ index, salt: Buffer.from(saltOf(index)).toString('base64'), canonical: textOf(index) })}\n`
    const place = entriesPath(from / 256).replace('tile/entries', 'statements')
    files.set(`${place}.jsonl`, bytes(indexes.filter(readable).map(line).join('')))
  }
  return files
}

const from =
  (files: Files): Read =>
  async (path) =>
    files.get(path) ?? null
const seen = (size: number, change: Partial<Remembered> = {}): Remembered => ({
  ...{ size, root: Buffer.from(rootOf(size)).toString('base64'), vkey, at: '2026-01-01T00:00:00Z', ...change },
})
const check = (files: Files, since: Remembered | null = null) => checkLog(from(files), since)

it('finds any log whole that our own code has published, and counts what the reader may read', async () => {
  const sizes = fc.constantFrom(1, 2, 3, 255, 256, 257, 511, 512, 700, 1025)
  await fc.assert(
    fc.asyncProperty(
      sizes,
      fc.integer({ min: 1, max: 7 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (size, every, before) => {
        const found = await check(
          filesOf(size, (index) => index % every === 0),
          seen(Math.ceil(before * size) || 1),
        )
        const read = Math.ceil(size / every)
        const root = Buffer.from(rootOf(size)).toString('base64')
        expect(found).toMatchObject({ holds: true, size, read, root, vkey, signature: true })
      },
    ),
    { numRuns: 25 },
  )
})

describe('it does not hold', () => {
  const changed = async (change: (files: Files) => void, since: Remembered | null = null) => {
    const files = filesOf(300)
    change(files)
    return check(files, since)
  }
  const flip = (files: Files, path: string, at: number) => {
    const copy = files.get(path)!.slice()
    copy[at]! ^= 1
    files.set(path, copy)
  }

  it('where any byte of an entry was changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 44 * 34 - 1 }), async (at) => {
        const found = await changed((files) => flip(files, 'tile/entries/001.p/44', at))
        expect(found.holds).toBe(false)
      }),
      { numRuns: 40 },
    )
  })
  it('where any byte of the checkpoint or the key was changed', async () => {
    for (const path of ['checkpoint', 'key'])
      for (let at = 0; at < filesOf(300).get(path)!.length - 1; at++) {
        const found = await changed((files) => flip(files, path, at))
        expect(found.holds, `${path} at ${at}`).toBe(false)
      }
  })
  it('where a statement says something else, and names which', async () => {
    const found = await changed((files) => {
      const text = Buffer.from(files.get('statements/001.jsonl')!).toString()
      files.set('statements/001.jsonl', bytes(text.replace('{\\"statement\\":270', '{\\"statement\\":271')))
    })
    expect(found).toEqual({ holds: false, why: 'statement', index: 270 })
  })
  it('where entries are missing', async () => {
    expect(await changed((files) => files.delete('tile/entries/000'))).toEqual({ holds: false, why: 'entries' })
  })
  it('where the log is shorter than it was', async () => {
    expect(await changed(() => {}, seen(301))).toEqual({ holds: false, why: 'fewer' })
  })
  it('where the past is another, though the host signed it', async () => {
    const other = { root: Buffer.from(new Uint8Array(32)).toString('base64') }
    for (const size of [1, 256, 257, 300])
      expect(await changed(() => {}, seen(size, other))).toEqual({ holds: false, why: 'rewritten' })
  })
  it('where another key signs than before', async () => {
    const other = generateSigner(ORIGIN, new Uint8Array(32).fill(8)).vkey
    expect(await changed(() => {}, seen(300, { vkey: other }))).toEqual({ holds: false, why: 'key' })
  })
  it('where another signed it', async () => {
    const other = generateSigner(ORIGIN, new Uint8Array(32).fill(8))
    const note = signCheckpoint({ origin: ORIGIN, size: 300, root: rootOf(300) }, other.signer)
    expect(await changed((files) => files.set('checkpoint', bytes(note)))).toEqual({ holds: false, why: 'signature' })
  })
})

it('leaves alone what was said after the checkpoint was signed', async () => {
  const files = filesOf(300)
  files.set('statements/001.jsonl', filesOf(310).get('statements/001.jsonl')!)
  expect(await check(files)).toMatchObject({ holds: true, size: 300, read: 300 })
})
