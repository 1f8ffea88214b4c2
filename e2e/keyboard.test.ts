// SPDX-License-Identifier: Apache-2.0
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { addressOf, routesOfRouter } from './addresses.ts'
import { closeBrowser } from './browser.ts'
import { layDemonstration } from './demonstration.ts'
import { reviewOn } from './review-steps.ts'
import type { Table } from './table.ts'
import { visit } from './visitor.ts'

const url = inject('demonstration')
const routes = await routesOfRouter()
let table: Table
beforeAll(async () => {
  table = await layDemonstration(url)
})
afterAll(closeBrowser)

type Stop = { words: string; outline: number; seen: boolean; inMain: boolean }

/** Where the focus is, and whether a reader sees it there. */
const focused = (page: Page): Promise<Stop | null> =>
  page.evaluate(() => {
    const one = document.activeElement as HTMLElement | null
    if (!one || one === document.body) return null
    const { outlineWidth, outlineStyle } = getComputedStyle(one)
    const box = one.getBoundingClientRect()
    const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0
    return {
      words: (one.getAttribute('aria-label') ?? one.innerText).trim().slice(0, 60),
      outline: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
      seen: inside,
      inMain: one.closest('main') !== null,
    }
  })

/** Every stop of the tab key, from the top until the focus leaves the page; more than `most` is a trap. */
async function stopsOf(page: Page, most = 600): Promise<Stop[]> {
  const stops: Stop[] = []
  for (let n = 0; n < most; n++) {
    await page.keyboard.press('Tab')
    const stop = await focused(page)
    if (stop === null) return stops
    stops.push(stop)
  }
  throw new Error(`After ${most} tabs the focus is still on the page: ${JSON.stringify(stops.slice(-5))}`)
}

it('the first stop skips to the content', async () => {
  const { page } = await visit(url)
  await page.goto('/arrangements')
  await page.keyboard.press('Tab')
  expect(await focused(page)).toMatchObject({ words: 'Skip to the content', seen: true })
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  await page.keyboard.press('Tab')
  expect(await focused(page)).toMatchObject({ inMain: true })
})

it.each(routes.map(({ path }) => path).filter((path) => path !== '/parties'))(
  'every stop is seen, in the order of the page, and none is a trap: %s',
  async (path) => {
    const { page } = await visit(url, { token: table.roles.promising.token })
    await page.goto(addressOf(routes.find((one) => one.path === path)!, table))
    const stops = await stopsOf(page)
    expect(stops.length).toBeGreaterThan(8)
    expect(stops.filter(({ outline, seen }) => outline < 2 || !seen)).toEqual([])
    const order = await page.evaluate(() => {
      const positive = [...document.querySelectorAll('[tabindex]')].filter((one) => (one as HTMLElement).tabIndex > 0)
      return positive.length
    })
    expect(order, 'elements that jump the order').toBe(0)
    await page.context().close()
  },
)

it('on the scoreboard the filters come first, then row by row, then the downloads', async () => {
  const { page } = await visit(url)
  await page.goto(`/arrangements/${table.arrangement}/scoreboard`)
  const stops = (await stopsOf(page)).filter(({ inMain }) => inMain).map(({ words }) => words)
  const rows = await page.locator('table.board tbody th a').allInnerTexts()
  const places = rows.map((words) => stops.indexOf(words.trim().slice(0, 60)))
  expect(stops.indexOf('Show')).toBeLessThan(places[0]!)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(stops.slice(-2)).toEqual(['Download as CSV', 'Download as JSON'])
})

it('a whole review goes by keyboard alone', async () => {
  const { page } = await visit(url, { token: table.roles.promising.token })
  const review = reviewOn(page)
  await page.goto(`${table.document}/review`)
  await page.locator('#keys').waitFor()
  const current = () => page.locator('.draft-list li[aria-current] a').innerText()
  const press = (key: string) => page.keyboard.press(key)
  const first = await current()
  await press('j')
  await page.locator('.draft-list li[aria-current]', { hasText: 'information centres' }).waitFor()
  await press('k')
  expect(await current()).toBe(first)
  await press('a')
  await review.stateIs('1,200 seasonal', 'accepted')
  await page.locator('.draft-list li[aria-current]', { hasText: 'information centres' }).waitFor()
  await press('d')
  await review.stateIs('information centres', 'dropped')
  await press('u')
  await review.stateIs('information centres', 'open')
  await review.row('information centres').waitFor()
  await press('e')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Opens three centres: a, d, j and u are letters here.')
  await press('Escape')
  await press('a')
  await review.stateIs('Opens three centres: a, d, j and u are letters here.', 'accepted')
  while ((await page.locator('.draft-list li[data-state=open]').count()) > 0) {
    const here = page.locator('.draft-list li[aria-current]')
    const words = (await here.locator('a').innerText()).slice(0, 60)
    await press('a')
    await review.stateIs(words, 'accepted')
    if ((await page.locator('.draft-list li[data-state=open]').count()) > 0)
      await page.locator('.draft-list li[aria-current][data-state=open]').waitFor()
  }
  const record = page.getByRole('button', { name: /^Put \d+ accepted drafts on the record$/ })
  for (let n = 0; n < 200 && !(await record.evaluate((one) => one === document.activeElement)); n++) await press('Tab')
  await press('Enter')
  await page.getByText(/^13 commitments are on the record\./).waitFor()
})
