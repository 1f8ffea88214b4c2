// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type EmbeddedServer, startEmbedded } from './embedded.ts'
import { runsAsRoot } from './embedded-process.ts'
import { lockFolder } from './folder-lock.ts'

let parent: string
let made: string
let folder: string
let servers: EmbeddedServer[]
let count = 0
beforeAll(async () => {
  // Below a folder that only its owner may enter, as mktemp makes it; PostgreSQL runs as another user where we are root.
  parent = mkdtempSync(join(tmpdir(), 'symbolon-embedded-'))
  chmodSync(parent, 0o700)
  made = join(parent, 'made')
  const server = await startEmbedded(made)
  await query(server.admin, 'create table public.kept (word text)')
  await query(server.admin, `insert into public.kept values ('once')`)
  await server.stop()
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))
beforeEach(() => {
  folder = join(parent, String(++count))
  servers = []
})
afterEach(async () => {
  for (const server of servers) await server.stop()
})

const start = async (at: string) => {
  const server = await startEmbedded(at)
  servers.push(server)
  return server
}
async function query(admin: pg.ClientConfig, text: string) {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
const postmaster = (at: string) => Number(readFileSync(join(at, 'pg/postmaster.pid'), 'utf8').split('\n')[0])
const runs = (pid: number) => existsSync(`/proc/${pid}`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))

/** Another product on the folder, as a process of its own; null where it refuses, with its words. */
async function another(at: string): Promise<{ child: ChildProcess; admin: pg.ClientConfig | null; words: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'hold-folder.fixture.ts'), at])
  let words = ''
  child.stderr.on('data', (text) => {
    words += text
  })
  const admin = await new Promise<pg.ClientConfig | null>((done) => {
    child.stdout.once('data', (line) => done(JSON.parse(String(line))))
    child.once('close', () => done(null))
  })
  return { child, admin, words }
}
const killed = (child: ChildProcess) =>
  new Promise<void>((done) => {
    child.once('close', () => done())
    child.kill('SIGKILL')
  })

describe('a server of the product’s own', () => {
  it('starts on what the last one left, and stops with nothing behind', async () => {
    const server = await startEmbedded(made)
    expect(await query(server.admin, 'select word from public.kept')).toEqual([{ word: 'once' }])
    const [{ data_checksums }] = await query(server.admin, 'show data_checksums')
    expect(data_checksums).toBe('on')
    const pid = postmaster(made)
    await server.stop()
    expect(runs(pid)).toBe(false)
    expect(readdirSync(made).sort()).toEqual(['pg', 'postgres.log', 'postgres.secret', 'socket'])
  })
  it('listens on a socket alone, and wants a password', async () => {
    const { admin } = await start(made)
    expect(await query(admin, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
    await expect(query({ ...admin, password: 'guessed' }, 'select 1')).rejects.toThrow(/password/)
  })
  it.runIf(runsAsRoot())('does not run as root, though the product does', async () => {
    await start(made)
    const status = readFileSync(`/proc/${postmaster(made)}/status`, 'utf8')
    expect(/^Uid:\t(\d+)/m.exec(status)![1]).not.toBe('0')
  })
  it('has a socket in a folder whose name is too long for one', async () => {
    const deep = join(folder, 'x'.repeat(90))
    const { admin } = await start(deep)
    expect(await query(admin, 'select 1 as n')).toEqual([{ n: 1 }])
  })
})

describe('a second product on the folder', () => {
  it('is refused, and told which process has it, in the same process as in another', async () => {
    await start(made)
    await expect(startEmbedded(made)).rejects.toThrow(`in use by process ${process.pid}`)
    const { admin, words } = await another(made)
    expect(admin).toBeNull()
    expect(words).toContain(`in use by process ${process.pid}`)
    expect(await query(servers[0]!.admin, 'select 1 as n')).toEqual([{ n: 1 }])
  })
  it('is one of several that start at once, of which one gets it', async () => {
    const { child } = await another(made)
    await killed(child)
    const tries = await Promise.all([1, 2, 3].map(() => another(made)))
    expect(tries.filter(({ admin }) => admin !== null)).toHaveLength(1)
    for (const one of tries) if (one.admin) await killed(one.child)
  })
})

describe('after a kill', () => {
  it('of the product, its server stops by itself, and the next start finds everything', async () => {
    const { child, admin } = await another(made)
    await query(admin!, `insert into public.kept values ('twice')`)
    const pid = postmaster(made)
    await killed(child)
    const server = await start(made)
    expect(runs(pid)).toBe(false)
    expect(await query(server.admin, 'select word from public.kept')).toHaveLength(2)
    await query(server.admin, `delete from public.kept where word = 'twice'`)
  })
  it('of product and server, the next start recovers', async () => {
    const { child } = await another(made)
    process.kill(postmaster(made), 'SIGKILL')
    await killed(child)
    const { admin } = await start(made)
    expect(await query(admin, 'select word from public.kept')).toEqual([{ word: 'once' }])
  })
  it('in the middle of making the folder, the next start makes it', async () => {
    mkdirSync(join(folder, 'pg/base'), { recursive: true })
    writeFileSync(join(folder, 'pg/postgresql.conf'), 'half a file')
    const { admin } = await start(folder)
    expect(await query(admin, 'select 1 as n')).toEqual([{ n: 1 }])
  })
})

describe('the lock on a folder', () => {
  const path = () => join(folder, 'symbolon.pid')
  beforeEach(() => mkdirSync(folder))
  it('is held by one, and free again when given back', () => {
    const unlock = lockFolder(folder)
    expect(() => lockFolder(folder)).toThrow('in use by process')
    unlock()
    lockFolder(folder)()
    expect(readdirSync(folder)).toEqual([])
  })
  it.each([
    ['of a process that is gone', '999999999 12345\n'],
    ['of a process whose number another has now', `${process.pid} 1\n`],
    ['that is no lock', 'garbage'],
    ['that is empty', ''],
  ])('%s is taken over', (_what, content) => {
    writeFileSync(path(), content)
    const unlock = lockFolder(folder)
    expect(readFileSync(path(), 'utf8')).toMatch(new RegExp(`^${process.pid} `))
    unlock()
    expect(readdirSync(folder)).toEqual([])
  })
  it('leaves a server alone that only has the number of ours', async () => {
    const { admin } = await start(made)
    const stranger = postmaster(made)
    const own = join(folder, 'data')
    await (await startEmbedded(own)).stop()
    writeFileSync(join(own, 'pg/postmaster.pid'), `${stranger}\n${own}\n`)
    // PostgreSQL itself may refuse to start on it; what matters is whom we stop.
    await startEmbedded(own).then(
      (server) => server.stop(),
      () => {},
    )
    expect(runs(stranger)).toBe(true)
    expect(await query(admin, 'select 1 as n')).toEqual([{ n: 1 }])
  })
})
