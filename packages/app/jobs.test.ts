// SPDX-License-Identifier: Apache-2.0
import { everybody, makeWorld, seededWorld } from '@symbolon/foundation'
import { loginOf, signCheckpoints } from '@symbolon/store'
import { convene, enrol, freshApp, gapsIn, type Player, promise, type TestApp } from '@symbolon/testing'
import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startJobs } from './jobs.ts'
import { type Basis, basisOf } from './place.ts'

let ahead = 0
const seeded = seededWorld(5)
const world = makeWorld(() => new Date(seeded.now().getTime() + ahead), seeded.random)
let app: TestApp
let base: Basis
let alba: Player
let table: string
beforeAll(async () => {
  app = await freshApp(world)
  base = await basisOf({ databaseUrl: app.databaseUrl, database: app.database })
  alba = await enrol(app, 'Alba')
  table = await convene(app, { alba })
})
afterAll(() => app.close())

const faults: unknown[] = []
const start = () => startJobs(app.store, base, (fault) => faults.push(fault))
const jobs = (where: string) =>
  app.superuser(async (db) => (await db.query(`select name, state::text, data from pgboss.job where ${where}`)).rows)
const until = async (done: () => Promise<boolean>) => {
  while (!(await done())) await new Promise((next) => setTimeout(next, 50))
}

const made = () =>
  app.superuser(async (db) => (await db.query(`select to_regclass('pgboss.job') is not null as made`)).rows[0].made)

describe('jobs of several processes on one database', () => {
  it('do a round once, and what it lifts once', async () => {
    const audience = { to: 'seats', tiers: ['member'] }
    const said = await app.must('agree-commitment', alba.token, promise(table, [alba.party], { audience }))
    const day = new Date(world.now().getTime() + 40 * 86_400_000).toISOString().slice(0, 10)
    const embargo = { arrangement: table, statement: said.commitment, to: everybody, until: day }
    await app.must('set-embargo', alba.token, embargo)
    await signCheckpoints(app.store, app.hub)
    ahead = 41 * 86_400_000
    const processes = [start(), start(), start()]
    await until(made)
    await until(async () => (await jobs(`state = 'completed' and name = 'lift-embargoes'`)).length > 0)
    await until(
      async () =>
        (await jobs(`state in ('created', 'active') and name in ('lift-embargoes', 'forget-old')`)).length === 0,
    )
    await Promise.all(processes.map((stop) => stop()))
    const { rows } = await app.superuser((db) =>
      db.query(`select count(*)::int as n from store.statement where kind = 'statement.declassified'`),
    )
    expect(rows[0].n).toBe(1)
    expect(faults).toEqual([])
  })
  it('carry nothing, and no login that answers requests sees them', async () => {
    expect((await jobs('true')).filter(({ name, data }) => !name.startsWith('__') && data !== null)).toEqual([])
    const { rows } = await app.superuser((db) =>
      db.query(`select has_schema_privilege('symbolon_reader', 'pgboss', 'usage') as reader,
        has_schema_privilege('symbolon_projector', 'pgboss', 'create') as projector,
        (select nspowner::regrole::text from pg_namespace where nspname = 'pgboss') as owner`),
    )
    expect(rows[0]).toEqual({ reader: false, projector: false, owner: 'symbolon_owner' })
    expect(await app.superuser(gapsIn)).toEqual([])
  })
  it('are tried again where whoever took one shows no life', async () => {
    const { admin, database, secret } = base
    const boss = new PgBoss({
      ...(loginOf('projector', admin, database, secret) as object),
      migrate: false,
      schedule: false,
      supervise: false,
    })
    boss.on('error', () => {})
    await boss.start()
    await boss.send('forget-old')
    await boss.fetch('forget-old')
    expect(await jobs(`state = 'active'`)).toHaveLength(1)
    await app.superuser((db) =>
      db.query(`update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`),
    )
    await boss.supervise('forget-old')
    expect(await jobs(`state = 'retry'`)).toMatchObject([{ name: 'forget-old' }])
    await boss.stop({ graceful: false })
  })
})
