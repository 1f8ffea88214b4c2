// SPDX-License-Identifier: Apache-2.0
import { hkdfSync } from 'node:crypto'
import type { Command, Home, Projector, Query, Room, StatementKind, World } from '@symbolon/foundation'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { refuseWeak, type Weakness } from './durability.ts'
import type { Forget } from './forget.ts'
import { listenToGrowth } from './growth.ts'
import { type Migrations, migrate, migrationsOf } from './migrations.ts'
import { PreparedClient } from './prepared-client.ts'
import { followPrimary, type Replicas } from './replicas.ts'
import { hideStatistics, letIn, loginOf, makeDatabase, makeRoles, oneAtATime, type Role } from './roles.ts'
import type { Owner, StoreTables, View, Writer } from './tables.ts'
import { MOST_READING } from './took-too-long.ts'

export type AnyRoom = Room<View, Writer, Owner>
export type AnyCommand = Command<View, Writer>
export type AnyQuery = Query<View>

export type Store = {
  /** Appends and projects. Not for requests. */
  projector: Kysely<StoreTables>
  /** Answers requests, under row-level security. */
  reader: Kysely<StoreTables>
  /** Where questions may go instead of the primary; null where there are none. */
  replicas: Replicas | null
  /** Calls when some log may have grown, in whichever process; what it returns ends that. */
  listen: (heard: () => void) => () => Promise<void>
  rooms: AnyRoom[]
  kinds: Map<string, StatementKind>
  projectors: Map<string, Projector<Writer>[]>
  /** What keeps something of statements beside the projections. */
  forgets: Forget[]
  world: World
  home: Home
  /** Of this installation alone: what rows keep sealed is opened with it. */
  sealingKey: Buffer
  /** Lets the database overwrite what deleted rows left in its files. */
  sweep: () => Promise<void>
  close: () => Promise<void>
}

export type StoreOptions = {
  /** How the server's superuser (or any role that may make roles and databases) connects. */
  admin: pg.PoolConfig
  database: string
  /** Known to this installation alone: the logins' passwords derive from it. */
  secret: string
  rooms: AnyRoom[]
  /** Of tables that are no room's, and what of them goes with an erased statement. */
  migrations?: Migrations
  forget?: Forget
  world: World
  /** How replicas of the same server are reached; the login is the reader's. */
  replicas?: readonly pg.PoolConfig[]
  /** What the host takes upon itself by name: a server is refused that has any other of these settings off. */
  acceptWeak?: readonly Weakness[]
}

// int8 as number: sizes and indexes stay below 2^53, and a row of text where a number is meant breaks sums silently.
// A date as its text: the driver would make it midnight of the machine's own time zone, which is another day elsewhere.
const OWN_PARSERS = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, Number],
  [pg.types.builtins.DATE, (text) => text],
])
/** How rows of the database are read. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    OWN_PARSERS.get(oid) ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/**
 * Makes roles and database where they are missing, migrates, and opens the two connections that work goes through.
 * Throws a sentence where the server may lose what it acknowledges; then nothing was made, or nothing was said.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  await refuseWeak(options.admin, options.acceptWeak)
  const others = [...options.rooms.map((room) => room.migrations), options.migrations ?? {}]
  await prepareDatabase(options, migrationsOf(others))
  await refuseWeak(loginOf('projector', options.admin, options.database, options.secret), options.acceptWeak)
  // Eight for commands, and one that whoever signs keeps.
  const projector = connect(options, 'projector', 9)
  const home = await homeOf(projector, options.world)
  const reader = connect(options, 'reader', 16)
  const replicas = options.replicas?.length
    ? followPrimary(
        projector,
        options.replicas.map((at) => follower(options, at)),
      )
    : null
  return {
    projector,
    reader,
    replicas,
    listen: (heard) => listenToGrowth(loginOf('projector', options.admin, options.database, options.secret), heard),
    rooms: options.rooms,
    kinds: new Map(options.rooms.flatMap((room) => room.statements.map((kind) => [kind.kind, kind] as const))),
    projectors: projectorsOf(options.rooms),
    forgets: [...options.rooms.flatMap((room) => room.forget ?? []), ...(options.forget ? [options.forget] : [])],
    world: options.world,
    home,
    sealingKey: Buffer.from(hkdfSync('sha256', options.secret, '', 'symbolon sealing', 32)),
    sweep: () => sweep(options),
    close: async () => {
      await Promise.all([projector.destroy(), reader.destroy(), replicas?.close()])
    },
  }
}

/**
 * Makes roles and database where they are missing, and brings the schema to where these migrations end. Of several
 * processes that start at once one does it; the others wait and find it done.
 */
