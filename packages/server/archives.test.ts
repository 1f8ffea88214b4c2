// SPDX-License-Identifier: Apache-2.0
import { deflateRawSync, gzipSync } from 'node:zlib'
import { openBytes, readBytes } from '@symbolon/app'
import { convene, enrol, freshApp, type Player, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverOf } from './server.ts'

/** A ZIP with one entry that says it is as large as it likes, and unpacks to 200 MB. */
function archive(name: string, signature = [0x50, 0x4b, 0x03, 0x04]): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(200 * 2 ** 20))
  const head = Buffer.alloc(30)
  Buffer.from(signature).copy(head)
  head.writeUInt16LE(8, 8)
  head.writeUInt32LE(packed.length, 18)
  head.writeUInt32LE(0xffffffff, 22)
  head.writeUInt16LE(Buffer.byteLength(name), 26)
  return Buffer.concat([head, Buffer.from(name), packed])
}
const ENTITIES = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">${Array.from(
  { length: 20 },
  (_, n) => `<!ENTITY c${n} "${`&c${n - 1};`.repeat(10)}">`,
).join('')}]><a>&b; &c19; Ghana will open an office.</a>`

const ARCHIVES: [string, Uint8Array][] = [
  ['bomb.zip', archive('a')],
  ['declaration.docx', archive('word/document.xml')],
  ['table.xlsx', archive('xl/workbook.xml')],
  ['project.qdpx', archive('project.qde')],
  ['../../escape.zip', archive('../../../etc/cron.d/x')],
  ['declaration.md', archive('word/document.xml')],
  ['empty.zip', archive('', [0x50, 0x4b, 0x05, 0x06])],
  ['spanned.zip', archive('a', [0x50, 0x4b, 0x07, 0x08])],
  ['text.md.gz', gzipSync(Buffer.alloc(200 * 2 ** 20))],
  ['packed.7z', Buffer.from('377abcaf271c00040000000000000000', 'hex')],
  ['packed.xz', Buffer.from('fd377a585a000004e6d6b446', 'hex')],
  ['packed.zst', Buffer.from('28b52ffd0458010000', 'hex')],
]

describe('an archive, whatever it is called,', () => {
  it.each(ARCHIVES)('is refused by what it holds before anything is unpacked: %s', (name, bytes) => {
    const before = process.memoryUsage().arrayBuffers
    for (const door of [readBytes, openBytes]) {
      const result = door(bytes, name)
      expect(result.ok || result.problem.code).toMatch(/^documents\/(not-text|wrong-encoding)$/)
    }
    // A decoded copy at most, and nothing of the 200 MB.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 2 ** 20)
  })
})

describe('as the text of a document', () => {
  let app: TestApp
  let alba: Player
  let arrangement: string
  let server: ReturnType<typeof serverOf>
  const faults: unknown[] = []
  beforeAll(async () => {
    app = await freshApp()
    const page = async () => new Response('')
    server = serverOf(app, page, (fault) => faults.push(fault))
    alba = await enrol(app, 'Alba')
    arrangement = await convene(app, { alba })
  })
  afterAll(() => app.close())
  const register = (text: string) =>
    server.request('/api/v1/register/register-source', {
      method: 'POST',
      headers: { host: '127.0.0.1', 'content-type': 'application/json', authorization: `Bearer ${alba.token}` },
      body: JSON.stringify({ arrangement, short: 'D', title: 'D', text, mediaType: 'text/plain', language: 'en' }),
    })
  it('it is refused too, and leaves nothing', async () => {
    for (const [name, bytes] of ARCHIVES.slice(0, 4))
      expect((await register(Buffer.from(bytes.subarray(0, 3000)).toString('latin1'))).status, name).toBe(422)
    const { rows } = await app.superuser((db) => db.query('select from register.source_text'))
    expect(rows).toEqual([])
  })
  it('XML with entities is a text like another: nothing is expanded or fetched', async () => {
    const opened = openBytes(Buffer.from(ENTITIES), 'a.xml')
    expect(opened.ok && opened.value.text).toBe(ENTITIES)
    const read = JSON.stringify(readBytes(Buffer.from(ENTITIES), 'a.txt'))
    expect(read).not.toMatch(/root:/)
    expect(read.length).toBeLessThan(20_000)
    expect((await register(ENTITIES)).status).toBe(200)
    expect(faults).toEqual([])
  })
})
