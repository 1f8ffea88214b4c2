// SPDX-License-Identifier: Apache-2.0
import { makeInvitation, openOpenId } from '@symbolon/accounts'
import type { AccountPage } from '@symbolon/accounts/contract'
import { enrol, freshApp, type Player, startProvider, type TestApp, type TestProvider } from '@symbolon/testing'
import type { Doors } from '@symbolon/web'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverOf } from './server.ts'

const ORIGIN = 'https://record.example.org'
const HOST = 'record.example.org'
const BINDING = '__Host-symbolon_openid'
const SESSION = '__Host-symbolon_session'

let app: TestApp
let server: ReturnType<typeof serverOf>
let alba: Player
let ours: TestProvider
let other: TestProvider
const faults: unknown[] = []

/** Stands for the pages: does the act that it is sent, as a form's action would. */
async function page(request: Request, doors: Doors): Promise<Response> {
  if (request.method !== 'POST') return Response.json({ me: doors.visit.accounts?.me?.name ?? null })
  const { act, input = {} } = (await request.json()) as { act: string; input?: object }
  return Response.json(await doors.account(act, input))
}

beforeAll(async () => {
  app = await freshApp()
  alba = await enrol(app, 'Alba')
  ;[ours, other] = [await startProvider(ORIGIN), await startProvider(ORIGIN)]
  server = serverAt(await openOpenId(ours.settings, ORIGIN))
})
afterAll(async () => {
  await Promise.all([ours.close(), other.close()])
  await app.close()
})
const serverAt = (openId: Awaited<ReturnType<typeof openOpenId>> | null) =>
  serverOf(app, page, (fault) => faults.push(fault), { origin: ORIGIN, openId })

/** A browser: it brings back the cookies that it was given, and says where a step comes from. */
function browserAt(at = server) {
  const jar = new Map<string, string>()
  const go = async (path: string, init: RequestInit = {}, more: Record<string, string> = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { host: HOST, 'sec-fetch-site': 'same-origin', cookie, ...more }
    const answer = await at.request(path, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (/max-age=0/i.test(line)) jar.delete(name!)
      else jar.set(name!, value!)
    }
    return answer
  }
  const act = async <Answer>(name: string, input = {}) => {
    const more = { origin: ORIGIN, 'content-type': 'application/json' }
    const answer = await go('/', { method: 'POST', body: JSON.stringify({ act: name, input }) }, more)
    return (await answer.json()).value as Answer
  }
  return { jar, go, act, me: async () => (await (await go('/')).json()).me as string | null }
}
type Browser = ReturnType<typeof browserAt>

const leave = async (browser: Browser, query = ''): Promise<string> =>
  (await browser.go(`/openid/leave${query}`)).headers.get('location')!
/** The way back from the provider, as a link there would lead: from another site. */
const comeBack = (browser: Browser, search: string, more: Record<string, string> = {}) =>
  browser.go(`/openid/callback${search}`, {}, { 'sec-fetch-site': 'cross-site', ...more })
const to = (answer: Response) => [answer.status, answer.headers.get('location')]
const invited = async () => `?invitation=${await makeInvitation(app.store, alba.party, 'delegate')}`

async function arrive(login: string, query = ''): Promise<Browser> {
  const browser = browserAt()
  expect(to(await comeBack(browser, await ours.through(await leave(browser, query), login)))).toEqual([303, '/'])
  return browser
}
const REFUSED = [303, '/sign-in?refused=accounts%2Fno-openid']
const NOT_LINKED = [303, '/account?refused=accounts%2Fnot-linked']

describe('signing in through a provider', () => {
  it('leads there with state, nonce and PKCE, bound to this browser by a cookie that no script reads', async () => {
    const browser = browserAt()
    const answer = await browser.go(`/openid/leave${await invited()}`)
    const url = new URL(answer.headers.get('location')!)
    expect([answer.status, url.origin]).toEqual([302, ours.settings.issuer])
    const { state, nonce, code_challenge, ...rest } = Object.fromEntries(url.searchParams)
    for (const one of [state, nonce, code_challenge]) expect(one).toMatch(/^[\w-]{43}$/)
    expect(rest).toEqual({
      client_id: 'symbolon',
      redirect_uri: `${ORIGIN}/openid/callback`,
      response_type: 'code',
      scope: 'openid profile',
      code_challenge_method: 'S256',
    })
    const [cookie] = answer.headers.getSetCookie()
    expect(cookie).toMatch(new RegExp(`^${BINDING}=[\\w-]{43}; `))
    for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax', 'Max-Age=600']) expect(cookie).toContain(part)
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
  })
  it('makes a member of who is invited, and the same one of who comes again; what bound the browser is gone', async () => {
    const first = await arrive('ama', await invited())
    expect([await first.me(), [...first.jar.keys()]]).toEqual(['ama of the ministry', [SESSION]])
    const later = await arrive('ama')
    expect(await later.me()).toBe('ama of the ministry')
    expect(later.jar.get(SESSION)).not.toBe(first.jar.get(SESSION))
  })
  it('makes nobody of a stranger, nor where no provider is set', async () => {
    const browser = browserAt()
    expect(to(await comeBack(browser, await ours.through(await leave(browser), 'stranger')))).toEqual(REFUSED)
    expect(await browser.me()).toBeNull()
    const without = browserAt(serverAt(null))
    for (const path of ['/openid/leave', '/openid/callback?code=x&state=y'])
      expect(to(await without.go(path))).toEqual(REFUSED)
    expect([...without.jar.keys()]).toEqual([])
  })
})

