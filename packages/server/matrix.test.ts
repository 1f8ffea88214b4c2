// SPDX-License-Identifier: Apache-2.0
import { everybody, type Id, onlyParties } from '@symbolon/foundation'
import type { Draft } from '@symbolon/partnership/contract'
import { openSession, signCheckpoints } from '@symbolon/store'
import { convene, enrol, exampleWith, freshApp, type Player, promise, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Schema } from './fuzz-bodies.fixture.ts'
import { type IdPlace, idPlaces, withIdAt } from './id-places.fixture.ts'
import { serverOf } from './server.ts'

/**
 * Every field of an input that takes an id: whether everybody may know such ids anyway, or it is tried with every id of
 * somebody else's. A field without a line here fails, so that a new one is tried too.
 */
const FIELDS: Record<string, 'tried' | 'open to all'> = {
  arrangement: 'tried',
  commitment: 'tried',
  source: 'tried',
  statement: 'tried',
  seat: 'tried',
  draft: 'tried',
  drafts: 'tried',
  telling: 'tried',
  prepared: 'tried',
  key: 'tried',
  of: 'tried',
  from: 'tried',
  to: 'tried',
  // Parties stand in the public register.
  party: 'open to all',
  parties: 'open to all',
  promisors: 'open to all',
  beneficiaries: 'open to all',
  assessor: 'open to all',
  author: 'open to all',
  saidBy: 'open to all',
}
/** Routes beside queries and commands: their addresses with an id in them; none where they take none. */
const ROUTES: Record<string, ((id: Id, shared: Id) => Sent[]) | null> = {
  '/*': null,
  '/health': null,
  '/assets/*': null,
  '/favicon.svg': null,
  '/api/v1/openapi.json': null,
  // Which parties hold seats everybody may know where nobody signs in.
  '/api/v1/session': null,
  '/api/v1/performance/scoreboard.csv': (id) => [
    { method: 'GET', path: `/api/v1/performance/scoreboard.csv?arrangement=${id}` },
  ],
  '/api/v1/live/:arrangement': (id) => [{ method: 'GET', path: `/api/v1/live/${id}` }],
  '/halves/:arrangement/*': (id, shared) => [
    { method: 'GET', path: `/halves/${id}/symbolon.json` },
    ...[`documents/${id}.txt`, `logs/${id}/checkpoint`, `logs/${id}/tile/0/000`, `logs/${id}/key`].flatMap((file) =>
      [id, shared].map((arrangement) => ({ method: 'GET', path: `/halves/${arrangement}/${file}` })),
    ),
  ],
  '/halves/:arrangement/logs/:log/cosignatures': (id, shared) =>
    [id, shared].map((arrangement) => ({ method: 'POST', path: `/halves/${arrangement}/logs/${id}/cosignatures` })),
}

type Sent = { method: string; path: string; body?: unknown }
type Operation = {
  parameters?: { name: string; in: string; schema: Schema }[]
  requestBody?: { content: { 'application/json': { schema: Schema; example: unknown } } }
}
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } }

const addressOf = (path: string) => `/api/v1${path.replace('{command}', 'agree-commitment')}`
const MISSING = '01900000-0000-7000-8000-00000000dead'
const ORIGIN = 'http://127.0.0.1'
const TEXT = { mediaType: 'text/plain', language: 'en', text: 'Belize will issue 500 visas by 2027. Alba will pay.' }

let app: TestApp
let server: ReturnType<typeof serverOf>
let document: Document
let roles: Record<string, string | null>
let alba: Player
let shared: Id
/** What the others have of their own, and what they know of. */
let own: Record<string, Id[]>
/** What is Alba's: in an arrangement that nobody else knows of, and for Alba alone in one that all know. */
let secret: Record<string, Id>
let quiet: Record<string, Id>
const faults: unknown[] = []

/** One of everything, said by a party for an audience. */
async function tellAll(by: Player, arrangement: Id, audience: object): Promise<Record<string, Id>> {
  const { commitment } = await app.must('agree-commitment', by.token, promise(arrangement, [by.party], { audience }))
  const document = { arrangement, short: 'D', title: 'Declaration', audience, ...TEXT }
  const { source } = await app.must('register-source', by.token, document)
  await app.must('open-review', by.token, { arrangement, source })
  const { drafts } = (await app.see<{ drafts: Draft[] }>('drafts', by.token, { arrangement, source }))!
  const told = { arrangement, commitment, level: 'limited', words: 'Some.' }
  const { statement } = await app.must('report-delivery', by.token, told)
  const [{ log }] = await app.superuser(async (db) => {
    const { rows } = await db.query('select log from store.statement where id = $1', [commitment])
    return rows
  })
  const waits = await app.prepare('agree-commitment', by.token, promise(arrangement, [by.party], { audience }))
  const prepared = waits.ok ? waits.value.prepared : expect.fail('nothing was prepared')
  return {
    arrangement,
    prepared,
    commitment: commitment!,
    source: source!,
    draft: drafts[0]!.id,
    telling: statement!,
    log,
  }
}

