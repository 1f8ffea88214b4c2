// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realWorld, seededWorld, type World } from '@symbolon/foundation'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type EmbeddedServer, startEmbedded } from './embedded.ts'
import { fsck } from './fsck.ts'
import { rebuild } from './rebuild.ts'
import { openStore } from './store.ts'
import { thingRoom } from './thing-room.fixture.ts'

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const KILLS = 50
/** Of these, so many take the database server along: then the next start recovers it too. */
const WITH_SERVER = 10
let parent: string
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'symbolon-killed-'))
  console.log(`killed.test.ts: SEED=${seed}`)
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))

const below = (world: World, n: number) => new DataView(Uint8Array.from(world.random(4)).buffer).getUint32(0) % n

type Place = { folder: string; side: string; mode: 'honest' | 'too-early'; world: World }

/** Lets the appender acknowledge a few batches, then kills it; and its database server with it, where it has its own. */
async function killOnce({ folder, side, mode, world }: Place, server: EmbeddedServer | null): Promise<void> {
  const fixture = join(import.meta.dirname, 'append-forever.fixture.ts')
  const child = spawn(process.execPath, [fixture, folder, side, mode, server ? JSON.stringify(server.admin) : ''], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(parent, 'compiled') },
  })
  let errors = ''
  child.stderr.on('data', (text) => {
    errors += text
  })
  const ended = new Promise<NodeJS.Signals | null>((done) => child.once('close', (_code, signal) => done(signal)))
  const wanted = 1 + below(world, 12)
  let turns = below(world, 400)
  let seen = 0
  let struck = false
  child.stdout.on('data', (dots: Buffer) => {
    seen += dots.length
    if (seen < wanted || child.killed) return
    // A random number of turns of our own event loop: a random point inside one of its next appends.
    const kill = () => {
      if (turns-- > 0) return setImmediate(kill)
      struck = true
      if (!server)
        process.kill(Number(readFileSync(join(folder, 'pg/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
      child.kill('SIGKILL')
    }
    if (turns >= 0) kill()
  })
  // Where its server dies too, it may see that and end a moment before its own death comes.
  const byKill = (await ended) === 'SIGKILL' || (struck && !server)
  if (!byKill) throw new Error(`the appender ended by itself: ${errors}`)
}

type Kept = { whole: boolean; lost: string[]; halfDone: number; acknowledged: number; differences: number }

/** What is there after all of it: the record, against the side file. */
async function reopen(folder: string, side: string): Promise<Kept> {
  const server = await startEmbedded(folder)
  const store = await openStore({
    admin: server.admin,
    database: 'symbolon',
    secret: 'x',
    rooms: [thingRoom],
    world: realWorld(),
  })
  try {
    const { whole } = await fsck(store, { origin: 'localhost/test', seed: new Uint8Array(32) })
    const statements = await store.projector.selectFrom('store.statement').select(['id', 'canonical']).execute()
    const there = new Set(statements.map((row) => row.id))
    // A kill in the middle of the side file's own line leaves an id that nobody was told of.
    const acknowledged = existsSync(side) ? readFileSync(side, 'utf8').split('\n').slice(0, -1) : []
    const batches = Map.groupBy(
      statements.map((row) => JSON.parse(row.canonical).body),
      (body) => body.batch,
    )
    const halfDone = [...batches.values()].filter((batch) => batch.length !== batch[0]!.of).length
    const { differences } = await rebuild(store)
    return {
      whole,
      lost: acknowledged.filter((id) => !there.has(id)),
      halfDone,
      acknowledged: acknowledged.length,
      differences: differences.length,
    }
  } finally {
    await store.close()
    await server.stop()
  }
}

/** Kills, and then looks at what is there. */
async function killAndReopen(place: Place, alone: number, withServer: number): Promise<Kept> {
  for (let i = 0; i < withServer; i++) await killOnce(place, null)
  const server = await startEmbedded(place.folder)
  for (let i = 0; i < alone; i++) await killOnce(place, server)
  await server.stop()
  return reopen(place.folder, place.side)
}

it(`loses nothing that it acknowledged, killed ${KILLS} times inside append`, async () => {
  const place = { folder: join(parent, 'data'), side: join(parent, 'side'), world: seededWorld(seed) }
  const kept = await killAndReopen({ ...place, mode: 'honest' }, KILLS - WITH_SERVER, WITH_SERVER)
  expect(kept).toMatchObject({ whole: true, lost: [], halfDone: 0, differences: 0 })
  expect(kept.acknowledged).toBeGreaterThan(KILLS)
}, 300_000)

it('would see it, if one were acknowledged before its commit', async () => {
  const place = { folder: join(parent, 'data-early'), side: join(parent, 'side-early'), world: seededWorld(seed) }
  expect((await killAndReopen({ ...place, mode: 'too-early' }, 3, 0)).lost).not.toEqual([])
})
