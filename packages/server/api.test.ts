// SPDX-License-Identifier: Apache-2.0
import { convene, enrol, freshApp, type Player, promise, type TestApp } from '@symbolon/testing'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverOf } from './server.ts'

const ORIGIN = 'http://127.0.0.1'
const headers = { host: '127.0.0.1', origin: ORIGIN, 'content-type': 'application/json' }

type Document = { paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>> }

let app: TestApp
let server: ReturnType<typeof serverOf>
let document: Document
let ajv: Ajv2020
let mexico: Player
let guatemala: Player
let known: Record<string, string>

beforeAll(async () => {
  app = await freshApp()
  server = serverOf(
    app,
    async () => new Response('page'),
    () => {},
  )
  document = await (await server.request('/api/v1/openapi.json', { headers })).json()
  ajv = new Ajv2020({ strict: false })
  // The package is CommonJS: what it exports hangs on `default`.
  formats.default(ajv)
  ajv.addSchema(document, 'api')
  mexico = await enrol(app, 'Mexico', 'MX')
  guatemala = await enrol(app, 'Guatemala', 'GT')
  const arrangement = await convene(app, { mexico, guatemala })
  const { commitment } = await app.must('agree-commitment', mexico.token, promise(arrangement, [mexico.party]))
  const text = 'Mexico will issue 500 visas by 2027. Guatemala will open two offices.'
  const registered = { arrangement, short: 'Note', title: 'A note', text, mediaType: 'text/plain', language: 'en' }
  const { source } = await app.must('register-source', mexico.token, registered)
  await app.must('open-review', mexico.token, { arrangement, source })
  known = { arrangement, commitment: commitment!, source: source!, statement: commitment!, party: mexico.party }
})
afterAll(() => app.close())

const pointer = (path: string) => path.replaceAll('~', '~0').replaceAll('/', '~1')

/** Says what in an answer is not what the OpenAPI document promises for it. */
function breaches(path: string, method: string, status: number, body: unknown): unknown {
  const responses = document.paths[path]![method]!.responses
  if (!responses[status]) return `status ${status} is not in the document`
  const schema = `api#/paths/${pointer(path)}/${method}/responses/${status}/content/application~1json/schema`
  return ajv.validate(schema, body) ? [] : ajv.errors
}

const operations = (method: string) =>
  Object.entries(document.paths).flatMap(([path, item]) => (item[method] ? [path] : []))

describe('the interface for programs', () => {
  it('has a route for every query and command of every room', () => {
    const ids = new Set(
      Object.values(document.paths).flatMap((item) => Object.values(item).map((one) => one.operationId)),
    )
    for (const room of app.store.rooms)
      for (const { name } of [...room.queries, ...room.commands]) expect(ids, name).toContain(name)
  })

  it('answers every question as its document says, to the public and to a seated party', async () => {
    for (const path of operations('get')) {
      for (const token of [null, mexico.token]) {
        const auth: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
        const query = new URLSearchParams(known)
        const answer = await server.request(`/api/v1${path}?${query}`, { headers: { ...headers, ...auth } })
        expect(answer.status, path).toBe(200)
        expect(breaches(path, 'get', 200, await answer.json()), path).toEqual([])
      }
    }
  })

  it('refuses every question about what is not there, and every command, as its document says', async () => {
    const nothing = Object.fromEntries(Object.keys(known).map((key) => [key, '01900000-0000-7000-8000-00000000dead']))
    for (const path of operations('get')) {
      const answer = await server.request(`/api/v1${path}?${new URLSearchParams(nothing)}`, { headers })
      expect(breaches(path, 'get', answer.status, await answer.json()), path).toEqual([])
    }
    for (const path of operations('post')) {
      const named = path.replace('{command}', 'register-party')
      const answer = await server.request(`/api/v1${named}`, { method: 'POST', headers, body: '{"surprise":1}' })
      expect([400, 401, 422], path).toContain(answer.status)
      expect(breaches(path, 'post', answer.status, await answer.json()), path).toEqual([])
    }
  })

  it('says what a command did, as its document says', async () => {
    const told = {
      arrangement: known.arrangement,
      commitment: known.commitment,
      level: 'limited',
      words: 'Two of five.',
    }
    for (const [name, player] of [
      ['report-delivery', mexico],
      ['assess-delivery', guatemala],
    ] as const) {
      const path = `/performance/${name}`
      const auth = { authorization: `Bearer ${player.token}` }
      const body = JSON.stringify(told)
      const answer = await server.request(`/api/v1${path}`, { method: 'POST', headers: { ...headers, ...auth }, body })
      expect(answer.status).toBe(200)
      expect(breaches(path, 'post', 200, await answer.json())).toEqual([])
    }
  })

  it('can fail: an answer with a surplus field is a breach', () => {
    expect(breaches('/register/seated-arrangements', 'get', 200, { seated: [], parties: [], more: 1 })).not.toEqual([])
  })
})
