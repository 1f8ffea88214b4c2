// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startProvider, type TestProvider } from '@symbolon/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeBrowser } from './browser.ts'
import { faultsOf } from './look.ts'
import { type Product, startProduct } from './product.ts'
import { signInThere } from './sign-in-there.ts'
import { type Visitor, visit } from './visitor.ts'

let provider: TestProvider
let product: Product
let ama: Visitor

/** A provider knows beforehand where it may lead back to. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}

beforeAll(async () => {
  const port = await freePort()
  provider = await startProvider(`http://localhost:${port}`)
  const { issuer, clientId, clientSecret } = provider.settings
  const settings = { ISSUER: issuer, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret }
  for (const [name, value] of Object.entries(settings)) process.env[`SYMBOLON_OIDC_${name}`] = value
  product = await startProduct('--empty', '--accounts', '--port', String(port))
  for (const name of Object.keys(settings)) delete process.env[`SYMBOLON_OIDC_${name}`]
  const [name, value] = (await signInThere(product, 'head')).split('=') as [string, string]
  ama = await visit(product.url)
  await ama.page.context().addCookies([{ name, value, url: product.url }])
  await ama.page.goto('/account')
})
afterAll(async () => {
  await closeBrowser()
  await product?.remove()
  await provider?.close()
})

const looks = async () => expect([...(await faultsOf(ama.page, true)), ...ama.complaints]).toEqual([])
const press = (name: string) => ama.page.getByRole('button', { name }).click()

it('a person has another name; what is none is refused beside the field, with what was typed', async () => {
  const form = await ama.unfold('Change your name')
  const field = form.getByLabel('Your name, as colleagues know it')
  expect(await field.inputValue()).toBe('Ama')
  await form.evaluate((one: HTMLFormElement) => {
    one.noValidate = true
    for (const input of one.querySelectorAll('input')) input.removeAttribute('maxlength')
  })
  await field.fill('x'.repeat(121))
  await ama.send(form, 'Change the name')
  await ama.page.getByRole('alert').waitFor()
  expect(await ama.page.getByLabel('Your name, as colleagues know it').inputValue()).toBe('x'.repeat(121))
  await looks()
  await ama.page.getByLabel('Your name, as colleagues know it').fill('Ama Owusu')
  await press('Change the name')
  await ama.see('You have another name.')
  await ama.see('Signed in as Ama Owusu.')
  await looks()
})

it('a sign-in of the organisation is linked, opens the account, and is unlinked', async () => {
  await ama.see('No sign-in of your organisation opens this account yet.')
  const { host } = new URL(provider.settings.issuer)
  await press(`Link your sign-in at ${host}`)
  await ama.see('Now sign in at your organisation')
  await looks()
  const there = await visit(product.url)
  const atProvider = async ({ page }: Visitor) => {
    await page.getByRole('link', { name: `Sign in at ${host}` }).click()
    await page.locator('input[name=login]').fill('ama')
    await page.locator('input[name=password]').fill('any')
    await page.locator('button[type=submit]').click()
    await page.locator('input[name=prompt][value=consent]').waitFor({ state: 'attached' })
    await page.locator('button[type=submit]').click()
  }
  ama.complaints.length = 0
  await atProvider(ama)
  await ama.see('Your organisation’s sign-in is linked.')
  // The pages of the provider are not ours to look at.
  ama.complaints.length = 0
  await looks()
  await there.page.goto('/sign-in')
  await atProvider(there)
  await there.see('Ama Owusu')
  await press('Unlink this sign-in')
  await ama.see('The sign-in of your organisation is unlinked.')
  await looks()
})

it('what the provider did not prove is said on the page of the account', async () => {
  await ama.page.goto('/openid/callback?code=x&state=y')
  await ama.see('Nothing was linked')
  await looks()
})
