// SPDX-License-Identifier: Apache-2.0
import type { Page } from 'playwright-core'
import { axe } from './axe.ts'

const WIDE = { width: 1280, height: 900 }
/** A phone; and a window of 1280 at 200 per cent. */
const NARROW = [
  { width: 390, height: 844 },
  { width: 640, height: 450 },
]

/** What is wrong with a page as it stands, one line each: axe, its frame, its scripts, its widths. */
export async function faultsOf(page: Page, scripted: boolean): Promise<string[]> {
  await page.setViewportSize(WIDE)
  const frame = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    headings: document.querySelectorAll('h1').length,
    scripts: document.scripts.length,
    styles: document.querySelectorAll('style, [style]').length,
    ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
  }))
  const faults = await axe(page)
  if (!/^(en|fr|es)$/.test(frame.lang)) faults.push(`the language is “${frame.lang}”`)
  if (!/^\S.* · Symbolon$/.test(frame.title)) faults.push(`the title is “${frame.title}”`)
  if (frame.headings !== 1) faults.push(`${frame.headings} first headings`)
  if (!scripted && frame.scripts > 0) faults.push(`${frame.scripts} scripts on a page that says it needs none`)
  if (frame.styles > 0) faults.push(`${frame.styles} inline styles, which the policy forbids`)
  const twice = frame.ids.filter((id, n) => frame.ids.indexOf(id) !== n)
  if (twice.length > 0) faults.push(`ids that stand twice: ${twice.join(', ')}`)
  for (const size of NARROW) {
    await page.setViewportSize(size)
    const wide = await page.evaluate(tooWide)
    if (wide) faults.push(`${size.width} px wide, the page is ${wide}`)
  }
  await page.setViewportSize(WIDE)
  return faults
}

/** In the page: how wide it is and which elements reach out of it; null where it fits. */
function tooWide(): string | null {
  const { scrollWidth } = document.documentElement
  if (scrollWidth <= innerWidth) return null
  const out = [...document.querySelectorAll('main *, header *, footer *')]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.table'))
    .slice(0, 5)
    .map((one) => `${one.tagName.toLowerCase()}.${one.className}`)
  return `${scrollWidth}: ${out.join(', ')}`
}
