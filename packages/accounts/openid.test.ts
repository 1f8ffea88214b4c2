// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { enrol, freshApp, type Player, type TestApp } from '@symbolon/testing'
import { type JWK, Provider } from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountPage } from './contract.ts'
import { type House, makeInvitation, openIdSettings, openOpenId } from './index.ts'
import { type Browser, browserAt, houseOf, meIn } from './visitor.fixture.ts'

const ORIGIN = 'http://localhost:7460'
const CLIENT = { clientId: 'symbolon', clientSecret: 'a secret of the test' }

let app: TestApp
let house: House
let alba: Player
let http: Server
let issuer: string
beforeAll(async () => {
  app = await freshApp()
  alba = await enrol(app, 'Alba')
  http = await startProvider()
  const openId = await openOpenId({ issuer, ...CLIENT }, ORIGIN)
  house = houseOf(app, { origin: ORIGIN, openId })
})
afterAll(async () => {
  http.closeAllConnections()
  await new Promise((closed) => http.close(closed))
  await app.close()
})

/** A provider as a ministry would run it, on this machine, with the forms of its development mode to sign in by. */
async function startProvider(): Promise<Server> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [`${ORIGIN}/openid/callback`],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...(await crypto.subtle.exportKey('jwk', privateKey)), use: 'sig', alg: 'ES256' } as JWK] },
    cookies: { keys: ['a key of the test'] },
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['name'] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ sub, name: `${sub} of the ministry` }) }),
    pkce: { required: () => true },
  })
  server.on('request', provider.callback())
  return server
}

type Left = { url: string; binding: string }
const leave = (browser: Browser, invitation: string | null = null) =>
  browser.must<Left>('leave-for-openid', { invitation })

/** Signs in at the provider as a browser does, form by form, and gives what the way back to us carries. */
async function atProvider(url: string, login: string): Promise<string> {
  const jar = new Map<string, string>()
  const go = async (to: string, form?: Record<string, string>): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(to, {
      redirect: 'manual',
      headers: { cookie },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      jar.set(name!, value!)
    }
    return answer
  }
  let at = url
  for (let step = 0; step < 12; step++) {
    if (at.startsWith(ORIGIN)) return new URL(at).search
    const answer = await go(at)
    const page = answer.headers.get('location') === null ? await answer.text() : ''
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
    const next = prompt ? await go(at, prompt === 'login' ? { prompt, login, password: 'any' } : { prompt }) : answer
    at = new URL(next.headers.get('location')!, at).href
  }
  throw new Error(`The provider never led back: ${at}`)
}

async function arrive(login: string, invitation: string | null = null): Promise<Browser> {
  const browser = browserAt(house)
  const { url, binding } = await leave(browser, invitation)
  await browser.must('return-from-openid', { binding, search: await atProvider(url, login) })
  return browser
}

describe('through an organisation’s own sign-in', () => {
  it('an invitation is accepted, and the same person comes in again later', async () => {
    const first = await arrive('ama', await makeInvitation(app.store, alba.party, 'delegate'))
    expect(await meIn(house, first)).toMatchObject({ name: 'ama of the ministry', role: 'delegate' })
    const later = await arrive('ama')
    expect((await meIn(house, later))!.person).toBe((await meIn(house, first))!.person)
    expect(await later.must<AccountPage>('account')).toMatchObject({ identities: [{ issuer }], password: false })
  })
  it('whoever has no account and no invitation stays out', async () => {
    const browser = browserAt(house)
    const { url, binding } = await leave(browser)
    const search = await atProvider(url, 'stranger')
    expect(await browser.refusal('return-from-openid', { binding, search })).toBe('accounts/no-openid')
    expect(browser.token).toBeNull()
  })
  it('an invitation that was used meanwhile makes nobody', async () => {
    const invitation = await makeInvitation(app.store, alba.party, 'delegate')
    const browser = browserAt(house)
    const { url, binding } = await leave(browser, invitation)
    const search = await atProvider(url, 'late')
    await arrive('quick', invitation)
    expect(await browser.refusal('return-from-openid', { binding, search })).toBe('accounts/no-invitation')
    const { rows } = await app.superuser((db) => db.query(`select from accounts.identity where subject = 'late'`))
    expect(rows).toEqual([])
  })
})

describe('the way back is refused', () => {
  const begun = async () => {
    const browser = browserAt(house)
    const { url, binding } = await leave(browser, await makeInvitation(app.store, alba.party, 'delegate'))
    return { browser, binding, search: await atProvider(url, `person-${Math.trunc(performance.now())}`) }
  }
  it('without what binds this browser to the way there: nobody is signed in by another’s link', async () => {
    const { browser, search } = await begun()
    for (const binding of [null, 'x'.repeat(43), (await begun()).binding])
      expect(await browser.refusal('return-from-openid', { binding, search })).toBe('accounts/no-openid')
  })
  it('a second time', async () => {
    const { browser, binding, search } = await begun()
    await browser.must('return-from-openid', { binding, search })
    expect(await browserAt(house).refusal('return-from-openid', { binding, search })).toBe('accounts/no-openid')
  })
  it.each([
    ['state', 'another'],
    ['code', 'another'],
    ['iss', 'https://elsewhere.example'],
    ['error', 'access_denied'],
  ])('with another %s', async (name, value) => {
    const { browser, binding, search } = await begun()
    const changed = new URLSearchParams(search)
    changed.set(name, value)
    expect(await browser.refusal('return-from-openid', { binding, search: `?${changed}` })).toBe('accounts/no-openid')
    expect(browser.token).toBeNull()
  })
})

describe('the settings', () => {
  it('are all there or none', () => {
    expect(openIdSettings({})).toBeNull()
    expect(() => openIdSettings({ SYMBOLON_OIDC_ISSUER: 'https://id.example.org' })).toThrow(/set all of/)
  })
  it('name a provider that answers', async () => {
    await expect(openOpenId({ issuer: `${issuer}/nothing`, ...CLIENT }, ORIGIN)).rejects.toThrow(/could not be asked/)
    await expect(openOpenId({ issuer: 'http://id.example.org', ...CLIENT }, ORIGIN)).rejects.toThrow(
      /could not be asked/,
    )
  })
})
