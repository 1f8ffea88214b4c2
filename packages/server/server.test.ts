// SPDX-License-Identifier: Apache-2.0
import { convene, enrol, freshApp, type Player, promise, type TestApp } from '@symbolon/testing'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverOf } from './server.ts'

const headers = { host: '127.0.0.1:7460', origin: 'http://127.0.0.1:7460', 'content-type': 'application/json' }

let app: TestApp
let server: ReturnType<typeof serverOf>
let mexico: Player
let arrangement: string
const faults: unknown[] = []

beforeAll(async () => {
  app = await freshApp()
  server = serverOf(
    app,
    async (_request, doors) =>
      new Response(doors.visit.party?.names.en ?? 'the public', { headers: { 'content-type': 'text/html' } }),
    (fault) => faults.push(fault),
  )
  mexico = await enrol(app, 'Mexico', 'MX')
  arrangement = await convene(app, { mexico, guatemala: await enrol(app, 'Guatemala', 'GT') })
})
afterAll(() => app.close())

const post = (path: string, body: string, more: Record<string, string> = {}) =>
  server.request(path, { method: 'POST', headers: { ...headers, ...more }, body })

describe('a change from elsewhere', () => {
  const body = JSON.stringify({ party: null })
  it.each([
    ['another origin', { origin: 'https://elsewhere.example' }],
    ['no origin', { origin: '' }],
    ['an origin that is no address', { origin: 'null' }],
  ])('is refused: %s', async (_name, more) => {
    const answer = await post('/api/v1/session', body, more)
    expect(answer.status).toBe(403)
    expect((await answer.json()).code).toBe('server/from-elsewhere')
  })
  it('is refused when it comes as a form or as plain text', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
      expect((await post('/api/v1/session', body, { 'content-type': type })).status).toBe(400)
  })
  it('is refused under a name that is not this machine’s', async () => {
    const answer = await server.request('/health', { headers: { host: 'symbolon.example' } })
    expect(answer.status).toBe(403)
    expect((await answer.json()).code).toBe('server/not-here')
  })
})

describe('a session', () => {
  it('is a strict cookie that scripts cannot read, and speaks for the party', async () => {
    const answer = await post('/api/v1/session', JSON.stringify({ party: mexico.party }))
    const cookie = answer.headers.get('set-cookie')!
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
    const page = await server.request('/', { headers: { ...headers, cookie: cookie.split(';')[0]! } })
    expect(await page.text()).toBe('Mexico')
  })
  it('is given for a party whose only seat is in a confidential arrangement', async () => {
    const quiet = await enrol(app, 'Quietland')
    await convene(app, { quiet }, { confidential: true })
    const answer = await post('/api/v1/session', JSON.stringify({ party: quiet.party }))
    expect(answer.status).toBe(200)
  })
  it('is not given for a party without a seat', async () => {
    const stranger = await enrol(app, 'Elsewhere')
    const answer = await post('/api/v1/session', JSON.stringify({ party: stranger.party }))
    expect((await answer.json()).code).toBe('server/not-seated-anywhere')
  })
  it('that does not exist reads as the public', async () => {
    const page = await server.request('/', { headers: { ...headers, cookie: `symbolon_session=${'x'.repeat(43)}` } })
    expect(await page.text()).toBe('the public')
  })
})

describe('every answer', () => {
  it('carries a policy without unsafe-inline, and is kept for no other reader', async () => {
    const page = await server.request('/', { headers })
    const policy = page.headers.get('content-security-policy')!
    expect(policy).toContain("script-src 'self' 'nonce-")
    expect(policy).not.toContain('unsafe')
    expect(page.headers.get('cache-control')).toBe('private, no-store')
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  })
  it('remembers the language that was asked for', async () => {
    const page = await server.request('/?lang=fr', { headers })
    expect(page.headers.get('set-cookie')).toContain('symbolon_language=fr')
  })
  it('refuses more than six megabytes before reading them', async () => {
    const answer = await post('/api/v1/session', 'x'.repeat(7 * 1024 * 1024), {
      'content-length': String(7 * 1024 * 1024),
    })
    expect(answer.status).toBe(413)
  })
})

describe('the scoreboard as CSV', () => {
  it('has a row a commitment with statement ids, and no field that a spreadsheet would run', async () => {
    const summary = '=HYPERLINK("http://elsewhere.example";"click")'
    const { commitment } = await app.must(
      'agree-commitment',
      mexico.token,
      promise(arrangement, [mexico.party], { summary }),
    )
    const answer = await server.request(`/api/v1/performance/scoreboard.csv?arrangement=${arrangement}`, { headers })
    expect(answer.headers.get('content-type')).toContain('text/csv')
    const rows: Record<string, string>[] = parse(await answer.text(), { columns: true, bom: true })
    expect(rows).toHaveLength(1)
    expect(rows[0]!.summary).toBe(`'${summary}`)
    expect(rows[0]!.statements).toBe(commitment)
  })
  it('refuses an arrangement that is not there as the page does', async () => {
    const answer = await server.request(
      '/api/v1/performance/scoreboard.csv?arrangement=01900000-0000-7000-8000-00000000dead',
      { headers },
    )
    expect(answer.status).toBe(404)
  })
})

it('noted no fault in all of this', () => expect(faults).toEqual([]))
