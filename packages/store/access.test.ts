// SPDX-License-Identifier: Apache-2.0
import { type Audience, allSeats, everybody, type Id, members, onlyParties } from '@symbolon/foundation'
import { convene, enrol, figures, freshApp, type Player, promise, sayAll, type TestApp } from '@symbolon/testing'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asReader } from './ask.ts'
import { hashOfToken } from './sessions.ts'

let app: TestApp
let alba: Player
let borea: Player
let cirrus: Player
let stranger: Player
let table: Id
beforeAll(async () => {
  app = await freshApp()
  alba = await enrol(app, 'Alba')
  borea = await enrol(app, 'Borea')
  cirrus = await enrol(app, 'Cirrus')
  stranger = await enrol(app, 'Stranger')
  table = await convene(app, { alba, borea, cirrus }, { tiers: { borea: 'secretariat', cirrus: 'observer' } })
})
afterAll(() => app.close())

const say = async (audience: Audience, arrangement = table): Promise<Id> =>
  (await sayAll(app.store, arrangement, alba.party, [{ ...figures(1)[0]!, audience }]))[0]!.id
/** Whether a reader has the statement, its leaf's log and its projection: all of them or none. */
async function reads(player: Player | null, id: Id): Promise<boolean> {
  const found = await asReader(app.store, player?.token ?? null, async (view) => {
    const statement = await sql`select from store.statement where id = ${id}`.execute(view)
    const fact = await sql`select from register.figure where id = ${id}`.execute(view)
    return [statement.rows.length, fact.rows.length]
  })
  expect(found[0]).toBe(found[1])
  return found[0] === 1
}
const readers = async (id: Id) => {
  const all = { public: null, alba, borea, cirrus, stranger }
  const found = []
  for (const [name, player] of Object.entries(all)) if (await reads(player, id)) found.push(name)
  return found
}

describe('a statement is read by', () => {
  it('everybody, where it is public', async () => {
    expect(await readers(await say(everybody))).toEqual(['public', 'alba', 'borea', 'cirrus', 'stranger'])
  })
  it('the holders of seats of its tiers, where it names tiers', async () => {
    expect(await readers(await say(allSeats))).toEqual(['alba', 'borea', 'cirrus'])
    expect(await readers(await say(members))).toEqual(['alba'])
    expect(await readers(await say({ to: 'seats', tiers: ['observer', 'secretariat'] }))).toEqual(['borea', 'cirrus'])
  })
  it('the parties that it names, seated or not', async () => {
    expect(await readers(await say(onlyParties(alba.party)))).toEqual(['alba'])
    expect(await readers(await say(onlyParties(borea.party, stranger.party)))).toEqual(['borea', 'stranger'])
  })
  it('nobody for a role that it is described in', async () => {
    const id = await say(allSeats)
    for (const role of ['chair', 'secretariat', 'member', 'observer']) {
      const part = { party: stranger.party, of: table, role, from: null, to: null, note: null, sources: [] }
      await app.must('note-participation', alba.token, part)
    }
    expect(await reads(stranger, id)).toBe(false)
  })
})

describe('seats in time', () => {
  it('let a party that is seated later read what comes, not the past; and one that left, nothing but the public', async () => {
    const arrangement = await convene(app, { alba })
    const past = await say(allSeats, arrangement)
    const { seat } = await app.must('grant-seat', alba.token, { arrangement, party: borea.party, tier: 'member' })
    const later = await say(allSeats, arrangement)
    expect([await reads(borea, past), await reads(borea, later)]).toEqual([false, true])
    expect([await reads(alba, past), await reads(alba, later)]).toEqual([true, true])
    await app.must('end-seat', alba.token, { arrangement, seat })
    const open = await say(everybody, arrangement)
    const after = await say(allSeats, arrangement)
    expect(await Promise.all([past, later, after, open].map((id) => reads(borea, id)))).toEqual([
      false,
      false,
      false,
      true,
    ])
    await app.must('grant-seat', alba.token, { arrangement, party: borea.party, tier: 'member' })
    expect([await reads(borea, later), await reads(borea, await say(allSeats, arrangement))]).toEqual([false, true])
  })
  it('give the reader of one arrangement nothing of another', async () => {
    const other = await convene(app, { stranger })
    const id = await say(allSeats, other)
    expect(await readers(id)).toEqual(['stranger'])
  })
})

it('is so for whatever audience: who reads follows from seats and names alone', async () => {
  const players = { alba, borea, cirrus, stranger }
  const tierOf: Record<string, string> = { alba: 'member', borea: 'secretariat', cirrus: 'observer' }
  const audience = fc.oneof(
    fc
      .uniqueArray(fc.constantFrom('member', 'observer', 'secretariat'), { minLength: 1 })
      .map((tiers) => ({ to: 'seats', tiers }) as Audience),
    fc
      .uniqueArray(fc.constantFrom(...Object.keys(players)), { minLength: 1 })
      .map((names) => onlyParties(...names.map((name) => players[name as keyof typeof players].party))),
  )
  const property = fc.asyncProperty(audience, async (to) => {
    const expected = Object.entries(players).filter(([name, player]) =>
      to.to === 'seats'
        ? to.tiers.includes(tierOf[name] as 'member')
        : to.to === 'parties' && to.parties.includes(player.party),
    )
    expect(await readers(await say(to))).toEqual(expected.map(([name]) => name))
  })
  await fc.assert(property, { numRuns: 20 })
})

