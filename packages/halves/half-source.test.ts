// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { folderSource } from './half-source.ts'

const outside = mkdtempSync(join(tmpdir(), 'symbolon-half-'))
const half = join(outside, 'half')
mkdirSync(join(half, 'logs'), { recursive: true })
mkdirSync(join(outside, 'half-beside'))
afterAll(() => rmSync(outside, { recursive: true, force: true }))

const read = async (path: string) => (await folderSource(half).read(path))?.toString() ?? null

it('a file of the half is read', async () => {
  writeFileSync(join(half, 'logs/key'), 'its own')
  expect(await read('logs/key')).toBe('its own')
})

it('what lies outside the folder is not there, whichever way leads to it', async () => {
  writeFileSync(join(outside, 'secret'), 'ours')
  writeFileSync(join(outside, 'half-beside/secret'), 'ours')
  symlinkSync(join(outside, 'secret'), join(half, 'link'))
  symlinkSync(outside, join(half, 'logs/up'))
  symlinkSync('../secret', join(half, 'near'))
  for (const path of [
    'link',
    'near',
    'logs/up/secret',
    '../secret',
    'logs/../../secret',
    '../half-beside/secret',
    '/secret',
  ])
    expect(await read(path), path).toBeNull()
})

it('nor is what is no file: a folder, a pipe that never ends, a device, one that is too long', async () => {
  execFileSync('mkfifo', [join(half, 'pipe')])
  symlinkSync('/dev/zero', join(half, 'zero'))
  writeFileSync(join(half, 'long'), '')
  truncateSync(join(half, 'long'), 10 * 2 ** 30)
  for (const path of ['logs', 'pipe', 'zero', 'long', 'a\0b', '']) expect(await read(path), path).toBeNull()
})
