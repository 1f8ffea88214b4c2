// SPDX-License-Identifier: Apache-2.0
import { enrol, freshApp, type Player, startProvider, type TestApp, type TestProvider } from '@symbolon/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountPage, PeoplePage } from './contract.ts'
import { type House, makeInvitation, openOpenId } from './index.ts'
import { type Browser, browserAt, houseOf, join, meIn } from './visitor.fixture.ts'

const ORIGIN = 'http://localhost:7460'

let app: TestApp
let house: House
let alba: Player
let provider: TestProvider
beforeAll(async () => {
  app = await freshApp()
  alba = await enrol(app, 'Alba')
  provider = await startProvider(ORIGIN)
  house = houseOf(app, { origin: ORIGIN, openId: await openOpenId(provider.settings, ORIGIN) })
})
afterAll(async () => {
  await provider.close()
  await app.close()
})

type Left = { url: string; binding: string }
/** The way there, by the form of the page, and what the way back would carry. */
async function atProvider(browser: Browser, login: string) {
  const { link } = await browser.must<{ link: string }>('link-openid')
  const { url, binding } = await browser.must<Left>('leave-for-openid', { link })
  return { link, url, binding, search: await provider.through(url, login) }
}
type Begun = { binding: string; search: string }
const comeBack = (browser: Browser, { binding, search }: Begun) =>
  browser.must('return-from-openid', { binding, search })
const back = (browser: Browser, { binding, search }: Begun) =>
  browser.refusal('return-from-openid', { binding, search })
const link = async (browser: Browser, login: string) => comeBack(browser, await atProvider(browser, login))

async function signIn(login: string, invitation: string | null = null): Promise<Browser> {
  const browser = browserAt(house)
  const { url, binding } = await browser.must<Left>('leave-for-openid', { invitation })
  await browser.must('return-from-openid', { binding, search: await provider.through(url, login) })
  return browser
}
const identitiesOf = async (browser: Browser) => (await browser.must<AccountPage>('account')).identities
const identityOf = async (browser: Browser) => ({ id: (await identitiesOf(browser))[0]!.id })
const longAgo = (person: string) =>
  sql`update store.session set opened_at = now() - interval '2 hours' where person = ${person}`.execute(
    app.store.projector,
  )
const trailOf = async (head: Browser) =>
  (await head.must<PeoplePage>('people')).trail.map(({ who, act, subject, outcome }) => [who, act, subject, outcome])

describe('whoever is signed in links their organisation’s sign-in', () => {
  it('and comes in by it as the same person; the trail tells, and the session has another token', async () => {
    const ama = await join(house, alba.party, 'head', 'Ama')
    const before = ama.token
    await link(ama, 'ama')
    expect(ama.token).not.toBe(before)
    const [linked] = await identitiesOf(ama)
    expect(linked).toMatchObject({ issuer: provider.settings.issuer })
    expect(JSON.stringify(linked)).not.toContain('"ama"')
    const later = await signIn('ama')
    expect((await meIn(house, later))!.person).toBe((await meIn(house, ama))!.person)
    expect(await trailOf(ama)).toContainEqual(['Ama', 'link-openid', new URL(provider.settings.issuer).host, 'done'])
  })
  it('is asked at the provider who is there, whoever was signed in there last; a sign-in need not be', async () => {
    const ama = await join(house, alba.party, 'delegate')
    const linking = new URL((await atProvider(ama, 'asked')).url).searchParams
    const signing = new URL((await ama.must<Left>('leave-for-openid')).url).searchParams
    expect([linking.get('prompt'), signing.get('prompt')]).toEqual(['login', null])
    for (const name of ['state', 'nonce', 'code_challenge']) expect(linking.get(name), name).toMatch(/^[\w-]{43}$/)
    expect(linking.get('code_challenge_method')).toBe('S256')
  })
  it('not an hour after signing in, neither when it begins nor when it ends', async () => {
    const ama = await join(house, alba.party, 'delegate')
    const begun = await atProvider(ama, 'slow')
    await longAgo((await meIn(house, ama))!.person)
    expect(await ama.refusal('link-openid')).toBe('accounts/sign-in-again')
    expect(await back(ama, begun)).toBe('accounts/sign-in-again')
    expect(await identitiesOf(ama)).toEqual([])
  })
  it('not without a provider, nor without being signed in', async () => {
    const ama = await join(house, alba.party, 'delegate')
    const without = browserAt({ ...house, openId: null })
    without.token = ama.token
    expect(await without.refusal('link-openid')).toBe('accounts/not-linked')
    expect(await browserAt(house).refusal('link-openid')).toBe('accounts/not-signed-in')
  })
})

