// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { closeBrowser } from './browser.ts'
import { reviewOn } from './review-steps.ts'
import type { Speaker } from './speaker.ts'
import { declarationText, registerDocument, seatFour } from './table.ts'
import { type Visitor, visit } from './visitor.ts'

const url = inject('empty')
const SENTENCE = 'Portugal will resettle 250 refugees'

let promising: Speaker
let document: string
let one: Visitor
let other: Visitor
beforeAll(async () => {
  const { roles, arrangement } = await seatFour(url, 'Table of two reviewers')
  promising = roles.promising
  document = await registerDocument(promising, arrangement, { text: declarationText() })
  await promising.say('partnership/open-review', { arrangement, source: document.split('/').at(-1) })
  ;[one, other] = [await visit(url, { token: promising.token }), await visit(url, { token: promising.token })]
})
afterAll(closeBrowser)

/** Both open the same draft before either types. */
async function openBoth(words: string): Promise<void> {
  for (const { page } of [one, other]) {
    await page.goto(`${document}/review`)
    await page.locator('#keys').waitFor()
    await reviewOn(page).open(words)
  }
}
const save = async ({ page }: Visitor) => {
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()
}

it('what two change in different fields of one draft is joined', async () => {
  await openBoth(SENTENCE)
  await one.page.getByLabel('By when').fill('2027-06-30')
  await save(one)
  await other.page.getByLabel('To whom (others, in words)').fill('refugees in camps')
  await save(other)
  for (const { page } of [one, other]) {
    await openBoth(SENTENCE)
    expect(await page.getByLabel('By when').inputValue()).toBe('2027-06-30')
    expect(await page.getByLabel('To whom (others, in words)').inputValue()).toBe('refugees in camps')
  }
})

it('where both change the same field, the second is told, and nothing that either typed is lost', async () => {
  await openBoth(SENTENCE)
  await one.page.getByLabel('What is promised').fill('Resettles 250 people.')
  await save(one)
  await other.page.getByLabel('What is promised').fill('Takes in 250 refugees.')
  await other.page.getByLabel('Theme').fill('resettlement')
  await other.page.getByRole('button', { name: 'Save', exact: true }).click()
  await other.page
    .getByRole('alert')
    .getByText(/^A colleague changed .* while you were writing/)
    .waitFor()
  await other.see('A colleague changed this as well. Both stand until you choose:')
  await other.see('Theirs: Resettles 250 people.')
  expect(await other.page.getByLabel('What is promised').inputValue()).toBe('Takes in 250 refugees.')
  expect(await other.page.getByLabel('Theme').inputValue()).toBe('resettlement')
  await other.page.getByRole('radio', { name: /^Yours/ }).click()
  await save(other)
  await openBoth('Takes in 250 refugees.')
  expect(await one.page.getByLabel('Theme').inputValue()).toBe('resettlement')
})

it('what is typed before the script has come stays', async () => {
  const { page } = await visit(url, { token: promising.token })
  let release = () => {}
  const held = new Promise<void>((done) => {
    release = done
  })
  await page.route('**/assets/*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`${document}/review`, { waitUntil: 'commit' })
  const theme = page.getByLabel('Theme')
  await theme.fill('typed on a slow line')
  release()
  await page.locator('#keys').waitFor()
  expect(await theme.inputValue()).toBe('typed on a slow line')
  await page.getByText('Saved.').waitFor()
  await page.close()
})

it('where the server cannot be reached, what is typed stays and the page says so', async () => {
  const { page } = await visit(url, { token: promising.token })
  await page.goto(`${document}/review`)
  await page.locator('#keys').waitFor()
  await page.context().setOffline(true)
  await page.getByLabel('Theme').fill('typed offline')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page
    .getByRole('alert')
    .getByText(/^The server could not be reached/)
    .waitFor()
  expect(await page.getByLabel('Theme').inputValue()).toBe('typed offline')
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()
})
