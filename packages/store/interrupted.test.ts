// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { allMigrations, rooms } from '@symbolon/app'
import { seededWorld } from '@symbolon/foundation'
import { chanceOf, convene, enrol, freshApp, type Player, promise, type TestApp } from '@symbolon/testing'
import type { Kysely } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { cutAt } from './cut-client.fixture.ts'
import { type Migrations, migrate } from './migrations.ts'
import { digestOf, dump } from './rebuild.ts'
import { dropDatabase, letIn, loginOf, makeDatabase } from './roles.ts'
import { runCommand } from './run-command.ts'
import type { StoreTables } from './tables.ts'

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

  /** Runs `work` on a new database of its own, with a look at it and a way to it that nothing cuts. */
  async function onNew(
    name: string,
    work: (place: {
      look: () => Promise<string>
      whole: Kysely<StoreTables>
      cut: (at: number) => Promise<boolean>
      asked: () => Promise<number>
      to: (all: Migrations) => void
    }) => Promise<void>,
  ): Promise<void> {
    const database = `${inject('run')}_interrupted_${name}`
    await makeDatabase(admin, database)
    await letIn(admin, database, secret)
    const login = loginOf('owner', admin, database, secret)
    const { db: whole } = cutAt(login, admin, -1)
    const client = new pg.Client({ ...admin, database })
    await client.connect()
    let migrations = all
    const cut = async (at: number) => {
      const { db, wasCut } = cutAt(login, admin, at, chance.happens(0.5))
      await migrate(db, migrations).catch(() => {})
      await db.destroy()
      return wasCut()
    }
    const asked = async () => {
      const { db, asked } = cutAt(login, admin, -1)
      await migrate(db, migrations)
      await db.destroy()
      return asked()
    }
    try {
      const to = (next: Migrations) => {
        migrations = next
      }
      await work({ look: () => schemaOf(client), whole, cut, asked, to })
    } finally {
      await Promise.all([whole.destroy(), client.end()])
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
        union all select polrelid::regclass::text || ' policy ' || polname || coalesce(pg_get_expr(polqual, polrelid), '')
          from pg_policy where polrelid in (select c.oid from pg_class c where c.relnamespace in (select oid from own))
        union all select p.oid::regprocedure::text || coalesce(p.proacl::text, '') from pg_proc p
          where p.pronamespace in (select oid from own)) as found`)
    return rows[0].digest
  }

  it('cut or failing at any of its queries leaves the schema before it or its own, and goes on at the next start', async () => {
    let queries = 0
    // What a start asks that has nothing to migrate is cut with the first migration, and for the others not again.
    let idle = 3
    await onNew('each', async ({ look, whole, cut, asked, to }) => {
      for (const name of Object.keys(all).sort()) {
        to(upTo(name))
        const before = await look()
        for (let at = idle - 3, wasCut = true; wasCut; at++, queries++) {
          wasCut = await cut(at)
          const after = await look()
          if (after === before && wasCut) continue
          // All of it is there, also where the cut came after its commit: the next start has nothing left to do.
          await migrate(whole, upTo(name))
          expect(await look(), `${name}, query ${at}`).toBe(after)
          break
        }
        idle = await asked()
      }
      expect(await look()).toBe(await app.superuser(schemaOf))
    })
    expect(queries).toBeGreaterThan(200)
  }, 300_000)
  it('of a new database, at random queries, leaves nothing at all of any', async () => {
    await onNew('new', async ({ look, whole, cut }) => {
      const before = await look()
      for (let n = 0; n < 5; n++) {
        expect(await cut(chance.below(150))).toBe(true)
        expect(await look()).toBe(before)
      }
      await migrate(whole, all)
      expect(await look()).toBe(await app.superuser(schemaOf))
    })
  }, 120_000)
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
