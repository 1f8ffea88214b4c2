// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, type Id, idSchema, makeWorld, seededWorld } from '@symbolon/foundation'
import { chanceOf, figures, freshApp, type TestApp } from '@symbolon/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { lockHeads } from './append.ts'
import { asReader } from './ask.ts'
import { digestOf, dump } from './rebuild.ts'
import { runCommand } from './run-command.ts'
import type { AnyCommand, Store } from './store.ts'

/** The least command there is: says a figure, and refuses the number 13. */
const noteFigure = defineCommand({
  name: 'note-figure',
  summary: 'Says a figure.',
  input: z.strictObject({ arrangement: idSchema, value: z.number(), note: z.string().default('') }),
  answer: z.strictObject({ statement: idSchema }),
  example: { arrangement: '01900000-0000-7000-8000-000000000001', value: 1 },
  arrangement: ({ arrangement }) => arrangement,
  read: async () => null,
  decide: ({ value }) => {
    if (value === 13)
      return { ok: false, problem: { code: 'thing/thirteen', status: 422, sentence: 'No.', details: {} } }
    return accept({ say: figures(1, value), answer: ([said]) => ({ statement: said!.id }) })
  },
}) as AnyCommand

let app: TestApp
let party: Id
let token: string
let arrangement: Id
beforeAll(async () => {
  app = await freshApp()
  party = app.world.newId()
  token = await app.as(party)
  arrangement = app.world.newId()
})
afterAll(() => app.close())

const send = (key: string | null, value: number, more: { store?: Store; token?: string; arrangement?: Id } = {}) =>
  runCommand(
    more.store ?? app.store,
    noteFigure,
    more.token ?? token,
    { arrangement: more.arrangement ?? arrangement, value },
    { key },
  )
const codeOf = (result: Awaited<ReturnType<typeof send>>) => (result.ok ? 'done' : result.problem.code)
const saidIn = (where: Id) =>
  app.store.projector
    .selectFrom('store.statement')
    .select(['id', 'canonical'])
    .where('arrangement', '=', where)
    .execute()

/** Every row of the record, of the projections and of the requests. */
const stateHash = () =>
  app.store.projector.transaction().execute(async (writer) => {
    const own = ['log', 'statement', 'leaf', 'tile', 'checkpoint', 'request'].map((name) => `store.${name}`)
    return digestOf(await dump(writer, [...own, ...app.store.rooms.flatMap((room) => room.projections)]))
  })

describe('a request that comes again under its key', () => {
  it('is answered again, ten times and after 60 days, and says nothing twice', async () => {
    const batch = Array.from({ length: 20 }, (_, n) => `batch-${n}`)
    const first = []
    for (const [n, key] of batch.entries()) first.push(await send(key, n + 100))
    const before = await stateHash()
    const late = makeWorld(() => new Date(app.world.now().getTime() + 60 * 86_400_000), app.world.random)
    for (const store of [...Array.from({ length: 10 }, () => app.store), { ...app.store, world: late }])
      for (const [n, key] of batch.entries()) expect(await send(key, n + 100, { store })).toEqual(first[n])
    expect(await stateHash()).toBe(before)
  })
  it('five times at once, while the first is still under way, is done once', async () => {
    const where = app.world.newId()
    const tries = await app.store.projector.transaction().execute(async (writer) => {
      // Whoever holds the arrangement keeps the first of them waiting, and the first keeps the others.
      await lockHeads(writer, where)
      const five = Promise.all([1, 2, 3, 4, 5].map(() => send('at-once', 1, { arrangement: where })))
      const waiting = async () => {
        const sql = `select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted`
        return (await app.superuser((db) => db.query(sql))).rows[0].n
      }
      while ((await waiting()) < 5);
      return { five }
    })
    const answers = await tries.five
    expect(answers.map(codeOf)).toEqual(['done', 'done', 'done', 'done', 'done'])
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(await saidIn(where)).toHaveLength(1)
  })
  it('after its connection was lost before the commit is done then, and once', async () => {
    const where = app.world.newId()
    const cut: Store = { ...app.store, projectors: new Map(app.store.projectors) }
    cut.projectors.set('figure.noted', [
      async (writer) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(writer)
        await app.superuser((db) => db.query('select pg_terminate_backend($1, 5000)', [rows[0]!.pid]))
        await sql`select 1`.execute(writer)
      },
    ])
    await expect(send('cut', 1, { store: cut, arrangement: where })).rejects.toThrow()
    expect(await saidIn(where)).toEqual([])
    const done = await send('cut', 1, { arrangement: where })
    expect(await send('cut', 1, { arrangement: where })).toEqual(done)
    expect(await saidIn(where)).toHaveLength(1)
  })
})