export async function prepareDatabase(options: Omit<StoreOptions, 'rooms' | 'world'>, all: Migrations): Promise<void> {
  const { admin, database, secret } = options
  await oneAtATime(admin, async () => {
    await makeRoles(admin, secret)
    await makeDatabase(admin, database)
    await letIn(admin, database, secret)
    await hideStatistics(admin, database)
    const owner = connect(options, 'owner', 2)
    try {
      await migrate(owner, all)
    } finally {
      await owner.destroy()
    }
  })
}

/** As the owner of the database, who alone may; a row that an open snapshot still sees waits for the next time. */
async function sweep(options: StoreOptions): Promise<void> {
  const owner = connect(options, 'owner', 1)
  try {
    await sql`vacuum`.execute(owner)
  } finally {
    await owner.destroy()
  }
}

/** A room may project kinds of an earlier room too: that is how later rooms learn of earlier ones' statements. */
function projectorsOf(rooms: AnyRoom[]): Store['projectors'] {
  const all: Store['projectors'] = new Map()
  for (const room of rooms)
    for (const [kind, project] of Object.entries(room.projectors)) all.set(kind, [...(all.get(kind) ?? []), project])
  return all
}

function connect(options: Omit<StoreOptions, 'rooms' | 'world'>, role: Role, max: number): Kysely<StoreTables> {
  const login = loginOf(role, options.admin, options.database, options.secret)
  const client = role === 'projector' ? { Client: PreparedClient } : {}
  // A question finds its rows by an index and in one way, always. Whoever reads all rows of a table, or changes the way
  // with their number, takes longer with rows that the asker may not read: that is how long somebody's secret log is.
  const oneWay = role === 'reader' ? '-c enable_seqscan=off -c enable_bitmapscan=off -c random_page_cost=1' : ''
  // A way that is ruled out is reckoned so dear that PostgreSQL would compile each question first: 200 ms for one of 1 ms.
  const ways = `${login.options ?? ''} -c jit=off ${oneWay}`.trim()
  // Whoever reads is not to hold the database with one question; what writes was decided by us.
  const limit = role === 'reader' ? { statement_timeout: MOST_READING } : {}
  const pool = new pg.Pool({
    ...login,
    ...client,
    ...limit,
    options: ways,
    max,
    types: columnTypes,
    application_name: `symbolon ${role}`,
  })
  // An idle connection that the server closes must not end the process; the next query says what is wrong.
  pool.on('error', () => {})
  // Nor one that it closes between two queries of a transaction: the pool listens to idle ones alone.
  pool.on('connect', (client) => client.on('error', () => {}))
  return new Kysely<StoreTables>({ dialect: new PostgresDialect({ pool }) })
}

/** A replica that does not answer soon is passed over, so nobody waits long for one. */
const follower = (options: StoreOptions, at: pg.PoolConfig) =>
  connect({ ...options, admin: { ...at, connectionTimeoutMillis: 1000, keepAlive: true } }, 'reader', 16)

/** The ids of this installation's register and its editors, made at its first start. */
async function homeOf(projector: Kysely<StoreTables>, world: World): Promise<Home> {
  const keys = ['register', 'editors'] as const
  const fresh = keys.map((key) => ({ key, value: world.newId() }))
  await projector
    .insertInto('store.installation')
    .values(fresh)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const rows = await projector.selectFrom('store.installation').selectAll().where('key', 'in', keys).execute()
  const ofKey = (key: string) => rows.find((row) => row.key === key)!.value
  return { register: ofKey('register'), editors: ofKey('editors') }
}
