// SPDX-License-Identifier: Apache-2.0
import { type App, openApp } from '@symbolon/app'
import { type Id, type Result, seededWorld, sentenceOf, type World } from '@symbolon/foundation'
import { dropDatabase, makeDatabase, openSession } from '@symbolon/store'
import type pg from 'pg'
import { inject } from 'vitest'
import { acceptedOn, adminOf, asSuperuser } from './server.ts'

export type House = App & {
  world: World
  /** A session of a party, as the chooser opens one. */
  as: (party: Id) => Promise<string>
  /** Runs a command and gives its answer, checked against its schema; throws where it is refused. */
  must: <Answer = Record<string, string>>(command: string, token: string | null, input: unknown) => Promise<Answer>
  /** The code with which a command is refused; throws where it is not. */
  refusal: (command: string, token: string | null, input: unknown) => Promise<string>
  /** Asks and gives the answer, checked against its schema; null where there is no such thing for this reader. */
  see: <Answer = never>(query: string, token: string | null, input: unknown) => Promise<Answer | null>
}

export type TestApp = House & {
  database: string
  databaseUrl: string
  /** What no login of the product may do: for tampering, and for looking at every row. */
  superuser: <T>(work: (client: pg.Client) => Promise<T>) => Promise<T>
}

let made = 0

/** A house of its own on a fresh clone of the run's template; `close` drops it. */
export const freshApp = (world: World = seededWorld(1)): Promise<TestApp> =>
  openTest(`${inject('run')}_template`, world)

/** A place of its own that keeps copies of others' records alone. */
export const freshCopies = (): Promise<TestApp> => openTest(`${inject('run')}_copies`, seededWorld(3))

/**
 * The same house once more, as it is now: with the same keys, logs and sessions. What the two say from here on are two
 * histories under one signature, as a host makes who tells two stories or restores an old backup.
 */
export async function forkOf(app: TestApp, world: World = seededWorld(2)): Promise<TestApp> {
  // A database can be cloned while nobody is in it; the pools open new connections when they next need one.
  await asSuperuser(adminOf(app.databaseUrl), (db) =>
    db.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [app.database]),
  )
  return openTest(app.database, world)
}

async function openTest(template: string, world: World): Promise<TestApp> {
  const databaseUrl = inject('databaseUrl')
  const database = `${inject('run')}_${process.pid}_${++made}`
  const admin = adminOf(databaseUrl)
  await makeDatabase(admin, database, template)
  const app = await openApp({ databaseUrl, database }, { world, sequencer: false, acceptWeak: acceptedOn(databaseUrl) })
  return {
    ...asHouse(app, world),
    database,
    databaseUrl,
    superuser: (work) => asSuperuser(adminOf(databaseUrl, database), work),
    close: async () => {
      await app.close()
      await dropDatabase(admin, database)
    },
  }
}

const asHouse = (app: App, world: World): House => ({
  ...app,
  ...callersOf(app),
  as: (party) => openSession(app.store, party),
  world,
})

/** The house on a data folder, with a server of its own. Whoever can do without uses `freshApp`. */
export const houseIn = async (dataFolder: string, world: World): Promise<House> =>
  asHouse(await openApp({ dataFolder }, { world, sequencer: false }), world)

function callersOf(app: App): Pick<House, 'must' | 'refusal' | 'see'> {
  const told = (result: Result<unknown>) =>
    result.ok ? 'done' : `${result.problem.code}: ${sentenceOf(result.problem)}`
  return {
    must: async <Answer>(name: string, token: string | null, input: unknown) => {
      const result = await app.run(name, token, input)
      if (!result.ok) throw new Error(`${name} was refused, ${told(result)}`)
      return app.commands.get(name)!.answer.parse(result.value.answer) as Answer
    },
    refusal: async (name, token, input) => {
      const result = await app.run(name, token, input)
      if (result.ok) throw new Error(`${name} was not refused`)
      return result.problem.code
    },
    see: async <Answer>(name: string, token: string | null, input: unknown) => {
      const result = await app.ask(name, token, input)
      if (result.ok) return app.queries.get(name)!.answer.parse(result.value) as Answer
      if (result.problem.status === 404) return null
      throw new Error(`${name} was refused, ${told(result)}`)
    },
  }
}
