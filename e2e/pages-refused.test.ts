// SPDX-License-Identifier: Apache-2.0
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { addressOf, routesOfRouter } from './addresses.ts'
import { closeBrowser } from './browser.ts'
import { layDemonstration } from './demonstration.ts'
import { faultsOf } from './look.ts'
import { ANOTHER, ASKED_WRONGLY, NOBODY, REFUSALS, type Refusal } from './refusals.ts'
import { promise, ROLES, type Role, registerDocument, type Table } from './table.ts'
import { type Visitor, visit } from './visitor.ts'

const url = inject('demonstration')
const routes = await routesOfRouter()

let table: Table
beforeAll(async () => {
  table = await layDemonstration(url)
})
const come = (role: Role): Promise<Visitor> => visit(url, { token: table.roles[role].token })
afterAll(closeBrowser)

describe('a form that is refused', () => {
  it('is known for every page that has one', async () => {
    const forms = routes.map(async (route) => {
      const pages = ROLES.map(async (role) => {
        const { token } = table.roles[role]
        const answer = await fetch(url + addressOf(route, table), { headers: { cookie: `symbolon_session=${token}` } })
        return /<form[^>]* method="post"/.test(await answer.text())
      })
      return (await Promise.all(pages)).some(Boolean) && !REFUSALS[route.path] ? [route.path] : []
    })
    const lines = (await Promise.all(forms)).flat().map((path) => `'${path}': [{ as: 'promising', fill: { … } }],`)
    expect(lines, 'add to REFUSALS in e2e/refusals.ts').toEqual([])
  })

  const all = Object.entries(REFUSALS).flatMap(([path, refusals]) =>
    refusals.map((refusal) => ({ path, refusal, name: refusal.form ?? 'the form' })),
  )
  it.each(all)('says why, keeps what was typed, and is as accessible: $path, $name', async ({ path, refusal }) => {
    const { page, complaints } = await come(refusal.as)
    const route = routes.find((one) => one.path === path)!
    const address = (await laidFor(refusal)) ?? addressOf(route, table)
    await page.goto(address)
    if (path.endsWith('/review')) await page.locator('#keys').waitFor()
    await fillAndSend(page.locator(selectorOf(refusal)).last(), refusal)
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.innerText()).toMatch(/^[“\w][^{}]{30,}\.$/)
    expect(await typedIn(page.locator(selectorOf(refusal)).last(), refusal)).toEqual(kept(refusal))
    expect([...(await faultsOf(page, route.scripted)), ...complaints]).toEqual([])
    await page.context().close()
  })
})

/** The page of what is put on the record for this refusal; none where the page is that of the table. */
async function laidFor({ as, text, own }: Refusal): Promise<string | null> {
  const [by, { arrangement }] = [table.roles[as], table]
  if (text) return registerDocument(by, arrangement, { text, language: 'fr' })
  return own ? (await promise(by, arrangement, 'Opens an office.')).replace('commitments', 'record') : null
}

const selectorOf = ({ form }: Refusal): string =>
  form === undefined || form.startsWith('.')
    ? (form ?? 'main form[method=post]')
    : `form:has(input[name=act][value=${form}])`

/** Fills whatever the form is folded into, switches off the browser's own checks and sends it. */
async function fillAndSend(form: Locator, { fill, button }: Refusal): Promise<void> {
  await form.evaluate((one: HTMLFormElement) => {
    one.noValidate = true
    for (let up: Element | null = one; up; up = up.parentElement) if (up instanceof HTMLDetailsElement) up.open = true
  })
  for (const [name, value] of Object.entries(fill)) {
    const control = form.locator(`[name="${name}"]`).first()
    const type = await control.evaluate((one: HTMLInputElement) => one.type)
    if (value === ANOTHER) await control.selectOption({ index: 1 })
    else if (type !== 'select-one' && type !== 'radio') await control.fill(value)
    else {
      const choice = form.locator(`[name="${name}"][value="${value}"], [name="${name}"] [value="${value}"]`)
      const any = type === 'radio' ? control : control.locator('option').first()
      if ((await choice.count()) === 0) await any.evaluate((one, other) => one.setAttribute('value', other), value)
      await (type === 'radio' ? choice.check() : control.selectOption(value))
    }
  }
  await (button ? form.getByRole('button', { name: button, exact: true }) : form.getByRole('button').last()).click()
}

const isKept = ([name, value]: [string, string]) => value !== ANOTHER && value !== NOBODY && value.trim() !== '' && name
const kept = ({ fill }: Refusal) => Object.fromEntries(Object.entries(fill).filter(isKept))

async function typedIn(form: Locator, refusal: Refusal): Promise<Record<string, string>> {
  const names = Object.keys(kept(refusal))
  if (names.length === 0) return {}
  return form.evaluate((one: HTMLFormElement, wanted) => {
    const data = new FormData(one)
    return Object.fromEntries(wanted.map((name) => [name, String(data.get(name))]))
  }, names)
}

describe('what there is not', () => {
  const parts = routes.flatMap(({ path }) => (path.match(/:\w+/g) ?? []).map((part) => ({ path, part })))
  const seen = new Set<string>()
  const look = async (role: Role, address: string, status: number) => {
    const { page } = await come(role)
    const answer = await page.goto(address)
    expect(answer!.status(), address).toBe(status)
    const content = await page.locator('main').innerHTML()
    if (!seen.has(content)) expect(await faultsOf(page, false), address).toEqual([])
    seen.add(content)
    await page.context().close()
  }
  it.each(parts)('is not found, in words: $path without its $part', async ({ path, part }) => {
    for (const wrong of [NOBODY, 'nonsense']) {
      const real = addressOf(routes.find((one) => one.path === path)!, table).split('/')
      real[path.split('/').indexOf(part)] = wrong
      await look('promising', real.join('/'), wrong === NOBODY ? 404 : 422)
    }
  })
  it.each(ASKED_WRONGLY)('is refused, in words: %s', async (address) => {
    await look('public', address.replace(':arrangement', table.arrangement), 422)
  })
})
