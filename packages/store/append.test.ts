// SPDX-License-Identifier: Apache-2.0
import { type Id, type Saying, seededWorld } from '@symbolon/foundation'
import { consistencyProof, inclusionProof, rootAt, verifyConsistency, verifyInclusion } from '@symbolon/record'
import { convene, enrol, figures, freshApp, promise, sayAll, type TestApp } from '@symbolon/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashSource } from './hash-source.ts'
import { rebuild } from './rebuild.ts'
import { signCheckpoints } from './sequencer.ts'

let app: TestApp
beforeAll(async () => {
  app = await freshApp()
})
afterAll(() => app.close())

const figure = (value: number): Saying => figures(1, value)[0]!
const logsOf = (arrangement: Id) =>
  app.store.projector.selectFrom('store.log').selectAll().where('arrangement', '=', arrangement).orderBy('id').execute()

/** How many rows each table of the record and the rooms holds. */
const rowCounts = () =>
  app.superuser(async (client) => {
    const { rows } = await client.query(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema in ('store', 'register', 'partnership', 'performance')`,
    )
    const counts: Record<string, number> = {}
    for (const { name } of rows)
      counts[name] = Number((await client.query(`select count(*) from ${name}`)).rows[0].count)
    return counts
  })

describe('one command', () => {
  it('brings statement, leaf, head and projection together', async () => {
    const before = await rowCounts()
    const alba = await enrol(app, 'Alba')
    const after = await rowCounts()
    const more = { 'store.statement': 1, 'store.leaf': 1, 'register.party': 1, 'store.session': 2 }
    for (const [table, n] of Object.entries(after))
      expect([table, n]).toEqual([table, before[table]! + (more[table as keyof typeof more] ?? 0)])
    expect(await app.see('party', null, { party: alba.party })).not.toBeNull()
  })
  it('whose projector throws leaves nothing, in any table', async () => {
    const alba = await enrol(app, 'Alba')
    const arrangement = await convene(app, { alba })
    const before = await rowCounts()
    const broken = { ...app.store, projectors: new Map(app.store.projectors) }
    const projectors = app.store.projectors.get('commitment.agreed')!
    const fails = async () => {
      throw new Error('this projector fails')
    }
    // The last of them: the others have written by then.
    broken.projectors.set('commitment.agreed', [...projectors, fails])
    const { arrangement: _where, ...body } = promise(arrangement, [alba.party])
    const secret = {
      kind: 'commitment.agreed',
      body: { ...body, correction: null },
      audience: { to: 'parties', parties: [alba.party] },
    }
    const said = sayAll(broken, arrangement, alba.party, [figure(1), secret as Saying])
    await expect(said).rejects.toThrow('this projector fails')
    expect(await rowCounts()).toEqual(before)
    expect(await app.fsck()).toMatchObject({ whole: true })
  })
  it('that says what no room defines, or what does not fit, leaves nothing', async () => {
    const before = await rowCounts()
    const { register, editors } = app.store.home
    const unknown = [figure(1), { kind: 'nobody.said', body: {} }]
    await expect(sayAll(app.store, register, editors, unknown)).rejects.toThrow('no room defines')
    await expect(sayAll(app.store, register, editors, [{ ...figure(1), body: { value: 'x' } }])).rejects.toThrow()
    expect(await rowCounts()).toEqual(before)
  })
})

describe('a log', () => {
  it('keeps its proofs, runs of 256 and signed roots right through batches of 1 to 700', async () => {
    const arrangement = app.world.newId()
    const { editors } = app.store.home
    let size = 0
    const sizes = fc.constantFrom(1, 2, 3, 100, 255, 256, 257, 511, 512, 513, 700)
    const property = fc.asyncProperty(
      fc.oneof(sizes, fc.integer({ min: 1, max: 700 })),
      fc.nat(),
      fc.nat(),
      async (count, i, j) => {
        const said = await sayAll(app.store, arrangement, editors, figures(count, size))
        size += count
        const [log] = await logsOf(arrangement)
        expect(log!.size).toBe(size)
        const source = hashSource(app.store.projector, arrangement, log!.id)
        const root = await rootAt(size, source)
        expect(Buffer.from(root)).toEqual(Buffer.from(await rootAt(size, { ...source, levels: 1 })))
        const index = i % size
        const [leafHash] = await source.hashes(0, index, index + 1)
        const proof = await inclusionProof(size, index, source)
        expect(verifyInclusion({ index, size, leafHash: leafHash!, proof, root })).toEqual({ ok: true })
        const earlier = 1 + (j % size)
        const root1 = await rootAt(earlier, source)
        const grown = await consistencyProof(earlier, size, source)
        expect(verifyConsistency({ size1: earlier, size2: size, root1, root2: root, proof: grown })).toEqual({
          ok: true,
        })
        expect(said).toHaveLength(count)
        await signCheckpoints(app.store, app.hub)
      },
    )
    await fc.assert(property, { numRuns: 15, endOnFailure: true })
    expect(await app.fsck()).toMatchObject({ whole: true })
    const tiles = await app.superuser((client) =>
      client.query('select from store.tile where arrangement = $1', [arrangement]),
    )
    expect(tiles.rowCount).toBe(Math.floor(size / 256))
  })
  it('proves every one of its statements under the signed root', async () => {
    const arrangement = app.world.newId()
    await sayAll(app.store, arrangement, app.store.home.editors, figures(300))
    const [log] = await logsOf(arrangement)
    const source = hashSource(app.store.projector, arrangement, log!.id)
    const [root, leaves] = [await rootAt(300, source), await source.hashes(0, 0, 300)]
    for (let index = 0; index < 300; index++) {
      const proof = await inclusionProof(300, index, source)
      expect(verifyInclusion({ index, size: 300, leafHash: leaves[index]!, proof, root })).toEqual({ ok: true })
      const wrong = verifyInclusion({ index, size: 300, leafHash: leaves[(index + 1) % 300]!, proof, root })
      expect(wrong).not.toEqual({ ok: true })
    }
  })
  it('is one for each exact audience, in whatever order the audience is written', async () => {
    const arrangement = app.world.newId()
    const [a, b] = [app.world.newId(), app.world.newId()]
    const to = (...parties: Id[]) => ({ ...figure(1), audience: { to: 'parties' as const, parties } })
    await sayAll(app.store, arrangement, a, [to(a, b), figure(2), to(b, a), to(a), to(b, a, b)])
    const logs = await logsOf(arrangement)
    expect(logs.map((log) => log.size).sort()).toEqual([1, 1, 3])
  })
})

describe('the sequencer', () => {
  it('signs a log once for each size, over committed leaves alone', async () => {
    const arrangement = app.world.newId()
    const { editors } = app.store.home
    const checkpoints = async () =>
      (
        await app.store.projector
          .selectFrom('store.checkpoint')
          .select('size')
          .where('arrangement', '=', arrangement)
          .orderBy('size')
          .execute()
      ).map((row) => row.size)
    await sayAll(app.store, arrangement, editors, figures(3))
    await Promise.all([signCheckpoints(app.store, app.hub), signCheckpoints(app.store, app.hub)])
    expect(await signCheckpoints(app.store, app.hub)).toBe(0)
    expect(await checkpoints()).toEqual([3])
    // One that fails after its leaves were written is not signed over.
    const broken = { ...app.store, projectors: new Map([['figure.noted', [() => Promise.reject(new Error('no'))]]]) }
    await expect(sayAll(broken, arrangement, editors, figures(2))).rejects.toThrow('no')
    expect(await signCheckpoints(app.store, app.hub)).toBe(0)
    await sayAll(app.store, arrangement, editors, figures(1))
    await signCheckpoints(app.store, app.hub)
    expect(await checkpoints()).toEqual([3, 4])
  })
})

describe('speakers at once', () => {
  it('open one log between them where both are the first', async () => {
    for (let round = 0; round < 10; round++) {
      const arrangement = app.world.newId()
      const { editors } = app.store.home
      await Promise.all([1, 2, 3, 4].map((n) => sayAll(app.store, arrangement, editors, figures(n))))
      expect((await logsOf(arrangement)).map((log) => log.size)).toEqual([10])
    }
    expect(await app.fsck()).toMatchObject({ whole: true })
  })
  it('in several audiences wait for each other, and not in a circle', async () => {
    const arrangement = app.world.newId()
    const parties = Array.from({ length: 3 }, app.world.newId)
    const to = (...ids: Id[]): Saying => ({ ...figure(1), audience: { to: 'parties', parties: ids } })
    const orders = parties.flatMap((a) => parties.map((b) => [to(a), to(b), figure(2), to(b, a)]))
    await Promise.all([...orders, ...orders].map((sayings) => sayAll(app.store, arrangement, parties[0]!, sayings)))
    const statements = await app.superuser((client) =>
      client.query('select log, index from store.statement where arrangement = $1 order by log, index', [arrangement]),
    )
    expect(statements.rowCount).toBe(orders.length * 2 * 4)
    const places = Map.groupBy(statements.rows, (row) => row.log)
    for (const rows of places.values()) expect(rows.map((row) => Number(row.index))).toEqual(rows.map((_, i) => i))
    expect(await app.fsck()).toMatchObject({ whole: true })
  })
  it('decide one after the other: of two that grant one seat, one is refused', async () => {
    const [alba, borea, cirrus] = [await enrol(app, 'Alba'), await enrol(app, 'Borea'), await enrol(app, 'Cirrus')]
    const arrangement = await convene(app, { alba, borea })
    const seat = { arrangement, party: cirrus.party, tier: 'member' }
    const tries = await Promise.all([alba, borea, alba, borea].map(({ token }) => app.run('grant-seat', token, seat)))
    expect(tries.filter((one) => one.ok)).toHaveLength(1)
    for (const one of tries) if (!one.ok) expect(one.problem.code).toBe('register/already-seated')
  })
})

describe('a kind of a later version', () => {
  it('reaches projectors in today’s words, while the record keeps the old ones', async () => {
    const { register, editors } = app.store.home
    const [said] = await sayAll(app.store, register, editors, [figure(7)])
    const old = app.store.kinds.get('figure.noted')!
    const upcasters = { 1: (body: unknown) => ({ ...(body as object), unit: 'things' }) }
    const later = {
      ...app.store,
      kinds: new Map(app.store.kinds).set('figure.noted', { ...old, version: 2, upcasters }),
    }
    const unitOf = async () => {
      const rows = app.store.projector.withTables<{ 'register.figure': { id: string; body: { unit: string } } }>()
      const row = rows.selectFrom('register.figure').select('body').where('id', '=', said!.id)
      return (await row.executeTakeFirstOrThrow()).body.unit
    }
    expect(await unitOf()).toBe('n')
    await rebuild(later)
    expect(await unitOf()).toBe('things')
    const statement = await app.see('statement', null, { arrangement: register, statement: said!.id })
    expect(statement).toMatchObject({ statement: { version: 1, body: { unit: 'n' } } })
    await rebuild(app.store)
  })
})

it('replays from the same clock and seed to the same bytes', async () => {
  const texts = async () => {
    const twin = await freshApp(seededWorld(99))
    await sayAll(twin.store, twin.store.home.register, twin.store.home.editors, figures(5))
    const { rows } = await twin.superuser((client) =>
      client.query(`select canonical, encode(salt, 'hex') as salt from store.statement order by log, index`),
    )
    await twin.close()
    return JSON.stringify(rows)
  }
  expect(await texts()).toBe(await texts())
})
