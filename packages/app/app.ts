// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { notFound, type Result, realWorld, refuse, type World } from '@symbolon/foundation'
import { checkTexts } from '@symbolon/register'
import {
  type AnyCommand,
  type AnyQuery,
  ask,
  type Done,
  type FsckReport,
  fsck,
  type Hub,
  openStore,
  runCommand,
  type Store,
  startEmbedded,
  startSequencer,
} from '@symbolon/store'
import { foundRegister } from './found-register.ts'
import { startLifting } from './lift-round.ts'
import { rooms } from './rooms.ts'

export type App = {
  store: Store
  hub: Hub
  commands: Map<string, AnyCommand>
  queries: Map<string, AnyQuery>
  run: (command: string, token: string | null, input: unknown) => Promise<Result<Done>>
  ask: <Answer>(query: string, token: string | null, input: unknown) => Promise<Result<Answer>>
  fsck: (progress?: (done: number) => void) => Promise<FsckReport>
  close: () => Promise<void>
}

export type Place =
  /** A folder that the product keeps, with the embedded database in it. */
  | { dataFolder: string }
  /** A given PostgreSQL: for tests alone until accounts exist. */
  | { databaseUrl: string; database: string }

export type AppOptions = { world?: World; sequencer?: boolean; onFault?: (fault: unknown) => void }

/** Opens the house: database, rooms, register, sequencer. Throws a sentence where it cannot. */
export async function openApp(place: Place, options: AppOptions = {}): Promise<App> {
  const world = options.world ?? realWorld()
  const base = await basisOf(place)
  let store: Store
  try {
    store = await openStore({ ...base, rooms, world })
  } catch (error) {
    await base.stop()
    throw error
  }
  try {
    await foundRegister(store)
  } catch (error) {
    await store.close()
    await base.stop()
    throw error
  }
  const commands = new Map(rooms.flatMap((room) => room.commands.map((one) => [one.name, one] as const)))
  const queries = new Map(rooms.flatMap((room) => room.queries.map((one) => [one.name, one] as const)))
  const onFault = options.onFault ?? (() => {})
  const stopSequencer = options.sequencer === false ? async () => {} : startSequencer(store, base.hub, onFault)
  const stopLifting = options.sequencer === false ? async () => {} : startLifting(store, onFault)
  return {
    store,
    hub: base.hub,
    commands,
    queries,
    run: async (name, token, input) => {
      const command = commands.get(name)
      return command ? runCommand(store, command, token, input) : refuse(notFound())
    },
    ask: async <Answer>(name: string, token: string | null, input: unknown) => {
      const query = queries.get(name)
      return (query ? await ask(store, query, token, input) : refuse(notFound())) as Result<Answer>
    },
    fsck: (progress) => fsck(store, base.hub, { progress, extra: checkTexts }),
    close: async () => {
      await stopLifting()
      await stopSequencer()
      await store.close()
      await base.stop()
    },
  }
}

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
  const server = await startEmbedded(place.dataFolder)
  return {
    admin: server.admin,
    database: 'symbolon',
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
function secretIn(folder: string, name: string): Buffer {
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
