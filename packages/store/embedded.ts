// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { embeddedBinaries } from './embedded-binaries.ts'
import { nobody, runOnce, runServer, runsAsRoot } from './embedded-process.ts'
import { holderOf, lockFolder } from './folder-lock.ts'

/**
 * The server's log tells of the server. A statement that fails it does not tell of, since its messages quote values; the
 * product does, without them (`withoutValues`).
 */
const QUIET_LOG = {
  log_min_messages: 'log',
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
}

export type EmbeddedServer = {
  /** Where its superuser connects: a Unix socket, never TCP. */
  admin: pg.PoolConfig
  folder: string
  stop: () => Promise<void>
}

/**
 * Starts the PostgreSQL that comes with the product on `folder` (made if absent, then with data checksums and a random
 * password). Throws where another process holds the folder. Its stop is orderly; a killed product stops it through the
 * pipe of `runServer`, and what a crash of both leaves is stopped at the next start.
 */
export async function startEmbedded(folder: string): Promise<EmbeddedServer> {
  const home = resolve(folder)
  mkdirSync(home, { recursive: true })
  const unlock = lockFolder(home)
  try {
    const cluster = join(home, 'pg')
    const binaries = embeddedBinaries()
    const secret = superuserSecret(home)
    // A folder without PG_VERSION is one whose initdb was interrupted: nothing was ever recorded in it.
    if (!existsSync(join(cluster, 'PG_VERSION'))) makeCluster(binaries.initdb, cluster, home, secret)
    const socket = socketFolder(home)
    await stopLeftover(cluster)
    const log = openSync(join(home, 'postgres.log'), 'a')
    const settings = {
      listen_addresses: '',
      unix_socket_directories: socket,
      unix_socket_permissions: '0700',
      max_connections: '60',
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      ...QUIET_LOG,
    }
    const args = ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
    const child = runServer(binaries.postgres, args, [binaries.postgres, cluster, socket], log)
    const ended = new Promise<void>((done) => child.once('exit', () => done()))
    const admin = { host: socket, user: 'postgres', password: secret, database: 'postgres' }
    await untilReady(admin, () => child.exitCode !== null, join(home, 'postgres.log'))
    return {
      admin,
      folder: home,
      stop: async () => {
        child.stdin?.end()
        await ended
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

/**
 * The server that another process of the product runs on `folder`, entered through its socket with the secret of the
 * folder, or null where none holds it. Stopping it stays with whoever started it. Throws where that one is just starting
 * or ending.
 */
export async function joinEmbedded(folder: string): Promise<EmbeddedServer | null> {
  const home = resolve(folder)
  const holder = holderOf(home)
  if (holder === null) return null
  const admin = { host: socketFolder(home), user: 'postgres', password: superuserSecret(home), database: 'postgres' }
  const client = new pg.Client(admin)
  try {
    await client.connect()
  } catch (cause) {
    throw new Error(`The product on ${home} (process ${holder}) is starting or ending. Try again in a moment.`, {
      cause,
    })
  } finally {
    await client.end().catch(() => {})
  }
  return { admin, folder: home, stop: async () => {} }
}

/** The server on `folder`, joined or else started for as long as it is needed. Throws where there is no database. */
export async function reachEmbedded(folder: string): Promise<EmbeddedServer> {
  const home = resolve(folder)
  if (!existsSync(join(home, 'pg/PG_VERSION')))
    throw new Error(`There is no record in ${home}. Name the data folder of the product with --data.`)
  return (await joinEmbedded(home)) ?? startEmbedded(home)
}

function superuserSecret(home: string): string {
  const path = join(home, 'postgres.secret')
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 })
  return readFileSync(path, 'utf8')
}

function makeCluster(initdb: string, cluster: string, home: string, secret: string): void {
  rmSync(cluster, { recursive: true, force: true })
  mkdirSync(cluster, { mode: 0o700 })
  if (runsAsRoot()) chownSync(cluster, nobody().uid, nobody().gid)
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const password = join(home, 'initdb.secret')
  writeFileSync(password, secret, { mode: 0o600 })
  if (runsAsRoot()) chownSync(password, nobody().uid, nobody().gid)
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${password}`, '--data-checksums']
  try {
    runOnce(initdb, ['-D', cluster, ...locale, ...access], [initdb, cluster])
  } catch (cause) {
    rmSync(cluster, { recursive: true, force: true })
    const said = String((cause as { stderr?: Buffer }).stderr ?? cause).trim()
    throw new Error(`The database in ${home} could not be made: ${said}`, { cause })
  } finally {
    rmSync(password, { force: true })
  }
}

/** A socket's path holds 107 bytes at most; a long data folder gets a short place of its own in the temporary folder. */
function socketFolder(home: string): string {
  const near = join(home, 'socket')
  const short = join(tmpdir(), `symbolon-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`)
  const folder = Buffer.byteLength(near) < 88 ? near : short
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (runsAsRoot()) chownSync(folder, nobody().uid, nobody().gid)
  return folder
}

async function stopLeftover(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  for (let attempt = 0; existsSync(file); attempt++) {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
    if (!isServerOf(pid, cluster)) return
    if (attempt === 0) process.kill(pid, 'SIGINT')
    if (attempt > 100) throw new Error(`A database server (process ${pid}) still runs on ${cluster} and does not stop.`)
    await wait(100)
  }
}

/** A running server works in its data folder: whoever got the number of one that is gone is not ours to stop. */
function isServerOf(pid: number, cluster: string): boolean {
  try {
    const running = /\(postgres\) [^Z]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    return running && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
  } catch {
    return false
  }
}

/** Waits until a server that was started answers; throws where it ended instead. */
export async function untilReady(admin: pg.PoolConfig, hasEnded: () => boolean, log: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client(admin)
    try {
      await client.connect()
      return
    } catch (cause) {
      // After a crash recovery may take a while; only an ended server or five minutes are a failure.
      if (hasEnded() || attempt > 6000)
        throw new Error(`The database server did not start; ${log} says why.`, { cause })
    } finally {
      await client.end().catch(() => {})
    }
    await wait(50)
  }
}
