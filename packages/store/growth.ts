// SPDX-License-Identifier: Apache-2.0
import { setTimeout as wait } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import type { StoreTables } from './tables.ts'

/**
 * The channel that says that some log was signed further, and nothing else: whoever got hold of a connection could listen,
 * so it names no log. The process that signs speaks, at most once a second; speaking with every statement would make
 * commits wait for each other.
 */
const CHANNEL = 'symbolon_grew'

export const tellGrowth = (db: Kysely<StoreTables>) => sql`select pg_notify(${CHANNEL}, '')`.execute(db)

/**
 * Calls `heard` whenever some log may have grown, in whichever process: also after a line that broke, since nobody knows
 * what was missed. The returned function ends it.
 */
export function listenToGrowth(login: pg.PoolConfig, heard: () => void): () => Promise<void> {
  const ending = new AbortController()
  const { signal } = ending
  const listen = async () => {
    const client = new pg.Client({ ...login, keepAlive: true, application_name: 'symbolon listener' })
    const over = new Promise<void>((done) => {
      client.once('end', done)
      client.on('error', () => done())
      signal.addEventListener('abort', () => done(), { once: true })
    })
    try {
      await client.connect()
      client.on('notification', heard)
      await client.query(`listen ${CHANNEL}`)
      heard()
      await over
    } catch {
      // Without the server nothing grows; whoever asks it something else learns what is wrong.
    } finally {
      await client.end().catch(() => {})
    }
  }
  const loop = (async () => {
    while (!signal.aborted) {
      await listen()
      await wait(1000, undefined, { signal }).catch(() => {})
    }
  })()
  return () => {
    ending.abort()
    return loop
  }
}
