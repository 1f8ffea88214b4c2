// SPDX-License-Identifier: Apache-2.0
import { seededWorld } from '@symbolon/foundation'
import { convene, enrol, freshApp, populate, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { digestOf, dump, rebuild } from './rebuild.ts'

let app: TestApp
beforeAll(async () => {
  app = await freshApp(seededWorld(51))
  await populate(app.store, 400)
})
afterAll(() => app.close())

const tables = () => app.store.rooms.flatMap((room) => room.projections)
const state = (of = app) => of.store.projector.transaction().execute((db) => dump(db, tables()))

it('of 10,000 mixed statements of every kind leaves the projections as they were, to the byte', async () => {
  const large = await freshApp(seededWorld(53))
  await populate(large.store, 10_000, { batch: 120 })
  const { rows } = await large.superuser((db) => db.query('select distinct kind from store.statement order by 1'))
  expect(rows.map((row) => row.kind)).toEqual([...large.store.kinds.keys()].sort())
  const before = await state(large)
  for (const rows of before.values()) expect(rows.length).toBeGreaterThan(0)
  const told: number[] = []
  const report = await rebuild(large.store, (done) => told.push(done))
  expect(report.statements).toBeGreaterThanOrEqual(10_000)
  expect(told.at(-1)).toBe(report.statements)
  expect(report).toMatchObject({ differences: [], tables: tables().length })
  expect(digestOf(await state(large))).toBe(digestOf(before))
  await large.close()
})

it('says which row was not what the record says, and mends it', async () => {
  const before = digestOf(await state())
  const changes: [table: string, sql: string, signs: string][] = [
    [
      'partnership.commitment',
      `update partnership.commitment set promisors = '{}' where id = (select min(id::text)::uuid from partnership.commitment)`,
      '-+',
    ],
    [
      'store.seat',
      `update store.seat set tier = 'observer' where id = (select min(id::text)::uuid from store.seat where tier = 'member')`,
      '-+',
    ],
    ['register.party', `delete from register.party where id = (select min(id::text)::uuid from register.party)`, '+'],
    [
      'performance.report',
      `insert into performance.report select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid()))).* from performance.report r limit 1`,
      '-',
    ],
  ]
  for (const [table, sql, signs] of changes) {
    await app.superuser((db) => db.query(sql))
    const { differences } = await rebuild(app.store)
    expect(differences.map((one) => one.table)).toEqual([...signs].map(() => table))
    expect(differences.map((one) => one.sign).join('')).toBe(signs)
    expect(digestOf(await state())).toBe(before)
  }
})

it('that fails midway, or whose process dies, leaves the old rows', async () => {
  await app.superuser((db) => db.query(`update register.party set error = 'by hand'`))
  const before = digestOf(await state())
  const broken = { ...app.store, projectors: new Map(app.store.projectors) }
  broken.projectors.set('position.taken', [() => Promise.reject(new Error('this projector fails'))])
  await expect(rebuild(broken)).rejects.toThrow('this projector fails')
  expect(digestOf(await state())).toBe(before)
  // The server ends the connection under it, as it does when a process is gone.
  const killed = rebuild({
    ...app.store,
    projectors: new Map(app.store.projectors).set('position.taken', [
      () =>
        app.superuser(async (db) => {
          await db.query(`select pg_terminate_backend(pid) from pg_locks where relation = 'store.log'::regclass
          and mode = 'ExclusiveLock' and database = (select oid from pg_database where datname = current_database())`)
        }),
    ]),
  })
  await expect(killed).rejects.toThrow()
  expect(digestOf(await state())).toBe(before)
  await rebuild(app.store)
})

it('loses nothing of arrangements that are founded while it runs', async () => {
  const founder = await enrol(app, 'Founder')
  const founded = Promise.all(Array.from({ length: 6 }, () => convene(app, { founder }, { confidential: true })))
  const reports = []
  for (let i = 0; i < 2; i++) reports.push(await rebuild(app.store))
  await founded
  expect([...reports, await rebuild(app.store)].flatMap((report) => report.differences)).toEqual([])
})
