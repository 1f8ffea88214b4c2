// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'

const PACKAGED = '/usr/lib/postgresql'
/** Where Debian keeps the programs of the newest server that is installed, all of them; null where there is none. */
export const packagedPrograms = (): string | null => {
  const versions = existsSync(PACKAGED) ? readdirSync(PACKAGED).sort((a, b) => Number(b) - Number(a)) : []
  const found = versions.map((version) => join(PACKAGED, version, 'bin'))
  return found.find((bin) => existsSync(join(bin, 'pg_basebackup'))) ?? null
}

export type DebianServer = {
  url: (database: string) => string
  port: number
  folder: string
  start: () => void
  /** `immediate` is what a kill leaves. */
  stop: (mode?: 'fast' | 'immediate') => void
  promote: () => void
  set: (settings: Record<string, string>) => Promise<void>
}

const NOBODY = 65_534

/** PostgreSQL refuses root, so its programs run as nobody, who owns their folder. */
function run(program: string, ...args: string[]): void {
  const bin = packagedPrograms()
  if (bin === null) throw new Error('no PostgreSQL is installed as a package')
  const as = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  const { status, stderr, stdout } = spawnSync(join(bin, program), args, {
    ...as,
    cwd: '/',
    encoding: 'utf8',
    env: { LC_ALL: 'C' },
    stdio: ['ignore', program === 'pg_ctl' ? 'ignore' : 'pipe', 'pipe'],
  })
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stdout ?? ''}${stderr}`)
}

/** A server of its own on a free port of loopback, with settings; a primary, or a replica that follows one. */
export async function debianServer(
  folder: string,
  options: { follows?: DebianServer; settings?: Record<string, string> } = {},
): Promise<DebianServer> {
  const port = await freePort()
  mkdirSync(folder, { mode: 0o700 })
  if (process.getuid?.() === 0) chownSync(folder, NOBODY, NOBODY)
  const data = join(folder, 'pg')
  const { follows, settings = {} } = options
  if (follows) {
    const from = `host=127.0.0.1 port=${follows.port} user=postgres application_name=replica`
    run('pg_basebackup', '-D', data, '-d', from, '-R', '-X', 'stream', '--checkpoint=fast')
  } else run('initdb', '-D', data, '--username=postgres', '--auth=trust', '--data-checksums', '--no-sync')
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: folder, max_connections: '200', ...settings }
  const given = Object.entries(all).map(([name, value]) => `-c ${name}='${value}'`)
  const server: DebianServer = {
    port,
    folder,
    url: (database) => `postgres://postgres@127.0.0.1:${port}/${database}`,
    start: () =>
      run('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', `-p ${port} ${given.join(' ')}`, 'start'),
    stop: (mode = 'fast') => run('pg_ctl', '-D', data, '-w', '-m', mode, 'stop'),
    promote: () => run('pg_ctl', '-D', data, '-w', 'promote'),
    set: async (changed) => {
      const client = new pg.Client(server.url('postgres'))
      await client.connect()
      for (const [name, value] of Object.entries(changed))
        await client.query(`alter system set ${name} = ${pg.escapeLiteral(value)}`)
      await client.query('select pg_reload_conf()')
      await client.end()
    },
  }
  server.start()
  return server
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
