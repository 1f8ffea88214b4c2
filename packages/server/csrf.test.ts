// SPDX-License-Identifier: Apache-2.0
import { convene, enrol, freshApp, type Player, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverOf } from './server.ts'

const OURS = 'https://record.example.org'
const HERE = 'http://127.0.0.1:7460'
const VERBS = ['POST', 'PUT', 'PATCH', 'DELETE', 'QUERY']
const ID = '01900000-0000-7000-8000-00000000dead'

let app: TestApp
let alba: Player
let acted = 0
const faults: unknown[] = []

beforeAll(async () => {
  app = await freshApp()
  alba = await enrol(app, 'Alba')
  await convene(app, { alba })
})
afterAll(() => app.close())

const page = async (request: Request) => {
  if (!/GET|HEAD/.test(request.method)) acted++
  return new Response('a page', { headers: { 'content-type': 'text/html' } })
}
const houses = {
  'without accounts': { origin: HERE, cookie: 'symbolon_session', accounts: null },
  'with accounts': { origin: OURS, cookie: '__Host-symbolon_session', accounts: { origin: OURS, openId: null } },
}
/** How a page elsewhere could come here: what a browser then says, beside the cookie that it may bring along. */
const ELSEWHERE: [what: string, headers: Record<string, string>][] = [
  [
    'a form of another site',
    { origin: 'https://elsewhere.example', 'content-type': 'application/x-www-form-urlencoded' },
  ],
  ['plain text that is JSON', { origin: 'https://elsewhere.example', 'content-type': 'text/plain' }],
  ['multipart', { origin: 'https://elsewhere.example', 'content-type': 'multipart/form-data; boundary=x' }],
  ['no type and no origin', {}],
  ['JSON without an origin', { 'content-type': 'application/json' }],
  ['a sandboxed page', { origin: 'null', 'content-type': 'application/json' }],
  ['a neighbour below the same name', { origin: 'https://other.example.org', 'sec-fetch-site': 'same-site' }],
  ['another port', { origin: `${OURS}:8443` }],
  ['the other scheme', { origin: 'http://record.example.org' }],
  ['the referrer in place of the origin', { referer: `${OURS}/` }],
]

describe.each(Object.entries(houses))('%s, a change from elsewhere', (_name, { origin, cookie, accounts }) => {
  let server: ReturnType<typeof serverOf>
  let paths: string[]
  beforeAll(() => {
    server = serverOf(app, page, (fault) => faults.push(fault), accounts)
    const given = server.routes.map(({ path }) => path.replace(/\{[^}]*\}/g, '').replace(/:act/, 'options'))
    paths = [...new Set([...given, '/account', '/delegation', '/delegation/people', '/arrangements/x/seats'])].map(
      (path) => path.replace(/:\w+/g, ID).replace('*', 'x'),
    )
  })
  const send = (method: string, path: string, headers: Record<string, string>) =>
    server.request(path, {
      method,
      headers: { host: new URL(origin).host, cookie: `${cookie}=${alba.token}`, ...headers },
      ...(method === 'GET' ? {} : { body: '{"party":null}' }),
    })
  it.each(ELSEWHERE)('is refused on every route by every verb, and changes nothing: %s', async (_what, headers) => {
    expect(paths.length).toBeGreaterThan(40)
    const actedBefore = acted
    const before = await app.superuser((db) => db.query('select count(*) from store.statement'))
    for (const path of paths)
      for (const method of VERBS) {
        const answer = await send(method, path, headers)
        expect([answer.status, (await answer.json()).code], `${method} ${path}`).toEqual([403, 'server/from-elsewhere'])
        expect(answer.headers.get('set-cookie')).toBeNull()
      }
    expect((await app.superuser((db) => db.query('select count(*) from store.statement'))).rows).toEqual(before.rows)
    expect(acted).toBe(actedBefore)
  })
  it('is refused where the browser says so, whatever the origin says', async () => {
    for (const site of ['cross-site', 'same-site', 'none'])
      expect((await send('POST', '/account', { origin, 'sec-fetch-site': site })).status).toBe(403)
  })
  it('is let through from a page of ours', async () => {
    const before = acted
    const answer = await send('POST', '/account', { origin, 'sec-fetch-site': 'same-origin' })
    expect([answer.status, acted - before]).toEqual([200, 1])
    acted = 0
  })
  it('cannot be made under another name, nor by what a proxy is said to have seen', async () => {
    for (const more of [
      { host: 'elsewhere.example' },
      { host: `${new URL(origin).host}.elsewhere.example` },
      { host: `elsewhere.example:${new URL(origin).port}` },
      { host: `user@${new URL(origin).host}` },
      { host: '' },
    ]) {
      const answer = await send('GET', '/', more)
      expect(answer.status, JSON.stringify(more)).toBe(403)
      expect(await answer.text()).not.toContain('elsewhere')
    }
    const forwarded = {
      ...{
        'x-forwarded-host': 'elsewhere.example',
        'x-forwarded-proto': 'gopher',
        forwarded: 'host=elsewhere.example',
      },
      ...{ 'x-original-url': '/elsewhere', 'x-rewrite-url': '/elsewhere', 'x-http-method-override': 'DELETE' },
    }
    for (const path of ['/', '/health', '/api/v1/openapi.json', '/api/v1/register/parties']) {
      const [plain, told] = [await send('GET', path, {}), await send('GET', path, forwarded)]
      expect([told.status, [...told.headers].filter(([name]) => !/policy/.test(name))]).toEqual([
        plain.status,
        [...plain.headers].filter(([name]) => !/policy/.test(name)),
      ])
      expect(await told.text()).toBe(await plain.text())
    }
  })
  it('is kept in no cache: whatever a session changes says so', async () => {
    for (const path of paths)
      for (const method of ['GET', 'POST']) {
        const answer = await send(method, path, { origin, 'content-type': 'application/json' })
        expect(answer.headers.get('cache-control'), `${method} ${path}`).toBe('private, no-store')
        expect(answer.headers.get('content-security-policy'), path).not.toMatch(/unsafe|\*/)
        expect(answer.headers.get('access-control-allow-origin'), path).toBeNull()
      }
  })
  it('meets no fault', () => expect(faults).toEqual([]))
})