beforeAll(async () => {
  app = await freshApp()
  const page = async () => new Response('a page', { headers: { 'content-type': 'text/html' } })
  server = serverOf(app, page, (fault) => faults.push(fault))
  document = await (await server.request('/api/v1/openapi.json', { headers: { host: '127.0.0.1' } })).json()
  alba = await enrol(app, 'Alba', 'AL')
  const [borea, cirrus, stranger] = [await enrol(app, 'Borea'), await enrol(app, 'Cirrus'), await enrol(app, 'Dorado')]
  shared = await convene(app, { alba, borea, cirrus }, { tiers: { cirrus: 'observer' } })
  const hidden = await convene(app, { alba, ally: await enrol(app, 'Ally') }, { confidential: true })
  await convene(app, { stranger })
  secret = await tellAll(alba, hidden, onlyParties(alba.party))
  const seats = await app.superuser((db) => db.query('select id, arrangement from store.seat order by id'))
  const seatIn = (arrangement: Id) => seats.rows.find((row) => row.arrangement === arrangement)!.id as Id
  secret = { ...secret, seat: seatIn(hidden), statement: secret.commitment! }
  quiet = await tellAll(alba, shared, onlyParties(alba.party))
  quiet = { ...quiet, statement: quiet.telling! }
  const mine = await tellAll(borea, shared, everybody)
  await signCheckpoints(app.store, app.hub)
  own = Object.fromEntries(
    Object.entries({ ...mine, statement: mine.commitment!, seat: seatIn(shared), party: borea.party }).map(
      ([name, id]) => [name, [id]],
    ),
  )
  const reading = await openSession(app.store, borea.party, { how: 'token', scope: 'read' })
  const signedIn = { member: borea.token, observer: cirrus.token, stranger: stranger.token }
  roles = { public: null, ...signedIn, 'program that reads': reading, nobody: 'x'.repeat(43) }
})
afterAll(() => app.close())

async function answerTo(token: string | null, { method, path, body }: Sent, ids: Id[]): Promise<string> {
  const headers: Record<string, string> = { host: '127.0.0.1', origin: ORIGIN, 'content-type': 'application/json' }
  if (token) headers.authorization = `Bearer ${token}`
  const more = method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }
  const answer = await server.request(path, { method, headers, ...more })
  const told = [...answer.headers].filter(([name]) => name !== 'date').sort()
  let text = await answer.text()
  // Both are as long as the other: a length tells nothing.
  for (const id of ids) text = text.replaceAll(id, '(id)')
  return JSON.stringify([answer.status, told, text])
}

const foreign = (): [name: string, id: Id][] => [
  ...Object.entries(secret).map(([name, id]): [string, Id] => [`a secret ${name}`, id]),
  ...Object.entries(quiet)
    .filter(([name]) => name !== 'arrangement')
    .map(([name, id]): [string, Id] => [`Alba’s own ${name}`, id]),
]

/** Everything that the router can be asked with an id in one place. */
function asked(routes = server.routes): { name: string; make: (id: Id) => Sent }[] {
  const all: { name: string; make: (id: Id) => Sent }[] = []
  for (const [path, item] of Object.entries(document.paths)) {
    const get = item.get?.parameters?.filter((one) => one.in === 'query') ?? []
    const places = get.flatMap(({ name, schema }) => idPlaces(schema, document.components.schemas, [name]))
    for (const [field] of places.filter(isTried))
      all.push({
        name: `GET ${path}?${field}`,
        make: (id) => {
          const given = Object.fromEntries(get.flatMap(({ name }) => (own[name] ? [[name, own[name][0]!]] : [])))
          return { method: 'GET', path: `/api/v1${path}?${new URLSearchParams({ ...given, [field!]: id })}` }
        },
      })
    const body = item.post?.requestBody?.content['application/json']
    if (!body) continue
    for (const place of idPlaces(body.schema, document.components.schemas).filter(isTried))
      all.push({
        name: `POST ${path} ${place.join('.')}`,
        make: (id) => {
          const base = body.example ? exampleWith(body.example, own, 0) : undefined
          const given = withIdAt(body.schema, document.components.schemas, place, base, id)
          return { method: 'POST', path: addressOf(path), body: given }
        },
      })
  }
  for (const { path } of routes) {
    if (document.paths[path.replace('/api/v1', '').replace(/:(\w+)/g, '{$1}')]) continue
    const make = ROUTES[path]
    if (make === undefined) throw new Error(`the route ${path} has no rule: add "'${path}': (id) => […]" to ROUTES`)
    for (let n = 0; n < (make?.(MISSING, shared).length ?? 0); n++)
      all.push({ name: `${path} ${n}`, make: (id) => make!(id, shared)[n]! })
  }
  return all
}

