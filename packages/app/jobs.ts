// SPDX-License-Identifier: Apache-2.0
import { setTimeout as wait } from 'node:timers/promises'
import { forgetOld } from '@symbolon/accounts'
import { liftEmbargoes } from '@symbolon/register'
import { loginOf, oneAtATime, ROLES, type Store, sweepErased } from '@symbolon/store'
import pg from 'pg'
import type { PgBoss } from 'pg-boss'
import library from 'pg-boss/package.json' with { type: 'json' }
import type { Basis } from './place.ts'

/** What is done by the clock and not by anybody: each finds by itself what there is to do, so a job carries nothing. */
const JOBS: Record<string, { cron: string; run: (store: Store) => Promise<unknown> }> = {
  'lift-embargoes': { cron: '* * * * *', run: liftEmbargoes },
  'sweep-erased': { cron: '* * * * *', run: sweepErased },
  'forget-old': { cron: '17 * * * *', run: forgetOld },
}

const SCHEMA = 'pgboss'
/**
 * Of each one waits and one runs, on all processes together (`stately`). A worker that shows no life is given up, and
 * another tries. That a job was done is of no use after a day.
 */
const QUEUE = {
  heartbeatSeconds: 20,
  expireInSeconds: 600,
  retryLimit: 3,
  retryBackoff: true,
  retentionSeconds: 3600,
  deleteAfterSeconds: 86_400,
}

/**
 * Works the jobs together with whatever other processes are on the database: each round is once for all of them, and
 * that of a process that died is done by another. Whatever a job does holds by its own transaction: run twice, it finds
 * nothing left. Begins beside the caller, who has a page to show; where that fails it is tried again. The returned
 * function ends it after the job under way.
 */
export function startJobs(store: Store, base: Basis, onFault: (fault: unknown) => void): () => Promise<void> {
  const ending = new AbortController()
  const { signal } = ending
  const begun = (async () => {
    while (!signal.aborted) {
      try {
        return await begin(store, base, onFault)
      } catch (fault) {
        onFault(fault)
        await wait(30_000, undefined, { signal }).catch(() => {})
      }
    }
    return null
  })()
  return async () => {
    ending.abort()
    await (await begun)?.stop({ graceful: true, timeout: 10_000 })
  }
}

async function begin(store: Store, base: Basis, onFault: (fault: unknown) => void): Promise<PgBoss> {
  await prepareJobs(base, onFault)
  const boss = await bossOf(base, 'projector', onFault)
  try {
    await boss.start()
    for (const [name, { run }] of Object.entries(JOBS)) {
      // Now as well: what fell due while nothing ran does not wait for the next round.
      await boss.send(name)
      await boss.work(name, { pollingIntervalSeconds: 10 }, async () => {
        await run(store).catch((fault) => {
          onFault(fault)
          throw fault
        })
      })
    }
    return boss
  } catch (fault) {
    await boss.stop({ graceful: false })
    throw fault
  }
}

/**
 * The queues are made by the owner, whose they are, and worked by the projector. No login that answers requests sees
 * them. What was made last is written on the schema: another set of jobs, or another version of the library, makes anew.
 */
async function prepareJobs(base: Basis, onFault: (fault: unknown) => void): Promise<void> {
  if (await isSettled(base)) return
  await oneAtATime(base.admin, async () => {
    if (await isSettled(base)) return
    const boss = await bossOf(base, 'owner', onFault)
    await boss.start()
    for (const [name, { cron }] of Object.entries(JOBS)) {
      await boss.createQueue(name, { policy: 'stately' })
      await boss.updateQueue(name, QUEUE)
      await boss.schedule(name, cron)
    }
    await boss.stop({ graceful: false })
    await asRole(base, 'owner', async (owner) => {
      await owner.query(`grant usage on schema ${SCHEMA} to ${ROLES.projector}`)
      await owner.query(`grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${ROLES.projector}`)
      await owner.query(`comment on schema ${SCHEMA} is ${pg.escapeLiteral(settled)}`)
    })
  })
}

const settled = JSON.stringify([library.version, QUEUE, Object.entries(JOBS).map(([name, { cron }]) => [name, cron])])

const isSettled = (base: Basis): Promise<boolean> =>
  asRole(base, 'projector', async (client) => {
    const says = `select obj_description(oid, 'pg_namespace') as says from pg_namespace where nspname = $1`
    return (await client.query(says, [SCHEMA])).rows[0]?.says === settled
  })

async function bossOf(
  { admin, database, secret }: Basis,
  role: 'owner' | 'projector',
  onFault: (fault: unknown) => void,
): Promise<PgBoss> {
  // Loaded only here: no verb and no first page waits for it.
  const { PgBoss } = await import('pg-boss')
  const makes = role === 'owner'
  // Indexes are the owner's to rebuild, and these stay small.
  const works = { migrate: makes, schedule: !makes, supervise: !makes, reindex: false }
  const login = loginOf(role, admin, database, secret)
  const boss = new PgBoss({ ...(login as object), ...works, schema: SCHEMA, max: 2, application_name: 'symbolon jobs' })
  boss.on('error', onFault)
  return boss
}

async function asRole<T>(
  { admin, database, secret }: Basis,
  role: 'owner' | 'projector',
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(loginOf(role, admin, database, secret))
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