describe('nothing is linked', () => {
  it('that belongs to somebody: the answer is that of a proof that failed, and theirs opens theirs', async () => {
    const owner = await signIn('taken', await makeInvitation(app.store, alba.party, 'delegate'))
    const eve = await join(house, alba.party, 'head', 'Eve')
    expect(await back(eve, await atProvider(eve, 'taken'))).toBe('accounts/not-linked')
    const failed = await atProvider(eve, 'free')
    const denied = new URLSearchParams(failed.search)
    denied.set('state', 'another')
    expect(await back(eve, { ...failed, search: `?${denied}` })).toBe('accounts/not-linked')
    expect(await identitiesOf(eve)).toEqual([])
    expect((await meIn(house, await signIn('taken')))!.person).toBe((await meIn(house, owner))!.person)
    expect((await trailOf(eve)).filter(([who, act]) => who === 'Eve' && act === 'link-openid')).toEqual([
      ['Eve', 'link-openid', new URL(provider.settings.issuer).host, 'refused'],
    ])
  })
  it('twice at once to two persons', async () => {
    const two = [await join(house, alba.party, 'delegate'), await join(house, alba.party, 'delegate')]
    const begun = [await atProvider(two[0]!, 'wanted'), await atProvider(two[1]!, 'wanted')]
    await Promise.allSettled(two.map((one, n) => comeBack(one, begun[n]!)))
    const linked = await Promise.all(two.map(identitiesOf))
    expect(linked.flat()).toHaveLength(1)
  })
  it('by what another session began: of somebody else, of the same person, of nobody any more', async () => {
    const eve = await join(house, alba.party, 'delegate', 'Eve')
    const victim = await join(house, alba.party, 'delegate', 'Victim')
    const theirs = await eve.must<{ link: string }>('link-openid')
    expect(await victim.refusal('leave-for-openid', theirs)).toBe('accounts/not-linked')
    expect(await browserAt(house).refusal('leave-for-openid', theirs)).toBe('accounts/not-linked')
    // Its cookie laid into the other's browser, the way back is still the way back of the one who began.
    expect(await back(victim, await atProvider(eve, 'eve'))).toBe('accounts/not-linked')
    const begun = await atProvider(eve, 'eve')
    await eve.must('sign-out')
    expect(await back(eve, begun)).toBe('accounts/not-linked')
    expect(eve.token).toBeNull()
    expect(await identitiesOf(victim)).toEqual([])
    await expect(signIn('eve')).rejects.toThrow('accounts/no-openid')
  })
  it('by a step that is taken a second time', async () => {
    const ama = await join(house, alba.party, 'delegate')
    const begun = await atProvider(ama, 'once')
    await comeBack(ama, begun)
    expect(await back(ama, begun)).toBe('accounts/not-linked')
    expect(await ama.refusal('leave-for-openid', { link: begun.link })).toBe('accounts/not-linked')
    expect(await identitiesOf(ama)).toHaveLength(1)
  })
  it('by a sign-in: who is signed in and signs in as another is the other, and owns what they owned', async () => {
    await signIn('other', await makeInvitation(app.store, alba.party, 'delegate'))
    const ama = await join(house, alba.party, 'delegate', 'Ama')
    const { url, binding } = await ama.must<Left>('leave-for-openid')
    await ama.must('return-from-openid', { binding, search: await provider.through(url, 'other') })
    expect((await meIn(house, ama))!.name).toBe('other of the ministry')
  })
})

describe('a linked sign-in is unlinked', () => {
  it('and opens nothing any more; the trail tells, and it can be linked again', async () => {
    const ama = await join(house, alba.party, 'head', 'Ama')
    await link(ama, 'leaving')
    const { id } = await identityOf(ama)
    const before = ama.token
    await ama.must('unlink-openid', { id })
    expect([await identitiesOf(ama), ama.token === before]).toEqual([[], false])
    expect(await trailOf(ama)).toContainEqual(['Ama', 'unlink-openid', new URL(provider.settings.issuer).host, 'done'])
    await expect(signIn('leaving')).rejects.toThrow('accounts/no-openid')
    await link(ama, 'leaving')
  })
  it('not where it is the last way in', async () => {
    const only = await signIn('only', await makeInvitation(app.store, alba.party, 'delegate'))
    const { id } = await identityOf(only)
    expect(await only.refusal('unlink-openid', { id })).toBe('accounts/last-way-in')
    expect(await identitiesOf(only)).toHaveLength(1)
    expect((await meIn(house, await signIn('only')))!.name).toBe('only of the ministry')
  })
  it('and of two ways in that go at once, one stays', async () => {
    const ama = await join(house, alba.party, 'delegate')
    await link(ama, 'both')
    const { id } = await identityOf(ama)
    const { person } = (await meIn(house, ama))!
    const twin = Object.assign(browserAt(house), { token: ama.token })
    await Promise.allSettled([ama.must('remove-password'), twin.must('unlink-openid', { id })])
    const { rows } = await app.superuser((db) =>
      db.query(
        `select person from accounts.password where person = $1
        union all select person from accounts.identity where person = $1`,
        [person],
      ),
    )
    expect(rows).toHaveLength(1)
  })
  it('one of a provider that the host asks no longer is no way in, and may go', async () => {
    const ama = await join(house, alba.party, 'delegate')
    await link(ama, 'former')
    const without = Object.assign(browserAt({ ...house, openId: null }), { token: ama.token })
    expect(await without.refusal('remove-password')).toBe('accounts/last-way-in')
    const { id } = await identityOf(without)
    await without.must('unlink-openid', { id })
  })
  it('not another’s, and not an hour after signing in', async () => {
    const ama = await join(house, alba.party, 'delegate')
    const eve = await join(house, alba.party, 'delegate')
    await link(ama, 'hers')
    const { id } = await identityOf(ama)
    expect(await eve.refusal('unlink-openid', { id })).toBe('accounts/no-such-member')
    expect(await eve.refusal('unlink-openid', { id: 'x'.repeat(43) })).toBe('accounts/no-such-member')
    await longAgo((await meIn(house, ama))!.person)
    expect(await ama.refusal('unlink-openid', { id })).toBe('accounts/sign-in-again')
    expect(await identitiesOf(ama)).toHaveLength(1)
  })
})
