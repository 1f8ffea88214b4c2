// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { run } from './run-main.fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'symbolon-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, bytes: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
function zeros(bytes: number): string {
  const path = file('zeros.txt', '')
  truncateSync(path, bytes)
  return path
}

const text =
  '# Working abroad\n\n👋 Belize will issue 300 visas a year to nationals of Honduras by 2028, if its law allows.\n'

describe('read', () => {
  it('prints drafts as JSON with the fields that programs rely on, at positions in code points', async () => {
    const { code, out, err } = await run('read', file('one.md', text), '--json')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const reading = JSON.parse(out)
    expect(Object.keys(reading)).toEqual(['document', 'language', 'items'])
    expect(reading).toMatchObject({ document: 'one.md', language: 'en', items: [{ actors: ['BZ'] }] })
    const [item] = reading.items
    const fields = 'start end quote actors beneficiaries pillar strength kind quantities money deadline condition'
    expect(Object.keys(item)).toEqual(fields.split(' '))
    expect([...text].slice(item.start, item.end).join('')).toBe(item.quote)
  })
  it('prints lines for a reader, and how many drafts there are', async () => {
    const { code, out } = await run('read', file('one.md', text))
    expect(code).toBe(0)
    expect(out).toMatch(/BZ → HN\n.*by 2028\n.*300 visas/)
    expect(out).toMatch(/1 drafts? in one\.md\.\n$/)
  })
})

const unreadable: [what: string, path: () => string][] = [
  ['a missing file', () => join(folder, 'nowhere.md')],
  ['a folder', () => folder],
  ['an empty file', () => file('empty.md', '')],
  ['white space alone', () => file('white.md', ' \n\t\n')],
  [
    'a binary file',
    () =>
      file(
        'binary.md',
        Uint8Array.from({ length: 4096 }, (_, n) => (n * 131) % 256),
      ),
  ],
  ['a PDF', () => file('paper.pdf', '%PDF-1.7\n%âãÏÓ\n1 0 obj')],
  [
    'UTF-16 cut in the middle of a character',
    () => file('cut.txt', Buffer.from('\ufeffBelize will', 'utf16le').subarray(0, -1)),
  ],
  ['UTF-16 without a mark', () => file('sixteen.txt', Buffer.from('Belize will open an office.', 'utf16le'))],
  ['Latin-1', () => file('latin.txt', Buffer.from('El Perú abrirá una oficina en Córdoba.', 'latin1'))],
  ['200 MB of zeros', () => zeros(200 * 1024 * 1024)],
]

describe('what cannot be read', () => {
  it.each(unreadable)('is refused with what to do, and leaves nothing behind: %s', async (_what, path) => {
    const given = path()
    const before = readdirSync(folder)
    const { code, out, err } = await run('read', given)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^[^\n]+\. [A-Z][^\n]+\.\n$/)
    expect(readdirSync(folder)).toEqual(before)
  })
  it('is told to a program as JSON', async () => {
    const { code, out, err } = await run('read', file('empty.md', ''), '--json')
    expect({ code, err }).toEqual({ code: 2, err: '' })
    expect(JSON.parse(out)).toMatchObject({ code: 'documents/empty', status: 422, details: { name: 'empty.md' } })
  })
})
