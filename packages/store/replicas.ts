// SPDX-License-Identifier: Apache-2.0
import { setTimeout as wait } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { StoreTables } from './tables.ts'

type Reader = Kysely<StoreTables>
/** A replica that has come as far as the primary was when it was asked for. */
export type Near = { reader: Reader; failed: (fault: unknown) => void }
export type Replicas = {
  /** One that shows all that was committed before this call, by whichever process; null where none does soon enough. */
  pick: () => Promise<Near | null>
  close: () => Promise<void>
}

/** How long a question waits for a replica to come after: longer than one on the same network lags, shorter than is felt. */
const PATIENCE = 50
/** How long one that failed is passed over. */
const REST = 5000

/** As numbers: exact up to 8 PiB of what was ever written. */
const WRITTEN = sql<{ at: number }>`select pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::int8 as at`
/** A server that is no replica, or no longer, has come nowhere. */
const REPLAYED = sql<{ at: number }>`
  select case when pg_is_in_recovery() then pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::int8 else -1 end as at`

/**
 * Lets questions go to replicas and still see everything that was acknowledged before they were asked: one's own words,
 * a sign-in, a seat or a session that was taken away, whichever process did it. Each question learns how far the primary
 * is, and goes to a replica that has come as far; those that come together ask once together.
 */
export function followPrimary(primary: Reader, readers: Reader[]): Replicas {
  const written = together(async () => (await WRITTEN.execute(primary)).rows[0]!.at)
  const replicas = readers.map((reader) => ({
    reader,
    at: -1,
    restsUntil: 0,
    ask: together(async () => (await REPLAYED.execute(reader)).rows[0]!.at),
  }))
  type Replica = (typeof replicas)[number]
  const rest = (replica: Replica) => {
    replica.restsUntil = Date.now() + REST
    // What it says when it is back may be less: a replica can be made anew.
    replica.at = -1
  }
  const catchUp = async (replica: Replica) => {
    try {
      replica.at = await replica.ask()
    } catch {
      rest(replica)
    }
  }
  let turn = 0
  const nearest = (wanted: number) => {
    const order = replicas.map((_, n) => replicas[(turn + n) % replicas.length]!)
    return order.find(({ at, restsUntil }) => at >= wanted && Date.now() >= restsUntil)
  }
  return {
    pick: async () => {
      turn = (turn + 1) % replicas.length
      const wanted = await written()
      for (const until = Date.now() + PATIENCE; ; ) {
        const found = nearest(wanted)
        if (found)
          return {
            reader: found.reader,
            // A question that the replay of a change cut off says nothing against the replica.
            failed: (fault) => (fault as { code?: string }).code !== '40001' && rest(found),
          }
        const awake = replicas.filter(({ restsUntil }) => Date.now() >= restsUntil)
        const left = until - Date.now()
        if (awake.length === 0 || left <= 0) return null
        const silent = Symbol('silent')
        const asked = awake.map(catchUp)
        if ((await Promise.race([...asked, wait(left, silent)])) === silent) {
          // Not even a word within the time: it hangs, or the line does.
          for (const replica of awake) if (replica.at < 0) rest(replica)
          return null
        }
        if (!nearest(wanted)) await wait(2)
      }
    },
    close: async () => {
      await Promise.all(readers.map((reader) => reader.destroy()))
    },
  }
}

/**
 * Asks once for all who ask meanwhile. Whoever comes while an answer is under way waits for the next one: what is under
 * way may have been looked up before they came.
 */
function together<T>(ask: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null
  let next: Promise<T> | null = null
  const begin = () => {
    const mine = ask().finally(() => {
      if (running === mine) running = null
    })
    running = mine
    return mine
  }
  return () => {
    if (!running) return begin()
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null
        return begin()
      })
    return next
  }
}
