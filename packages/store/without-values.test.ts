// SPDX-License-Identifier: Apache-2.0
import { inspect } from 'node:util'
import { freshApp, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withoutValues } from './without-values.ts'

let app: TestApp
beforeAll(async () => {
  app = await freshApp()
})
afterAll(() => app.close())

const SECRET = 'walnut 4711'

it.each([
  ['a value of another kind', 'select $1::int', [SECRET]],
  ['a text that is no statement', `select 1 where '${SECRET}`, []],
  ['a row that is there', `insert into store.installation values ('${SECRET}', ''), ('${SECRET}', '')`, []],
  ['a null', 'insert into store.installation (key, value) values ($1, null)', [SECRET]],
])('what is logged of a fault tells where it was and not with what: %s', async (_what, text, values) => {
  const fault = await app
    .superuser((db) => db.query(text, values))
    .then(
      () => null,
      (error) => error,
    )
  expect(inspect(fault, { depth: 9 })).toContain('walnut')
  for (const one of [fault, { incident: '1', path: '/x', fault }, new Error('a question failed', { cause: fault })]) {
    const told = inspect(withoutValues(one), { depth: 9 })
    expect(told).not.toContain('walnut')
    expect(told).toMatch(/code: '\w{5}'/)
  }
})
it('a fault that is not the database’s is told as it is', () => {
  const fault = new Error('ours')
  expect(withoutValues(fault)).toBe(fault)
})
