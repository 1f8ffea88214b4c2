// SPDX-License-Identifier: Apache-2.0
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onlyParties } from '@symbolon/foundation'
import { convene, enrol, freshApp, type Player, promise, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Exported, exportHalf, folderSource, fsckHalf, type HalfReport } from './index.ts'

const SECRET = 'Takes back nobody, whatever it says.'

let app: TestApp
let alba: Player
let borea: Player
let table: string
let source: string
let folder: string
let made = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'symbolon-half-'))
  app = await freshApp()
  alba = await enrol(app, 'Alba', 'AA')
  borea = await enrol(app, 'Borea', 'BB')
  table = await convene(app, { alba, borea })
  const text = {
    short: 'D',
    title: 'D',
    mediaType: 'text/plain',
    language: 'en',
    text: 'Alba ouvrira un bureau à Cité.',
  }
  source = (await app.must('register-source', alba.token, { ...text, arrangement: table })).source!
  // More than one tile, so that there is a level above.
  for (let n = 0; n < 260; n++)
    await app.must('agree-commitment', alba.token, { ...promise(table, [alba.party]), summary: `Opens office ${n}.` })
  const audience = onlyParties(borea.party)
  await app.must('agree-commitment', borea.token, { ...promise(table, [borea.party]), summary: SECRET, audience })
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

const exported = async (token: string | null): Promise<Exported> => {
  const done = await exportHalf(app, token, table, join(folder, `half-${++made}`))
  if (!done.ok) throw new Error(done.problem.code)
  return done.value
}
const checked = async (at: string): Promise<HalfReport> => {
  const done = await fsckHalf(folderSource(at))
  if (!done.ok) throw new Error(done.problem.code)
  return done.value
}
const filesIn = (at: string) => readdirSync(at, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())

describe('the half of a reader', () => {
  it('holds what it may read, proven, and verifies from its files alone', async () => {
    const { folder: at, ...counts } = await exported(borea.token)
    expect(counts).toEqual({ logs: 2, statements: 264, documents: 1, tables: 8 })
    expect(await checked(at)).toMatchObject({ whole: true, statements: 264, of: 264, documents: 1, damage: [] })
    expect(readFileSync(join(at, `documents/${source}.txt`), 'utf8')).toBe('Alba ouvrira un bureau à Cité.')
  })
  it('holds nothing of what others keep to themselves: the public’s and another party’s are the same logs', async () => {
    for (const token of [null, alba.token]) {
      const { folder: at, logs } = await exported(token)
      expect(logs).toBe(1)
      const all = filesIn(at).map((one) => readFileSync(join(one.parentPath, one.name), 'utf8'))
      expect(all.some((text) => text.includes(SECRET))).toBe(false)
    }
  })
  it('of an arrangement that the reader cannot know of is refused as if there were none', async () => {
    const own = await convene(app, { borea }, { confidential: true })
    const nowhere = '0190ffff-0000-7000-8000-00000000dead'
    for (const arrangement of [own, nowhere, 'nonsense']) {
      const at = join(folder, 'none')
      expect(await exportHalf(app, alba.token, arrangement, at)).toMatchObject({
        ok: false,
        problem: { code: 'halves/nothing-to-export', details: { arrangement } },
      })
      expect(existsSync(at)).toBe(false)
    }
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([])
  })
  it('is never written over what is there', async () => {
    const { folder: at } = await exported(null)
    expect(await exportHalf(app, null, table, at)).toMatchObject({ problem: { code: 'app/folder-taken' } })
    expect(await checked(at)).toMatchObject({ whole: true })
  })
})

