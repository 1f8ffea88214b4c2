// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from 'playwright-core'

/** A review as its reader sees it: drafts by the words that they begin with. */
export function reviewOn(page: Page) {
  const row = (words: string): Locator => page.locator('.draft-list li').filter({ hasText: words }).first()
  const stateIs = (words: string, state: string) =>
    row(words)
      .locator('.draft-state', { hasText: new RegExp(`^${state}$`) })
      .waitFor()
  const open = async (words: string) => {
    await row(words).getByRole('link').click()
    await page.locator('.draft-list li[aria-current]', { hasText: words }).waitFor()
  }
  const act = async (words: string, button: string, state: string) => {
    await open(words)
    await page.locator('.act-buttons').getByRole('button', { name: button, exact: true }).click()
    await stateIs(words, state)
  }
  return {
    row,
    open,
    stateIs,
    accept: (words: string) => act(words, 'Accept', 'accepted'),
    drop: (words: string) => act(words, 'Drop', 'dropped'),
    undo: async () => {
      await page.getByRole('button', { name: 'Undo the last step' }).click()
      await page.getByText('The last step was taken back.').waitFor()
    },
    merge: async (...all: string[]) => {
      for (const words of all) await row(words).getByRole('checkbox').check()
      await page.getByRole('button', { name: 'Merge the chosen drafts' }).click()
      await page.getByText(/^Merged into one draft/).waitFor()
    },
    splitAt: async (words: string, sentence: RegExp) => {
      await open(words)
      await page.getByText('Merge or split', { exact: true }).click()
      const list = page.getByLabel('The second draft begins with')
      const option = list.locator('option').filter({ hasText: sentence })
      await list.selectOption((await option.getAttribute('value'))!)
      await page.getByRole('button', { name: 'Split there' }).click()
      await page.getByText(/^Split into two drafts/).waitFor()
    },
  }
}