describe('whoever gets hold of the reader’s connection', () => {
  /** What the last of some statements on one connection gives, or the message of the first that is refused. */
  const attack = (...texts: string[]) =>
    app.store.reader.connection().execute(async (connection) => {
      try {
        let rows: unknown[] = []
        for (const text of texts) rows = (await sql.raw(text).execute(connection)).rows
        return rows
      } catch (error) {
        return (error as Error).message
      } finally {
        await sql.raw('rollback').execute(connection)
        await sql.raw('discard all').execute(connection)
      }
    })
  const foreign = `select s.id from store.statement s left join store.log l on l.id = s.log
    where l.audience is distinct from 'public'`
  it.each([
    ['set role symbolon_owner', /permission denied to set role/],
    ['set role symbolon_projector', /permission denied to set role/],
    ['set role postgres', /permission denied to set role/],
    ['set session authorization symbolon_owner', /permission denied/],
    ['set row_security = off; select * from store.statement', /row-level security/],
    ['alter table store.log disable row level security', /must be owner/],
    ['create policy mine on store.log using (true)', /must be owner/],
    ['create temporary table t (x int)', /permission denied/],
    ['create table public.t (x int)', /permission denied/],
    ['create function pg_temp.f() returns int language sql as $$select 1$$', /permission denied/],
    ['create domain pg_temp.text as int', /permission denied/],
    [`insert into store.session values (gen_random_uuid(), 'x', now())`, /permission denied/],
    ['update store.statement set canonical = canonical', /permission denied/],
    ['delete from store.statement', /permission denied/],
    ['update partnership.draft set state = state', /permission denied/],
    ['truncate store.leaf', /permission denied/],
    [`copy store.statement to program 'cat'`, /permission denied|must be superuser/],
    ['select * from migration.kysely_migration', /permission denied/],
    [`select lo_import('/etc/passwd')`, /permission denied/],
    [`select pg_read_file('/etc/passwd')`, /permission denied/],
    [`select lo_export(1, '/tmp/x')`, /permission denied|must be superuser|does not exist/],
    [`select pg_ls_dir('/')`, /permission denied/],
    [`copy (select 1) to '/tmp/x'`, /permission denied|must be superuser/],
    [`select * from dblink('host=localhost', 'select 1') as t(a int)`, /does not exist/],
    ['create extension dblink', /permission denied|not available|must be superuser/],
    [`do $$ begin execute 'set role symbolon_owner'; end $$`, /permission denied/],
    ['alter role symbolon_reader superuser', /permission denied|must be superuser/],
    ['alter system set log_statement = 1', /permission denied|must be superuser/],
    ['select reltuples from pg_class', /permission denied/],
    ['select n_live_tup from pg_stat_user_tables', /permission denied/],
    [`select pg_relation_size('store.statement')`, /permission denied/],
    ['select query from pg_stat_activity', /permission denied/],
    ['select * from pg_stats', /permission denied/],
    ['select * from pg_locks', /permission denied/],
  ])('cannot %s', async (text, refusal) => {
    const told = await attack(text)
    expect(told).toMatch(refusal)
  })
  it.each([
    ['reset role', 'reset role'],
    ['reset session authorization', 'reset session authorization'],
    ['a guessed token', `select set_config('symbolon.token', 'guessed', false)`],
    ['an empty token', `select set_config('symbolon.token', '', false)`],
  ])('has no foreign row after %s', async (_what, setting) => {
    await say(allSeats)
    expect(await attack(setting, foreign)).toEqual([])
  })
  it('has no foreign row with the hash of another’s token, nor sees one', async () => {
    const hash = hashOfToken(alba.token)
    for (const guess of [hash.toString('hex'), hash.toString('base64url'), `\\x${hash.toString('hex')}`])
      expect(await attack(`select set_config('symbolon.token', '${guess}', false)`, foreign)).toEqual([])
    // And the one that is right finds them, so that the question is a good one.
    expect(await attack(`select set_config('symbolon.token', '${alba.token}', false)`, foreign)).not.toEqual([])
    expect(await attack('select * from store.session')).toEqual([])
    expect(await attack('select * from store.installation')).toEqual([])
  })
  it('leaves no identity behind for the next reader of the connection', async () => {
    const id = await say(allSeats)
    await app.store.reader.connection().execute(async (connection) => {
      await sql`select set_config('symbolon.token', ${alba.token}, false)`.execute(connection)
    })
    // One connection after another: whichever the pool hands out.
    for (let i = 0; i < 20; i++) expect(await reads(null, id)).toBe(false)
    await app.store.reader.connection().execute((connection) => sql.raw('discard all').execute(connection))
  })
})

describe('the projector', () => {
  it.each([
    'update store.statement set canonical = canonical',
    'delete from store.statement',
    'update store.leaf set entry = entry',
    'delete from store.leaf',
    'update store.tile set root = root',
    'delete from store.checkpoint',
    'update store.checkpoint set note = note',
    'delete from store.log',
    'truncate store.statement',
    'update store.installation set value = value',
    'set role symbolon_owner',
    'set session authorization postgres',
    `copy store.statement to program 'cat'`,
    `select pg_read_file('/etc/passwd')`,
    'alter table store.statement disable row level security',
    'create extension dblink',
  ])('cannot %s: what is said is never changed', async (text) => {
    await expect(sql.raw(text).execute(app.store.projector)).rejects.toThrow(
      /permission denied|must be (owner|superuser)|not available/,
    )
  })
})

it('ends a session at once when it is closed', async () => {
  const { closeSession, openSession } = await import('./sessions.ts')
  const token = await openSession(app.store, alba.party)
  const id = await say(onlyParties(alba.party))
  const mine = { party: alba.party, token }
  expect(await reads(mine, id)).toBe(true)
  await closeSession(app.store, token)
  expect(await reads(mine, id)).toBe(false)
  expect(await app.refusal('agree-commitment', token, promise(table, [alba.party]))).toBe('foundation/not-signed-in')
})
