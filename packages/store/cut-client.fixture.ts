// SPDX-License-Identifier: Apache-2.0
// A way to the database that is cut at a chosen query: before it is sent, its backend is ended by the superuser.
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { columnTypes } from './store.ts'
import type { StoreTables } from './tables.ts'

export type Cut = { db: Kysely<StoreTables>; asked: () => number; wasCut: () => boolean }

/** Connects as `login`; the query of number `at` (from 0) finds its connection gone, or, with `throws`, fails at once. */
export function cutAt(login: pg.PoolConfig, admin: pg.PoolConfig, at: number, throws = false): Cut {
  let asked = 0
  let wasCut = false
  class CutClient extends pg.Client {
    override query(text: unknown, values?: unknown, done?: unknown): never {
      const rest = () => super.query(text as never, values as never, done as never) as never
      if (asked++ !== at) return rest()
      wasCut = true
      if (throws) return Promise.reject(new Error('this query fails')) as never
      return end(admin, (this as unknown as { processID: number }).processID).then(rest) as never
    }
  }
  const pool = new pg.Pool({ ...login, Client: CutClient as never, max: 1, types: columnTypes })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<StoreTables>({ dialect: new PostgresDialect({ pool }) })
  return { db, asked: () => asked, wasCut: () => wasCut }
}

async function end(admin: pg.PoolConfig, pid: number): Promise<void> {
  const client = new pg.Client(admin)
  await client.connect()
  await client.query('select pg_terminate_backend($1, 5000)', [pid])
  await client.end()
}
