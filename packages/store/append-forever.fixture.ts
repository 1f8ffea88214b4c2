// SPDX-License-Identifier: Apache-2.0
// A process that appends batches until it is killed. It writes what it acknowledges to a side file, synced to the disk,
// then says so with a byte on its output. It starts the database server itself, unless it is told where one listens. With
// `too-early` it acknowledges before it has committed, with `asynchronous` before the commit is on the disk: planted bugs.
import { fsyncSync, openSync, writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { realWorld } from '@symbolon/foundation'
import { sql } from 'kysely'
import { append, lockHeads } from './append.ts'
import { startEmbedded } from './embedded.ts'
import { signCheckpoints } from './sequencer.ts'
import { openStore } from './store.ts'
import { thingRoom, things } from './thing-room.fixture.ts'

// What is compiled is kept for the next one at an orderly end, which this process does not have.
flushCompileCache()
const [folder, sideFile, mode, given] = process.argv.slice(2) as [string, string, string, string]
const admin = given ? JSON.parse(given) : (await startEmbedded(folder)).admin
const world = realWorld()
const store = await openStore({ admin, database: 'symbolon', secret: 'x', rooms: [thingRoom], world })
const hub = { origin: 'localhost/test', seed: new Uint8Array(32) }
const side = openSync(sideFile, 'a')
const acknowledge = (ids: string[]) => {
  writeSync(side, `${ids.join('\n')}\n`)
  fsyncSync(side)
  writeSync(1, '.')
}
const { register, editors } = store.home
for (let round = 0; ; round++) {
  const sayings = things(world.newId(), 1 + (round % 7)).map((saying) => ({ ...saying, id: world.newId() }))
  const ids = sayings.map((saying) => saying.id)
  await store.projector.transaction().execute(async (writer) => {
    if (mode === 'asynchronous') await sql`set local synchronous_commit = off`.execute(writer)
    const heads = await lockHeads(writer, register)
    if (mode === 'too-early') acknowledge(ids)
    await append(store, writer, heads, register, { party: editors }, sayings)
  })
  if (mode !== 'too-early') acknowledge(ids)
  if (round % 5 === 0) await signCheckpoints(store, hub)
}
