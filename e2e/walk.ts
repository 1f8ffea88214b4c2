// SPDX-License-Identifier: Apache-2.0
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressOf, routesOfRouter } from './addresses.ts'
import { closeBrowser, complaintsOf, openReader } from './browser.ts'
import { faultsOf } from './look.ts'
import { ROLES, type Role, type Table } from './table.ts'

const routes = await routesOfRouter()

/** Walks every page of the router as each role and says what is wrong with it. */
export function walk(name: string, url: string, lay: () => Promise<Table>): void {
  let table: Table
  const readers = new Map<Role, { context: BrowserContext; page: Page; complaints: string[] }>()

  beforeAll(async () => {
    table = await lay()
    for (const role of ROLES) {
      const context = await openReader(url, { token: table.roles[role].token })
      const page = await context.newPage()
      readers.set(role, { context, page, complaints: complaintsOf(page) })
    }
  })
  afterAll(closeBrowser)

  describe(name, () => {
    it.each(routes.map(({ path }) => path))('%s', async (path) => {
      const route = routes.find((one) => one.path === path)!
      const address = addressOf(route, table)
      const faults: string[] = []
      // What reads the same for another role is looked at once.
      const seen = new Set<string>()
      for (const [role, { page, complaints }] of readers) {
        complaints.length = 0
        const answer = await page.goto(address)
        const status = answer!.status()
        if (status !== (path === '/*' ? 404 : 200)) faults.push(`${role}: status ${status}`)
        const content = await page.locator('main').innerHTML()
        const found = seen.has(content) ? [] : await faultsOf(page, route.scripted)
        seen.add(content)
        faults.push(...[...found, ...complaints].map((one) => `${role}: ${one}`))
      }
      expect(faults, address).toEqual([])
    })
  })
}
