// SPDX-License-Identifier: Apache-2.0
import { answerOf, makeRandomTwin, type RandomTwin, requestsFor } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverOf } from './server.ts'

const SEEDS = (process.env.SYMBOLON_SEEDS ?? '11').split(',').map(Number)

describe.each(SEEDS)('over all routes and verbs, in the world of seed %i', (seed) => {
  let twins: RandomTwin[]
  let servers: ReturnType<typeof serverOf>[]
  const faults: unknown[] = []
  beforeAll(async () => {
    twins = [await makeRandomTwin(seed, false), await makeRandomTwin(seed, true)]
    const page = async () => new Response('a page', { headers: { 'content-type': 'text/html' } })
    servers = twins.map(({ app }) => serverOf(app, page, (fault) => faults.push(fault)))
  })
  afterAll(() => Promise.all(twins.map(({ app }) => app.close())))

  const difference = async (who: 'alba' | 'public') => {
    // The first alone: what differs once differs often.
    for (const sent of requestsFor(servers[0]!.routes, twins[0]!)) {
      const told = []
      for (const n of [0, 1]) told.push(await answerOf(servers[n]!, twins[n]!, who, sent))
      if (told[0] !== told[1]) return { sent, bare: told[0], whole: told[1] }
    }
    return null
  }

  it('the public gets status, headers and body to the byte as if the rest had never been', async () => {
    expect(await difference('public')).toBeNull()
  })
  it('A does, and changes what it may', async () => {
    expect(await difference('alba')).toBeNull()
    expect(faults).toEqual([])
  })
  it('a route that nobody has told how to try fails with the line to add', () => {
    expect(() => requestsFor([{ path: '/api/v1/new' }], twins[0]!)).toThrow(/add "'\/api\/v1\/new'/)
  })
  it('would see it, if one table were read without its policy', async () => {
    for (const { app } of twins)
      await app.superuser((db) => db.query('alter table partnership.commitment disable row level security'))
    expect(await difference('public')).not.toBeNull()
  })
})
