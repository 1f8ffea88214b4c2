// SPDX-License-Identifier: Apache-2.0
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { dropDatabase, givenOf, startEmbedded } from '@symbolon/store'
import pg from 'pg'
import { analyze } from './house.ts'
import { type Loaded, loadTables } from './load-data.ts'
import { memoryOfTree, secondsOfTree } from './memory.ts'
import { buildPages, inNewFolder, type Product, startProduct } from './product.ts'
import { perSecond, type Row } from './row.ts'
import { percentile } from './timing.ts'

const READERS = 200
const WRITERS = 20
const SECONDS = 40

/** A phase: how long somebody thinks between an answer and the next request. */
const PHASES = { 'a second between requests': 1000, 'no pause at all': 0 }

type Kind = { name: string; path: (loaded: Loaded) => string; weight: number }
const one = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)]!
const KINDS: Kind[] = [
  { name: 'page of an arrangement', weight: 3, path: ({ tables }) => `/arrangements/${one(tables).id}` },
  { name: 'page of a scoreboard', weight: 2, path: ({ tables }) => `/arrangements/${one(tables).id}/scoreboard` },
  { name: 'page of a record', weight: 1, path: ({ tables }) => `/arrangements/${one(tables).id}/record` },
  {
    name: 'page of a commitment',
    weight: 2,
    path: ({ tables }) => {
      const { id, commitments } = one(tables)
      return `/arrangements/${id}/commitments/${one(commitments)}`
    },
  },
  {
    name: 'scoreboard for programs',
    weight: 2,
    path: ({ tables }) => `/api/v1/performance/scoreboard?arrangement=${one(tables).id}`,
  },
]
const WRITE = 'agree a commitment'
const mix = KINDS.flatMap((kind) => Array<Kind>(kind.weight).fill(kind))

/**
 * 200 readers, half of them signed in, and 20 writers, over HTTP on loopback, on 1,000 arrangements with 100,000
 * statements: on the embedded database, or on the server that DATABASE_URL names, in a database of its own.
 */
export const benchLoad = (): Promise<Row[]> =>
  inNewFolder(async (folder) => {
    buildPages()
    const dataFolder = join(folder, 'data')
    const given = givenHere()
    try {
      const loaded = await loadTables(given ? { dataFolder, databaseUrl: given } : { dataFolder })
      await settle(dataFolder, given)
      const product = await startProduct(dataFolder, given)
      try {
        const rows: Row[] = [{ name: 'statements in 1,000 arrangements', figure: loaded.statements, unit: '' }]
        for (const [name, pause] of Object.entries(PHASES)) rows.push(...(await phase(product, loaded, name, pause)))
        return rows
      } finally {
        await product.stop()
      }
    } finally {
      if (given) await forget(given)
    }
  })

