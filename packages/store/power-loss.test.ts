// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededWorld } from '@symbolon/foundation'
import { chanceOf, makeImage, mayMount, mountImage, unmount, writtenSoFar } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EmbeddedServer, startEmbedded } from './embedded.ts'
import { type Kept, reopen } from './kill.fixture.ts'

/**
 * The data folder lies on a file system of its own, in an image: the image holds what was written out, and what still
 * waits in memory is not in it. A copy of the image, taken while nothing runs, is the disk of a machine whose power failed.
 */
const CUTS = 16
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const chance = chanceOf(seededWorld(seed))
let parent: string
const mounted: string[] = []
const mount = (image: string, folder: string) => {
  mountImage(image, folder)
  mounted.push(folder)
}

type Writing = { folder: string; image: string; side: string; child: ChildProcess; server: EmbeddedServer }

async function startWriting(name: string, mode: string): Promise<Writing> {
  const [image, folder, side] = ['image', 'disk', 'side'].map((what) => join(parent, `${name}-${what}`)) as [
    ...[string, string, string],
  ]
  makeImage(image, 256)
  mount(image, folder)
  const server = await startEmbedded(join(folder, 'data'))
  const fixture = join(import.meta.dirname, 'append-forever.fixture.ts')
  const child = spawn(process.execPath, [fixture, join(folder, 'data'), side, mode, JSON.stringify(server.admin)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((done) => child.stdout!.once('data', done))
  child.stdout!.resume()
  return { folder, image, side, child, server }
}

async function stopWriting({ child, server }: Writing): Promise<void> {
  const ended = new Promise((done) => child.once('close', done))
  child.kill('SIGKILL')
  await ended
  await server.stop()
}

/** The server and all that it is made of. */
function partsOf(folder: string): number[] {
  const main = Number(readFileSync(join(folder, 'data/pg/postmaster.pid'), 'utf8').split('\n')[0])
  const parts = readFileSync(`/proc/${main}/task/${main}/children`, 'utf8').trim().split(' ').map(Number)
  return [main, ...parts.filter((pid) => pid > 1)]
}

/** Cuts the power at a random moment: a copy of the disk as it was then, and what had been acknowledged. */
async function cut({ folder, image, side, child }: Writing, to: string): Promise<string[]> {
  const wanted = 1 + chance.below(25)
  let seen = 0
  await new Promise<void>((done) => {
    const look = (dots: Buffer) => {
      seen += dots.length
      if (seen < wanted) return
      child.stdout!.off('data', look)
      done()
    }
    child.stdout!.on('data', look)
  })
  for (let turns = chance.below(400); turns > 0; turns--) await new Promise(setImmediate)
  const parts = partsOf(folder)
  child.kill('SIGSTOP')
  for (const pid of parts) process.kill(pid, 'SIGSTOP')
  try {
    // What the kernel writes out by itself meanwhile would make a disk of two moments.
    for (let before = ''; before !== writtenSoFar(folder); ) {
      before = writtenSoFar(folder)
      copyFileSync(image, to)
    }
    return readFileSync(side, 'utf8').split('\n').slice(0, -1)
  } finally {
    for (const pid of parts) process.kill(pid, 'SIGCONT')
    child.kill('SIGCONT')
  }
}

/** What the product finds on such a disk. */
async function reopenOn(image: string, acknowledged: string[]): Promise<Kept> {
  const folder = `${image}-on`
  mount(image, folder)
  // Of before the cut no process is left; this one's number would be taken for the holder's.
  rmSync(join(folder, 'data/symbolon.pid'), { force: true })
  return reopen(join(folder, 'data'), acknowledged)
}

describe.skipIf(!mayMount())(`a power cut at ${CUTS} moments (skipped where nothing may be mounted)`, () => {
  let writing: Writing
  beforeAll(async () => {
    console.log(`power-loss.test.ts: SEED=${seed}`)
    parent = mkdtempSync(join(tmpdir(), 'symbolon-power-'))
    writing = await startWriting('honest', 'honest')
  })
  afterAll(async () => {
    await stopWriting(writing)
    for (const folder of mounted.toReversed()) unmount(folder)
    rmSync(parent, { recursive: true, force: true })
  })

  it('loses nothing that was acknowledged, and leaves a database that is sound', async () => {
    const told: number[] = []
    for (let n = 0; n < CUTS; n++) {
      const image = join(parent, `cut-${n}`)
      const acknowledged = await cut(writing, image)
      // Meanwhile nothing is said: the image would be full before the last cut.
      writing.child.kill('SIGSTOP')
      const kept = await reopenOn(image, acknowledged)
      writing.child.kill('SIGCONT')
      expect(kept, `cut ${n}`).toMatchObject({ whole: true, lost: [], halfDone: 0, differences: 0 })
      expect(kept.indexes).toBeGreaterThan(100)
      told.push(acknowledged.length)
      unmount(mounted.pop()!)
      rmSync(image)
    }
    expect(told.at(-1)).toBeGreaterThan(CUTS)
    expect(existsSync(join(writing.folder, 'data/pg/postmaster.pid'))).toBe(true)
  }, 300_000)
  it.each([
    ['before its commit', 'too-early'],
    ['before its commit is on the disk', 'asynchronous'],
  ])(
    'would be seen, if one were acknowledged %s',
    async (_when, mode) => {
      const planted = await startWriting(mode, mode)
      try {
        const lost: string[] = []
        for (let n = 0; lost.length === 0 && n < 10; n++) {
          const image = join(parent, `${mode}-${n}`)
          const acknowledged = await cut(planted, image)
          planted.child.kill('SIGSTOP')
          lost.push(...(await reopenOn(image, acknowledged)).lost)
          planted.child.kill('SIGCONT')
          unmount(mounted.pop()!)
          rmSync(image)
        }
        expect(lost).not.toEqual([])
      } finally {
        await stopWriting(planted)
      }
    },
    120_000,
  )
})
