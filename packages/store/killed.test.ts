// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededWorld } from '@symbolon/foundation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbedded } from './embedded.ts'
import { type Kept, killProduct, killServer, type Place, reopen } from './kill.fixture.ts'

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const OF = { product: 135, server: 50, both: 20 }
let parent: string
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'symbolon-killed-'))
  console.log(`killed.test.ts: SEED=${seed}`)
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))

const placeOf = (name: string, n: number, mode: Place['mode'] = 'honest'): Place => ({
  folder: join(parent, name),
  side: join(parent, `${name}-side`),
  mode,
  world: seededWorld(seed * 10 + n),
  compiled: join(parent, 'compiled'),
})

/** Several appenders on one server, killed and replaced. */
async function killProducts(place: Place, times: number): Promise<Kept> {
  const server = await startEmbedded(place.folder)
  let left = times
  const lane = async () => {
    while (left-- > 0) await killProduct(place, server)
  }
  // The first alone: it makes the tables.
  await killProduct(place, server)
  await Promise.all([lane(), lane(), lane()])
  await server.stop()
  return reopen(place.folder, place.side)
}

async function killBoth(place: Place, times: number): Promise<Kept> {
  for (let n = 0; n < times; n++) await killProduct(place, null)
  return reopen(place.folder, place.side)
}

describe(`killed ${OF.product + OF.server + OF.both} times inside append, it loses nothing that it acknowledged`, () => {
  // At the same time, on a folder each: starting processes is what takes the time.
  let kept: Record<keyof typeof OF, Kept>
  beforeAll(async () => {
    const server = placeOf('server', 2)
    const [product, ofServer, both] = await Promise.all([
      killProducts(placeOf('product', 1), OF.product - 1),
      killServer(server, OF.server).then((acknowledged) => reopen(server.folder, acknowledged)),
      killBoth(placeOf('both', 3), OF.both),
    ])
    kept = { product, server: ofServer, both }
  }, 600_000)

  it.each([
    ['of the product', 'product'],
    ['of its database server', 'server'],
    ['of both', 'both'],
  ] as const)('%s', (_what, which) => {
    expect(kept[which]).toMatchObject({ whole: true, lost: [], halfDone: 0, differences: 0 })
    expect(kept[which].acknowledged).toBeGreaterThan(OF[which])
    expect(kept[which].indexes).toBeGreaterThan(100)
  })
})

it('would see it, if one were acknowledged before its commit', async () => {
  expect((await killProducts(placeOf('early', 4, 'too-early'), 2)).lost).not.toEqual([])
})
