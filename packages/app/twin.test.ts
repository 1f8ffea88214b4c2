// SPDX-License-Identifier: Apache-2.0

import { inputsOf } from '@symbolon/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeTwin, type Twin } from './twin.fixture.ts'

let silent: Twin
let secretive: Twin
beforeAll(async () => {
  silent = await makeTwin(0)
  secretive = await makeTwin(3)
})
afterAll(async () => {
  await silent.app.close()
  await secretive.app.close()
})

it('is a fair question: B itself sees the difference', async () => {
  const arrangement = silent.ids.arrangement![0]
  const own = await Promise.all(
    [silent, secretive].map(({ app, borea }) => app.ask('scoreboard', borea.token, { arrangement })),
  )
  expect(JSON.stringify(own[0])).not.toBe(JSON.stringify(own[1]))
})

it('asks the same of both twins', () => expect(secretive.ids).toEqual(silent.ids))

const QUERIES = [
  'arrangements',
  'arrangement',
  'seated-arrangements',
  'parties',
  'party',
  'document',
  'record',
  'statement',
  'commitment',
  'citing',
  'drafts',
  'scoreboard',
  'deliveries',
  'assessors',
  'keys',
]
it('knows every query of every room', () => expect([...silent.app.queries.keys()].sort()).toEqual(QUERIES.toSorted()))

it.each(QUERIES)('%s answers A and the public the same, to the byte, whatever B keeps to itself', async (query) => {
  for (const input of inputsOf(silent.app.queries.get(query)!, silent.ids))
    for (const who of ['alba', 'public'] as const) {
      const [one, other] = await Promise.all(
        [silent, secretive].map(async ({ app, alba }) =>
          JSON.stringify(await app.ask(query, who === 'alba' ? alba.token : null, input)),
        ),
      )
      if (one !== other) expect(other, `${query} ${JSON.stringify(input)} as ${who}`).toBe(one)
    }
})

it('every command of A comes to the same, with ids of what it may read and of what it may not', async () => {
  const [names, twins] = [[...silent.app.commands.keys()], [silent, secretive]]
  for (const name of names)
    for (let which = 0; which < 3; which++) {
      const told = []
      for (const twin of twins) {
        const example = twin.app.commands.get(name)!.example as Record<string, unknown>
        const given = Object.entries(example).map(([key, value]) => {
          const ids =
            key === 'seat' || key === 'draft' ? twin.ids.statement : key === 'assessor' ? twin.ids.party : twin.ids[key]
          return [key, ids ? ids[Math.min(which, ids.length - 1)] : value]
        })
        twin.open()
        told.push(JSON.stringify(await twin.app.run(name, twin.alba.token, Object.fromEntries(given))))
      }
      expect(told[1], `${name} ${which}`).toBe(told[0])
    }
})

it('would see it, if one table were read without its policy', async () => {
  // Of B's own: what A said itself it may have had erased above.
  const [arrangement, commitment] = [silent.ids.arrangement![0], silent.ids.commitment![1]]
  const look = ({ app, alba }: Twin) => app.ask('commitment', alba.token, { arrangement, commitment })
  for (const { app } of [silent, secretive])
    await app.superuser((db) => db.query('alter table partnership.position disable row level security'))
  expect(JSON.stringify(await look(secretive))).not.toBe(JSON.stringify(await look(silent)))
})