describe('a way back that is not the one that began here signs nobody in', () => {
  const begun = async (login: string) => {
    const browser = browserAt()
    return { browser, search: await ours.through(await leave(browser, await invited()), login) }
  }
  const changed = (search: string, name: string, value: string | null) => {
    const params = new URLSearchParams(search)
    if (value === null) params.delete(name)
    else params.set(name, value)
    return `?${params}`
  }
  it.each([
    ['state', 'x'.repeat(43)],
    ['state', null],
    ['code', 'x'.repeat(43)],
    ['code', null],
    ['iss', 'https://elsewhere.example'],
    ['iss', null],
    ['error', 'access_denied'],
  ])('with %s as %s; and the right one does not serve after it', async (name, value) => {
    const { browser, search } = await begun('wrong')
    const binding = browser.jar.get(BINDING)!
    expect(to(await comeBack(browser, changed(search, name, value)))).toEqual(REFUSED)
    browser.jar.set(BINDING, binding)
    expect(to(await comeBack(browser, search))).toEqual(REFUSED)
    expect([await browser.me(), browser.jar.has(SESSION)]).toEqual([null, false])
  })
  it('a second time, in the same browser, with its cookie kept, or in another that begins anew', async () => {
    const { browser, search } = await begun('once')
    const binding = browser.jar.get(BINDING)!
    expect(to(await comeBack(browser, search))).toEqual([303, '/'])
    const again = browserAt()
    for (const set of [() => {}, () => again.jar.set(BINDING, binding), () => leave(again)]) {
      await set()
      expect(to(await comeBack(again, search))).toEqual(REFUSED)
    }
    expect([await again.me(), await browser.me()]).toEqual([null, 'once of the ministry'])
  })
  it('with another’s code laid under one’s own state', async () => {
    const [mine, theirs] = [await begun('mine'), await begun('theirs')]
    const code = new URLSearchParams(theirs.search).get('code')!
    expect(to(await comeBack(mine.browser, changed(mine.search, 'code', code)))).toEqual(REFUSED)
    expect(await mine.browser.me()).toBeNull()
  })
  it('with what another provider said, however it is called', async () => {
    const there = await openOpenId(other.settings, ORIGIN)
    const elsewhere = browserAt(serverAt(there))
    const code = new URLSearchParams(await other.through(await leave(elsewhere, await invited()), 'mixed')).get('code')!
    for (const iss of [ours.settings.issuer, other.settings.issuer]) {
      const { browser, search } = await begun('mixed')
      const search2 = changed(changed(search, 'code', code), 'iss', iss)
      expect(to(await comeBack(browser, search2)), iss).toEqual(REFUSED)
      expect(await browser.me()).toBeNull()
    }
  })
  it('where the host named another provider meanwhile', async () => {
    const { browser, search } = await begun('moved')
    const moved = browserAt(serverAt(await openOpenId(other.settings, ORIGIN)))
    moved.jar.set(BINDING, browser.jar.get(BINDING)!)
    expect(to(await comeBack(moved, changed(search, 'iss', other.settings.issuer)))).toEqual(REFUSED)
    expect(await moved.me()).toBeNull()
  })
})

describe('login CSRF', () => {
  it('by a link to the way back of somebody else’s sign-in: the browser that follows it stays who it is', async () => {
    const eve = browserAt()
    const search = await ours.through(await leave(eve, await invited()), 'eve')
    const nobody = browserAt()
    expect(to(await comeBack(nobody, search))).toEqual(REFUSED)
    expect(await nobody.me()).toBeNull()
    const ama = await arrive('victim', await invited())
    expect(to(await comeBack(ama, search))).toEqual(NOT_LINKED)
    expect(await ama.me()).toBe('victim of the ministry')
  })
  it.each(['cross-site', 'same-site'])('by a page elsewhere that leads to the provider: %s', async (site) => {
    const browser = browserAt()
    const answer = await browser.go(`/openid/leave${await invited()}`, {}, { 'sec-fetch-site': site })
    expect([to(answer), answer.headers.getSetCookie()]).toEqual([[303, '/sign-in'], []])
    expect(to(await browser.go('/openid/leave', {}, { 'sec-fetch-site': 'none' }))[0]).toBe(302)
  })
  it('by a cookie that a neighbour without the prefix has set', async () => {
    const eve = browserAt()
    const search = await ours.through(await leave(eve, await invited()), 'neighbour')
    const browser = browserAt()
    browser.jar.set('symbolon_openid', eve.jar.get(BINDING)!)
    expect(to(await comeBack(browser, search))).toEqual(REFUSED)
  })
})