describe('a half that was changed', () => {
  let whole: string
  let log: string
  beforeAll(async () => {
    whole = (await exported(alba.token)).folder
    log = readdirSync(join(whole, 'logs'))[0]!
  })
  const lines = (by: (lines: string[]) => string[]) => (text: string) =>
    `${by(text.trimEnd().split('\n')).join('\n')}\n`
  const line = (by: (line: Record<string, unknown>) => object) =>
    lines((all) => all.map((one, n) => (n === 7 ? JSON.stringify(by(JSON.parse(one))) : one)))
  const cases: [
    what: string,
    file: () => string,
    change: (text: string) => string,
    said: RegExp,
    index: number | null,
  ][] = [
    [
      'a word',
      () => `logs/${log}/statements/000.jsonl`,
      line((one) => ({ ...one, canonical: String(one.canonical).replace('office', 'prison') })),
      /not what was signed/,
      7,
    ],
    [
      'a salt',
      () => `logs/${log}/statements/000.jsonl`,
      line((one) => ({ ...one, salt: Buffer.alloc(32).toString('base64') })),
      /not what was signed/,
      7,
    ],
    ['a short salt', () => `logs/${log}/statements/000.jsonl`, line((one) => ({ ...one, salt: '' })), /salt/, 7],
    ['a place', () => `logs/${log}/statements/000.jsonl`, line((one) => ({ ...one, index: 5000 })), /beyond/, 5000],
    ['an order', () => `logs/${log}/statements/000.jsonl`, lines((all) => all.toReversed()), /out of order/, 254],
    [
      'a line left out',
      () => `logs/${log}/statements/000.jsonl`,
      lines((all) => all.toSpliced(3, 1)),
      /should hold/,
      null,
    ],
    [
      'a line that is none',
      () => `logs/${log}/statements/000.jsonl`,
      lines((all) => ['{', ...all]),
      /cannot be read/,
      null,
    ],
    [
      'the signature',
      () => `logs/${log}/checkpoint`,
      (text) => text.replace(/(.)(\S{20})\n$/, (_, one, rest) => `${one === 'A' ? 'B' : 'A'}${rest}\n`),
      /checkpoint/,
      null,
    ],
    ['the size', () => `logs/${log}/checkpoint`, (text) => text.replace(/\n\d+\n/, '\n3\n'), /checkpoint/, null],
    ['the key', () => `logs/${log}/key`, () => 'x', /key/, null],
    ['a document', () => `documents/${source}.txt`, (text) => text.replace('ouvrira', 'fermera'), /not the one/, null],
    [
      'the audience',
      () => 'symbolon.json',
      (text) => text.replace('"audience": "', '"audience": "x'),
      /others than/,
      0,
    ],
  ]
  it.each(cases)('%s is found out', async (_what, file, change, said, index) => {
    const at = join(folder, `changed-${++made}`)
    cpSync(whole, at, { recursive: true })
    const path = join(at, file())
    const before = readFileSync(path, 'utf8')
    writeFileSync(path, change(before))
    expect(readFileSync(path, 'utf8')).not.toBe(before)
    const report = await checked(at)
    expect(report.whole).toBe(false)
    expect(report.damage[0]).toMatchObject({ index, what: expect.stringMatching(said) })
  })
  it('any byte of any tile is found out, and any file that is missing', async () => {
    for (const one of filesIn(whole)) {
      const at = join(folder, `changed-${++made}`)
      cpSync(whole, at, { recursive: true })
      const path = join(at, one.parentPath.slice(whole.length), one.name)
      if (path.includes('/tile/')) {
        const bytes = readFileSync(path)
        bytes[bytes.length - 1]! ^= 1
        writeFileSync(path, bytes)
        expect(await checked(at), path).toMatchObject({ whole: false })
      }
      rmSync(path)
      const done = await fsckHalf(folderSource(at))
      expect(done.ok && done.value.whole, path).toBe(false)
      rmSync(at, { recursive: true })
    }
  })
  it.each(['{', '{}', '[]'])('whose list is %s is no half', async (text) => {
    const at = mkdtempSync(join(folder, 'no-half-'))
    expect(await fsckHalf(folderSource(at))).toMatchObject({ problem: { code: 'halves/not-a-half' } })
    writeFileSync(join(at, 'symbolon.json'), text)
    expect(await fsckHalf(folderSource(at))).toMatchObject({ problem: { code: 'halves/not-a-half' } })
  })
})
