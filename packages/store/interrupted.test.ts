// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { allMigrations, rooms } from '@symbolon/app'
import { seededWorld } from '@symbolon/foundation'
import { chanceOf, convene, enrol, freshApp, type Player, promise, type TestApp } from '@symbolon/testing'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { cutAt } from './cut-client.fixture.ts'
import { type Migrations, migrate } from './migrations.ts'
import { digestOf, dump } from './rebuild.ts'
import { dropDatabase, letIn, loginOf, makeDatabase } from './roles.ts'
import { runCommand } from './run-command.ts'

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const chance = chanceOf(seededWorld(seed))
let app: TestApp
let admin: pg.PoolConfig
let secret: string
beforeAll(async () => {
  console.log(`interrupted.test.ts: SEED=${seed}`)
  app = await freshApp()
  secret = createHash('sha256').update(app.databaseUrl).digest('hex')
  admin = await app.superuser(async ({ host, port, user, password }) => ({
    host,
    port,
    user,
    password: String(password ?? ''),
  }))
  admin.database = 'postgres'
})
afterAll(() => app.close())

describe('a migration', () => {
  const all = allMigrations()
  const upTo = (last: string): Migrations => Object.fromEntries(Object.entries(all).filter(([name]) => name <= last))

  /**
   * Interrupts it at every query in turn, or at every one of `stride` from a random one on, on one database, until it is
   * through; answers how many queries that took.
   */
  async function interruptEverywhere(from: Migrations, name: string, stride = 1): Promise<number> {
    const database = `${inject('run')}_interrupted_${name}`
    await makeDatabase(admin, database)
    await letIn(admin, database, secret)
    const login = loginOf('owner', admin, database, secret)
    const { db: whole } = cutAt(login, admin, -1)
    const look = new pg.Client({ ...admin, database })
    await look.connect()
    try {
      if (Object.keys(from).length > 0) await migrate(whole, from)
      const [before, today] = [await schemaOf(look), await app.superuser(schemaOf)]
      expect(before).not.toBe(today)
      for (let at = seed % stride; ; at += stride) {
        const { db, wasCut } = cutAt(login, admin, at, chance.happens(0.5))
        await migrate(db, all).catch(() => {})
        await db.destroy()
        const after = await schemaOf(look)
        expect([before, today], `after query ${at}`).toContain(after)
        if (after === before) {
          expect(wasCut()).toBe(true)
          continue
        }
        // The next start has nothing left to do.
        await migrate(whole, all)
        expect(await schemaOf(look)).toBe(today)
        return at
      }
    } finally {
      await Promise.all([whole.destroy(), look.end()])
      await dropDatabase(admin, database)
    }
  }

  /** A digest of tables, indexes, columns, policies, functions and grants: everything that a migration makes. */
  async function schemaOf(db: pg.Client): Promise<string> {
    const { rows } = await db.query(`
      with own as (select oid from pg_namespace where nspname !~ '^(pg_|information_schema|migration|public)')
      select md5(coalesce(string_agg(what, ';' order by what), '')) as digest from (
        select c.oid::regclass::text || ' ' || coalesce(c.relacl::text, '') || c.relforcerowsecurity as what
          from pg_class c where c.relnamespace in (select oid from own)
        union all select a.attrelid::regclass::text || '.' || a.attname from pg_attribute a
          join pg_class c on c.oid = a.attrelid where c.relnamespace in (select oid from own)
        union all select polrelid::regclass::text || ' policy ' || polname from pg_policy
        union all select p.oid::regprocedure::text || coalesce(p.proacl::text, '') from pg_proc p
          where p.pronamespace in (select oid from own)) as found`)
    return rows[0].digest
  }

  it('of a new database, cut or failing at any of its queries, leaves nothing or all of it, and goes on at the next start', async () => {
    expect(await interruptEverywhere({}, 'new', 4)).toBeGreaterThan(100)
  }, 300_000)
  it('of the schema before the last one leaves that one or all of it', async () => {
    const names = Object.keys(all).sort()
    expect(await interruptEverywhere(upTo(names.at(-2)!), 'last')).toBeGreaterThan(5)
  }, 300_000)
})

describe('a command whose connection is lost', () => {
  let alba: Player
  let arrangement: string
  beforeAll(async () => {
    alba = await enrol(app, 'Alba')
    arrangement = await convene(app, { alba })
  })
  const state = () =>
    app.store.projector.transaction().execute(async (db) => {
      const own = ['log', 'statement', 'leaf', 'tile', 'request'].map((name) => `store.${name}`)
      return digestOf(await dump(db, [...own, ...rooms.flatMap((room) => room.projections)]))
    })

  it('at any of its queries leaves nothing, and is done when it comes again', async () => {
    const command = app.commands.get('agree-commitment')!
    const input = promise(arrangement, [alba.party])
    const login = loginOf('projector', admin, app.database, secret)
    const before = await state()
    for (let at = 0; ; at++) {
      const { db, wasCut } = cutAt(login, admin, at)
      const store = { ...app.store, projector: db }
      const done = await runCommand(store, command, alba.token, input, { key: 'one-key' }).catch(() => null)
      await db.destroy()
      if (!wasCut()) {
        expect(done).toMatchObject({ ok: true })
        expect(at).toBeGreaterThan(8)
        break
      }
      expect(done).toBeNull()
      expect(await state(), `query ${at}`).toBe(before)
    }
    expect(await state()).not.toBe(before)
    expect(await app.fsck()).toMatchObject({ whole: true })
  })
})
