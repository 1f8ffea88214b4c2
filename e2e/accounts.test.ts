// SPDX-License-Identifier: Apache-2.0
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeBrowser } from './browser.ts'
import { faultsOf } from './look.ts'
import { type Product, startProduct, symbolon } from './product.ts'
import { type Visitor, visit } from './visitor.ts'

const EDITORS = 'Register editors'
const PASSWORD = 'correct horse battery staple'
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })

let product: Product
let editors: string
let head: Visitor
let delegate: Visitor
let account: { name: string; secret: string }

beforeAll(async () => {
  product = await startProduct('--empty', '--accounts')
  const { parties } = await (await fetch(`${product.url}/api/v1/register/parties`)).json()
  editors = parties.find(({ names }: { names: { en: string } }) => names.en === EDITORS).id
  ;[head, delegate] = [await visit(product.url), await visit(product.url)]
  await withAuthenticator(head.page)
})
afterAll(async () => {
  await closeBrowser()
  await product?.remove()
})

/** What stands for a device that keeps passkeys and knows its user. */
async function withAuthenticator(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

async function invitationFromHost(role: string): Promise<string> {
  const ran = await symbolon(
    'invite',
    editors,
    '--role',
    role,
    '--data',
    product.folder,
    '--address',
    product.url,
    '--json',
  )
  expect(ran, ran.err).toMatchObject({ code: 0 })
  return JSON.parse(ran.out).link
}
const looks = async ({ page, complaints }: Visitor) =>
  expect([...(await faultsOf(page, true)), ...complaints]).toEqual([])
const button = ({ page }: Visitor, name: string | RegExp) => page.getByRole('button', { name })
const signedIn = (who: Visitor) => who.see(`You speak for ${EDITORS}`)
const signOut = async (who: Visitor) => {
  await button(who, 'Sign out').click()
  await who.see('You read as the public')
}

describe('the head of a delegation', () => {
  it('is told to sign in, and by whom to be invited', async () => {
    await head.page.goto('/delegation?to=/parties/new')
    await head.see('the host invites the first head')
    expect(new URL(head.page.url()).pathname).toBe('/sign-in')
    await looks(head)
  })
  it('accepts the invitation of the host with a passkey', async () => {
    await head.page.goto(await invitationFromHost('head'))
    await head.see('says everything, and looks after people and API tokens')
    await looks(head)
    const form = head.page.locator('#form-passkey')
    await form.getByLabel('Your name, as colleagues know it').fill('Ama Mensah')
    await form.getByRole('button').click()
    await signedIn(head)
    await head.see('Ama Mensah')
  })
  it('speaks', async () => {
    await head.page.goto('/parties/new')
    await head.page.getByLabel('Kind').selectOption('state')
    await head.page.getByLabel('English').fill('Ghana')
    await button(head, 'Register the party').click()
    await head.see('Ghana')
    await head.see('registered')
  })
  it('signs out, and in again with the passkey', async () => {
    await signOut(head)
    await head.page.getByRole('link', { name: 'Sign in' }).first().click()
    await button(head, 'Sign in with a passkey').click()
    await signedIn(head)
    await head.page.goto('/account')
    await head.see('last used')
    await looks(head)
  })
})

describe('a delegate', () => {
  it('is invited by the head, and comes in with a password and a second factor', async () => {
    await head.page.goto('/delegation/people')
    await head.see('Nobody is invited at the moment.')
    const form = await head.unfold('Invite somebody')
    await form.getByLabel('Who it is for (may stay empty)').fill('Kofi')
    await form.getByRole('radio', { name: 'delegate', exact: true }).check()
    await head.send(form, 'Make the invitation')
    await looks(head)
    await delegate.page.goto((await head.page.locator('code.block').innerText()).trim())
    const password = delegate.page.locator('#form-password')
    await password.getByLabel('Your name, as colleagues know it').fill('Kofi Boateng')
    await password.getByLabel('New password').fill(PASSWORD)
    await password.getByRole('button').click()
    await delegate.see('Now the second factor')
    await looks(delegate)
    const secret = (await delegate.page.locator('code.digest').innerText()).replaceAll(' ', '')
    await delegate.page.getByLabel('Code').fill('000000')
    await button(delegate, 'Finish').click()
    await delegate.see('The code does not fit.')
    await delegate.page.getByLabel('Code').fill(codeOf(secret))
    await button(delegate, 'Finish').click()
    await delegate.see('Keep this now: it is not shown again')
    await looks(delegate)
    account = { name: await delegate.page.locator('#done strong').first().innerText(), secret }
    await delegate.page.getByRole('link', { name: 'Go on' }).click()
    await signedIn(delegate)
  })
  it('signs out, is refused with a wrong password in words, and signs in', async () => {
    await signOut(delegate)
    await delegate.page.goto('/sign-in?to=/account')
    const fill = async (password: string) => {
      await delegate.page.getByLabel('Name to sign in with').fill(account.name)
      await delegate.page.getByLabel('Password', { exact: true }).fill(password)
      await delegate.page.getByLabel('Code').fill(codeOf(account.secret, 1))
      await delegate.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    }
    await fill('wrong')
    await delegate.see('name, password and code do not fit together')
    expect(await delegate.page.getByLabel('Password', { exact: true }).inputValue()).toBe('')
    await looks(delegate)
    await fill(PASSWORD)
    await delegate.see('Where you are signed in')
  })
  it('whose session is ended from elsewhere is out at once', async () => {
    const other = await visit(product.url)
    await other.page.context().addCookies(await delegate.page.context().cookies())
    await other.page.goto('/account')
    await button(other, 'Sign out').click()
    await delegate.page.reload()
    await delegate.see('You read as the public')
    await delegate.page.goto('/sign-in')
    const kept = delegate.page
    await kept.getByLabel('Name to sign in with').fill(account.name)
    await kept.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await kept.getByLabel('Code').fill('000000')
    await kept.getByRole('button', { name: 'Sign in', exact: true }).click()
    await delegate.see('do not fit together')
  })
})

describe('four eyes', () => {
  it('hold what binds until the second person confirms it', async () => {
    await come()
    await head.page.goto('/delegation/people')
    await button(head, 'Turn four eyes on').click()
    await head.see('Four eyes are on')
    const { arrangements } = await (await fetch(`${product.url}/api/v1/register/arrangements?form=register`)).json()
    await delegate.page.goto(`/arrangements/${arrangements[0].id}/seats`)
    const form = await delegate.unfold('Grant a seat')
    await form.getByLabel('Party').fill('Ghana')
    await form.getByRole('radio', { name: 'member', exact: true }).check()
    await delegate.send(form, 'Grant the seat')
    await delegate.see('It waits for a second person. Nothing is on the record yet.')
    await delegate.see('You proposed it, so another member confirms it.')
    await looks(delegate)
    await head.page.goto('/delegation/people')
    await head.see('proposed by Esi Owusu')
    await looks(head)
    await button(head, 'Confirm: say it for us').click()
    await head.see('It is confirmed, and stands on the record now.')
    await head.page.goto(`/arrangements/${arrangements[0].id}/seats`)
    await head.see('Ghana')
  })
})

/** Another delegate, with a passkey: a code of the second factor serves once, and half a minute is long. */
async function come(): Promise<void> {
  delegate = await visit(product.url)
  await withAuthenticator(delegate.page)
  await delegate.page.goto(await invitationFromHost('delegate'))
  const form = delegate.page.locator('#form-passkey')
  await form.getByLabel('Your name, as colleagues know it').fill('Esi Owusu')
  await form.getByRole('button').click()
  await signedIn(delegate)
}

describe('an API token', () => {
  it('is made on a page, shown once, speaks for the delegation, and stands on the trail', async () => {
    await head.page.goto('/delegation/people')
    const form = await head.unfold('Make an API token')
    await form.getByLabel('What it is for').fill('Example desk')
    await form.getByRole('radio', { name: 'Read what the delegation reads' }).check()
    await head.send(form, 'Make the API token')
    const token = (await head.page.locator('code.block').innerText()).trim()
    const answer = await fetch(`${product.url}/api/v1/register/parties`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answer.status).toBe(200)
    await head.page.goto('/delegation/people')
    expect(await head.page.content()).not.toContain(token)
    await head.see('GET /api/v1/register/parties')
    await looks(head)
    await button(head, 'End this API token').click()
    await head.see('The API token has ended.')
    const after = await fetch(`${product.url}/api/v1/register/register-party`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'state', code: null, names: { en: 'Nowhere' } }),
    })
    expect(after.status).toBe(401)
  })
})

describe('a hand-over', () => {
  it('gives the head’s role to a successor and puts the officer out in one step', async () => {
    await head.page.goto('/delegation/people')
    const row = head.page.locator('li').filter({ hasText: '(you)' })
    await row.locator('summary').click()
    await row.getByLabel('Successor').selectOption({ label: 'Esi Owusu' })
    await row.getByRole('button', { name: /^End the membership/ }).click()
    await head.see('You read as the public')
    await delegate.page.goto('/sign-in')
    await button(delegate, 'Sign in with a passkey').click()
    await signedIn(delegate)
    await delegate.page.goto('/delegation/people')
    await delegate.see('You are head here.')
    await button(head, 'Sign in with a passkey').click()
    await head.see('You are not signed in')
  })
})