async function phase(product: Product, loaded: Loaded, name: string, pause: number): Promise<Row[]> {
  const times = new Map<string, number[]>()
  const wrong = new Map<string, number>()
  const agent = new Agent({ keepAlive: true, maxSockets: READERS + WRITERS })
  const before = secondsOfTree(product.pid)
  const end = performance.now() + SECONDS * 1000
  const go = async (ask: () => { kind: string; sent: Sent }) => {
    await wait(Math.random() * pause)
    while (performance.now() < end) {
      const { kind, sent } = ask()
      const start = performance.now()
      const status = await statusOf(product.url, agent, sent)
      const all = times.get(kind) ?? []
      all.push(performance.now() - start)
      times.set(kind, all)
      if (status !== 200) wrong.set(`${kind}: ${status}`, (wrong.get(`${kind}: ${status}`) ?? 0) + 1)
      if (pause > 0) await wait(pause)
    }
  }
  const readers = Array.from({ length: READERS }, (_, n) =>
    go(() => {
      const kind = one(mix)
      const token = n % 2 ? loaded.seats[n % loaded.seats.length]!.token : null
      return { kind: kind.name, sent: { path: kind.path(loaded), token } }
    }),
  )
  const writers = Array.from({ length: WRITERS }, () => go(() => ({ kind: WRITE, sent: agreeing(loaded) })))
  await Promise.all([...readers, ...writers])
  agent.destroy()
  const after = secondsOfTree(product.pid)
  const count = [...times.values()].reduce((sum, all) => sum + all.length, 0)
  const errors = [...wrong.values()].reduce((sum, n) => sum + n, 0)
  const note = name
  return [
    ...[...times]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([kind, all]) =>
        ([50, 95, 99] as const).map((share) => ({
          name: `${kind}, p${share}`,
          figure: percentile(all, share / 100),
          unit: 'ms',
          note: `${note}; ${all.length} requests`,
        })),
      ),
    { name: 'requests', figure: perSecond(count, SECONDS * 1000), unit: '/s', note },
    {
      name: 'errors',
      figure: errors,
      unit: '',
      note: [note, ...[...wrong].map(([what, n]) => `${n} ${what}`)].join('; '),
    },
    {
      name: 'memory of the product, with its database where it is embedded',
      figure: memoryOfTree(product.pid),
      unit: 'MiB',
      note,
    },
    ...(before && after
      ? [
          { name: 'processor, Node', figure: ((after.root - before.root) / SECONDS) * 100, unit: '% of one', note },
          {
            name: 'processor, its database',
            figure: ((after.rest - before.rest) / SECONDS) * 100,
            unit: '% of one',
            note,
          },
        ]
      : []),
  ]
}

type Sent = { path: string; token: string | null; body?: string }

function agreeing({ tables }: Loaded): Sent {
  const { id, seats } = one(tables)
  const { party, token } = one(seats)
  const body = {
    ...{ arrangement: id, promisors: [party], beneficiaries: [], toWords: null, pillar: null, theme: null },
    ...{
      strength: 'will',
      kind: 'promise',
      summary: 'Opens an office for seasonal workers.',
      quantities: [],
      money: [],
    },
    ...{ deadline: '2029', condition: null },
  }
  return { path: '/api/v1/partnership/agree-commitment', token, body: JSON.stringify(body) }
}

/** Sent and read to its end; 0 where no answer came. */
const statusOf = (url: string, agent: Agent, { path, token, body }: Sent): Promise<number> =>
  new Promise((done) => {
    const headers = {
      'accept-encoding': 'gzip',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } : {}),
    }
    const sent = request(url + path, { agent, method: body ? 'POST' : 'GET', headers }, (answer) => {
      answer
        .on('end', () => done(answer.statusCode ?? 0))
        .on('error', () => done(0))
        .resume()
    })
    sent.on('error', () => done(0)).end(body)
  })

/** What autovacuum does within a minute of so many new rows; the bench does not wait for it. */
async function settle(dataFolder: string, given: string | undefined): Promise<void> {
  if (given) {
    const { admin, database } = givenOf(given)
    return analyze({ ...admin, database })
  }
  const server = await startEmbedded(dataFolder)
  await analyze({ ...server.admin, database: 'symbolon' })
  await server.stop()
}

function givenHere(): string | undefined {
  if (!process.env.DATABASE_URL) return undefined
  const url = new URL(process.env.DATABASE_URL)
  url.pathname = `/symbolon_load_${process.pid}`
  return url.href
}

async function forget(url: string): Promise<void> {
  const { admin, database } = givenOf(url)
  const client = new pg.Client(admin)
  await client.connect()
  const { rows } = await client.query(
    `select r.rolname as login from pg_roles r, pg_database d where d.datname = $1 and r.rolname ~ '^symbolon_[0-9a-f]{12}_'
       and has_database_privilege(r.oid, d.oid, 'connect')`,
    [database],
  )
  await dropDatabase(admin, database)
  for (const { login } of rows) await client.query(`drop role ${client.escapeIdentifier(login)}`)
  await client.end()
}
