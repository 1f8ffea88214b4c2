// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
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
import { keepRunning } from './keep-running.ts'
import { secretIn, syncFolder } from './secret-in.ts'

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
 * pipe of `runServer`, and what a crash of both leaves is stopped at the next start. A server that ends by itself, as it
 * does on a full disk, is started again as soon as there is room; `onFault` is told.
 */
export async function startEmbedded(
  folder: string,
  onFault: (fault: unknown) => void = () => {},
): Promise<EmbeddedServer> {
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
    await stopLeftover(cluster, socket)
    const log = join(home, 'postgres.log')
    const run = () => {
      const to = openSync(log, 'a')
      const child = runServer(
        binaries.postgres,
        argumentsFor(cluster, socket),
        [binaries.postgres, cluster, socket],
        to,
      )
      closeSync(to)
      return child
    }
    const kept = keepRunning(run, home, onFault)
    const admin = { host: socket, user: 'postgres', password: secret, database: 'postgres' }
    try {
      await untilReady(admin, kept.hasEnded, log)
    } catch (error) {
      await kept.stop()
      throw error
    }
    kept.restart()
    return {
      admin,
      folder: home,
      stop: async () => {
        await kept.stop()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

function argumentsFor(cluster: string, socket: string): string[] {
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
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
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

const superuserSecret = (home: string): string => secretIn(home, 'postgres.secret')

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
    // It has synced what is in the cluster; the cluster's own name is ours.
    syncFolder(home)
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

async function stopLeftover(cluster: string, socket: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  for (let attempt = 0; existsSync(file); attempt++) {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
    if (!isServerOf(pid, cluster)) {
      // PostgreSQL would take any process of that number for its server. We hold the folder, and nobody works in it.
      if (!isWorkedIn(cluster))
        for (const stale of [file, join(socket, '.s.PGSQL.5432.lock')]) rmSync(stale, { force: true })
      return
    }
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

/** Whether any process works in a data folder: what a server that died leaves of itself does so for a moment. */
function isWorkedIn(cluster: string): boolean {
  const place = realpathSync(cluster)
  return readdirSync('/proc').some((entry) => {
    try {
      return /^\d+$/.test(entry) && readlinkSync(`/proc/${entry}/cwd`) === place
    } catch {
      return false
    }
  })
}

/** Waits until a server that was started answers; throws where it ended instead. */
export async function untilReady(admin: pg.PoolConfig, hasEnded: () => boolean, log: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client(admin)
    try {
      await client.connect()
      return
    } catch (cause) {
      // After a crash recovery may take a while; only an ended server, one that knows another password, or five minutes
      // are a failure.
      const refused = (cause as { code?: string }).code === '28P01'
      if (hasEnded() || refused || attempt > 6000)
        throw new Error(`The database server did not start; ${log} says why.`, { cause })
    } finally {
      await client.end().catch(() => {})
    }
    await wait(50)
  }
}
