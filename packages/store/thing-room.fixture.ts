// SPDX-License-Identifier: Apache-2.0
import { defineStatement, type Saying } from '@symbolon/foundation'
import { z } from 'zod'
import { makeFactTable, projectFacts } from './facts.ts'
import type { AnyRoom } from './store.ts'
import { makeSchema } from './tables.ts'

const thingSaid = defineStatement({
  kind: 'thing.said',
  version: 1,
  summary: 'Of a batch: which, its place in it, and how many the batch has.',
  body: z.strictObject({ batch: z.string(), place: z.number(), of: z.number() }),
  example: { batch: 'x', place: 0, of: 1 },
  lasts: null,
})

/** The least room there is. */
export const thingRoom: AnyRoom = {
  name: 'thing',
  statements: [thingSaid],
  commands: [],
  queries: [],
  projectors: { 'thing.said': projectFacts('thing.thing') },
  migrations: {
    '0010-thing': async (owner) => {
      await makeSchema(owner, 'thing')
      await makeFactTable(owner, 'thing.thing')
    },
  },
  projections: ['thing.thing'],
  workingTables: [],
  sheets: {},
  describers: {},
}

export const things = (batch: string, of: number): Saying[] =>
  Array.from({ length: of }, (_, place) => ({ kind: 'thing.said', body: { batch, place, of } }))
