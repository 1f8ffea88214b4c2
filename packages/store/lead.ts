// SPDX-License-Identifier: Apache-2.0
import { setTimeout as wait } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { Store } from './store.ts'
import type { StoreTables } from './tables.ts'

type Session = Kysely<StoreTables>
export type Rounds = {
  store: Store
  /** Which work it is: one process of those on the database leads it. */
  lock: number
  every: number
  /** One round, on the session that holds the lock. */
  round: (store: Store) => Promise<unknown>
  onFault: (fault: unknown) => void
}

/**
 * Does rounds while this process leads, and tries to lead while another one does. The lock is the session's and the
 * rounds go through that session: whoever has lost it, by a crash, a cut line or a restart of the server, cannot do
 * another round, and the next who asks leads. The returned function does a last round, where this one may, and ends.
 */
export function startRounds({ store, lock, every, round, onFault }: Rounds): () => Promise<void> {
  const ending = new AbortController()
  const { signal } = ending
  const pause = () => wait(every, undefined, { signal }).catch(() => {})
  const once = (session: Session) => round({ ...store, projector: session })
  const loop = (async () => {
    while (!signal.aborted) {
      await leading(store, lock, async (session) => {
        while (!signal.aborted) {
          await once(session)
          await pause()
        }
      }).catch(onFault)
      await pause()
    }
    await leading(store, lock, once).catch(onFault)
  })()
  return () => {
    ending.abort()
    return loop
  }
}

/** Does the work where nobody else leads. A leader that says nothing for 15 seconds, stopped or cut off, is put out. */
async function leading(store: Store, lock: number, work: (session: Session) => Promise<unknown>): Promise<void> {
  await store.projector.connection().execute(async (session) => {
    const { rows } = await sql<{ led: boolean }>`select pg_try_advisory_lock(7282, ${sql.lit(lock)}) as led`.execute(
      session,
    )
    if (!rows[0]!.led) return
    await sql`set idle_session_timeout = '15s'`.execute(session)
    try {
      await work(session)
    } finally {
      // On a session that is gone neither is needed, and what ended it is what to tell.
      await sql`select pg_advisory_unlock(7282, ${sql.lit(lock)})`.execute(session).catch(() => {})
      await sql`reset idle_session_timeout`.execute(session).catch(() => {})
    }
  })
}
