// SPDX-License-Identifier: Apache-2.0
import { ERASED, type Id, onlyParties, type Recorded, seededWorld } from '@symbolon/foundation'
import { convene, enrol, erasing, freshApp, type Player, promise, sayAll, type TestApp } from '@symbolon/testing'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { sweepErased } from './erase.ts'
import { rebuild } from './rebuild.ts'

let app: TestApp
let alba: Player
let borea: Player
let table: Id
beforeAll(async () => {
  app = await freshApp(seededWorld(61))
  alba = await enrol(app, 'Alba', 'AA')
  borea = await enrol(app, 'Borea', 'BB')
  table = await convene(app, { alba, borea })
})
afterAll(() => app.close())

const say = async (kind: string, body: object, more: object = {}, arrangement = table): Promise<Recorded> =>
  (await sayAll(app.store, arrangement, alba.party, [{ kind, body, ...more }]))[0]!
const { arrangement: _arrangement, ...terms } = promise('', [])
const agree = (summary: string, more: object = {}, arrangement = table) =>
  say('commitment.agreed', { ...terms, promisors: [alba.party], summary, correction: null }, more, arrangement)
const erase = async (said: Recorded, more: object = {}) =>
  (await sayAll(app.store, said.arrangement, alba.party, [erasing(said, more)]))[0]!

