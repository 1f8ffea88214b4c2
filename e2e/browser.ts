// SPDX-License-Identifier: Apache-2.0
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'

let browser: Browser | undefined

/** The run's one browser; a context of it is a reader with cookies of their own. */
export async function openReader(
  url: string,
  options: BrowserContextOptions & { token?: string | null } = {},
): Promise<BrowserContext> {
  browser ??= await chromium.connect(inject('browser'))
  const { token, ...rest } = options
  const context = await browser.newContext({ baseURL: url, locale: 'en-GB', reducedMotion: 'reduce', ...rest })
  context.setDefaultTimeout(30_000)
  if (token) await context.addCookies([{ name: 'symbolon_session', value: token, url, sameSite: 'Strict' }])
  return context
}

export async function closeBrowser(): Promise<void> {
  await browser?.close()
  browser = undefined
}

/**
 * What a page must never do: complain on the console (a breach of the content policy is a complaint), throw, or open a
 * dialog. An answer that is a refusal by design (4xx) is noted by Chromium as an error too; that one is left out.
 */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    const { url } = message.location()
    const refusal = /the server responded with a status of 4\d\d/.test(message.text()) && !/\/assets\//.test(url)
    if (['error', 'warning'].includes(message.type()) && !refusal) complaints.push(`${message.text()} (${url})`)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('dialog', (dialog) => {
    // Asked by the browser itself where something typed is not saved yet.
    if (dialog.type() === 'beforeunload') return void dialog.accept()
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  return complaints
}
