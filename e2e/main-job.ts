// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeBrowser } from './browser.ts'
import { type Product, startProduct, symbolon } from './product.ts'
import { reviewOn } from './review-steps.ts'
import { countsOn, speakingIn } from './speaking.ts'
import { DECLARATION } from './table.ts'
import { type Visitor, visit } from './visitor.ts'

const NAME = 'Example partnership of Ghana and Portugal'
const WATCH = 'Example Watch'
const VISAS = 'Issues 1,200 seasonal work visas a year.'

const accepted = [
  'Ghana will open three information centres',
  'recognise the nursing diplomas',
  'Ghana intends to train 400 nurses',
  'Portugal will provide EUR 6 million',
  'lower the cost of sending money home',
  'hold a joint training of border officers',
  'Trains the officers who use the readers.',
  'telephone line for workers',
  'Portugal will resettle 250 refugees',
]

/** The main job of the product from an empty folder to the scoreboard, by strangers who read what the pages say. */
export function mainJob(javaScriptEnabled: boolean): void {
  let product: Product
  let host: Visitor
  let portugal: Visitor
  let ghana: Visitor
  let watch: Visitor
  let anybody: Visitor
  let home = ''
  const everybody = () => [host, portugal, ghana, watch, anybody]

  beforeAll(async () => {
    product = await startProduct('--empty')
    const come = () => visit(product.url, { javaScriptEnabled })
    ;[host, portugal, ghana, watch, anybody] = [await come(), await come(), await come(), await come(), await come()]
  })
  afterAll(async () => {
    await closeBrowser()
    await product?.remove()
  })

  const { commitment, tell, fillFigure, position, end } = speakingIn(() => home)

  describe('a stranger lays the table', () => {
    it('finds nothing, and is told what to do', async () => {
      const { page, see } = host
      await page.goto('/')
      await see('No arrangement has seats yet.')
      await page.getByRole('link', { name: 'Register an arrangement' }).click()
      await see('You read as the public, and the public says nothing on the record.')
      await host.choose('Register editors')
    })
    it.each([
      ['state', 'Ghana', 'GH'],
      ['state', 'Portugal', 'PT'],
      ['civil society', WATCH, ''],
    ])('registers a party: %s %s', async (kind, name, code) => {
      const { page } = host
      await page.goto('/parties/new')
      await page.getByLabel('Kind').selectOption(kind)
      await page.getByLabel('In English').fill(name)
      await page.getByLabel('Code or acronym (may stay empty)').fill(code)
      await host.send(page.locator('main'), 'Register the party')
      await host.see('The party is registered. A seat lets it speak.')
    })
    it('registers the arrangement, grants seats, and gives up its own', async () => {
      const { page } = host
      await page.goto('/arrangements/new')
      await page.getByLabel('In English').fill(NAME)
      await page.getByLabel('Layer').selectOption('bilateral')
      await page.getByLabel('Form', { exact: true }).fill('partnership')
      await page.getByLabel('What binds').selectOption('non-binding')
      await host.send(page.locator('main'), 'Register the arrangement')
      await page.getByRole('heading', { level: 1, name: NAME }).waitFor()
      home = new URL(page.url()).pathname
      for (const [party, tier] of [
        ['Ghana', 'member'],
        ['Portugal', 'member'],
        [WATCH, 'observer'],
      ] as const) {
        await page.goto(`${home}/seats`)
        const form = await host.unfold('Grant a seat')
        await form.getByLabel('Party').fill(party)
        await form.getByRole('radio', { name: tier }).check()
        await host.send(form, 'Grant the seat')
        await host.see('The seat is granted.')
      }
      const form = await host.unfold('Give up a seat, or end one that you granted')
      await form.getByLabel('Seat').selectOption({ label: 'Register editors, member' })
      await host.send(form, 'End the seat')
      await host.see('The seat has ended. What was said from it stays.')
    })
  })

  describe('the promising side brings a document', () => {
    it('uploads it, in the name of its author', async () => {
      await portugal.choose('Portugal')
      const { page } = portugal
      await page.goto(home)
      await page.getByRole('link', { name: 'Register a document' }).click()
      await page.getByLabel('A file').setInputFiles(DECLARATION)
      await page.getByLabel('Whose word it is').fill('Ghana')
      await portugal.send(page.locator('main'), 'Register the document')
      await portugal.see('Ghana says it: every promise and judgement in it is theirs.')
      await portugal.see('12 March 2026')
      await page.getByRole('button', { name: 'Review what it promises' }).click()
      await portugal.see('0 of 13 reviewed')
    })
    it('reviews: merges, splits, mends, drops, undoes, accepts', async () => {
      const { page } = portugal
      if (javaScriptEnabled) await page.locator('#keys').waitFor()
      const review = reviewOn(page)
      await review.merge('Portugal will issue 1,200 seasonal work visas', 'hand out these visas')
      await review.stateIs('hand out these visas', 'merged into another')
      await page.getByLabel('What is promised').fill(VISAS)
      await page.getByRole('button', { name: 'Accept', exact: true }).click()
      await review.stateIs(VISAS, 'accepted')
      await review.splitAt('at least 40 document readers', /^.It will train/)
      await page.getByLabel('What is promised').fill('Provides 40 document readers to border posts.')
      await fillFigure(page.locator('.draft-form'), ['40', 'document readers', ''])
      await page.getByRole('button', { name: 'Accept', exact: true }).click()
      await review.stateIs('Provides 40 document readers', 'accepted')
      await review.open('at least 40 document readers')
      await page.getByLabel('What is promised').fill('Trains the officers who use the readers.')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await review.row('Trains the officers who use the readers.').waitFor()
      await review.drop('publish a yearly report')
      await review.undo()
      await review.stateIs('publish a yearly report', 'open')
      await review.drop('publish a yearly report')
      for (const words of accepted) await review.accept(words)
      await portugal.see('12 of 13 reviewed')
    })
    it('puts what it accepted on the record; the draft that it left open stays', async () => {
      const { page } = portugal
      await portugal.see('One draft is still open; it stays here.')
      await portugal.see(/Said by Ghana in .*; recorded by Portugal\./)
      await page.getByRole('button', { name: 'Put 11 accepted drafts on the record' }).click()
      await portugal.see('11 commitments are on the record.')
      await page.getByRole('link', { name: 'To the scoreboard' }).click()
      await portugal.see(/said by Ghana, recorded by Portugal/)
      expect(await countsOn(portugal)).toMatchObject({ commitments: 11, attributed: 11, owned: 0, 'not reported': 11 })
    })
  })

  describe('each side says its own', () => {
    it('the promisor confirms one, contests one, reports on one, withdraws one', async () => {
      await position(portugal, /1,200 seasonal/, 'We confirm it')
      await tell(portugal, 'Report what was delivered', 'substantial', 'Most visas of the year were issued.', [
        '900',
        'visas',
        'year',
      ])
      await position(portugal, /250 refugees/, 'We contest it')
      await end(
        portugal,
        /nursing diplomas/,
        'Withdraw it, or say that it was transferred',
        'withdrawn',
        'The law was not passed.',
      )
    })
    it('the counterpart judges, says of another that it lapsed, and cannot report for the promisor', async () => {
      await ghana.choose('Ghana')
      await commitment(ghana, /1,200 seasonal/)
      expect(await ghana.page.getByText('Report what was delivered', { exact: true }).count()).toBe(0)
      await tell(ghana, 'Judge what was delivered', 'limited', 'Three hundred visas reached our nationals.', [
        '300',
        'visas',
        'year',
      ])
      await end(
        ghana,
        /EUR 6 million/,
        'Say that it lapsed, left no trace, or was transferred',
        'lapsed',
        'The year is over.',
      )
    })
    it('the observer is independent once both accept it, and not before', async () => {
      await watch.choose(WATCH)
      await commitment(watch, /1,200 seasonal/)
      await tell(watch, 'Judge what was delivered', 'limited', 'We counted 310 visas.', ['310', 'visas', 'year'])
      await commitment(watch, /1,200 seasonal/)
      expect(await watch.page.locator('main').innerText()).not.toMatch(/Independent, /)
      for (const side of [portugal, ghana]) {
        await side.page.goto(`${home}/seats`)
        const form = await side.unfold('Accept an assessor, or take it back')
        await form.getByLabel('Assessor').selectOption({ label: WATCH })
        await form.getByRole('radio', { name: 'We accept it as independent' }).check()
        await side.send(form, 'Put this on the record')
        await side.see('What you said of this assessor is on the record now.')
      }
      await commitment(watch, /1,200 seasonal/)
      await watch.see(`Independent, ${WATCH}: limited.`)
    })
    it('what was wrong is corrected, or said to be entered in error; both stay in view', async () => {
      await commitment(portugal, /three information centres/)
      const form = await portugal.unfold('Correct the commitment')
      await form.getByLabel('What was wrong').fill('The document says three centres in three towns.')
      await form.getByLabel('What is promised').fill('Opens three centres in three towns.')
      await portugal.send(form, 'Put the correction on the record')
      await portugal.see('The correction is on the record now. The earlier wording stands below.')
      await portugal.page.getByText(/^As it read from/).click()
      await portugal.page.locator('.struck', { hasText: 'three information centres' }).waitFor()
      await commitment(watch, /400 nurses/)
      await tell(watch, 'Judge what was delivered', 'complete', 'We mistook one hospital for another.')
      const error = await watch.unfold('Say that this was entered in error')
      await error.getByLabel('Why it should not have been said').fill('It was another hospital.')
      await watch.send(error, 'Put this on the record')
      await watch.see('It is marked as entered in error now, and stays in view.')
    })
  })

  describe('the public', () => {
    it('sees what everybody said, in counts and in words beside the tokens', async () => {
      await anybody.page.goto(`${home}/scoreboard`)
      expect(await countsOn(anybody)).toEqual({
        commitments: 11,
        overdue: 0,
        owned: 1,
        attributed: 9,
        contested: 1,
        'not reported': 10,
        'not judged': 10,
        'the sides differ': 1,
        ended: 2,
      })
      const row = anybody.page.locator('table.board tbody tr', { hasText: VISAS })
      const words = `Portugal: substantial. Ghana: limited. Independent, ${WATCH}: limited. One step apart.`
      expect(await row.locator('.token-and-words').innerText()).toBe(words)
      expect(await row.innerText()).toMatch(/1,200 visas[\s\S]*900 visas \(year\)[\s\S]*300 visas \(year\)/)
      await anybody.see('Withdrawn by the promisor.')
      await anybody.see('Lapsed.')
      await anybody.see('The promisor contests it.')
    })
    it('sees what was corrected, and what was entered in error, struck through with its reason', async () => {
      await commitment(anybody, 'Opens three centres in three towns.')
      await anybody.see('Why: The document says three centres in three towns.')
      await commitment(anybody, /400 nurses/)
      await anybody.page.locator('del', { hasText: 'We mistook one hospital for another.' }).waitFor()
      await anybody.see('It was another hospital.')
    })
    it('narrows it by filters that stand in the address', async () => {
      const { page } = anybody
      await page.goto(`${home}/scoreboard`)
      await page.getByLabel('Who promised').selectOption({ label: 'Ghana' })
      await page.getByLabel('Pillar').selectOption('border')
      await page.getByRole('button', { name: 'Show' }).click()
      await page.waitForURL(/party=[\w-]+.*pillar=border/)
      const rows = page.locator('table.board tbody tr')
      expect(await rows.count()).toBe(1)
      expect(await rows.innerText()).toMatch(/joint training/)
      await page.reload()
      expect(await rows.count()).toBe(1)
      await page.getByRole('link', { name: 'Show all' }).click()
      await page.waitForURL(/scoreboard$/)
      expect(await rows.count()).toBe(11)
    })
    it('downloads it as CSV, each row with the statements under it, and each statement has a page', async () => {
      const { page } = anybody
      const link = page.getByRole('link', { name: 'Download as CSV' })
      const answer = await page.request.get((await link.getAttribute('href'))!)
      expect(answer.headers()['content-disposition']).toMatch(/attachment; filename="scoreboard\.csv"/)
      const [head, ...rows] = (await answer.text()).replace('\ufeff', '').trim().split('\r\n')
      expect(head).toMatch(/statement/)
      expect(rows).toHaveLength(11)
      const row = rows.find((one) => one.includes(VISAS))!
      const ids = row.match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/g)!
      const pages = await Promise.all(ids.map((id) => page.request.get(`${home}/record/${id}`)))
      expect(pages.filter((one) => one.status() === 200).length).toBeGreaterThanOrEqual(4)
    })
    it('saw pages that never complained, and neither did anybody else', () => {
      expect(everybody().flatMap(({ complaints }) => complaints)).toEqual([])
    })
  })

  it('afterwards the product ends in order, and its record is whole', async () => {
    expect(await product.end()).toBe(0)
    const { code, out } = await symbolon('fsck', '--data', product.folder)
    expect(out).toMatch(/^The record is whole: \d+ statements/)
    expect(code).toBe(0)
  })
}
