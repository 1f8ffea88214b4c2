// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { ADDRESSES } from './addresses.ts'
import { closeBrowser } from './browser.ts'
import { sayEverywhere } from './stored-text.ts'
import { convene, promise, type Role, registerDocument, seatFour, type Table } from './table.ts'
import { visit } from './visitor.ts'

const url = inject('empty')

/** Each would run, or open a dialog, if a page took it for more than text. The mark finds it on the page. */
const PAYLOADS = [
  '<script>window.__ran = 1; alert(1)</script>',
  '<img src=x onerror="window.__ran = 2; alert(2)">',
  '<svg onload="window.__ran = 3; alert(3)"></svg>',
  '<svg><a xlink:href="javascript:alert(4)">click</a></svg>',
  '[click](javascript:alert(5))',
  '![x](javascript:alert(6))',
  '<a href="javascript:window.__ran = 7">click</a>',
  '"><script>window.__ran = 8</script>',
  '</title></textarea></style><script>window.__ran = 9</script>',
  '</script><script>window.__ran = 10</script>',
  '{{constructor.constructor("window.__ran = 11")()}}',
  '<iframe srcdoc="<script>parent.__ran = 12</script>"></iframe>',
  'Ghana \u202egnp.exe\u202c \u2066x\u2069 \u200f',
  // Never closed: what stands after it would read backwards.
  'Ghana \u202egnp.exe',
]
const all = `Zebra ${PAYLOADS.join(' ')}`
const short = (n: number) => `Zebra ${PAYLOADS.slice(n, n + 3).join(' ')}`.slice(0, 190)

let table: Table
let said: Awaited<ReturnType<typeof sayEverywhere>>
beforeAll(async () => {
  const { roles } = await seatFour(url, short(0))
  const { promising, counterpart, observer } = roles
  const arrangement = await convene(promising, short(3), {
    [counterpart.party!]: 'member',
    [observer.party!]: 'observer',
  })
  const text = `# ${all}\n\n${PAYLOADS.map((one) => `Ghana will open an office ${one}.`).join('\n\n')}\n\n- Portugal will ${all}.\n`
  const document = await registerDocument(counterpart, arrangement, { title: all.slice(0, 500), short: short(6), text })
  await promising.say('partnership/open-review', { arrangement, source: document.split('/').at(-1) })
  const commitment = await promise(promising, arrangement, all, {
    toWords: short(9),
    theme: short(0),
    condition: all,
    wording: { text: all, language: 'en' },
    quantities: [{ value: 5, bound: 'exact', unit: '<img src=x onerror=alert(1)>', period: '=cmd|calc' }],
  })
  const id = commitment.split('/').at(-1)
  const evidence = [{ text: short(0), url: 'https://example.org/"onmouseover="alert(1)' }]
  const telling = {
    arrangement,
    commitment: id,
    level: 'limited',
    words: all,
    quantities: [],
    money: [],
    asOf: null,
    evidence,
  }
  await promising.say('performance/report-delivery', telling)
  await counterpart.say('performance/assess-delivery', telling)
  await promising.say('partnership/take-position', { arrangement, commitment: id, position: 'confirmed', words: all })
  await promising.say('partnership/correct-commitment', { arrangement, commitment: id, correction: short(4) })
  await counterpart.say('partnership/end-commitment', {
    arrangement,
    commitment: id,
    how: 'lapsed',
    words: all,
    evidence,
  })
  const statement = commitment.replace('commitments', 'record')
  const known = { arrangement, commitment: id!, source: document.split('/').at(-1)!, party: promising.party! }
  const more = { of: arrangement, from: arrangement, to: arrangement, statement: id!, assessor: observer.party! }
  const places = { ...known, ...more, beneficiaries: counterpart.party! }
  said = await sayEverywhere(url, [promising, counterpart], places, (most) => all.slice(0, Math.min(most, 1500)))
  table = { roles, arrangement, document, commitment, statement }
})
afterAll(closeBrowser)

/** Presses and follows nothing: what a page runs by being looked at, with everything unfolded. */
const lookAround = () => {
  for (const one of document.querySelectorAll('details')) one.open = true
  const active = 'script:not([src]):not([nonce]), iframe, object, embed, base, [onerror], [onload], [onmouseover]'
  const links = [...document.querySelectorAll('[href], [src], [action], [formaction]')].flatMap((one) =>
    ['href', 'src', 'action', 'formaction', 'xlink:href'].map((name) => one.getAttribute(name) ?? ''),
  )
  return {
    ran: (window as unknown as { __ran?: number }).__ran ?? null,
    active: [...document.querySelectorAll(active)].map((one) => one.outerHTML.slice(0, 100)),
    links: links.filter((link) => /^\s*(javascript|data|vbscript):/i.test(link)),
  }
}

