// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { distributionOf, freshApp, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'

let app: TestApp
beforeAll(async () => {
  app = await freshApp()
})
afterAll(() => app.close())

it('every key of every table names the arrangement or the party that it is of', async () => {
  expect((await app.superuser(distributionOf)).gaps).toEqual([])
})

it('the guide distributes exactly the tables that there are', async () => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/scale.md'), 'utf8')
  const told = guide.split('\n').filter((line) => /^select create_(distributed|reference)_table\(/.test(line))
  expect(told).toEqual((await app.superuser(distributionOf)).lines)
})

it.each([
  ['create table register.gap (arrangement uuid, id uuid primary key)', 'register.gap has a key without'],
  ['create table register.gap (arrangement uuid, id uuid)', 'register.gap has no primary key'],
  ['create unique index on store.statement (id)', 'store.statement has a key without'],
  [
    'alter table store.leaf add constraint gap foreign key (log) references store.gap (id) not valid',
    'store.leaf has a key without',
  ],
])('a planted gap is named: %s', async (sql, gap) => {
  const { gaps } = await app.superuser(async (db) => {
    await db.query('begin')
    await db.query(
      'create table if not exists store.gap (arrangement uuid, id uuid unique, primary key (arrangement, id))',
    )
    await db.query(sql)
    const found = await distributionOf(db)
    await db.query('rollback')
    return found
  })
  expect(gaps.some((one) => one.startsWith(gap))).toBe(true)
})