function isTried(place: IdPlace): boolean {
  const field = place.filter((part) => part !== '[]').at(-1)!
  const rule = FIELDS[field]
  if (!rule) throw new Error(`the field ${place.join('.')} has no rule: add "${field}: 'tried'" to FIELDS`)
  return rule === 'tried'
}

describe('an id of somebody else’s, wherever an id is taken', () => {
  it.each(['public', 'member', 'observer', 'stranger', 'program that reads', 'nobody'])(
    'answers as one that is not there, to the byte: %s',
    async (role) => {
      const token = roles[role]!
      let tried = 0
      for (const { name, make } of asked()) {
        const missing = await answerTo(token, make(MISSING), [MISSING])
        for (const [what, id] of foreign()) {
          expect(await answerTo(token, make(id), [id]), `${role}, ${name} with ${what}`).toBe(missing)
          tried++
        }
        // What comes to something with an id that is not there proves nothing of those that are.
        if (name.startsWith('POST')) expect(missing.slice(1, 4), `${role}, ${name}`).not.toBe('200')
      }
      expect(tried).toBeGreaterThan(500)
    },
  )
  it('also where all of them belong together', async () => {
    for (const [role, token] of Object.entries(roles))
      for (const [path, item] of Object.entries(document.paths))
        for (const hidden of [secret, { ...quiet, party: alba.party }]) {
          const names = Object.keys(hidden).filter((name) => hidden !== quiet || name !== 'arrangement')
          const ids = names.map((name) => hidden[name]!).filter((id) => id !== shared && id !== alba.party)
          const lists = (map: (id: Id) => Id) =>
            Object.fromEntries(
              names.map((name) => [name, [ids.includes(hidden[name]!) ? map(hidden[name]!) : hidden[name]!]]),
            )
          const make = (map: (id: Id) => Id): Sent => {
            const given = lists(map)
            const fields = item.get?.parameters?.filter((one) => one.in === 'query' && given[one.name]) ?? []
            const query = new URLSearchParams(fields.map(({ name }) => [name, given[name]![0]!]))
            if (item.get) return { method: 'GET', path: `/api/v1${path}?${query}` }
            const { example = {} } = item.post!.requestBody!.content['application/json']
            return { method: 'POST', path: addressOf(path), body: exampleWith(example, given, 0) }
          }
          const hit = await answerTo(
            token,
            make((id) => id),
            ids,
          )
          if (hit.startsWith('[200')) continue
          expect(hit, `${role} ${path}`).toBe(
            await answerTo(
              token,
              make(() => MISSING),
              [MISSING],
            ),
          )
        }
  })
  it('is a fair question: whose they are has them all', async () => {
    const see = (query: string, input: object) => app.see<object>(query, alba.token, input)
    for (const { arrangement, commitment, source, statement } of [secret, quiet]) {
      expect(await see('commitment', { arrangement, commitment })).not.toBeNull()
      expect(await see('document', { arrangement, source })).not.toBeNull()
      expect(await see('statement', { arrangement, statement })).not.toBeNull()
    }
    const half = await answerTo(alba.token, { method: 'GET', path: `/halves/${secret.arrangement}/symbolon.json` }, [])
    expect(half).toMatch(/^\[200/)
  })
  it('would be seen to differ, if one table were read without its policy', async () => {
    await app.superuser((db) => db.query('alter table partnership.commitment disable row level security'))
    const path = `/api/v1/partnership/commitment?arrangement=${shared}&commitment=`
    const [one, other] = [quiet.commitment!, MISSING].map((id) =>
      answerTo(roles.member!, { method: 'GET', path: path + id }, [id]),
    )
    expect(await one).not.toBe(await other)
    await app.superuser((db) => db.query('alter table partnership.commitment enable row level security'))
  })
  it('in a route or a field that nobody has told how to try, fails with the line to add', () => {
    expect(() => isTried(['terms', 'sibling'])).toThrow(/add "sibling: 'tried'"/)
    const next = { ...server.routes[0]!, path: '/new' }
    expect(() => asked([...server.routes, next])).toThrow(/add "'\/new'/)
  })
  it('met no fault', () => expect(faults).toEqual([]))
})
