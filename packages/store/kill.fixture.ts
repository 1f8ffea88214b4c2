// SPDX-License-Identifier: Apache-2.0
// Kills an appender, its database server, or both, at random points inside an append, and looks at what is there then.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { realWorld, type World } from '@symbolon/foundation'
import pg from 'pg'
import { append, lockHeads } from './append.ts'
import { type EmbeddedServer, startEmbedded, untilReady } from './embedded.ts'
import { fsck } from './fsck.ts'
import { rebuild } from './rebuild.ts'
import { openStore, type Store } from './store.ts'
import { thingRoom, things } from './thing-room.fixture.ts'

export type Place = { folder: string; side: string; mode: 'honest' | 'too-early'; world: World; compiled: string }

const below = (world: World, n: number) => new DataView(Uint8Array.from(world.random(4)).buffer).getUint32(0) % n
const postmaster = (folder: string) => Number(readFileSync(join(folder, 'pg/postmaster.pid'), 'utf8').split('\n')[0])
const open = (admin: pg.PoolConfig) =>
  openStore({ admin, database: 'symbolon', secret: 'x', rooms: [thingRoom], world: realWorld() })

/** Lets the appender acknowledge a few batches, then kills it; and its database server with it, where it has its own. */
export async function killProduct(place: Place, server: EmbeddedServer | null): Promise<void> {
  const { folder, side, mode, world } = place
  const fixture = join(import.meta.dirname, 'append-forever.fixture.ts')
  const child = spawn(process.execPath, [fixture, folder, side, mode, server ? JSON.stringify(server.admin) : ''], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: place.compiled },
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
      if (!server) unlessGone(() => process.kill(postmaster(folder), 'SIGKILL'))
      child.kill('SIGKILL')
    }
    if (turns >= 0) kill()
  })
  // Where its server dies too, it may see that and end a moment before its own death comes.
  const byKill = (await ended) === 'SIGKILL' || (struck && !server)
  if (!byKill) throw new Error(`the appender ended by itself: ${errors}`)
}

/**
 * Appends from this process, and kills processes of its database server: three times in four one of those that the
 * server is made of, so that it recovers by itself; else the server, which is started again. Answers what was
 * acknowledged.
 */
export async function killServer({ folder, world }: Place, times: number): Promise<string[]> {
  const acknowledged: string[] = []
  let server = await startEmbedded(folder)
  let store = await open(server.admin)
  for (let n = 0; n < times; n++) {
    const main = postmaster(folder)
    const whole = below(world, 4) === 0
    await appendUntilItFails(store, acknowledged, world, () => killOf(main, whole, world))
    if (whole) {
      await store.close()
      await server.stop()
      server = await startEmbedded(folder)
      store = await open(server.admin)
    } else await untilReady(server.admin, () => !existsSync(`/proc/${main}`), folder)
  }
  await store.close()
  await server.stop()
  return acknowledged
}

/** Kills the server or one of its parts as they are now. One that was ending by itself at that moment is no kill. */
function killOf(main: number, whole: boolean, world: World): void {
  unlessGone(() => {
    const parts = readFileSync(`/proc/${main}/task/${main}/children`, 'utf8').trim().split(' ').map(Number)
    const pid = whole ? main : parts[below(world, parts.length)]!
    // Never 0: that would be ourselves.
    if (pid > 1) process.kill(pid, 'SIGKILL')
  })
}

function unlessGone(kill: () => void): void {
  try {
    kill()
  } catch (error) {
    if (!['ESRCH', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

async function appendUntilItFails(store: Store, acknowledged: string[], world: World, kill: () => void) {
  const { register, editors } = store.home
  const first = below(world, 4)
  let over = false
  for (let round = 0; ; round++) {
    const sayings = things(store.world.newId(), 1 + (round % 7)).map((one) => ({ ...one, id: store.world.newId() }))
    const appended = store.projector.transaction().execute(async (writer) => {
      await append(store, writer, await lockHeads(writer, register), register, { party: editors }, sayings)
    })
    // In every further round too, until one takes effect.
    let turns = below(world, 60)
    const strike = () => {
      if (over) return
      if (turns-- > 0) setImmediate(strike)
      else kill()
    }
    if (round >= first) strike()
    try {
      await appended
    } catch {
      over = true
      return
    }
    acknowledged.push(...sayings.map((saying) => saying.id))
  }
}

export type Kept = {
  whole: boolean
  lost: string[]
  halfDone: number
  acknowledged: number
  differences: number
  /** How many indexes amcheck went through, every row of every table against them. */
  indexes: number
}

/** What is there after all of it: the record against what was acknowledged, and the database against itself. */
export async function reopen(folder: string, side: string | string[]): Promise<Kept> {
  const server = await startEmbedded(folder)
  const store = await open(server.admin)
  try {
    const { whole } = await fsck(store, { origin: 'localhost/test', seed: new Uint8Array(32) })
    const statements = await store.projector.selectFrom('store.statement').select(['id', 'canonical']).execute()
    const there = new Set(statements.map((row) => row.id))
    const acknowledged = Array.isArray(side) ? side : linesOf(side)
    const batches = Map.groupBy(
      statements.map((row) => JSON.parse(row.canonical!).body),
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
      indexes: await checkIndexes(server.admin),
    }
  } finally {
    await store.close()
    await server.stop()
  }
}

/** A kill in the middle of the side file's own line leaves an id that nobody was told of. */
const linesOf = (side: string) => (existsSync(side) ? readFileSync(side, 'utf8').split('\n').slice(0, -1) : [])

/** Throws where an index or a table is not sound. */
async function checkIndexes(admin: pg.PoolConfig): Promise<number> {
  const client = new pg.Client({ ...admin, database: 'symbolon' })
  await client.connect()
  try {
    await client.query('create extension if not exists amcheck')
    const { rowCount } = await client.query(
      `select bt_index_check(i.indexrelid, true) from pg_index i join pg_class c on c.oid = i.indexrelid
       join pg_am a on a.oid = c.relam where a.amname = 'btree' and c.relpersistence = 'p' and i.indisvalid`,
    )
    const { rows } = await client.query(
      `select c.oid::regclass::text as name, v.msg from pg_class c, lateral verify_heapam(c.oid) v
       where c.relkind = 'r' and c.relpersistence = 'p'`,
    )
    if (rows.length) throw new Error(`damaged tables: ${JSON.stringify(rows.slice(0, 5))}`)
    return rowCount ?? 0
  } finally {
    await client.end()
  }
}
