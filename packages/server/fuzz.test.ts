// SPDX-License-Identifier: Apache-2.0
import { Agent, request } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Draft } from '@symbolon/partnership/contract'
import { openSession } from '@symbolon/store'
import { makeRandomTwin, type RandomTwin } from '@symbolon/testing'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fitting, type Known, mended, mends, type Schema, SPOILT } from './fuzz-bodies.fixture.ts'
import { type Listening, listen, serverOf } from './server.ts'

/** Other and longer runs: SYMBOLON_SEEDS=5,6,7 and SYMBOLON_FUZZ=1000 (requests to each operation). */
const SEEDS = (process.env.SYMBOLON_SEEDS ?? '3').split(',').map(Number)
const EACH = Number(process.env.SYMBOLON_FUZZ ?? 24)

type Operation = {
  operationId: string
  parameters?: { name: string; in: string; schema: Schema; required?: boolean }[]
  requestBody?: { content: { 'application/json': { schema: Schema } } }
  responses: Record<string, unknown>
}
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } }
type Sent = { method: string; path: string; headers: Record<string, string | string[]>; body?: string | Uint8Array }
type Answer = { status: number; type: string; text: string }

const pointer = (path: string) => path.replaceAll('~', '~0').replaceAll('/', '~1')

describe.each(SEEDS)('whatever is sent to the interface for programs, in the world of seed %i', (seed) => {
  let twin: RandomTwin
  let listening: Listening
  let document: Document
  let ajv: Ajv2020
  let known: Known
  let tokens: Record<string, string | null>
  const faults: unknown[] = []
  const unhandled: unknown[] = []
  const hear = (reason: unknown) => unhandled.push(reason)

  beforeAll(async () => {
    process.on('unhandledRejection', hear)
    twin = await makeRandomTwin(seed, true)
    const { app, alba, borea, ids } = twin
    const page = async () => new Response('a page', { headers: { 'content-type': 'text/html' } })
    listening = await listen(
      serverOf(app, page, (fault) => faults.push(fault)),
      0,
    )
    document = await (await fetch(`${listening.url}/api/v1/openapi.json`)).json()
    ajv = new Ajv2020({ strict: false })
    formats.default(ajv)
    ajv.addSchema(document, 'api')
    const at = { arrangement: ids.arrangement![0]!, source: ids.source![0]! }
    await app.must('open-review', borea.token, at)
    const { drafts } = (await app.see<{ drafts: Draft[] }>('drafts', borea.token, at))!
    known = { schemas: document.components.schemas, ids: { ...ids, draft: drafts.map(({ id }) => id) } }
    const read = await openSession(app.store, borea.party, { how: 'token', scope: 'read' })
    tokens = { public: null, alba: alba.token, borea: borea.token, reading: read, nobody: 'x'.repeat(43) }
  })
  afterAll(async () => {
    process.off('unhandledRejection', hear)
    await listening.close()
    await twin.app.close()
  })

  // A body that nobody read makes the server end its connection: each request has its own.
  const agent = new Agent({ keepAlive: false })
  const send = ({ method, path, headers, body }: Sent): Promise<Answer> =>
    new Promise((done, fail) => {
      const asked = request(`${listening.url}${path}`, { method, headers, agent }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part) => parts.push(part))
        answer.on('end', () =>
          done({
            status: answer.statusCode!,
            type: answer.headers['content-type'] ?? '',
            text: String(Buffer.concat(parts)),
          }),
        )
      })
      asked.on('error', (cause) => fail(new Error(`no answer to ${shown({ method, path, headers, body })}`, { cause })))
      asked.end(body)
    })
  const statements = async () => {
    const rows = twin.app.store.projector.selectFrom('store.statement').select((eb) => eb.fn.countAll<number>().as('n'))
    return (await rows.executeTakeFirstOrThrow()).n
  }
  const shown = ({ method, path, headers, body }: Sent) =>
    `${method} ${path.slice(0, 300)} ${JSON.stringify(headers)} ${String(body ?? '').slice(0, 1500)}`

  /** What is wrong with an answer by the document; a status that it does not name is wrong too. */
  function breach(path: string, method: string, { status, type, text }: Answer): unknown {
    if (!document.paths[path]![method]!.responses[status]) return `status ${status}: ${text.slice(0, 200)}`
    if (!type.startsWith('application/json')) return `it is ${type}`
    const schema = `api#/paths/${pointer(path)}/${method}/responses/${status}/content/application~1json/schema`
    return ajv.validate(schema, JSON.parse(text)) ? null : ajv.errors
  }

  /** Sends, and holds the answer against the document and the record against the answer. */
  async function tried(path: string, method: string, sent: Sent): Promise<number> {
    const before = await statements()
    const answer = await send(sent)
    expect(breach(path, method, answer), shown(sent)).toBeNull()
    if (answer.status >= 300) expect(await statements(), shown(sent)).toBe(before)
    return answer.status
  }

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
    )
  const sample = <T>(arbitrary: fc.Arbitrary<T>, count: number) => fc.sample(arbitrary, { seed, numRuns: count })
  const headersFor = (who: string, more: Sent['headers'] = {}): Sent['headers'] => ({
    origin: listening.url,
    'content-type': 'application/json',
    ...(tokens[who] ? { authorization: `Bearer ${tokens[who]}` } : {}),
    ...more,
  })
  const WHO = ['borea', 'alba', 'borea', 'public', 'reading', 'nobody']

  function bodiesOf(operation: Operation) {
    const body = operation.requestBody!.content['application/json'].schema
    return fc.record({ who: fc.constantFrom(...WHO), body: fitting(body, '', known), mend: mends, spoil: fc.nat(99) })
  }
  const post = (path: string, who: string, body: unknown, more: Sent['headers'] = {}): Sent => {
    const text = body instanceof Uint8Array || typeof body === 'string' ? body : JSON.stringify(body)
    return {
      method: 'POST',
      path: `/api/v1${path.replace('{command}', 'agree-commitment')}`,
      headers: headersFor(who, more),
      body: text,
    }
  }

  const tally: Record<number, number> = {}
  const count = (status: number) => {
    tally[status] = (tally[status] ?? 0) + 1
  }

  it('is answered as the document says where it fits the document', async () => {
    for (const { path, operation } of operations().filter(({ method }) => method === 'post'))
      for (const { who, body } of sample(bodiesOf(operation), EACH))
        count(await tried(path, 'post', post(path, who, body)))
    // Of what fits enough comes to something: the rest of this would be worth little if nothing did.
    expect(tally[200]).toBeGreaterThan(30)
  })

  it('is refused as the document says, and says nothing, where it does not', async () => {
    for (const { path, operation } of operations().filter(({ method }) => method === 'post'))
      for (const { who, body, mend, spoil } of sample(bodiesOf(operation), EACH)) {
        count(await tried(path, 'post', post(path, who, mended(body, mend))))
        const text = SPOILT[spoil % SPOILT.length]!(JSON.stringify(body))
        count(await tried(path, 'post', post(path, who, text)))
      }
  })

  it('sets nothing that the input does not name', async () => {
    for (const { path, operation } of operations().filter(({ method }) => method === 'post'))
      for (const { body } of sample(bodiesOf(operation), 2))
        for (const name of ['saidBy', 'recordedBy', 'recordedAt', 'id', '__proto__', 'constructor']) {
          const more = `{${JSON.stringify(name)}:{"a":1},${JSON.stringify(body).slice(1)}`
          const known = operation.requestBody!.content['application/json'].schema.properties ?? {}
          if (Object.hasOwn(known, name)) continue
          expect([400, 422], `${path} ${name}`).toContain(await tried(path, 'post', post(path, 'borea', more)))
        }
    expect(({} as { a?: number }).a).toBeUndefined()
  })

  it('comes with headers that are wrong, twice or of another kind', async () => {
    const odd: Sent['headers'][] = [
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-type': 'application/json; charset=utf-16' },
      { 'content-type': ['application/json', 'text/plain'] },
      { 'content-type': '' },
      { 'content-encoding': 'gzip' },
      { 'idempotency-key': '' },
      { 'idempotency-key': 'k'.repeat(201) },
      { 'idempotency-key': ['one', 'two'] },
      { 'idempotency-key': 'é' },
      { authorization: 'Bearer' },
      { authorization: `Bearer ${'x'.repeat(5000)}` },
      { authorization: 'Basic eDp5' },
      { cookie: 'symbolon_session=%E0%A4%A' },
      { cookie: 'symbolon_session=a; symbolon_session=b' },
      { 'accept-language': 'x'.repeat(3000) },
      { 'x-forwarded-for': '::1, \t, <script>', 'x-forwarded-host': 'elsewhere.example' },
      { 'x-http-method-override': 'DELETE' },
      { 'transfer-encoding': 'chunked' },
    ]
    for (const { path, operation } of operations().filter(({ method }) => method === 'post'))
      for (const [n, { body }] of sample(bodiesOf(operation), 5).entries()) {
        const more = odd[(path.length + n * 5) % odd.length]!
        count(await tried(path, 'post', post(path, 'borea', body, more)))
      }
  })

  it('asks for what fits, and for what does not', async () => {
    for (const { path, operation } of operations().filter(({ method }) => method === 'get')) {
      const fields = (operation.parameters ?? []).map(
        (one) => [one.name, fitting(one.schema, one.name, known)] as const,
      )
      const required = (operation.parameters ?? []).filter((one) => one.required).map(({ name }) => name)
      const query = fc.record(Object.fromEntries(fields), { requiredKeys: required as never[] })
      const asked = fc.record({ who: fc.constantFrom(...WHO), query, mend: mends })
      for (const { who, query, mend } of sample(asked, EACH)) {
        const good = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))
        const bad = new URLSearchParams(good)
        const [name = 'q'] = [...good.keys()]
        if (mend.kind === 'drop') bad.delete(name)
        else if (mend.kind === 'put') bad.set(name, String(mend.what && JSON.stringify(mend.what)).slice(0, 900))
        else bad.append(mend.kind === 'add' ? name : `${name}[__proto__]`, String(mend.name))
        for (const search of [good, bad, `${good}&%`, `${good}&${name}=%ff%00`]) {
          const sent = { method: 'GET', path: `/api/v1${path}?${search}`, headers: headersFor(who) }
          count(await tried(path, 'get', sent))
        }
      }
    }
  })

  it('or to the doors beside it, is never a fault', async () => {
    const [arrangement] = known.ids.arrangement!
    const logs = await twin.app.store.projector.selectFrom('store.log').select('id').limit(3).execute()
    const parts = [
      '..',
      '%2e%2e',
      '%00',
      '%ff',
      'x',
      'logs',
      'documents',
      'tile',
      '0',
      'checkpoint',
      '..%2f..',
      '*',
      '',
    ]
    const path = fc.array(
      fc.oneof(fc.constantFrom(...parts, arrangement!, ...logs.map(({ id }) => id)), fc.webSegment()),
      {
        maxLength: 6,
      },
    )
    const doors = [
      '/halves',
      `/halves/${arrangement}`,
      `/halves/${arrangement}/logs`,
      '/api/v1',
      '/assets',
      '/health',
      '',
    ]
    const tries = fc.record({
      ...{ who: fc.constantFrom(...WHO), door: fc.constantFrom(...doors), path, spoil: fc.nat(99) },
      method: fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'QUERY'),
    })
    const before = await statements()
    for (const { who, method, door, path, spoil } of sample(tries, EACH * 20)) {
      // Short enough for the socket: where nobody reads a longer body, the connection may end before the answer is seen.
      const body = SPOILT[spoil % SPOILT.length]!('{"a":1}').slice(0, 9000)
      const sent: Sent = { method, path: `${[door, ...path].join('/')}` || '/', headers: headersFor(who) }
      if (!/GET|HEAD|TRACE/.test(method)) sent.body = body
      const answer = await send(sent)
      expect(answer.status, `${shown(sent)}: ${answer.text.slice(0, 300)}`).toBeLessThan(500)
      count(answer.status)
    }
    expect(await statements()).toBe(before)
  })

  it('leaves nothing behind: no fault, no promise that nobody waits for, no memory', async () => {
    setFlagsFromString('--expose_gc')
    const collect = runInNewContext('gc') as () => void
    const held = () => {
      for (let n = 0; n < 3; n++) collect()
      return process.memoryUsage().heapUsed / 2 ** 20
    }
    const turn = async () => {
      for (const { path, operation } of operations().filter(({ method }) => method === 'post'))
        for (const { who, body, mend } of sample(bodiesOf(operation), 6))
          await send(post(path, who, mended(body, mend)))
    }
    await turn()
    const before = held()
    for (let n = 0; n < 3; n++) await turn()
    const after = held()
    const sum = Object.values(tally).reduce((all, one) => all + one, 0)
    console.log(
      `seed ${seed}: ${sum} requests ${JSON.stringify(tally)}; heap ${before.toFixed(1)} MB, then ${after.toFixed(1)} MB`,
    )
    expect(after - before).toBeLessThan(8)
    expect([faults, unhandled]).toEqual([[], []])
  })
})
