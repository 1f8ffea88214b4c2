// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { addressOf, routesOfRouter } from './addresses.ts'
import { closeBrowser } from './browser.ts'
import { convene, declarationText, promise, type Role, registerDocument, seatFour, type Table } from './table.ts'
import { visit } from './visitor.ts'

const url = inject('empty')
const SECRET = 'Walnut'
const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/g
const MISSING = '01900000-0000-7000-8000-00000000beef'
const NOT_SECRET = (id: string) =>
  id === table.arrangement || Object.values(table.roles).some(({ party }) => party === id)
let table: Pick<Table, 'roles' | 'arrangement'>
let secret: string
/** What is the promising side's alone: at the table where all sit, and at one that nobody else knows of. */
let hidden: Table[]

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
  const to = { audience: { to: 'parties', parties: [roles.promising.party] } }
  const quiet = await convene(roles.promising, `${SECRET} table`, {}, true)
  hidden = []
  for (const [at, document] of [
    [arrangement, secret],
    [quiet, await registerDocument(roles.promising, quiet, { title: SECRET, ...to })],
  ] as const) {
    const commitment = await promise(roles.promising, at, `${SECRET} office`, to)
    const statement = commitment.replace('commitments', 'record')
    hidden.push({ roles, arrangement: at, document, commitment, statement })
  }
})
afterAll(closeBrowser)

it.each(['counterpart', 'observer', 'public'] satisfies Role[])(
  'what a delegation registered for itself is not there for others, to the byte: %s',
  async (role) => {
    const { token } = table.roles[role]
    const get = async (address: string, ids = [/documents\/([^/?]+)/.exec(address)![1]!]) => {
      const answer = await fetch(url + address, { headers: token ? { cookie: `symbolon_session=${token}` } : {} })
      // What changes from one answer to the next: the moment, the nonce, and the id that was asked for.
      const { date: _date, 'content-security-policy': policy, ...headers } = Object.fromEntries(answer.headers)
      const nonce = /nonce-([^']+)/.exec(policy!)![1]!
      let body = (await answer.text()).replaceAll(nonce, '(nonce)')
      for (const id of ids) body = body.replaceAll(id, '(id)')
      return { status: answer.status, headers, policy: policy!.replace(nonce, ''), body }
    }
    const missing = secret.replace(/[^/]+$/, '01900000-0000-7000-8000-00000000beef')
    expect((await get(secret)).status).toBe(404)
    for (const more of ['', '/review', '?start=1&end=9'])
      expect(await get(secret + more)).toEqual(await get(missing + more))
    for (const table of hidden)
      for (const route of await routesOfRouter()) {
        const address = addressOf(route, table)
        // The table where all sit is no secret; what is the promising side's there is.
        const ids = (address.match(ID) ?? []).filter((id) => !NOT_SECRET(id))
        if (ids.length === 0) continue
        const nowhere = ids.reduce((one, id) => one.replace(id, MISSING), address)
        const [found, none] = [await get(address, ids), await get(nowhere, [MISSING])]
        expect([address, found.status]).toEqual([address, 404])
        expect(found, address).toEqual(none)
      }
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
