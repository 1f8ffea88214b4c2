// SPDX-License-Identifier: Apache-2.0
import { freshApp, gapsIn, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let app: TestApp
beforeAll(async () => {
  app = await freshApp()
})
afterAll(() => app.close())

it('guards every table of the record and of every room', async () => {
  expect(await app.superuser(gapsIn)).toEqual([])
})

it('knows every schema that a room makes', async () => {
  const { rows } = await app.superuser((db) =>
    db.query(
      `select nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')`,
    ),
  )
  const rooms = app.store.rooms.map((room) => room.name)
  // `migration` holds what was migrated, and no login of a request reaches it.
  expect(rows.map((row) => row.nspname).sort()).toEqual(['accounts', 'migration', 'store', ...rooms].sort())
  const reach = await app.superuser((db) =>
    db.query(`select has_schema_privilege('symbolon_reader', 'migration', 'usage') as may`),
  )
  expect(reach.rows[0].may).toBe(false)
})

it('knows every table as a projection, as working rows, or as the record’s own', async () => {
  const { rows } = await app.superuser((db) =>
    db.query(
      `select table_schema || '.' || table_name as name from information_schema.tables
      where table_schema = any($1)`,
      [['store', ...app.store.rooms.map((room) => room.name)]],
    ),
  )
  const own = [
    'log',
    'statement',
    'leaf',
    'tile',
    'checkpoint',
    'cosignature',
    'prepared',
    'request',
    'session',
    'installation',
  ].map((name) => `store.${name}`)
  const rooms = app.store.rooms.flatMap((room) => [...room.projections, ...room.workingTables])
  expect(rows.map((row) => row.name).sort()).toEqual([...own, ...rooms].sort())
})

describe('a planted gap is named with the line to add', () => {
  it.each([
    ['create table store.gap (arrangement uuid)', 'store.gap has no row-level security'],
    ['alter table store.log no force row level security', 'store.log does not bind its owner'],
    ['drop policy reader_reads on store.log', 'store.log has no policy for symbolon_reader'],
    ['create policy gap on store.log for select using (true)', 'store.log has a policy for everybody'],
    ['create view store.gap as select * from store.log', "store.gap reads with its owner's rights"],
    ['create materialized view store.gap as select * from store.log', 'store.gap is a materialised view'],
    [
      `create function register.gap() returns int language sql security definer as 'select 1'`,
      "register.gap runs with its owner's rights",
    ],
    ['alter function store.reader() reset search_path', 'store.reader has no fixed search path'],
    ['grant execute on function store.reader() to public', 'store.reader may be run by everybody'],
    ['create unique index gap on store.statement (canonical)', 'the key gap of store.statement spans audiences'],
    ['alter table store.log add constraint gap unique (audience)', 'the key gap of store.log spans audiences'],
    ['grant insert on store.log to symbolon_reader', 'symbolon_reader may INSERT on store.log'],
    ['grant select on store.session to public', 'PUBLIC may SELECT on store.session'],
    ['grant select on pg_stat_all_tables to public', 'symbolon_reader may read pg_stat_all_tables'],
    ['grant select (reltuples) on pg_class to symbolon_reader', 'symbolon_reader may read pg_class.reltuples'],
    [
      'grant execute on function pg_relation_size(regclass, text) to public',
      'symbolon_reader may read pg_relation_size(regclass,text)',
    ],
  ])('%s', async (sql, gap) => {
    const gaps = await app.superuser(async (db) => {
      await db.query('begin')
      await db.query(sql)
      const found = await gapsIn(db)
      await db.query('rollback')
      return found
    })
    expect(gaps.some((one) => one.startsWith(gap) && one.includes(':'))).toBe(true)
  })
})
