// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { originOf } from './accounts.ts'
import { launch, run } from './run-main.fixture.ts'

const data = join(mkdtempSync(join(tmpdir(), 'symbolon-cli-')), 'data')
afterAll(() => rmSync(join(data, '..'), { recursive: true, force: true }))

it.each([
  ['https://record.example.org', 'https://record.example.org'],
  ['https://Record.Example.org/', 'https://record.example.org'],
  ['https://record.example.org:8443', 'https://record.example.org:8443'],
  ['http://localhost:7460', 'http://localhost:7460'],
])('--address %s is the origin %s', (given, origin) => expect(originOf(given)).toBe(origin))

it.each([
  'record.example.org',
  'http://record.example.org',
  'https://record.example.org/symbolon',
  'https://record.example.org/?x',
  'https://me@record.example.org',
  '',
])('--address “%s” is refused in words', (given) =>
  expect(() => originOf(given)).toThrow(/^--address takes the address of the product and no more/),
)

it('a wrong address starts nothing and makes no folder', async () => {
  const { code, err } = await run('start', '--data', data, '--empty', '--address', 'http://record.example.org')
  expect({ code, err }).toMatchObject({ code: 1, err: expect.stringMatching(/^--address takes .*\n$/) })
  expect(existsSync(data)).toBe(false)
})

it('while the product runs with accounts, the host invites and disables, and is refused in words', async () => {
  const product = launch(['start', '--data', data, '--empty', '--port', '0', '--accounts'])
  const url = await product.until(/Symbolon is at (\S+)/)
  expect(url).toMatch(/^http:\/\/localhost:\d+$/)
  const { parties } = await (await fetch(`${url}/api/v1/register/parties`)).json()
  const [{ id }] = parties
  const invited = await run('invite', id, '--role', 'head', '--data', data, '--address', url)
  expect(invited.code, invited.err).toBe(0)
  const link = /^http:\/\/localhost:\d+\/invitation\?token=[\w-]{43}$/m.exec(invited.out)![0]
  expect(await (await fetch(link)).text()).toContain('Register editors')
  const people = async (...more: string[]) => (await run('people', '--data', data, ...more)).out
  expect(await people()).toMatch(/^Nobody signs in here yet/)
  expect(JSON.parse(await people('--json'))).toEqual([])
  const refused = async (...args: string[]) => (await run(...args, '--data', data, '--json')).out
  expect(await refused('invite', id, '--role', 'king')).toContain('"cli/no-such-role"')
  expect(await refused('invite', 'nobody', '--role', 'head')).toContain('"accounts/no-such-party"')
  expect(await refused('disable', 'nobody-000000')).toContain('"cli/no-such-person"')
  expect((await product.end()).code).toBe(0)
})
