// SPDX-License-Identifier: Apache-2.0
import { enrol, freshApp, type Player, startProvider, type TestApp, type TestProvider } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountPage } from './contract.ts'
import { type House, makeInvitation, openIdSettings, openOpenId } from './index.ts'
import { type Browser, browserAt, houseOf, meIn } from './visitor.fixture.ts'

const ORIGIN = 'http://localhost:7460'

let app: TestApp
let house: House
let alba: Player
let provider: TestProvider
let issuer: string
beforeAll(async () => {
  app = await freshApp()
  alba = await enrol(app, 'Alba')
  provider = await startProvider(ORIGIN)
  issuer = provider.settings.issuer
  const openId = await openOpenId(provider.settings, ORIGIN)
  house = houseOf(app, { origin: ORIGIN, openId })
})
afterAll(async () => {
  await provider.close()
  await app.close()
})

type Left = { url: string; binding: string }
const leave = (browser: Browser, invitation: string | null = null) =>
  browser.must<Left>('leave-for-openid', { invitation })

async function arrive(login: string, invitation: string | null = null): Promise<Browser> {
  const browser = browserAt(house)
  const { url, binding } = await leave(browser, invitation)
  await browser.must('return-from-openid', { binding, search: await provider.through(url, login) })
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
    const search = await provider.through(url, 'stranger')
    expect(await browser.refusal('return-from-openid', { binding, search })).toBe('accounts/no-openid')
    expect(browser.token).toBeNull()
  })
  it('an invitation that was used meanwhile makes nobody', async () => {
    const invitation = await makeInvitation(app.store, alba.party, 'delegate')
    const browser = browserAt(house)
    const { url, binding } = await leave(browser, invitation)
    const search = await provider.through(url, 'late')
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
    return { browser, binding, search: await provider.through(url, `person-${Math.trunc(performance.now())}`) }
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

it('what was begun at one provider does not end at another that the host named meanwhile', async () => {
  const other = await startProvider(ORIGIN)
  const moved = { ...house, openId: await openOpenId(other.settings, ORIGIN) }
  // Asked for anything, it would be missed: a code is shown to the provider that gave it and to no other.
  await other.close()
  for (const iss of [issuer, other.settings.issuer]) {
    const { url, binding } = await leave(browserAt(house), await makeInvitation(app.store, alba.party, 'delegate'))
    const search = new URLSearchParams(await provider.through(url, 'mixed'))
    search.set('iss', iss)
    const back = { binding, search: `?${search}` }
    expect(await browserAt(moved).refusal('return-from-openid', back)).toBe('accounts/no-openid')
  }
})

describe('the settings', () => {
  it('are all there or none', () => {
    expect(openIdSettings({})).toBeNull()
    expect(() => openIdSettings({ SYMBOLON_OIDC_ISSUER: 'https://id.example.org' })).toThrow(/set all of/)
  })
  it('name a provider that answers', async () => {
    await expect(openOpenId({ ...provider.settings, issuer: `${issuer}/nothing` }, ORIGIN)).rejects.toThrow(
      /could not be asked/,
    )
    await expect(openOpenId({ ...provider.settings, issuer: 'http://id.example.org' }, ORIGIN)).rejects.toThrow(
      /could not be asked/,
    )
  })
})
