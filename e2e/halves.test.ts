// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { closeBrowser } from './browser.ts'
import { type Product, startProduct, symbolon } from './product.ts'
import { readLog } from './second-reader/read-log.ts'
import { registrar } from './speaker.ts'
import { promise, seatFour } from './table.ts'
import { visit } from './visitor.ts'

let hub: Product
let folder: string
let table: Awaited<ReturnType<typeof seatFour>>
const mirror = () => join(folder, 'mirror')
const token = () => join(folder, 'token')

beforeAll(async () => {
  hub = await startProduct('--empty')
  folder = mkdtempSync(join(tmpdir(), 'symbolon-mirror-'))
  table = await seatFour(hub.url, 'Table that is mirrored')
  const { promising } = table.roles
  const audience = { to: 'parties', parties: [promising.party] }
  await promise(promising, table.arrangement, 'Walnut.', { audience })
  for (let n = 0; n < 260; n++) await promise(promising, table.arrangement, `Opens office ${n}.`)
  const gone = await promise(promising, table.arrangement, 'Elm.')
  const erased = { arrangement: table.arrangement, statement: gone.split('/').at(-1), ground: 'court order' }
  await promising.say('register/erase-statement', erased)
  writeFileSync(token(), `${promising.token}\n`)
  // The host signs at most once a second.
  const signed = () => half(hub.url, table.arrangement).then(({ logs }) => logs[0]?.statements)
  await vi.waitFor(async () => expect(await signed()).toBeGreaterThan(260), { timeout: 30_000 })
})
afterAll(async () => {
  await closeBrowser()
  await hub.remove()
  rmSync(folder, { recursive: true, force: true })
})

type Log = { id: string; statements: number }
const half = async (url: string, arrangement: string): Promise<{ logs: Log[] }> =>
  (await fetch(`${url}/halves/${arrangement}/symbolon.json`)).json()
const text = async (address: string) => (await fetch(address)).text()

describe('a published log', () => {
  it('is read and proven by a second implementation, which knows the specifications alone', async () => {
    // Of an erased statement the leaf stands, and is proven like any other.
    for (const [url, arrangement, erased] of [
      [hub.url, table.arrangement, 1],
      [inject('demonstration'), (await registerOf(inject('demonstration')))!, 0],
    ] as const) {
      const { logs } = await half(url, arrangement)
      expect(logs.length).toBe(1)
      for (const { id, statements } of logs) {
        const prefix = `${url}/halves/${arrangement}/logs/${id}`
        const log = await readLog({ prefix, vkey: (await text(`${prefix}/key`)).trim() })
        expect(log.size).toBe(statements + erased)
        expect(log.entries.length).toBe(log.size)
      }
    }
  })
  it('lets whoever reads it keep a complete tile, and nothing else', async () => {
    const { logs } = await half(hub.url, table.arrangement)
    const prefix = `${hub.url}/halves/${table.arrangement}/logs/${logs[0]!.id}`
    const cached = async (path: string) => (await fetch(`${prefix}/${path}`)).headers.get('cache-control')
    expect(await cached('tile/0/000')).toMatch(/public.*immutable/)
    expect(await cached('checkpoint')).toBe('private, no-store')
    for (const path of ['tile/0/9', 'tile/0/001.p/256', 'tile/2/000', 'nothing', ''])
      expect((await fetch(`${prefix}/${path}`)).status, path).toBe(404)
  })
})

async function registerOf(url: string): Promise<string | undefined> {
  const { arrangements } = await (await registrar(url)).ask<{ arrangements: { id: string; form: string }[] }>(
    'register/arrangements',
    { q: 'register' },
  )
  return arrangements.find(({ form }) => form === 'register')?.id
}

