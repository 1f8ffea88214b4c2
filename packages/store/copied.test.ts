// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededWorld } from '@symbolon/foundation'
import { chanceOf } from '@symbolon/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { joinEmbedded, startEmbedded } from './embedded.ts'
import { reopen } from './kill.fixture.ts'

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const chance = chanceOf(seededWorld(seed))
let parent: string
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'symbolon-copied-'))
  console.log(`copied.test.ts: SEED=${seed}`)
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))

// Files come and go under the copy: what cp says of them is its own matter.
const copy = (from: string, to: string) => spawnSync('cp', ['-a', from, to], { stdio: 'ignore' })

it('a folder that was copied while the product wrote is refused, 20 times of 20; one copied at rest is whole', async () => {
  const [folder, side] = [join(parent, 'data'), join(parent, 'side')]
  const server = await startEmbedded(folder)
  const fixture = join(import.meta.dirname, 'append-forever.fixture.ts')
  const child = spawn(process.execPath, [fixture, folder, side, 'honest', JSON.stringify(server.admin)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((done) => child.stdout.once('data', done))
  child.stdout.resume()
  for (let n = 0; n < 20; n++) {
    for (let turns = chance.below(500); turns > 0; turns--) await new Promise(setImmediate)
    const to = join(parent, `copy-${n}`)
    copy(folder, to)
    const left = readFileSync(join(to, 'symbolon.pid'), 'utf8')
    await expect(startEmbedded(to)).rejects.toThrow(/was copied while the product ran on it.*\(symbolon backup\)/)
    await expect(joinEmbedded(to)).rejects.toThrow('was copied while the product ran on it')
    // Nothing was changed in it, so the next start is told the same.
    expect(readFileSync(join(to, 'symbolon.pid'), 'utf8')).toBe(left)
    rmSync(to, { recursive: true, force: true })
  }
  const ended = new Promise((done) => child.once('close', done))
  child.kill('SIGKILL')
  await ended
  await server.stop()
  const to = join(parent, 'at-rest')
  copy(folder, to)
  expect(existsSync(join(to, 'symbolon.pid'))).toBe(false)
  const kept = await reopen(to, side)
  expect(kept).toMatchObject({ whole: true, lost: [], halfDone: 0, differences: 0 })
  expect(kept.acknowledged).toBeGreaterThan(20)
}, 120_000)
