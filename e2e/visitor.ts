// SPDX-License-Identifier: Apache-2.0
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { complaintsOf, openReader } from './browser.ts'

/** Somebody who uses the pages as they are: by what is written on them. */
export type Visitor = {
  page: Page
  complaints: string[]
  /** Takes a seat at the chooser; null reads as the public. */
  choose: (party: string | null) => Promise<void>
  /** Opens a folded form by its title. */
  unfold: (title: string | RegExp, within?: Locator) => Promise<Locator>
  /** Sends a form by its button and waits for the page that comes. */
  send: (form: Locator, button: string | RegExp) => Promise<void>
  see: (words: string | RegExp) => Promise<void>
}

export async function visit(
  url: string,
  options: BrowserContextOptions & { token?: string | null } = {},
): Promise<Visitor> {
  const page = await (await openReader(url, options)).newPage()
  const see = (words: string | RegExp) => page.getByText(words).first().waitFor()
  const send = async (form: Locator, button: string | RegExp) => {
    await form.getByRole('button', { name: button }).click()
    await page.waitForLoadState()
  }
  return {
    page,
    complaints: complaintsOf(page),
    see,
    send,
    choose: async (party) => {
      await page.goto('/delegation')
      await page.getByRole('radio', { name: party ?? /^The public/ }).check()
      await page.getByRole('button', { name: 'Continue' }).click()
      await see(party === null ? 'You read as the public' : `You speak for ${party}`)
    },
    unfold: async (title, within) => {
      const found = (within ?? page.locator('main'))
        .locator('details')
        .filter({ has: page.getByText(title, { exact: true }) })
      const folded = found.first()
      if ((await folded.getAttribute('open')) === null) await folded.locator('summary').first().click()
      return folded
    },
  }
}
