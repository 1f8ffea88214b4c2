// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Id, onlyParties } from '@symbolon/foundation'
import { convene, enrol, freshApp, freshCopies, type Player, promise, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportHalf, folderSource, fsckHalf, keepHalf } from './index.ts'

const FORMULA = '=HYPERLINK("http://evil.example")'
const TAG = '<script>alert(1)</script>'
const SECRET = 'Takes back nobody.'

let app: TestApp
let alba: Player
let borea: Player
let table: Id
let folder: string
let at: string
let made = 0
const exported = async (token: string | null = alba.token, place = join(folder, `half-${++made}`)): Promise<string> => {
  const done = await exportHalf(app, token, table, place)
  if (!done.ok) throw new Error(done.problem.code)
  return done.value.folder
}
const read = (path: string, from = at) => readFileSync(join(from, path), 'utf8')

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'symbolon-derived-'))
  app = await freshApp()
  alba = await enrol(app, `Alba ${TAG}`, 'AA')
  borea = await enrol(app, 'Borea', 'BB')
  table = await convene(app, { alba, borea })
  const paper = { short: 'D', title: `Paper ${TAG}`, mediaType: 'text/plain', language: 'en', text: 'It rained.' }
  const { source } = await app.must('register-source', alba.token, { ...paper, arrangement: table })
  const wording = { text: `“${TAG}”`, language: 'en' }
  const citation = { source, start: null, end: null, place: null }
  const terms = promise(table, [alba.party], { summary: FORMULA, deadline: '2020', wording, citation })
  const { commitment } = await app.must('agree-commitment', alba.token, terms)
  const told = { arrangement: table, commitment, level: 'limited', words: '+1 of 2' }
  await app.must('report-delivery', alba.token, told)
  await app.must('assess-delivery', borea.token, { ...told, level: 'not started' })
  await app.must('take-position', alba.token, { arrangement: table, commitment, position: 'confirmed' })
  const audience = onlyParties(borea.party)
  await app.must('agree-commitment', borea.token, promise(table, [borea.party], { summary: SECRET, audience }))
  const gone = await app.must('agree-commitment', alba.token, promise(table, [alba.party], { summary: 'Goes.' }))
  const ground = 'said in error about a person'
  await app.must('erase-statement', alba.token, { arrangement: table, statement: gone.commitment, ground })
  at = await exported()
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

