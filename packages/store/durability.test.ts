// SPDX-License-Identifier: Apache-2.0
import { chownSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realWorld } from '@symbolon/foundation'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WEAKNESSES, type Weakness, weaknessesIn } from './durability.ts'
import { startEmbedded, untilReady } from './embedded.ts'
import { embeddedBinaries } from './embedded-binaries.ts'
import { nobody, runOnce, runServer, runsAsRoot } from './embedded-process.ts'
import { loginOf } from './roles.ts'
import { openStore } from './store.ts'
import { thingRoom } from './thing-room.fixture.ts'

let parent: string
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'symbolon-weak-'))
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))

const open = (admin: pg.PoolConfig, acceptWeak?: readonly Weakness[]) =>
  openStore({ admin, database: 'symbolon', secret: 'x', rooms: [thingRoom], world: realWorld(), acceptWeak })

async function asked(admin: pg.ClientConfig, text: string) {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** A server on which everything is off that can be. */
async function startWeak(folder: string) {
  mkdirSync(folder, { mode: 0o700 })
  const { initdb, postgres } = embeddedBinaries()
  const cluster = join(folder, 'pg')
  for (const path of [folder, cluster]) {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    if (runsAsRoot()) chownSync(path, nobody().uid, nobody().gid)
  }
  runOnce(initdb, ['-D', cluster, '--username=postgres', '--auth=trust', '--no-data-checksums'], [initdb, cluster])
  const off = ['fsync', 'synchronous_commit', 'full_page_writes'].flatMap((name) => ['-c', `${name}=off`])
  const where = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${folder}`]
  const log = join(folder, 'postgres.log')
  const child = runServer(postgres, ['-D', cluster, ...where, ...off], [postgres, cluster, folder], openSync(log, 'a'))
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const admin = { host: folder, user: 'postgres', database: 'postgres' }
  await untilReady(admin, () => child.exitCode !== null, log)
  const stop = async () => {
    child.stdin?.end()
    await ended
  }
  return { admin, stop }
}

describe('a server that may lose what it acknowledged', () => {
  let weak: Awaited<ReturnType<typeof startWeak>>
  beforeAll(async () => {
    weak = await startWeak(join(parent, 'weak'))
  })
  afterAll(() => weak.stop())

  it('is refused by the names of its settings, and nothing is made on it', async () => {
    const refused = open(weak.admin)
    for (const name of WEAKNESSES) await expect(refused).rejects.toThrow(`${name} is off: `)
    await expect(refused).rejects.toThrow(`SYMBOLON_ACCEPT_WEAK=${WEAKNESSES.join(',')}`)
    expect(await asked(weak.admin, `select from pg_roles where rolname like 'symbolon%'`)).toEqual([])
  })
  it('is refused for the one that the host did not name', async () => {
    for (const left of WEAKNESSES) {
      const rest = WEAKNESSES.filter((name) => name !== left)
      await expect(open(weak.admin, rest)).rejects.toThrow(`(${left} is off`)
    }
  })
  it('is opened where the host names all of them', async () => {
    await (await open(weak.admin, WEAKNESSES)).close()
  })
})

describe('the server of the product', () => {
  it('is opened without leave, and refused once somebody turned a setting off for the login that appends', async () => {
    const server = await startEmbedded(join(parent, 'own'))
    try {
      await (await open(server.admin)).close()
      const login = `alter role ${loginOf('projector', server.admin, 'symbolon', 'x').user} in database symbolon`
      await asked(server.admin, `${login} set synchronous_commit = off`)
      await expect(open(server.admin)).rejects.toThrow('(synchronous_commit is off')
      await (await open(server.admin, ['synchronous_commit'])).close()
      await asked(server.admin, `${login} set synchronous_commit = local`)
      await (await open(server.admin)).close()
    } finally {
      await server.stop()
    }
  })
})

it('a host names weaknesses in a list, and nothing else', () => {
  expect(weaknessesIn('')).toEqual([])
  expect(weaknessesIn('fsync, data_checksums')).toEqual(['fsync', 'data_checksums'])
  expect(() => weaknessesIn('fsync,everything')).toThrow('names everything, which is none of: fsync')
})
