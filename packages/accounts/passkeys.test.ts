// SPDX-License-Identifier: Apache-2.0
import { enrol, freshApp, type Player, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authenticator, type Wrong } from './authenticator.fixture.ts'
import type { AccountPage } from './contract.ts'
import { disablePerson, type House, makeInvitation } from './index.ts'
import { type Browser, browserAt, houseOf, join, meIn } from './visitor.fixture.ts'

let app: TestApp
let house: House
let alba: Player
beforeAll(async () => {
  app = await freshApp()
  house = houseOf(app)
  alba = await enrol(app, 'Alba')
})
afterAll(() => app.close())

type Asked = { ceremony: string; options: { challenge: string; user: { id: string } } }
type Device = ReturnType<typeof authenticator>

/** Somebody who accepts an invitation with a passkey on a device of their own. */
async function arrive(
  name = 'Ama',
  device = authenticator(house.origin),
): Promise<{ browser: Browser; device: Device }> {
  const invitation = await makeInvitation(app.store, alba.party, 'delegate')
  const browser = browserAt(house)
  const { ceremony, options } = await browser.must<Asked>('new-passkey-options', { invitation, name })
  await browser.must('accept-with-passkey', { name, ceremony, proof: device.make(options) })
  return { browser, device }
}

const ask = (browser: Browser) => browser.must<Asked>('passkey-options')
async function signIn(device: Device): Promise<Browser> {
  const browser = browserAt(house)
  const { ceremony, options } = await ask(browser)
  await browser.must('sign-in-with-passkey', { ceremony, proof: device.prove(options) })
  return browser
}

describe('a passkey', () => {
  it('is made with an invitation, and signs in without anybody naming themselves', async () => {
    const { browser, device } = await arrive('Ama Mensah')
    expect((await meIn(house, browser))!.name).toBe('Ama Mensah')
    const again = await signIn(device)
    expect((await meIn(house, again))!.name).toBe('Ama Mensah')
    expect((await again.must<AccountPage>('account')).passkeys).toMatchObject([
      { id: device.id, used: expect.any(String) },
    ])
  })
  it('asks of whoever comes the same: the challenge alone differs', async () => {
    const [one, other] = [await ask(browserAt(house)), await ask(browserAt(house))]
    expect(one.options.challenge).not.toBe(other.options.challenge)
    expect({ ...one.options, challenge: '' }).toEqual({ ...other.options, challenge: '' })
    expect(one.options).toMatchObject({ rpId: 'record.example.org', userVerification: 'required' })
    expect(JSON.stringify(one.options)).not.toContain('allowCredentials":[{')
  })
})

describe('a proof is refused', () => {
  const wrongs: [string, Wrong][] = [
    ['made for another site', { origin: 'https://record.example.org.elsewhere.example' }],
    ['made for another host', { rpId: 'elsewhere.example' }],
    ['of another challenge', { challenge: Buffer.from('a challenge of long ago, guessed').toString('base64url') }],
    ['without its user verified', { verified: false }],
    ['of a device that was copied: it counts behind', { counter: 1 }],
  ]
  it.each(wrongs)('%s', async (_what, wrong) => {
    const { device } = await arrive()
    await signIn(device)
    const browser = browserAt(house)
    const { ceremony, options } = await ask(browser)
    const proof = device.prove(options, wrong)
    expect(await browser.refusal('sign-in-with-passkey', { ceremony, proof })).toBe('accounts/no-passkey')
    expect(browser.token).toBeNull()
  })
  it('a second time', async () => {
    const { device } = await arrive()
    const browser = browserAt(house)
    const { ceremony, options } = await ask(browser)
    const proof = device.prove(options)
    await browser.must('sign-in-with-passkey', { ceremony, proof })
    expect(await browserAt(house).refusal('sign-in-with-passkey', { ceremony, proof })).toBe('accounts/no-passkey')
  })
  it('of a passkey that nobody has, or whose person is out, in the same words', async () => {
    const { device, browser: first } = await arrive('Out')
    const { signInName } = await first.must<AccountPage>('account')
    await disablePerson(app.store, signInName)
    for (const one of [device, authenticator(house.origin)]) {
      const browser = browserAt(house)
      const { ceremony, options } = await ask(browser)
      const proof = one.prove(options)
      expect(await browser.refusal('sign-in-with-passkey', { ceremony, proof })).toBe('accounts/no-passkey')
    }
  })
  it.each(['', 'nonsense', '{}', '[]', '{"id":"x"}', '{"id":"x","response":null}', '"x"'])(
    'that is none: %j',
    async (proof) => {
      const browser = browserAt(house)
      const { ceremony } = await ask(browser)
      expect(await browser.refusal('sign-in-with-passkey', { ceremony, proof })).toMatch(
        /^(accounts\/no-passkey|foundation\/not-valid)$/,
      )
    },
  )
})

describe('a further passkey', () => {
  it('is added by whoever is signed in, under another token, and one is removed while another is left', async () => {
    const { browser, device } = await arrive()
    const [before, second] = [browser.token, authenticator(house.origin)]
    const { ceremony, options } = await browser.must<Asked>('new-passkey-options')
    await browser.must('add-passkey', { ceremony, proof: second.make(options), label: 'Blue key' })
    expect(browser.token).not.toBe(before)
    await signIn(second)
    await browser.must('remove-passkey', { id: device.id })
    expect(await browser.refusal('remove-passkey', { id: second.id })).toBe('accounts/last-way-in')
    const gone = browserAt(house)
    const asked = await ask(gone)
    const proof = device.prove(asked.options)
    expect(await gone.refusal('sign-in-with-passkey', { ceremony: asked.ceremony, proof })).toBe('accounts/no-passkey')
  })
  it('that was begun by one person is not added to another', async () => {
    const [{ browser }, eve] = [await arrive(), await join(house, alba.party, 'delegate', 'Eve')]
    const { ceremony, options } = await browser.must<Asked>('new-passkey-options')
    const proof = authenticator(house.origin).make(options)
    expect(await eve.refusal('add-passkey', { ceremony, proof })).toBe('accounts/not-signed-in')
    expect((await eve.must<AccountPage>('account')).passkeys).toEqual([])
  })
  it('that somebody else has already is refused, without a word whose it is', async () => {
    const { device } = await arrive()
    const eve = await join(house, alba.party, 'delegate', 'Eve')
    const { ceremony, options } = await eve.must<Asked>('new-passkey-options')
    expect(await eve.refusal('add-passkey', { ceremony, proof: device.make(options) })).toBe('accounts/no-passkey')
  })
  it('begun while signed in makes no new person', async () => {
    const { browser } = await arrive()
    const { ceremony, options } = await browser.must<Asked>('new-passkey-options')
    const proof = authenticator(house.origin).make(options)
    expect(await browserAt(house).refusal('accept-with-passkey', { name: 'Twin', ceremony, proof })).toBe(
      'accounts/no-invitation',
    )
  })
  it('of another’s person is not removed', async () => {
    const [{ device }, { browser: eve }] = [await arrive(), await arrive('Eve')]
    expect(await eve.refusal('remove-passkey', { id: device.id })).toBe('accounts/no-such-member')
  })
})