describe('a key', () => {
  it('that came with another input is refused, and nothing is said', async () => {
    await send('one-key', 1)
    const before = await stateHash()
    expect(codeOf(await send('one-key', 2))).toBe('store/key-used')
    const other = { ...noteFigure, name: 'note-other' }
    const input = { arrangement, value: 1 }
    expect(codeOf(await runCommand(app.store, other, token, input, { key: 'one-key' }))).toBe('store/key-used')
    expect(await stateHash()).toBe(before)
  })
  it('means the same request where a later version fills in what was not sent', async () => {
    const first = await send('filled', 1)
    const input = z.strictObject({ arrangement: idSchema, value: z.number(), fresh: z.string().default('new') })
    const later = { ...noteFigure, input } as AnyCommand
    expect(await runCommand(app.store, later, token, { value: 1, arrangement }, { key: 'filled' })).toEqual(first)
  })
  it('of a refused request is free', async () => {
    expect(codeOf(await send('refused', 13))).toBe('thing/thirteen')
    expect(codeOf(await send('refused', 14))).toBe('done')
  })
  it('of one party says nothing to another, which may use the same', async () => {
    const other = await app.as(app.world.newId())
    const [ours, theirs] = [await send('same', 1), await send('same', 2, { token: other })]
    expect(codeOf(theirs)).toBe('done')
    expect(theirs).not.toEqual(ours)
    expect(await send('same', 1)).toEqual(ours)
    const seen = (whose: string | null) =>
      asReader(app.store, whose, (view) => view.selectFrom('store.request').select(['party', 'key']).execute())
    expect(await seen(other)).toHaveLength(1)
    expect((await seen(token)).every((row) => row.party === party)).toBe(true)
    expect(await seen(null)).toEqual([])
  })
  it('is of visible characters, and anything else is refused in words', async () => {
    for (const key of ['', ' ', 'a b', 'é', 'x'.repeat(201), 'a\0']) {
      const result = await send(key, 1)
      expect(result).toMatchObject({ ok: false, problem: { status: 422, details: { field: 'Idempotency-Key' } } })
    }
    expect(codeOf(await send('x'.repeat(200), 1))).toBe('done')
  })
})

/**
 * Deliveries over a bad line. 10,000 schedules are affordable because they share one store and a pool of requests: each
 * schedule sends two of the pool, each once to three times and in any order, among eight that run at the same time; some
 * deliveries die before their commit. What a lost acknowledgement does to the store is one more delivery.
 */
describe('duplicate, reordered and lost deliveries', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
  const chance = chanceOf(seededWorld(seed))
  const dying = () => {
    const projectors = new Map(app.store.projectors).set('figure.noted', [() => Promise.reject(new Error('dies'))])
    return { ...app.store, projectors }
  }

  async function deliver(where: Id, schedules: number, pool: number, keyed: boolean) {
    const answers = new Map<number, string>()
    let contradictions = 0
    const one = async (request: number, store: Store) => {
      const key = keyed ? `${where}/${request}` : null
      const result = await send(key, request, { store, arrangement: where }).catch(() => null)
      if (!result) return
      const said = JSON.stringify(result)
      if (said !== (answers.get(request) ?? said)) contradictions++
      answers.set(request, said)
    }
    let next = 0
    const line = async () => {
      while (next++ < schedules) {
        // Beyond 13, which is refused.
        const [a, b] = [100 + chance.below(pool), 100 + chance.below(pool)]
        const arrivals = [a, b, ...[a, b, a, b].filter(() => chance.happens(0.2))]
        const order = arrivals.map((request) => ({ request, at: chance.below(1000) })).sort((x, y) => x.at - y.at)
        for (const { request } of order) await one(request, chance.happens(0.05) ? dying() : app.store)
      }
    }
    await Promise.all(Array.from({ length: 8 }, line))
    const values = (await saidIn(where)).map((row) => JSON.parse(row.canonical!).body.value as number)
    return { contradictions, delivered: [...answers.keys()].sort((x, y) => x - y), said: values.sort((x, y) => x - y) }
  }

  it('come to the same state, in 10,000 schedules', async () => {
    console.log(`requests.test.ts: SEED=${seed}`)
    const { contradictions, delivered, said } = await deliver(app.world.newId(), 10_000, 1000, true)
    expect(contradictions).toBe(0)
    expect(said).toEqual(delivered)
    expect(await app.fsck()).toMatchObject({ whole: true })
  }, 300_000)
  it('would be seen, if no key were kept', async () => {
    const { contradictions, delivered, said } = await deliver(app.world.newId(), 50, 20, false)
    expect(contradictions).toBeGreaterThan(0)
    expect(said.length).toBeGreaterThan(delivered.length)
  })
})
