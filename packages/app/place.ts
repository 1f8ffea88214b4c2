// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  givenOf,
  type Hub,
  isSecretOf,
  joinEmbedded,
  reachGiven,
  type StoreOptions,
  secretIn,
  startEmbedded,
} from '@symbolon/store'

export type Place =
  /** A folder that the product keeps, with the embedded database in it. */
  | {
      dataFolder: string
      /** Beside a running product of the same folder, where there is one. */
      beside?: boolean
    }
  /** A PostgreSQL that the host keeps: the folder holds the secrets alone, and several processes may be on it. */
  | {
      dataFolder: string
      databaseUrl: string
      /** Replicas of it, to which questions may go. */
      replicaUrls?: readonly string[]
    }
  /** A database of a server that holds many: for tests alone. */
  | { databaseUrl: string; database: string }

/** What a place comes to: where its database is, and the secrets of its installation. */
export type Basis = Pick<StoreOptions, 'admin' | 'database' | 'secret' | 'replicas'> & {
  hub: Hub
  /** The keys must be those that the record began with; a database in the folder itself lies beside its keys. */
  shared: boolean
  /** Where the database of the product's own lies; null where its disk is another's to watch. */
  folder: string | null
  stop: () => Promise<void>
}

/** What the embedded server calls the database of the record. */
export const DATABASE = 'symbolon'

export async function basisOf(place: Place, onFault: (fault: unknown) => void = () => {}): Promise<Basis> {
  if ('database' in place) return ofTests(place)
  if ('databaseUrl' in place) return ofGiven(place)
  const server =
    (place.beside && (await joinEmbedded(place.dataFolder))) || (await startEmbedded(place.dataFolder, onFault))
  return {
    admin: server.admin,
    database: DATABASE,
    ...secretsIn(place.dataFolder),
    shared: false,
    folder: server.folder,
    stop: server.stop,
  }
}

type GivenPlace = Extract<Place, { dataFolder: string; databaseUrl: string }>

/** The secrets of a record that is there already must be there too: new ones would sign another history. */
async function ofGiven({ dataFolder, databaseUrl, replicaUrls = [] }: GivenPlace): Promise<Basis> {
  const replicas = replicaUrls.map((url) => givenOf(url, 'DATABASE_REPLICA_URLS').admin)
  const { admin, database, holds } = await reachGiven(databaseUrl)
  const foreign = new Error(
    `The database ${database} holds a record whose secrets are not in ${dataFolder}. Copy ${LOGINS} and ${KEY} there from the data folder of the process that began it (or share that folder). Nothing was changed.`,
  )
  if (holds === 'record' && !secretsAre(dataFolder)) throw foreign
  const secrets = secretsIn(dataFolder)
  if (holds === 'record' && !(await isSecretOf(admin, database, secrets.secret))) throw foreign
  return { admin, database, ...secrets, replicas, shared: true, folder: null, stop: async () => {} }
}

function ofTests({ databaseUrl, database }: { databaseUrl: string; database: string }): Basis {
  const secret = createHash('sha256').update(databaseUrl).digest('hex')
  const seed = createHash('sha256').update(`${secret} checkpoint key`).digest()
  const { admin } = givenOf(databaseUrl)
  return {
    admin,
    database,
    secret,
    hub: { origin: 'localhost/test', seed },
    shared: false,
    folder: null,
    stop: async () => {},
  }
}

const LOGINS = 'logins.secret'
const KEY = 'checkpoint-key.secret'

const secretsAre = (folder: string) => [LOGINS, KEY].every((name) => existsSync(join(folder, name)))

const secretsIn = (folder: string) => ({ secret: secretIn(folder, LOGINS), hub: hubOf(folder) })

/** The key that signs checkpoints, and an origin that tells this installation's logs from others'. */
function hubOf(folder: string): Hub {
  const seed = Buffer.from(secretIn(folder, KEY), 'hex')
  const name = createHash('sha256').update(seed).update(' origin').digest('hex').slice(0, 16)
  return { origin: `symbolon.invalid/${name}`, seed }
}