describe('the tables of a half', () => {
  it('are one a kind of fact, with named columns, also where there is nothing', async () => {
    expect(readdirSync(join(at, 'tables')).sort()).toEqual(
      ['assessments', 'commitments', 'documents', 'parties', 'positions', 'reports', 'seats', 'statements'].map(
        (name) => `${name}.csv`,
      ),
    )
    expect(read('tables/reports.csv')).toMatch(/^\uFEFF"commitment","level","words",.*\r\n/)
    const empty = await convene(app, { borea })
    const done = await exportHalf(app, borea.token, empty, join(folder, 'empty'))
    expect(done.ok).toBe(true)
    expect(read('tables/reports.csv', join(folder, 'empty')).trim().split('\n').length).toBe(1)
  })
  it('have names beside ids, and no cell that a spreadsheet would run', () => {
    for (const name of readdirSync(join(at, 'tables'))) expect(read(`tables/${name}`)).not.toMatch(/(^|[,\n])"?[=+@]/)
    expect(read('tables/commitments.csv')).toContain(`'=HYPERLINK(`)
    expect(read('tables/reports.csv')).toContain(`'+1 of 2`)
    expect(read('tables/assessments.csv')).toMatch(new RegExp(`"Borea","${borea.party}"`))
    expect(read('tables/parties.csv')).toContain(`"${borea.party}","Borea","state","BB"`)
    expect(read('tables/seats.csv')).toContain('member')
    expect(read('tables/positions.csv')).toContain('confirmed')
  })
  it('tell of what was erased that it was, and on what ground; and nothing that the reader may not read', async () => {
    expect(read('tables/statements.csv')).toMatch(/"commitment\.agreed",.*said in error about a person/)
    for (const name of [...readdirSync(join(at, 'tables')).map((one) => `tables/${one}`), 'index.html']) {
      expect(read(name)).not.toContain(SECRET)
      expect(read(name)).not.toContain('Goes.')
    }
    const own = await exported(borea.token)
    expect(read('tables/commitments.csv', own)).toContain(SECRET)
    expect(read('index.html', own)).toContain(SECRET)
  })
})

describe('the page of a half', () => {
  it('lists what the folder holds, and how to verify it', () => {
    const page = read('index.html')
    const { logs } = JSON.parse(read('symbolon.json'))
    const [origin, , root] = read(`logs/${logs[0].id}/checkpoint`).split('\n')
    expect(origin).toContain(logs[0].id)
    for (const told of [
      ...[root!, read(`logs/${logs[0].id}/key`).trim(), logs[0].id, table, 'everybody', 'symbolon fsck'],
      ...['commitment.agreed', 'limited', 'not started', 'overdue', 'on this ground: said in error about a person'],
    ])
      expect(page, told).toContain(told.replaceAll('+', '+').replace(/['"&<>]/g, ''))
  })
  it('runs nothing and asks for nothing outside, whatever stands in what was said', () => {
    const page = read('index.html')
    expect(page).not.toContain(TAG)
    expect(page).not.toMatch(/<script|<img|<link|@import|url\(|\bon\w+=|(?:src|href)="(?!documents\/|tables\/)/)
    expect(page).toContain(`default-src 'none'`)
    expect(page).toContain('&#60;script&#62;')
  })
  it('and the tables are looked after, and said to prove nothing', async () => {
    const spoilt = await exported()
    expect(await fsckHalf(folderSource(spoilt))).toMatchObject({ value: { whole: true, derived: 9, erased: 1 } })
    writeFileSync(join(spoilt, 'tables/commitments.csv'), 'x')
    rmSync(join(spoilt, 'index.html'))
    const { value } = (await fsckHalf(folderSource(spoilt))) as {
      value: { whole: boolean; damage: { what: string }[] }
    }
    expect(value.whole).toBe(false)
    expect(value.damage.map(({ what }) => what)).toEqual([
      'tables/commitments.csv, which proves nothing, is not as it was written',
      'index.html, which proves nothing, is not as it was written',
    ])
  })
})

describe('a half of version 2', () => {
  const old = join(import.meta.dirname, 'fixtures/half-of-version-2')
  it('is proven and taken in as before', async () => {
    expect(await fsckHalf(folderSource(old))).toMatchObject({
      value: { whole: true, statements: 5, of: 5, documents: 1, derived: 0, erased: 0, damage: [] },
    })
    const copy = await freshCopies()
    try {
      const kept = await keepHalf(copy, folderSource(old))
      expect(kept).toMatchObject({ ok: true, value: { documents: 1 } })
      expect(kept.ok && kept.value.logs.every(({ history }) => history.ok)).toBe(true)
      expect(await copy.fsck()).toMatchObject({ whole: true, statements: 5 })
    } finally {
      await copy.close()
    }
  })
  it('of another version yet is no half', async () => {
    const other = mkdtempSync(join(folder, 'other-'))
    writeFileSync(join(other, 'symbolon.json'), read('symbolon.json', old).replace('"version": 2', '"version": 4'))
    expect(await fsckHalf(folderSource(other))).toMatchObject({ problem: { code: 'halves/not-a-half' } })
  })
})

describe('an export that was killed', () => {
  it('leaves a part that the next export to that folder takes away, and no other', async () => {
    const place = join(folder, 'killed')
    const { pid } = spawnSync('true')
    const [dead, alive, other] = [`${place}.part-${pid}`, `${place}.part-1`, `${place}-2.part-${pid}`]
    for (const part of [dead, alive, other]) mkdirSync(part)
    await exported(alba.token, place)
    expect([dead, alive, other].map((part) => existsSync(part))).toEqual([false, true, true])
  })
})
