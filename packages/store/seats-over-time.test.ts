// SPDX-License-Identifier: Apache-2.0
import { type Audience, allSeats, everybody, type Id, onlyParties } from '@symbolon/foundation'
import { convene, enrol, figures, freshApp, gapsIn, type Player, sayAll, type TestApp } from '@symbolon/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asReader } from './ask.ts'
import { rebuild } from './rebuild.ts'

let app: TestApp
let alba: Player
let borea: Player
beforeAll(async () => {
  app = await freshApp()
  alba = await enrol(app, 'Alba')
  borea = await enrol(app, 'Borea')
})
afterAll(() => app.close())

const say = async (arrangement: Id, audience: Audience = allSeats): Promise<Id> =>
  (await sayAll(app.store, arrangement, alba.party, [{ ...figures(1)[0]!, audience }]))[0]!.id

/** Which of the statements a reader has: as statement, as fact and in a count, all of them or none. */
async function reads(player: Player, ...ids: Id[]): Promise<boolean[]> {
  return asReader(app.store, player.token, async (view) => {
    const found = async (table: string) => {
      const { rows } = await sql<{ id: Id }>`select id from ${sql.table(table)} where id = any(${ids})`.execute(view)
      return ids.map((id) => rows.some((row) => row.id === id))
    }
    const statements = await found('store.statement')
    expect(await found('register.figure')).toEqual(statements)
    return statements
  })
}
const logsOf = (player: Player, arrangement: Id) =>
  asReader(app.store, player.token, (view) =>
    view
      .selectFrom('store.log')
      .select('audience')
      .where('arrangement', '=', arrangement)
      .orderBy('audience')
      .execute(),
  )
const grant = async (arrangement: Id, dates: object = {}) =>
  (await app.must('grant-seat', alba.token, { arrangement, party: borea.party, tier: 'member', ...dates })).seat!
/** Time passes for the database alone: its clock judges. */
const setDates = (seat: Id, column: 'begins' | 'ends', moment: string) =>
  app.superuser((db) => db.query(`update store.seat set ${column} = $2 where id = $1`, [seat, moment]))

describe('a seat with dates', () => {
  it('reads and says nothing before its first day, then what was recorded from that day on', async () => {
    const arrangement = await convene(app, { alba })
    const seat = await grant(arrangement, { from: '2099-01-01' })
    const early = await say(arrangement)
    expect(await reads(borea, early)).toEqual([false])
    expect(await logsOf(borea, arrangement)).toEqual([{ audience: 'public' }])
    expect(await app.refusal('choose-past', borea.token, { arrangement, past: 'opened' })).toBe('register/not-seated')
    await setDates(seat, 'begins', app.world.now().toISOString())
    const later = await say(arrangement)
    expect(await reads(borea, early, later)).toEqual([false, true])
    await app.must('choose-past', borea.token, { arrangement, past: 'opened' })
  })
  it('reads and says nothing after its last day, not even what it read before', async () => {
    const arrangement = await convene(app, { alba })
    const seat = await grant(arrangement, { until: '2099-12-31' })
    const then = await say(arrangement)
    expect(await reads(borea, then)).toEqual([true])
    await setDates(seat, 'ends', '2026-02-01')
    expect(await reads(borea, then)).toEqual([false])
    expect(await logsOf(borea, arrangement)).toEqual([{ audience: 'public' }])
    expect(await app.refusal('choose-past', borea.token, { arrangement, past: 'opened' })).toBe('register/not-seated')
    // Its place is free again.
    await grant(arrangement)
    expect(await reads(borea, then, await say(arrangement))).toEqual([false, true])
  })
  it('does not reach back to before it was granted, however early its first day', async () => {
    const arrangement = await convene(app, { alba })
    const past = await say(arrangement)
    await grant(arrangement, { from: '2001-01-01' })
    expect(await reads(borea, past, await say(arrangement))).toEqual([false, true])
  })
})

describe('a suspended seat', () => {
  it('reads nothing, and later not what was said in between', async () => {
    const arrangement = await convene(app, { alba })
    const seat = await grant(arrangement)
    const before = await say(arrangement)
    await app.must('suspend-seat', alba.token, { arrangement, seat, reason: 'Until it is clear.' })
    const between = await say(arrangement)
    const named = await say(arrangement, onlyParties(borea.party))
    const open = await say(arrangement, everybody)
    expect(await reads(borea, before, between, named, open)).toEqual([false, false, true, true])
    expect(await logsOf(borea, arrangement)).not.toContainEqual({ audience: 'seats:member,observer,secretariat' })
    expect(await app.refusal('choose-past', borea.token, { arrangement, past: 'opened' })).toBe('register/not-seated')
    await app.must('resume-seat', alba.token, { arrangement, seat })
    const after = await say(arrangement)
    expect(await reads(borea, before, between, after)).toEqual([true, false, true])
    await app.must('suspend-seat', alba.token, { arrangement, seat })
    const again = await say(arrangement)
    await app.must('resume-seat', alba.token, { arrangement, seat })
    const last = await say(arrangement)
    expect(await reads(borea, before, between, after, again, last)).toEqual([true, false, true, false, true])
  })
})

describe('the past', () => {
  it('is open to a later seat from the moment on at which the arrangement opened it, and no earlier', async () => {
    const arrangement = await convene(app, { alba })
    const closed = await say(arrangement)
    await app.must('choose-past', alba.token, { arrangement, past: 'opened' })
    const opened = await say(arrangement)
    await grant(arrangement)
    expect(await reads(borea, closed, opened, await say(arrangement))).toEqual([false, true, true])
  })
  it('is closed to a seat that is granted after it was closed again', async () => {
    const arrangement = await convene(app, { alba })
    await app.must('choose-past', alba.token, { arrangement, past: 'opened' })
    const opened = await say(arrangement)
    await app.must('choose-past', alba.token, { arrangement, past: 'closed' })
    await grant(arrangement)
    expect(await reads(borea, opened, await say(arrangement))).toEqual([false, true])
  })
})

it('a rebuild makes the same seats from what was said', async () => {
  const { differences } = await rebuild(app.store)
  // The three whose dates the test itself moved.
  expect(differences.filter(({ row }) => !/2099/.test(row)).map(({ table }) => table)).toEqual(
    differences.filter(({ row }) => !/2099/.test(row)).map(() => 'store.seat'),
  )
  expect(differences.length).toBeLessThanOrEqual(4)
})

it('the policies ask in arrays, so that the rows are found by index; a new table is guarded likewise', async () => {
  const { rows } = await app.superuser((db) =>
    db.query(
      `select tablename, qual from pg_policies where policyname = 'reader_reads' and qual like '%readable_logs%'`,
    ),
  )
  expect(rows.length).toBeGreaterThan(10)
  for (const { tablename, qual } of rows) expect(qual, tablename).toMatch(/^\(+(log|id) = ANY \(ARRAY\(/)
  expect(await app.superuser(gapsIn)).toEqual([])
})
