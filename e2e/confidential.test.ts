// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { closeBrowser } from './browser.ts'
import { declarationText, type Role, registerDocument, seatFour, type Table } from './table.ts'
import { visit } from './visitor.ts'

const url = inject('empty')
const SECRET = 'Walnut'
let table: Pick<Table, 'roles' | 'arrangement'>
let secret: string

beforeAll(async () => {
  table = await seatFour(url, 'Table with a secret')
  const { roles, arrangement } = table
  secret = await registerDocument(roles.promising, arrangement, {
    title: `${SECRET} plan`,
    short: SECRET,
    text: `${SECRET}. ${declarationText()}`,
    audience: { to: 'parties', parties: [roles.promising.party] },
  })
  const source = secret.split('/').at(-1)
  await roles.promising.say('partnership/open-review', { arrangement, source })
})
afterAll(closeBrowser)

it.each(['counterpart', 'observer', 'public'] satisfies Role[])(
  'what a delegation registered for itself is not there for others, to the byte: %s',
  async (role) => {
    const { token } = table.roles[role]
    const get = async (address: string) => {
      const answer = await fetch(url + address, { headers: token ? { cookie: `symbolon_session=${token}` } : {} })
      // What changes from one answer to the next: the moment, the nonce, and the id that was asked for.
      const { date: _date, 'content-security-policy': policy, ...headers } = Object.fromEntries(answer.headers)
      const nonce = /nonce-([^']+)/.exec(policy!)![1]!
      const id = /documents\/([^/?]+)/.exec(address)![1]!
      const body = (await answer.text()).replaceAll(nonce, '(nonce)').replaceAll(id, '(id)')
      return { status: answer.status, headers, policy: policy!.replace(nonce, ''), body }
    }
    const missing = secret.replace(/[^/]+$/, '01900000-0000-7000-8000-00000000beef')
    expect((await get(secret)).status).toBe(404)
    for (const more of ['', '/review', '?start=1&end=9'])
      expect(await get(secret + more)).toEqual(await get(missing + more))
    const { page } = await visit(url, { token })
    const here = `/arrangements/${table.arrangement}`
    for (const address of [
      here,
      `${here}/record`,
      `${here}/scoreboard`,
      `${here}/commitments/new`,
      '/',
      '/arrangements',
    ]) {
      await page.goto(address)
      expect(await page.content(), address).not.toMatch(SECRET)
    }
  },
)

it('its own delegation reads it, and sees who else does', async () => {
  const { page, see } = await visit(url, { token: table.roles.promising.token })
  await page.goto(secret)
  await see(`${SECRET} plan`)
  await page.goto(`/arrangements/${table.arrangement}/record`)
  expect(await page.locator('main').innerText()).toMatch(/Portugal \(Table with a secret\)/)
})
