// SPDX-License-Identifier: Apache-2.0
import { serverOf } from '@symbolon/server'
import { answerOf, makeRandomTwin, type RandomTwin } from '@symbolon/testing'
import { loadPages } from '@symbolon/web'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routesOfRouter } from './addresses.ts'

const SEED = Number(process.env.SYMBOLON_SEEDS?.split(',')[0] ?? 12)
const routes = await routesOfRouter()

/** Every page of the router with ids of the world in its address: some that A may read, some that nobody tells it of. */
function addresses({ ids }: RandomTwin): string[] {
  const some = (name: string) => (ids[name] ?? ids.statement!).slice(0, 4)
  const filled = (path: string): string[] => {
    const [, name] = /:(\w+)/.exec(path) ?? []
    return name ? some(name).flatMap((id) => filled(path.replace(`:${name}`, id))) : [path]
  }
  return routes.flatMap(({ path }) => filled(path.replace('*', 'none')))
}

/** What differs from answer to answer whoever asks: the number that lets the scripts of one page run. */
const still = (answer: string) => {
  const [, nonce] = /'nonce-([^']+)'/.exec(answer) ?? []
  return nonce ? answer.replaceAll(nonce, '') : answer
}

describe('over all pages', () => {
  let twins: RandomTwin[]
  let servers: ReturnType<typeof serverOf>[]
  const faults: unknown[] = []
  beforeAll(async () => {
    twins = [await makeRandomTwin(SEED, false), await makeRandomTwin(SEED, true)]
    const pages = await loadPages()
    servers = twins.map(({ app }) => serverOf(app, pages, (fault) => faults.push(fault)))
  })
  afterAll(() => Promise.all(twins.map(({ app }) => app.close())))

  const difference = async (who: 'alba' | 'public') => {
    for (const path of addresses(twins[0]!)) {
      const told = []
      for (const n of [0, 1]) told.push(still(await answerOf(servers[n]!, twins[n]!, who, { method: 'GET', path })))
      if (told[0] !== told[1]) return { path, bare: told[0], whole: told[1] }
    }
    return null
  }

  it.each(['public', 'alba'] as const)('%s gets each to the byte as if the rest had never been', async (who) => {
    expect(twins[1]!.hidden).toBeGreaterThan(0)
    expect(await difference(who)).toBeNull()
    expect(faults).toEqual([])
  })
  it('would see it, if one table were read without its policy', async () => {
    for (const { app } of twins)
      await app.superuser((db) => db.query('alter table partnership.commitment disable row level security'))
    expect(await difference('public')).not.toBeNull()
  })
})
