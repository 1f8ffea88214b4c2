// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  asksForSignature,
  forgetWaiting,
  migrations,
  prepareAllowed,
  preparedFor,
  runAllowed,
  submitAllowed,
} from '@symbolon/accounts'
import { notFound, type Result, realWorld, refuse, type World } from '@symbolon/foundation'
import { checkTexts, liftEmbargoes } from '@symbolon/register'
import {
  type AnyCommand,
  type AnyQuery,
  ask,
  type Done,
  type FsckReport,
  fsck,
  type Hub,
  joinEmbedded,
  openStore,
  type Prepared,
  type Store,
  startEmbedded,
  startSequencer,
  sweepingOf,
  type ToSign,
  type Weakness,
} from '@symbolon/store'
import { foundRegister, keepOnlyCopies } from './found-register.ts'
import { rooms } from './rooms.ts'
import { startRound } from './rounds.ts'

export type App = {
  store: Store
  hub: Hub
  commands: Map<string, AnyCommand>
  queries: Map<string, AnyQuery>
  /** With a key, a request that came before under it from the same party is answered again and not done again. */
  run: (command: string, token: string | null, input: unknown, key?: string | null) => Promise<Result<Done>>
  /** What a command would say, to be signed by a key of the party's own. */
  prepare: (command: string, token: string | null, input: unknown) => Promise<Result<ToSign>>
  /** Whether what a command says for whoever holds the token must come signed. */
  mustSign: (command: string, token: string | null) => Promise<boolean>
  /** What the holder of the token prepared under an id. */
  prepared: (token: string | null, id: string) => Promise<Prepared | null>
  /** Says what was prepared, with its signatures: `{ prepared, signatures }`. */
  submit: (token: string | null, given: unknown, key?: string | null) => Promise<Result<Done>>
  ask: <Answer>(query: string, token: string | null, input: unknown) => Promise<Result<Answer>>
  fsck: (progress?: (done: number) => void) => Promise<FsckReport>
  close: () => Promise<void>
}

export type Place =
  /** A folder that the product keeps, with the embedded database in it. */
  | {
      dataFolder: string
      /** Beside a running product of the same folder, where there is one. */
      beside?: boolean
    }
  /** A given PostgreSQL: for tests alone. */
  | { databaseUrl: string; database: string }

export type AppOptions = {
  world?: World
  sequencer?: boolean
  onFault?: (fault: unknown) => void
  /** A place that is new keeps copies of others' records alone: it founds no register of its own, now or later. */
  copies?: boolean
  /** Durability settings that the host takes upon itself to have off. */
  acceptWeak?: readonly Weakness[]
}

/** Opens the house: database, rooms, register, sequencer. Throws a sentence where it cannot. */
export async function openApp(place: Place, options: AppOptions = {}): Promise<App> {
  const world = options.world ?? realWorld()
  const base = await basisOf(place)
  let store: Store
  try {
    const { acceptWeak } = options
    store = await openStore({ ...base, rooms, migrations, forget: forgetWaiting, world, acceptWeak })
  } catch (error) {
    await base.stop()
    throw error
  }
  try {
    if (options.copies) await keepOnlyCopies(store)
    await foundRegister(store)
  } catch (error) {
    await store.close()
    await base.stop()
    throw error
  }
  const commands = new Map(rooms.flatMap((room) => room.commands.map((one) => [one.name, one] as const)))
  const queries = new Map(rooms.flatMap((room) => room.queries.map((one) => [one.name, one] as const)))
  const onFault = options.onFault ?? (() => {})
  const quiet = options.sequencer === false || ('beside' in place && place.beside)
  const stopSequencer = quiet ? async () => {} : startSequencer(store, base.hub, onFault)
  const stopLifting = quiet ? async () => {} : startRound(() => liftEmbargoes(store), onFault)
  const stopSweeping = quiet ? async () => {} : startRound(sweepingOf(store), onFault)
  return {
    store,
    hub: base.hub,
    commands,
    queries,
    run: (name, token, input, key = null) => runAllowed(store, commands.get(name), token, input, key),
    prepare: (name, token, input) => prepareAllowed(store, commands.get(name), token, input),
    mustSign: (name, token) => asksForSignature(store, commands.get(name), token),
    prepared: (token, id) => preparedFor(store, token, id),
    submit: (token, given, key = null) => submitAllowed(store, commands, token, given, key),
    ask: async <Answer>(name: string, token: string | null, input: unknown) => {
      const query = queries.get(name)
      return (query ? await ask(store, query, token, input) : refuse(notFound())) as Result<Answer>
    },
    fsck: (progress) => fsck(store, base.hub, { progress, extra: checkTexts }),
    close: async () => {
      await stopSweeping()
      await stopLifting()
      await stopSequencer()
      await store.close()
      await base.stop()
    },
  }
}

/** What the embedded server calls the database of the record. */
export const DATABASE = 'symbolon'

async function basisOf(place: Place) {
  if ('databaseUrl' in place) {
    const secret = createHash('sha256').update(place.databaseUrl).digest('hex')
    const seed = createHash('sha256').update(`${secret} checkpoint key`).digest()
    const admin = { connectionString: place.databaseUrl }
    return {
      admin: parseUrl(admin.connectionString),
      database: place.database,
      secret,
      hub: { origin: 'localhost/test', seed },
      stop: async () => {},
    }
  }
  const server = (place.beside && (await joinEmbedded(place.dataFolder))) || (await startEmbedded(place.dataFolder))
  return {
    admin: server.admin,
    database: DATABASE,
    secret: secretIn(place.dataFolder, 'logins.secret').toString('hex'),
    hub: hubOf(place.dataFolder),
    stop: server.stop,
  }
}

function parseUrl(connectionString: string) {
  const url = new URL(connectionString)
  return {
    host: decodeURIComponent(url.searchParams.get('host') ?? url.hostname),
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username || 'postgres'),
    password: url.password ? decodeURIComponent(url.password) : undefined,
    database: url.pathname.slice(1) || 'postgres',
  }
}

/** 32 random bytes of this installation, made at the first start, readable by its owner alone. */
export function secretIn(folder: string, name: string): Buffer {
  const path = join(folder, name)
  mkdirSync(folder, { recursive: true })
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 })
  return Buffer.from(readFileSync(path, 'utf8').trim(), 'hex')
}

/** The key that signs checkpoints, and an origin that tells this installation's logs from others'. */
function hubOf(folder: string): Hub {
  const seed = secretIn(folder, 'checkpoint-key.secret')
  const name = createHash('sha256').update(seed).update(' origin').digest('hex').slice(0, 16)
  return { origin: `symbolon.invalid/${name}`, seed }
}
