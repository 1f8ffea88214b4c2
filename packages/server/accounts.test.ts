// SPDX-License-Identifier: Apache-2.0
import { makeInvitation, whoIs } from '@symbolon/accounts'
import type { Enrolled, Enrolment } from '@symbolon/accounts/contract'
import { convene, enrol, freshApp, type Player, promise, type TestApp } from '@symbolon/testing'
import type { Doors } from '@symbolon/web'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverOf } from './server.ts'

const ORIGIN = 'https://record.example.org'
const HOST = { host: 'record.example.org' }
const headers = { ...HOST, origin: ORIGIN, 'content-type': 'application/json' }

let app: TestApp
let server: ReturnType<typeof serverOf>
let alba: Player
let arrangement: string
const faults: unknown[] = []

/** Stands for the pages: does the one act that it is sent, as a form's action would. */
async function page(request: Request, doors: Doors): Promise<Response> {
  const { act, input = {} } =
    request.method === 'POST' ? ((await request.json()) as { act: string; input?: object }) : { act: '' }
  if (act === 'agree-commitment') {
    try {
      return Response.json(await doors.run(act, input))
    } catch (thrown) {
      return thrown as Response
    }
  }
  const result = act ? await doors.account(act, input) : null
  return Response.json(result ?? { party: doors.visit.party?.id ?? null, me: doors.visit.accounts?.me ?? null })
}

beforeAll(async () => {
  app = await freshApp()
  server = serverOf(app, page, (fault) => faults.push(fault), { origin: ORIGIN, openId: null })
  alba = await enrol(app, 'Alba')
  arrangement = await convene(app, { alba })
})
afterAll(() => app.close())

const send = (act: string, input: object, more: Record<string, string> = {}) =>
  server.request('/', { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify({ act, input }) })
const look = async (cookie: string) => (await server.request('/', { headers: { ...headers, cookie } })).json()
const cookieIn = (answer: Response) => answer.headers.getSetCookie().find((one) => one.includes('symbolon_session'))
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })

/** Somebody who accepts an invitation through the server, with the cookie that they then hold. */
async function arrive(role: 'head' | 'delegate' = 'delegate') {
  const invitation = await makeInvitation(app.store, alba.party, role)
  const password = 'correct horse battery staple'
  const begun = await (await send('start-password', { invitation, name: 'Ama', password })).json()
  const { ceremony, secret } = begun.value as Enrolment
  const answer = await send('finish-password', { ceremony, code: codeOf(secret) })
  const { signInName } = (await answer.json()).value as Enrolled
  const header = cookieIn(answer)!
  return { header, cookie: header.split(';')[0]!, signInName, password, secret }
}

describe('with accounts the product', () => {
  it('answers under its own name alone, and not under this machine’s', async () => {
    for (const host of ['localhost:7460', '127.0.0.1', 'elsewhere.example', 'record.example.org:81']) {
      const answer = await server.request('/health', { headers: { host } })
      expect([answer.status, (await answer.json()).code]).toEqual([403, 'server/not-under-this-name'])
    }
    expect((await server.request('/health', { headers: HOST })).status).toBe(200)
  })
  it('lets nobody choose a delegation, and lists none', async () => {
    const chosen = await server.request('/api/v1/session', {
      method: 'POST',
      headers,
      body: JSON.stringify({ party: alba.party }),
    })
    expect(cookieIn(chosen)).toBeUndefined()
    const document = await (await server.request('/api/v1/openapi.json', { headers })).json()
    expect(Object.keys(document.paths)).not.toContain('/session')
  })
})

describe('the cookie', () => {
  it('is bound to this host and to HTTPS, and no script reads it', async () => {
    const { header } = await arrive()
    expect(header).toMatch(/^__Host-symbolon_session=[\w-]{43}; /)
    for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']) expect(header).toContain(part)
    expect(header).not.toContain('Domain')
  })
  it('without that binding, as another host could set it, is nobody', async () => {
    const { cookie } = await arrive()
    expect((await look(cookie)).party).toBe(alba.party)
    expect((await look(cookie.replace('__Host-', ''))).party).toBeNull()
  })
  it('is another after each sign-in; one that was laid there before is dead (session fixation)', async () => {
    const { signInName: name, password, secret, cookie } = await arrive()
    const answer = await send('sign-in', { name, password, code: codeOf(secret, 1) }, { cookie })
    const next = cookieIn(answer)!.split(';')[0]!
    expect(next).not.toBe(cookie)
    expect([(await look(cookie)).me, (await look(next)).me.name]).toEqual([null, 'Ama'])
  })
  it('is dead on the server after signing out, and gone from the browser', async () => {
    const { cookie } = await arrive()
    const answer = await send('sign-out', {}, { cookie })
    expect(cookieIn(answer)).toMatch(/^__Host-symbolon_session=; Max-Age=0/)
    expect(await look(cookie)).toEqual({ party: null, me: null })
  })
})

