// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeBrowser } from './browser.ts'
import { faultsOf } from './look.ts'
import { type Product, startProduct, symbolon } from './product.ts'
import { type Visitor, visit } from './visitor.ts'

let product: Product
let head: Visitor
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'symbolon-own-key-'))
  product = await startProduct('--empty', '--accounts')
  head = await visit(product.url)
  await withAuthenticator(head.page)
})
afterAll(async () => {
  await closeBrowser()
  await product?.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** What stands for a device that keeps passkeys and knows its user. */
async function withAuthenticator(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const
  const user = { isUserVerified: true, automaticPresenceSimulation: true }
  await client.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, ...user } })
}
/** Chromium asks for RS256 beside ES256; we verify ES256 alone, and a device that has no such key says so at once. */
const isAsked = (complaint: string) => complaint.includes('pubKeyCredParams')
const looks = async ({ page, complaints }: Visitor) =>
  expect([...(await faultsOf(page, true)), ...complaints.filter((one) => !isAsked(one))]).toEqual([])
const button = (name: string) => head.page.getByRole('button', { name, exact: true })

async function registerParty(name: string): Promise<void> {
  await head.page.goto('/parties/new')
  await head.page.getByLabel('Kind').selectOption('state')
  await head.page.getByLabel('English').fill(name)
  await button('Register the party').click()
  await head.see('Read, then sign')
  await head.see(name)
}

describe('the head of a delegation', () => {
  it('names a passkey of the party’s own', async () => {
    const { parties } = await (await fetch(`${product.url}/api/v1/register/parties`)).json()
    const where = ['--data', product.folder, '--address', product.url, '--json']
    const ran = await symbolon('invite', parties[0].id, '--role', 'head', ...where)
    await head.page.goto(JSON.parse(ran.out).link)
    const form = head.page.locator('#form-passkey')
    await form.getByLabel('Your name, as colleagues know it').fill('Ama Mensah')
    await form.getByRole('button').click()
    await head.see('Ama Mensah')
    await head.page.goto('/delegation/keys')
    await head.see('None is named yet')
    await looks(head)
    const make = await head.unfold('Name a passkey')
    await make.getByLabel('What the key is called').fill('Ama’s phone')
    await head.send(make, 'Make the passkey and name it')
    await head.see('The key is named')
    await head.see('passkey of localhost')
    await looks(head)
  })
  it('asks for signatures, and signs that', async () => {
    await button('From now on only signed').click()
    await head.see('Read, then sign')
    await head.see('Says whether all it says must be signed')
    await looks(head)
    await button('Sign it and say it').click()
    await head.see('Signed and said')
    await looks(head)
  })
  it('reads what would be said, signs it with the passkey, and sees it verified', async () => {
    await registerParty('Ghana')
    await button('Sign it and say it').click()
    await head.see('It is said.')
    await head.page.getByRole('link', { name: 'The statement on the record' }).click()
    await head.see('signed by Register editors with its own key “Ama’s phone”, verified')
    await looks(head)
  })
  it('names a key file with the passkey, and signs with the file on a machine of its own', async () => {
    const [file, passphrase, prepared] = ['our.key', 'passphrase', 'prepared.json'].map((name) => join(folder, name))
    writeFileSync(passphrase!, 'four words in a row\n')
    const made = await symbolon('key', 'make', file!, '--name', 'desk', '--passphrase', passphrase!, '--json')
    expect(made, made.err).toMatchObject({ code: 0 })
    await head.page.goto('/delegation/keys')
    const form = await head.unfold('Name a key file')
    await form.getByLabel('What the key is called').fill('Safe')
    await form.getByLabel('Public key').fill(JSON.parse(made.out).key.vkey)
    await head.send(form, 'Put this on the record')
    await button('Sign it and say it').click()
    await head.see('It is said.')
    await registerParty('Togo')
    writeFileSync(prepared!, await head.page.locator('pre.wrapped').innerText())
    const command = await head.page.locator('code', { hasText: 'symbolon key sign' }).innerText()
    const key = command.split(' ').at(-1)!
    const signed = await symbolon('key', 'sign', file!, prepared!, '--key', key, '--passphrase', passphrase!)
    expect(signed.err).toContain('Togo')
    const paste = head.page.getByLabel('What the command printed')
    await paste.fill('nothing')
    await button('Say it with these signatures').click()
    await head.see('These are no signatures.')
    await looks(head)
    await paste.fill(signed.out)
    await button('Say it with these signatures').click()
    await head.see('It is said.')
    await head.page.getByRole('link', { name: 'The statement on the record' }).click()
    await head.see('signed by Register editors with its own key “Safe”, verified')
  })
  it('and the record is whole', async () => {
    await product.end()
    const { code, out, err } = await symbolon('fsck', '--data', product.folder)
    expect({ code, out, err }).toMatchObject({ code: 0, out: expect.stringMatching(/whole/) })
  })
})