describe('corrections, errors and erasures in any order', () => {
  it('leave what a rebuild leaves, and never show words that were replaced where the last were erased', async () => {
    const step = fc.record({ way: fc.constantFrom('correct', 'error', 'erase', 'erase'), at: fc.nat(6) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
        const arrangement = app.world.newId()
        const first = await agree('Version 0.', {}, arrangement)
        // Each version with whether it was erased.
        const versions = [{ said: first, gone: false }]
        let shown: string | null = 'Version 0.'
        for (const { way, at } of steps) {
          if (way === 'correct') {
            shown = `Version ${versions.length}.`
            const said = await agree(shown, { corrects: first.id }, arrangement)
            versions.push({ said, gone: false })
          } else if (way === 'error') {
            const body = { statement: first.id, reason: `At ${versions.length}.` }
            await say('statement.entered-in-error', body, {}, arrangement)
          } else {
            const one = versions[at % versions.length]!
            if (one.gone) continue
            one.gone = true
            await erase(one.said)
            const later = versions.slice(versions.indexOf(one) + 1).some(({ gone }) => !gone)
            if (!later) shown = null
          }
          const rows = await app.store.projector.transaction().execute((db) =>
            sql<{ body: { summary: string } }>`select body from partnership.commitment
              where arrangement = ${arrangement}`.execute(db),
          )
          expect(rows.rows.map(({ body }) => body.summary)).toEqual(shown === null ? [] : [shown])
        }
        expect((await rebuild(app.store)).differences).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('fsck', () => {
  const damage = async () => (await app.fsck()).damage.map(({ statement, what }) => ({ statement, what }))
  const spoil = async (query: string, values: unknown[], back: string) => {
    await app.superuser((db) => db.query(query, values))
    const found = await damage()
    await app.superuser((db) => db.query(back, values))
    expect(await damage()).toEqual([])
    return found
  }
  it('takes a missing text as damage, unless an erasure of its log names it', async () => {
    const said = await agree('Stays.')
    await app.superuser((db) => db.query('create table kept as select * from store.statement where id = $1', [said.id]))
    const found = await spoil(
      'update store.statement set salt = null, canonical = null where id = $1',
      [said.id],
      'update store.statement s set salt = k.salt, canonical = k.canonical from kept k where s.id = $1',
    )
    expect(found).toEqual([{ statement: said.id, what: 'its text is missing, and no erasure in its log names it' }])
    const { erased } = await app.fsck()
    await erase(said)
    expect(await app.fsck()).toMatchObject({ whole: true, erased: erased + 1 })
    const still = await spoil(
      'update store.statement s set salt = k.salt, canonical = k.canonical from kept k where s.id = $1',
      [said.id],
      'update store.statement set salt = null, canonical = null where id = $1',
    )
    expect(still).toEqual([{ statement: said.id, what: 'it was erased, and its text is still there' }])
    await app.superuser((db) => db.query('drop table kept'))
  })
  it.each([
    ['speaker', 'said_by', 'gen_random_uuid()'],
    ['kind', 'kind', `'figure.noted'`],
    ['time', 'recorded_at', `recorded_at + interval '1 day'`],
    ['correction', 'corrects', 'gen_random_uuid()'],
  ])('finds that the %s of what is left was changed', async (name, column, to) => {
    const said = await agree('Goes.')
    await erase(said)
    const [before] = (
      await app.superuser((db) => db.query(`select ${column} as was from store.statement where id = $1`, [said.id]))
    ).rows
    await app.superuser((db) => db.query(`update store.statement set ${column} = ${to} where id = $1`, [said.id]))
    const found = await damage()
    await app.superuser((db) =>
      db.query(`update store.statement set ${column} = $2 where id = $1`, [said.id, before.was]),
    )
    expect(found).toEqual([
      { statement: said.id, what: `its ${name} in the table is not the one that its erasure tells` },
    ])
  })
  it('does not count an erasure of what another party said, or of what others rest on', async () => {
    const own = (
      await sayAll(app.store, table, borea.party, [
        {
          kind: 'commitment.agreed',
          audience: onlyParties(borea.party),
          body: { ...terms, promisors: [borea.party], correction: null },
        },
      ])
    )[0]!
    const [forged] = await sayAll(app.store, table, alba.party, [erasing(own)])
    expect(await damage()).toEqual([
      { statement: own.id, what: 'its text is missing, and no erasure in its log names it' },
    ])
    expect(forged!.kind).toBe(ERASED)
  })
})

describe('the right to destroy', () => {
  it('is no login’s: the projector’s one way does nothing without an erasure that names the statement', async () => {
    const said = await agree('Stays.')
    const text = async () =>
      (await app.superuser((db) => db.query('select canonical from store.statement where id = $1', [said.id]))).rows[0]
        .canonical
    await expect(
      sql`update store.statement set canonical = null, salt = null where id = ${said.id}`.execute(app.store.projector),
    ).rejects.toThrow(/permission denied/)
    await expect(sql`update store.request set answer = ''`.execute(app.store.projector)).rejects.toThrow(
      /permission denied/,
    )
    await sql`select store.erase(${table}, ${said.id})`.execute(app.store.projector)
    expect(await text()).toContain('Stays.')
    await expect(sql`select store.erase(${table}, ${said.id})`.execute(app.store.reader)).rejects.toThrow(
      /permission denied/,
    )
  })
  it('reaches no statement of another log, and no later one', async () => {
    const elsewhere = await agree('Elsewhere.', { audience: onlyParties(alba.party) })
    await sayAll(app.store, table, alba.party, [{ ...erasing(elsewhere), audience: { to: 'public' } }])
    const { rows } = await app.superuser((db) =>
      db.query('select canonical from store.statement where id = $1', [elsewhere.id]),
    )
    expect(rows[0].canonical).toContain('Elsewhere.')
  })
})

describe('acts that were prepared to be signed', () => {
  it('go where they said what is erased, or speak of it; others stay', async () => {
    const said = await agree('Goes.')
    const [own, about, other] = [app.world.newId(), app.world.newId(), app.world.newId()]
    const rows: [Id, Id[], string][] = [
      [own, [said.id], 'Goes.'],
      [about, [], `It corrects ${said.id}.`],
      [other, [], 'Stays.'],
    ]
    for (const [id, ids, statements] of rows)
      await app.superuser((db) =>
        db.query(
          `insert into store.prepared (party, id, command, input, statements, ids, made_at)
           values ($1, $2, 'x', '{}', $3, $4, now())`,
          [alba.party, id, statements, ids],
        ),
      )
    await erase(said)
    const left = await app.superuser((db) => db.query('select id from store.prepared'))
    expect(left.rows.map(({ id }) => id)).toEqual([other])
  })
})

describe('what the files of the database still hold', () => {
  it('is let go of in a round after an erasure, and in no other', async () => {
    const vacuums = async () =>
      Number(
        (
          await app.superuser((db) =>
            db.query(`select vacuum_count from pg_stat_all_tables where relid = 'store.statement'::regclass`),
          )
        ).rows[0].vacuum_count,
      )
    const round = () => sweepErased(app.store)
    await round()
    const before = await vacuums()
    await round()
    expect(await vacuums()).toBe(before)
    await erase(await agree('Goes.'))
    await round()
    expect(await vacuums()).toBe(before + 1)
  })
  it('goes again until it is gone, where a backup or another long look still holds it', async () => {
    const dead = async () =>
      app.superuser(async (db) => {
        const { rows } = await db.query(`select n_dead_tup from pg_stat_all_tables
          where schemaname = 'store' and relname = 'statement'`)
        return Number(rows[0].n_dead_tup)
      })
    const said = await agree('Held.')
    await app.superuser(async (db) => {
      await db.query('begin isolation level repeatable read')
      await db.query('select count(*) from store.statement')
      await erase(said)
      await sweepErased(app.store)
      expect(await dead()).toBeGreaterThan(0)
      await db.query('commit')
    })
    // Others may look as well, such as what the server does by itself: one of the next rounds.
    await vi.waitFor(
      async () => {
        await sweepErased(app.store)
        expect(await dead()).toBe(0)
      },
      { timeout: 60_000 },
    )
  })
})
