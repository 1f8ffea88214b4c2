// SPDX-License-Identifier: Apache-2.0
import type { Locator } from 'playwright-core'
import type { Visitor } from './visitor.ts'

/** What a visitor says of commitments, in the forms of their pages, in the arrangement at `homeOf()`. */
export function speakingIn(homeOf: () => string) {
  const commitment = async ({ page }: Visitor, words: string | RegExp) => {
    await page.goto(`${homeOf()}/scoreboard`)
    await page.locator('table.board').getByRole('link', { name: words }).click()
    await page.getByRole('heading', { name: 'Whose word it is' }).waitFor()
  }
  const tell = async (who: Visitor, title: string, level: string, words: string, figure?: [string, string, string]) => {
    const form = await who.unfold(title)
    await form.getByRole('radio', { name: level, exact: true }).check()
    await form.getByLabel('What was delivered, in words').fill(words)
    if (figure) await fillFigure(form, figure)
    await form.getByLabel('What it is (row 1)').fill('Yearly statistics of the consulate')
    await form.getByLabel('Link (row 1)').fill('https://example.org/statistics')
    await who.send(form, /^Put the (report|assessment) on the record$/)
    await who.see(/is on the record now/)
  }
  const fillFigure = async (form: Locator, [value, unit, period]: [string, string, string]) => {
    await form.getByLabel('Number (row 1)').fill(value)
    await form.getByLabel('Of what (row 1)').fill(unit)
    await form.getByLabel('In which period (row 1)').fill(period)
  }
  const position = async (who: Visitor, words: RegExp, says: string) => {
    await commitment(who, words)
    const form = await who.unfold('Confirm or contest it')
    await form.getByRole('radio', { name: says }).check()
    await who.send(form, 'Put this on the record')
    await who.see('What you said of this commitment is on the record now.')
  }
  const end = async (who: Visitor, words: RegExp, title: string, how: string, why: string) => {
    await commitment(who, words)
    const form = await who.unfold(title)
    await form.getByRole('radio', { name: how }).check()
    await form.getByLabel('Why, in words').fill(why)
    await who.send(form, 'Put the ending on the record')
    await who.see('The ending is on the record now.')
  }
  return { commitment, tell, fillFigure, position, end }
}

/** The counts above a scoreboard, by their words. */
export async function countsOn({ page }: Visitor): Promise<Record<string, number>> {
  await page.locator('dl.counts').waitFor()
  const pairs = await page
    .locator('dl.counts > div')
    .evaluateAll((all) =>
      all.map((one) => [one.querySelector('dt')!.innerText, Number(one.querySelector('dd')!.innerText)] as const),
    )
  return Object.fromEntries(pairs)
}
