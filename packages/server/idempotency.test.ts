// SPDX-License-Identifier: Apache-2.0
import { convene, enrol, freshApp, type Player, promise, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serverOf } from './server.ts'

let app: TestApp
let server: ReturnType<typeof serverOf>
let mexico: Player
let guatemala: Player
let arrangement: string
beforeAll(async () => {
  app = await freshApp()
  server = serverOf(
    app,
    async () => new Response('page'),
    () => {},
  )
  mexico = await enrol(app, 'Mexico', 'MX')
  guatemala = await enrol(app, 'Guatemala', 'GT')
  arrangement = await convene(app, { mexico, guatemala })
})
afterAll(() => app.close())

async function agree(player: Player, key: string | null, more: object = {}) {
  const headers = {
    host: '127.0.0.1',
    'content-type': 'application/json',
    authorization: `Bearer ${player.token}`,
    ...(key === null ? {} : { 'Idempotency-Key': key }),
  }
  const body = JSON.stringify(promise(arrangement, [player.party], more))
  const answer = await server.request('/api/v1/partnership/agree-commitment', { method: 'POST', headers, body })
  return { status: answer.status, body: await answer.text() }
}
const commitments = () =>
  app.superuser(async (db) => Number((await db.query('select count(*) from partnership.commitment')).rows[0].count))

it('five deliveries of one request, one after the other and at once, say one thing and are answered alike', async () => {
  const before = await commitments()
  const first = await agree(mexico, 'one')
  const answers = [await agree(mexico, 'one'), ...(await Promise.all([1, 2, 3].map(() => agree(mexico, 'one'))))]
  for (const one of answers) expect(one).toEqual(first)
  expect(first.status).toBe(200)
  expect(await commitments()).toBe(before + 1)
})
it('another body under the key is refused; another party may use it; without a key each is done', async () => {
  const before = await commitments()
  const other = await agree(mexico, 'one', { summary: 'Closes an office.' })
  expect(other.status).toBe(409)
  expect(JSON.parse(other.body)).toMatchObject({ code: 'store/key-used', details: { key: 'one' } })
  expect((await agree(guatemala, 'one')).status).toBe(200)
  for (let i = 0; i < 2; i++) expect((await agree(mexico, null)).status).toBe(200)
  expect((await agree(mexico, 'a b')).status).toBe(422)
  expect(await commitments()).toBe(before + 3)
})
it('is told of every command in the document, and of no question', async () => {
  const document = await (await server.request('/api/v1/openapi.json', { headers: { host: '127.0.0.1' } })).json()
  const items = Object.values(document.paths) as Record<string, { operationId: string; parameters?: object[] }>[]
  for (const one of items.flatMap((item) => Object.values(item))) {
    const keyed = one.parameters?.some((two) => JSON.stringify(two).includes('"name":"Idempotency-Key","in":"header"'))
    // What is submitted is a command too, in its second step.
    expect(keyed ?? false, one.operationId).toBe(app.commands.has(one.operationId) || one.operationId === 'submit')
  }
})
