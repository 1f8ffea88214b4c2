// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds on the page as it is now, one line each; the policy allows no script tag, so it is evaluated. */
async function violations(page: Page, options: RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const results = await page.evaluate(
    (given) =>
      (window as unknown as { axe: { run: (node: Document, options: RunOptions) => Promise<AxeResults> } }).axe.run(
        document,
        given,
      ),
    { resultTypes: ['violations'], preload: false, ...options } as RunOptions,
  )
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id} (${help}): ${target.join(' ')}: ${failureSummary?.split('\n')[1]}`,
    ),
  )
}

/** Every rule of axe in light, those about colour again in dark: nothing else of a page depends on the scheme. */
export async function axe(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await violations(page, { rules: { 'target-size': { enabled: true } } })
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await violations(page, { runOnly: ['cat.color'] })
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark.map((one) => `dark: ${one}`)]
}
