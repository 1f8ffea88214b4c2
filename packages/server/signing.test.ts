// SPDX-License-Identifier: Apache-2.0
import type { Signed } from '@symbolon/foundation'
import {
  convene,
  enrol,
  freshApp,
  keyFile,
  type NamedKey,
  nameKey,
  type Player,
  promise,
  saySigned,
  type TestApp,
} from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverOf } from './server.ts'

let app: TestApp
let server: ReturnType<typeof serverOf>
let alba: Player
let borea: Player
let table: string
let desk: NamedKey

beforeAll(async () => {
  app = await freshApp()
  const page = async () => new Response('page')
  server = serverOf(app, page, () => {})
  alba = await enrol(app, 'Alba', 'AA')
  borea = await enrol(app, 'Borea', 'BB')
  table = await convene(app, { alba, borea })
  desk = await nameKey(app, alba, keyFile())
  await saySigned(app, alba.token, desk, 'require-signing', { required: true })
})
afterAll(() => app.close())

type Prepared = { prepared: string; required: boolean; statements: { statement: { id: string }; text: string }[] }

async function post<Answer>(path: string, body: string, token = alba.token): Promise<{ status: number; body: Answer }> {
  const headers = { host: '127.0.0.1', authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await server.request(`/api/v1/${path}`, { method: 'POST', headers, body })
  return { status: answer.status, body: (await answer.json()) as Answer }
}
const signed = ({ statements }: Prepared): Signed[] =>
  statements.map(({ statement, text }) => ({ statement: statement.id, signature: desk.sign(text, desk.id) }))
const refusal = (status: number, code: string) => ({ status, body: { code } })

/** Sends an act as raw text through both steps; answers what was signed and what stands on the record. */
async function say(raw: string): Promise<{ text: string; canonical: string }> {
  const act = await post<Prepared>('prepare/agree-commitment', raw)
  expect(act.status, JSON.stringify(act.body)).toBe(200)
  const { prepared, statements } = act.body
  const done = await post('submit', JSON.stringify({ prepared, signatures: signed(act.body) }))
  expect(done.status, JSON.stringify(done.body)).toBe(200)
  const stored = { arrangement: table, statement: statements[0]!.statement.id }
  const stands = await app.see<{ canonical: string; signed: { state: string } }>('statement', null, stored)
  expect(stands!.signed.state).toBe('signed')
  return { text: statements[0]!.text, canonical: stands!.canonical }
}
const raw = (more: object = {}) => JSON.stringify(promise(table, [alba.party], more))

describe('the two steps of a signed act', () => {
  it('say what was prepared and signed, once', async () => {
    const act = await post<Prepared>('prepare/agree-commitment', raw())
    expect(act).toMatchObject({ status: 200, body: { required: true } })
    const given = JSON.stringify({ prepared: act.body.prepared, signatures: signed(act.body) })
    expect(await post('submit', given)).toMatchObject({
      status: 200,
      body: { said: [{ signature: { key: desk.id } }] },
    })
    expect(await post('submit', given)).toMatchObject(refusal(404, 'store/not-prepared'))
  })
  it('are refused in words, wherever they go wrong', async () => {
    expect(await post('partnership/agree-commitment', raw())).toMatchObject(refusal(403, 'store/must-be-signed'))
    expect(await post('prepare/no-such-command', raw())).toMatchObject(refusal(404, 'foundation/not-found'))
    expect(await post('prepare/agree-commitment', '{')).toMatchObject(refusal(400, 'server/not-json'))
    expect(await post('prepare/agree-commitment', '{}')).toMatchObject(refusal(422, 'foundation/not-valid'))
    expect(await post('submit', '{')).toMatchObject(refusal(400, 'server/not-json'))
    expect(await post('submit', '{}')).toMatchObject(refusal(422, 'foundation/not-valid'))
    const act = await post<Prepared>('prepare/agree-commitment', raw())
    const given = JSON.stringify({ prepared: act.body.prepared, signatures: signed(act.body) })
    // Of another’s act nobody learns more than of one that is not there.
    const nothing = given.replace(act.body.prepared, table)
    expect(await post('submit', given, borea.token)).toEqual(await post('submit', nothing, borea.token))
    expect(await post('submit', given)).toMatchObject({ status: 200 })
  })
})

describe('what only looks alike', () => {
  const partOf = (text: string) => text.split('\n')[1]!
  it.each([
    ['a key twice', () => raw().replace('"strength":"will"', '"strength":"shall","strength":"will"')],
    ['another order of keys', () => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(raw())).reverse()))],
    ['white space', () => JSON.stringify(JSON.parse(raw()), null, 4)],
    ['escapes that need not be', () => raw().replace('Opens', '\\u004fpens')],
    ['another form of a number', () => raw({ quantities: [quantity] }).replace('1500', '1.5e3')],
    ['a number with a nought behind it', () => raw({ quantities: [quantity] }).replace('1500', '1500.0')],
  ])('has one form, that which was shown and signed: %s', async (_what, send) => {
    const { text, canonical } = await say(send())
    const shown = JSON.parse(partOf(text))
    const { recordedAt: _at, signature: _by, ...stands } = JSON.parse(canonical)
    expect(stands).toEqual(shown)
    expect(shown.body).toMatchObject({ strength: 'will', summary: 'Opens an office.' })
    for (const { value } of shown.body.quantities) expect(value).toBe(1500)
  })
  const quantity = { value: 1500, bound: 'exact', unit: 'visas', period: null }
  it('and is not the same is told apart: composed and decomposed letters, each as it was written', async () => {
    const [nfc, nfd] = [await say(raw({ summary: 'Caf\u00e9.' })), await say(raw({ summary: 'Cafe\u0301.' }))]
    expect(JSON.parse(nfc.canonical).body.summary).toBe('Caf\u00e9.')
    expect(JSON.parse(nfd.canonical).body.summary).toBe('Cafe\u0301.')
    const act = await post<Prepared>('prepare/agree-commitment', raw({ summary: 'Caf\u00e9.' }))
    const [one] = act.body.statements
    const decomposed = desk.sign(one!.text.normalize('NFD'), desk.id)
    const given = { prepared: act.body.prepared, signatures: [{ statement: one!.statement.id, signature: decomposed }] }
    expect(await post('submit', JSON.stringify(given))).toMatchObject(refusal(403, 'store/signature-refused'))
  })
  it('a signature with a key twice, or with one too many, is read one way or not at all', async () => {
    const act = await post<Prepared>('prepare/agree-commitment', raw())
    const good = JSON.stringify({ prepared: act.body.prepared, signatures: signed(act.body) })
    const other = desk.sign('something else', desk.id) as { value: string }
    const last = good
      .replace('"value":', `"value":"","value":`)
      .replace(/("value":"[^"]+")/, `$1,"value":"${other.value}"`)
    expect(await post('submit', last)).toMatchObject(refusal(403, 'store/signature-refused'))
    expect(await post('submit', good.replace('"algorithm":', '"more":1,"algorithm":'))).toMatchObject(
      refusal(422, 'foundation/not-valid'),
    )
    const first = good.replace('"value":', `"value":"${other.value}","value":`)
    expect(await post('submit', first)).toMatchObject({ status: 200 })
  })
  it('what no double can hold is shown as what it becomes, before it is signed', async () => {
    const huge = raw({ quantities: [quantity] }).replace('1500', '9007199254740993')
    const act = await post<Prepared>('prepare/agree-commitment', huge)
    expect(act.body.statements[0]!.text).toContain('9007199254740992')
    expect((await post('prepare/agree-commitment', huge.replace('9007199254740993', '1e999'))).status).toBe(422)
    expect((await post('prepare/agree-commitment', raw({ summary: '\ud800' }))).status).toBe(422)
  })
})