it.each(['promising', 'public'] satisfies Role[])(
  'nothing that was said runs on any page that shows it: %s',
  async (role) => {
    const { page, complaints } = await visit(url, { token: table.roles[role].token })
    const shown: string[] = []
    for (const [path, addressOf] of Object.entries(ADDRESSES)) {
      await page.goto(addressOf(table))
      const found = await page.evaluate(lookAround)
      expect({ ...found, active: found.active.filter((one) => !one.startsWith('<script nonce')) }, path).toEqual({
        ran: null,
        active: [],
        links: [],
      })
      if ((await page.content()).includes('Zebra')) shown.push(path)
    }
    expect(complaints).toEqual([])
    const least = ['/parties', '/arrangements', 'scoreboard', 'seats', 'record/:statement', ':source', ':commitment']
    for (const end of least)
      expect(
        shown.some((path) => path.endsWith(end)),
        `${end} shows it`,
      ).toBe(true)
  },
)

it('a file called like a script, refused or read, is only a name', async () => {
  const { page, complaints } = await visit(url)
  for (const buffer of [Buffer.alloc(0), Buffer.from(all), Buffer.from('Ghana will open an office.')]) {
    await page.goto('/read')
    await page
      .getByLabel('A file')
      .setInputFiles({ name: '<img src=x onerror=alert(1)>.md', mimeType: 'text/plain', buffer })
    await page.getByRole('button', { name: 'Read it' }).click()
    await page.getByText('<img src=x onerror=alert(1)>.md').first().waitFor()
    expect(await page.evaluate(lookAround)).toMatchObject({ ran: null, active: [], links: [] })
  }
  expect(complaints).toEqual([])
})

it('an evidence link that is no address of the web is refused', async () => {
  const { page, unfold, send } = await visit(url, { token: table.roles.promising.token })
  const other = await promise(table.roles.promising, table.arrangement, 'Opens an office.')
  for (const link of ['javascript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'file:///etc/passwd']) {
    await page.goto(other)
    const form = await unfold('Report what was delivered')
    await form.getByRole('radio', { name: 'limited', exact: true }).check()
    await form.getByLabel('What was delivered, in words').fill('Some.')
    await form.getByLabel('What it is (row 1)').fill('Evidence')
    await form.getByLabel('Link (row 1)').fill(link)
    await send(form, 'Put the report on the record')
    await page.getByRole('alert').waitFor()
  }
})

it('every place in which a command takes free text has held it, or refused it in words', () => {
  console.log(`taken in ${said.taken.length} places, refused in ${said.refused.length}: ${said.refused.join(', ')}`)
  for (const path of ['register-party note', 'register-arrangement note', 'register-source title', 'agree-commitment'])
    expect(
      said.taken.some((place) => place.includes(path)),
      path,
    ).toBe(true)
  expect(said.taken.length).toBeGreaterThan(25)
})

/** Where a text that turns the direction stands in a run with words after it which it would turn too. */
const turnedBeyond = () => {
  const isolates = /isolate|plaintext/
  const found: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent ?? ''
    const opened = (text.match(/[\u202a\u202b\u202d\u202e]/g) ?? []).length
    const closed = (text.match(/\u202c/g) ?? []).length
    if (opened <= closed) continue
    let around = node.parentElement!
    while (getComputedStyle(around).display === 'inline' && !isolates.test(getComputedStyle(around).unicodeBidi))
      around = around.parentElement!
    const range = document.createRange()
    range.setStartAfter(node)
    range.setEnd(around, around.childNodes.length)
    // What is one text with it is its own; what a page says after it is not.
    if (range.toString().trim() !== '')
      found.push(`${around.tagName} ${text.slice(0, 80)} || ${range.toString().slice(0, 80)}`)
  }
  return found
}

it('text that turns its direction does not turn what stands after it, on any page', async () => {
  const { page } = await visit(url, { token: table.roles.promising.token })
  for (const [path, addressOf] of Object.entries(ADDRESSES)) {
    await page.goto(addressOf(table))
    expect(await page.evaluate(turnedBeyond), path).toEqual([])
  }
})

it('text that turns its direction does not turn what stands around it', async () => {
  const { page } = await visit(url)
  await page.goto(`/arrangements/${table.arrangement}/scoreboard`)
  const isolated = await page
    .locator('table.board tbody a')
    .first()
    .evaluate((one) => getComputedStyle(one).unicodeBidi)
  expect(['isolate', 'isolate-override', 'plaintext']).toContain(isolated)
})
