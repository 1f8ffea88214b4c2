// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { ADDRESSES } from './addresses.ts'
import { formsIn, HOSTILE, type PageForm } from './page-forms.ts'
import { type Product, startProduct } from './product.ts'
import { signInThere } from './sign-in-there.ts'
import { convene, declarationText, promise, registerDocument, seatFour, type Table } from './table.ts'

/** More of them: SYMBOLON_FUZZ=200 (posts to each form). The seed is SYMBOLON_SEEDS, of which the first is taken. */
const SEED = Number((process.env.SYMBOLON_SEEDS ?? '3').split(',')[0])
const EACH = Number(process.env.SYMBOLON_FUZZ ?? 12)

type Reader = { name: string; url: string; cookie: string }
let table: Table
let product: Product
let readers: Reader[]

beforeAll(async () => {
  const url = inject('empty')
  const { roles, arrangement } = await seatFour(url, 'Fuzz')
  const document = await registerDocument(roles.promising, arrangement, { text: declarationText() })
  await roles.promising.say('partnership/open-review', { arrangement, source: document.split('/').at(-1)! })
  const commitment = await promise(roles.promising, arrangement, 'Opens an office.')
  table = { roles, arrangement, document, commitment, statement: commitment.replace('commitments', 'record') }
  await convene(roles.promising, 'Fuzz too')
  product = await startProduct('--empty', '--accounts')
  readers = [
    ...(['public', 'promising', 'observer'] as const).map((name) => ({
      ...{ name, url, cookie: roles[name].token ? `symbolon_session=${roles[name].token}` : '' },
    })),
    { name: 'head', url: product.url, cookie: await signInThere(product, 'head') },
  ]
})
afterAll(() => product?.remove())

const sample = <T>(arbitrary: fc.Arbitrary<T>, count: number) => fc.sample(arbitrary, { seed: SEED, numRuns: count })
const value = fc.oneof(fc.constantFrom(...HOSTILE), fc.string())
const change = fc.record({
  kind: fc.constantFrom('set', 'drop', 'add', 'twice', 'act'),
  at: fc.nat(60),
  name: value,
  value,
})
const sending = fc.record({
  changes: fc.array(change, { minLength: 1, maxLength: 4 }),
  as: fc.constantFrom('urlencoded', 'urlencoded', 'multipart', 'plain', 'json', 'broken'),
})
type Sending = typeof sending extends fc.Arbitrary<infer T> ? T : never

function changed(form: PageForm, changes: Sending['changes']): [string, string][] {
  let fields = [...form.fields]
  for (const { kind, at, name, value } of changes) {
    const n = at % Math.max(1, fields.length)
    if (kind === 'set' && fields[n]) fields[n] = [fields[n][0], value]
    else if (kind === 'drop') fields = fields.filter((_, i) => i !== n)
    else if (kind === 'twice' && fields[n]) fields.push([fields[n][0], value])
    else if (kind === 'act') fields = [...fields.filter(([name]) => name !== 'act'), ['act', value]]
    else fields.push([name, value])
  }
  return fields
}

function bodyOf(fields: [string, string][], as: Sending['as']): { body: BodyInit; type?: string } {
  if (as === 'multipart') {
    const form = new FormData()
    for (const [n, [name, text]] of fields.entries())
      if (n % 3 === 2) form.append(name, new Blob([text]), text.slice(0, 200))
      else form.append(name, text)
    return { body: form }
  }
  if (as === 'broken')
    return { body: '--x\r\nContent-Disposition: form-data; name="a', type: 'multipart/form-data; boundary=x' }
  const text = new URLSearchParams(fields.map(([name, text]) => [name, text])).toString()
  const type = { urlencoded: 'application/x-www-form-urlencoded', plain: 'text/plain', json: 'application/json' }[as]
  return { body: text, type }
}

const pages = () =>
  readers.flatMap((reader) =>
    Object.entries(ADDRESSES).map(([path, addressOf]) => ({ reader, path, address: addressOf(table) })),
  )

it('no form of any page ends in a fault, whatever is sent with it', async () => {
  const tally: Record<number, number> = {}
  for (const { reader, address } of pages()) {
    const { url, cookie } = reader
    const shown = await fetch(url + address, { headers: { cookie } })
    // A page without a form of its own takes posts as well.
    const forms = [...formsIn(await shown.text()), { fields: [['act', 'none']], multipart: false } as PageForm]
    for (const form of forms)
      for (const { changes, as } of sample(sending, EACH)) {
        const fields = changed(form, changes)
        if (fields.some(([name, value]) => name === 'act' && /^(sign-out|end-other-sessions)$/.test(value))) continue
        const { body, type } = bodyOf(fields, as)
        const headers = { cookie, origin: url, ...(type ? { 'content-type': type } : {}) }
        const answer = await fetch(url + address, { method: 'POST', headers, body, redirect: 'manual' })
        const told = `${reader.name} ${address} as ${as}: ${JSON.stringify(fields).slice(0, 800)}`
        expect(answer.status, told).toBeLessThan(500)
        const location = answer.headers.get('location')
        if (location) expect(new URL(location, url).origin, told).toBe(url)
        tally[answer.status] = (tally[answer.status] ?? 0) + 1
        await answer.arrayBuffer()
      }
  }
  console.log(`seed ${SEED}: ${JSON.stringify(tally)}`)
})

it('no address ends in a fault or elsewhere, whatever stands in its query', async () => {
  const names = ['done', 'to', 'refused', 'token', 'invitation', 'q', 'year', 'kind', 'layer', 'page', 'start', 'end']
  const more = ['pillar', 'sort', 'party', 'lang', 'standing', 'told', 'due', 'size', 'index', '_data', 'region']
  const query = fc.array(fc.tuple(fc.constantFrom(...names, ...more), value), { minLength: 1, maxLength: 3 })
  for (const { reader, address } of pages())
    for (const pairs of sample(query, EACH)) {
      const search = new URLSearchParams(pairs.map(([name, value]) => [name, value.slice(0, 1500)]))
      const asked = `${reader.url}${address.split('?')[0]}?${search}`
      const answer = await fetch(asked, { headers: { cookie: reader.cookie }, redirect: 'manual' })
      expect(answer.status, `${reader.name} ${asked}`).toBeLessThan(500)
      const location = answer.headers.get('location')
      if (location) expect(new URL(location, asked).origin, asked).toBe(reader.url)
      await answer.arrayBuffer()
    }
  for (const { reader, address } of pages())
    for (const name of ['done', 'refused', 'sort', 'lang']) {
      const asked = `${reader.url}${address.split('?')[0]}?${name}=__proto__&${name}=constructor`
      const answer = await fetch(asked, { headers: { cookie: reader.cookie }, redirect: 'manual' })
      expect(answer.status, asked).toBeLessThan(500)
      await answer.arrayBuffer()
    }
})