describe('no address of another site is ever led to', () => {
  const ELSEWHERE = ['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', 'javascript:alert(1)']
  const asked = (address: string) =>
    ['to', 'redirect_uri', 'target_link_uri', 'return', 'next', 'iss', 'login_hint']
      .map((name) => `${name}=${encodeURIComponent(address)}`)
      .join('&')
  it.each(ELSEWHERE)('by what stands in the address: %s', async (address) => {
    const forwarded = {
      'x-forwarded-host': 'elsewhere.example',
      'x-forwarded-proto': 'http',
      forwarded: 'host=e.example',
    }
    const browser = browserAt()
    const left = await browser.go(`/openid/leave?${asked(address)}`, {}, forwarded)
    const url = new URL(left.headers.get('location')!)
    expect([url.origin, url.searchParams.get('redirect_uri')]).toEqual([
      ours.settings.issuer,
      `${ORIGIN}/openid/callback`,
    ])
    expect(url.href).not.toContain('elsewhere')
    expect(to(await comeBack(browser, `?${asked(address)}`, forwarded))).toEqual(REFUSED)
    const { jar } = browser
    const search = await ours.through(await leave(browser, await invited()), `led by ${address}`)
    expect(jar.has(BINDING)).toBe(true)
    const extra = asked(address).replace(/(^|&)iss=[^&]*/, '')
    const answer = await comeBack(browser, `${search}&${extra}`, forwarded)
    expect(answer.headers.get('location')).toBe('/')
  })
})

describe('linking', () => {
  const begin = async (browser: Browser) => (await browser.act<{ link: string }>('link-openid')).link
  const identitiesOf = async (browser: Browser) => (await browser.act<AccountPage>('account')).identities.length
  it('leads to the page of the account, with the session’s next token', async () => {
    const browser = await arrive('linker', await invited())
    const before = browser.jar.get(SESSION)
    const url = await leave(browser, `?link=${await begin(browser)}`)
    expect(new URL(url).searchParams.get('prompt')).toBe('login')
    const answer = await comeBack(browser, await ours.through(url, 'linker-too'))
    expect(to(answer)).toEqual([303, '/account?done=link-openid#done'])
    expect(browser.jar.get(SESSION)).not.toBe(before)
    expect([await browser.me(), await identitiesOf(browser)]).toEqual(['linker of the ministry', 2])
    expect(await (await arrive('linker-too')).me()).toBe('linker of the ministry')
  })
  it('of what somebody else has is refused as a proof that failed', async () => {
    await arrive('owner', await invited())
    const eve = await arrive('eve-too', await invited())
    const tried = async (login: string, change: (search: string) => string) =>
      to(await comeBack(eve, change(await ours.through(await leave(eve, `?link=${await begin(eve)}`), login))))
    expect(await tried('owner', (search) => search)).toEqual(NOT_LINKED)
    expect(await tried('nobody-yet', (search) => search.replace(/code=[^&]*/, 'code=wrong'))).toEqual(NOT_LINKED)
    expect([await eve.me(), await identitiesOf(eve)]).toEqual(['eve-too of the ministry', 1])
    expect(await (await arrive('owner')).me()).toBe('owner of the ministry')
  })
  it('is begun by a form of ours alone: no link, from us or elsewhere, links what a browser is led through', async () => {
    const [eve, ama] = [await arrive('eve-three', await invited()), await arrive('ama-three', await invited())]
    const link = await begin(eve)
    for (const site of ['same-origin', 'none'])
      expect(to(await ama.go(`/openid/leave?link=${link}`, {}, { 'sec-fetch-site': site }))).toEqual(NOT_LINKED)
    for (const site of ['cross-site', 'same-site'])
      expect(to(await ama.go(`/openid/leave?link=${link}`, {}, { 'sec-fetch-site': site }))).toEqual([303, '/sign-in'])
    // Led to the provider by an ordinary link, one comes back as whoever signed in there, and nothing is linked.
    await comeBack(ama, await ours.through(await leave(ama), 'eve-three'))
    expect(await ama.me()).toBe('eve-three of the ministry')
    expect(await identitiesOf(ama)).toBe(1)
  })
  it('begun by one is not ended in the browser of another, nor as a sign-in', async () => {
    const [eve, ama] = [await arrive('eve-four', await invited()), await arrive('ama-four', await invited())]
    const search = await ours.through(await leave(eve, `?link=${await begin(eve)}`), 'eve-spare')
    ama.jar.set(BINDING, eve.jar.get(BINDING)!)
    expect(to(await comeBack(ama, search))).toEqual(NOT_LINKED)
    const nobody = browserAt()
    const next = await ours.through(await leave(eve, `?link=${await begin(eve)}`), 'eve-spare')
    nobody.jar.set(BINDING, eve.jar.get(BINDING)!)
    expect(to(await comeBack(nobody, next))).toEqual(NOT_LINKED)
    expect([await nobody.me(), await identitiesOf(ama), await identitiesOf(eve)]).toEqual([null, 1, 1])
  })
})

it('met no fault in all of this', () => expect(faults).toEqual([]))