describe('a partner', () => {
  it('mirrors its half over the line, and goes on where it was', async () => {
    const run = () => symbolon('mirror', hub.url, table.arrangement, '--data', mirror(), '--token', token())
    const first = await run()
    expect(first).toMatchObject({ code: 0 })
    expect(first.out).toMatch(/: 1 entries proven, 1 statements new/)
    expect(first.out).toMatch(/: 1 erased there/)
    const again = await run()
    expect(again).toMatchObject({ code: 0 })
    expect(again.out).not.toMatch(/[1-9]\d* statements new/)
    expect(await symbolon('fsck', '--data', mirror())).toMatchObject({ code: 0 })
  })
  it('has its witness co-sign, names it on the page, and is seen to watch', async () => {
    const witness = ['--witness', join(folder, 'witness'), '--name', 'witness.example/ours']
    const run = () => symbolon('mirror', hub.url, table.arrangement, '--data', mirror(), '--token', token(), ...witness)
    const first = await run()
    const key = /witness\.example\/ours\+\S+/.exec(first.out)![0]
    expect(first.out).toMatch(/did not take it: .*Name your witness/)
    const reader = await visit(hub.url)
    await reader.choose('Portugal (Table that is mirrored)')
    await reader.page.goto(`/arrangements/${table.arrangement}/record`)
    const form = await reader.unfold('Name your delegation’s witness')
    await form.getByLabel('Key of the witness').fill(key.slice(1))
    await reader.send(form, 'Put this on the record')
    await reader.see(/no key of a witness/)
    await form.getByLabel('Key of the witness').fill(key)
    await reader.send(form, 'Put this on the record')
    await reader.see('Your witness is named')
    expect((await run()).out).toMatch(/co-signed at size \d+, and the hub took it/)
    await reader.page.goto(`/arrangements/${table.arrangement}/record`)
    await reader.see(/Everybody: 26\d statements/)
    // Asked again by a mirror that is behind or ahead, the same witness tells the same story.
    expect((await run()).code).toBe(0)
    expect(await symbolon('gossip', 'nowhere', '--data', mirror())).toMatchObject({ code: 1 })
  })
  it('has its browser check every log, and is told where the host changed a word or the past', async () => {
    const reader = await visit(hub.url)
    const check = async (words: RegExp) => {
      await reader.page.goto(`/arrangements/${table.arrangement}/record`)
      await reader.page.getByRole('button', { name: 'Check all of it now' }).click()
      await reader.see(words)
    }
    await reader.page.goto(`/arrangements/${table.arrangement}/record`)
    await reader.page.getByLabel(/Remember on this device/).check()
    await reader.page.getByRole('button', { name: 'Check all of it now' }).click()
    await reader.see('Checked. Everything holds.')
    await reader.see(/All 26\d entries .* the 26\d statements among them .* signed with this key/)
    await check(/The 26\d that this device saw on .* stand there unchanged/)
    await reader.page.route('**/statements/000.jsonl', async (route) => {
      const body = (await (await route.fetch()).text()).replace('Opens office 7.', 'Opens office 8.')
      await route.fulfill({ body })
    })
    await check(/IT DOES NOT HOLD in 1 of these logs/)
    await reader.see(/Statement \d+ does not say what was signed/)
    await reader.page.unrouteAll()
    await reader.page.evaluate(() => {
      for (const [place, kept] of Object.entries(localStorage))
        localStorage.setItem(place, JSON.stringify({ ...JSON.parse(kept), root: `${'A'.repeat(43)}=` }))
    })
    await check(/the past was rewritten/)
  })
  it('looks at it offline on the same pages, with what only it may read', async () => {
    const offline = await startProduct('--data', mirror())
    try {
      const page = `${offline.url}/arrangements/${table.arrangement}`
      const reader = await visit(offline.url)
      await reader.page.goto(`${page}/scoreboard`)
      await reader.see(/Opens office/)
      expect(await reader.page.content()).not.toContain('Walnut')
      await reader.choose('Portugal (Table that is mirrored)')
      await reader.page.goto(`${page}/scoreboard`)
      await reader.see('Walnut.')
    } finally {
      await offline.remove()
    }
  })
  it('leaves with its half, and shows it at another hub', async () => {
    const left = join(folder, 'left')
    expect(await symbolon('export', table.arrangement, left, '--data', mirror())).toMatchObject({ code: 0 })
    expect(await symbolon('fsck', left)).toMatchObject({ code: 0, out: expect.stringMatching(/1 erased/) })
    const other = join(folder, 'other')
    expect(await symbolon('import', left, '--data', other)).toMatchObject({ code: 0 })
    expect(await symbolon('fsck', '--data', other)).toMatchObject({ code: 0 })
    const log = readdirSync(join(left, 'logs'))[0]!
    const path = join(left, 'logs', log, 'statements/000.jsonl')
    writeFileSync(path, readFileSync(path, 'utf8').replace('Opens office 7', 'Opens prison 7'))
    const spoilt = await symbolon('import', left, '--data', join(folder, 'third'))
    expect(spoilt).toMatchObject({ code: 3 })
    expect(spoilt.err).toMatch(/not what was signed/)
  })
  it('is told what to do where hub, arrangement, token or seconds are wrong', async () => {
    const nowhere = ['http://127.0.0.1:9', table.arrangement, '--data', join(folder, 'none')]
    expect((await symbolon('mirror', ...nowhere)).err).toMatch(/could not be reached/)
    expect((await symbolon('mirror', 'nowhere', table.arrangement)).err).toMatch(/no address of a hub/)
    expect((await symbolon('mirror', hub.url, 'x')).err).toMatch(/no id of an arrangement/)
    expect((await symbolon('mirror', hub.url, table.arrangement, '--every', '0')).err).toMatch(/whole seconds/)
  })
})