describe('a change from elsewhere', () => {
  it.each([
    ['another origin', { origin: 'https://elsewhere.example' }],
    ['the same host without TLS', { origin: 'http://record.example.org' }],
    ['another port', { origin: 'https://record.example.org:444' }],
    ['no origin', { origin: '' }],
    ['an origin that is no address', { origin: 'null' }],
    ['other credentials beside the cookie', { origin: 'https://elsewhere.example', authorization: 'Basic eDp5' }],
    ['a form', { origin: 'https://elsewhere.example', 'content-type': 'application/x-www-form-urlencoded' }],
    ['plain text', { origin: 'https://elsewhere.example', 'content-type': 'text/plain' }],
  ])('is refused, and changes nothing: %s', async (_what, more) => {
    const { cookie } = await arrive('head')
    for (const act of ['sign-out', 'invite', 'four-eyes']) {
      const answer = await send(act, { role: 'head', on: true }, { cookie, ...more })
      expect([answer.status, (await answer.json()).code]).toEqual([403, 'server/from-elsewhere'])
    }
    for (const path of ['/passkey/options', '/passkey/new', '/api/v1/partnership/agree-commitment']) {
      const answer = await server.request(path, {
        method: 'POST',
        headers: { ...headers, cookie, ...more },
        body: '{}',
      })
      expect([answer.status, path]).toEqual([403, path])
    }
    expect((await look(cookie)).me.name).toBe('Ama')
  })
})

describe('an API token', () => {
  const tokenFor = async (scope: string) => {
    const { cookie } = await arrive('head')
    const made = await (await send('make-token', { name: `Desk ${scope}`, scope, days: 7 }, { cookie })).json()
    return { cookie, token: made.value.token as string }
  }
  const bearer = (token: string) => ({ ...HOST, 'content-type': 'application/json', authorization: `Bearer ${token}` })
  it('speaks through the interface for programs, and every use stands on the trail, refused ones too', async () => {
    const { cookie, token } = await tokenFor('speak')
    const body = JSON.stringify(promise(arrangement, [alba.party]))
    const say = (given: string) =>
      server.request('/api/v1/partnership/agree-commitment', { method: 'POST', headers: bearer(token), body: given })
    expect((await say(body)).status).toBe(200)
    expect((await say('{}')).status).toBe(422)
    expect((await server.request('/api/v1/register/parties', { headers: bearer(token) })).status).toBe(200)
    const { trail } = (await (await send('people', {}, { cookie })).json()).value
    expect(trail.slice(0, 3).map(({ who, act, outcome }: Record<string, string>) => [who, act, outcome])).toEqual([
      ['Desk speak', 'GET /api/v1/register/parties', '200'],
      ['Desk speak', 'POST /api/v1/partnership/agree-commitment', '422'],
      ['Desk speak', 'POST /api/v1/partnership/agree-commitment', '200'],
    ])
    expect(JSON.stringify(trail)).not.toContain(token)
  })
  it('that only reads says nothing', async () => {
    const { token } = await tokenFor('read')
    const answer = await server.request('/api/v1/partnership/agree-commitment', {
      method: 'POST',
      headers: bearer(token),
      body: JSON.stringify(promise(arrangement, [alba.party])),
    })
    expect([answer.status, (await answer.json()).code]).toEqual([403, 'accounts/reads-only'])
  })
  it('does not manage people, nor become a session of somebody', async () => {
    const { token } = await tokenFor('speak')
    const answer = await send('invite', { role: 'head' }, { authorization: `Bearer ${token}` })
    expect((await answer.json()).problem.code).toBe('accounts/not-signed-in')
    expect((await whoIs(app.store, token))!.person).toBeNull()
  })
})

it('what waits for a second person sends the page to where it waits, and tells a program 202', async () => {
  const borea = await enrol(app, 'Borea')
  const table = await convene(app, { borea })
  const invitation = await makeInvitation(app.store, borea.party, 'head')
  const begun = (await (await send('start-password', { invitation, name: 'Kofi', password: 'x'.repeat(12) })).json())
    .value
  const ended = await send('finish-password', { ceremony: begun.ceremony, code: codeOf(begun.secret) })
  const cookie = cookieIn(ended)!.split(';')[0]!
  await send('four-eyes', { on: true }, { cookie })
  const input = promise(table, [borea.party])
  const sent = await send('agree-commitment', input, { cookie })
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/delegation/people?done=waits#waiting'])
  const told = await server.request('/api/v1/partnership/agree-commitment', {
    method: 'POST',
    headers: { ...headers, cookie },
    body: JSON.stringify(input),
  })
  expect([told.status, (await told.json()).code]).toEqual([202, 'accounts/waits'])
})

it('counts attempts by the address that the proxy saw, not by what a client claims', async () => {
  const given = { name: 'nobody', password: 'x', code: '1' }
  const told = new Set<string>()
  for (let n = 0; n < 101; n++) {
    const from = { 'x-forwarded-for': `10.0.0.${n}, 203.0.113.9` }
    told.add((await (await send('invitation', { token: `${n}`.padStart(30, 'x') }, from)).json()).problem.code)
  }
  expect([...told]).toEqual(['accounts/no-invitation', 'accounts/too-often'])
  const other = await send('sign-in', given, { 'x-forwarded-for': '203.0.113.9, 203.0.113.10' })
  expect((await other.json()).problem.code).toBe('accounts/cannot-sign-in')
})

it('noted no fault in all of this', () => expect(faults).toEqual([]))
