// SPDX-License-Identifier: Apache-2.0
import {
  accept,
  audienceOfKey,
  defineCommand,
  ERASED,
  idSchema,
  KEY_KINDS,
  notFound,
  refuse,
} from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { type NotNull, sql } from 'kysely'
import { z } from 'zod'
import { enteredInErrorBody } from '../contract.ts'
import { alreadyErased } from '../erasing-problems.ts'
import { alreadyInError, cannotBeInError, isCorrection, notYourStatement } from '../problems.ts'

/** What these say is done by saying it: there is no fact that an error could be marked on. */
const ACTS: string[] = [
  'seat.granted',
  'seat.ended',
  'seat.suspended',
  'seat.resumed',
  'past.chosen',
  'log.continued',
  'trace.chosen',
  'trace.left',
  'statement.declassified',
  'statement.entered-in-error',
  ERASED,
  'witness.named',
  'cosignatures.required',
  ...KEY_KINDS,
]

export const enterInError = defineCommand({
  name: 'enter-in-error',
  summary: 'Says that a statement of one’s own should not have been made. Both stay visible.',
  input: enteredInErrorBody.extend({ arrangement: idSchema }),
  answer: z.strictObject({ statement: idSchema }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    statement: '01900000-0000-7000-8000-000000000002',
    reason: 'Entered twice.',
  },
  arrangement: (input) => input.arrangement,
  read: async (view: View, input) => {
    const said = await view
      .selectFrom('store.statement as s')
      .innerJoin('store.log as l', (join) =>
        join.onRef('l.arrangement', '=', 's.arrangement').onRef('l.id', '=', 's.log'),
      )
      .select(['s.recorded_by', 's.kind', 's.corrects', 's.log', 's.index', 'l.audience'])
      .select(sql<boolean>`s.canonical is null`.as('erased'))
      .where('s.arrangement', '=', input.arrangement)
      .where('s.id', '=', input.statement)
      .executeTakeFirst()
    if (!said) return null
    const later = await view
      .selectFrom('store.statement')
      .select('canonical')
      .$narrowType<{ canonical: NotNull }>()
      .where('arrangement', '=', input.arrangement)
      .where('log', '=', said.log)
      .where('index', '>', said.index)
      .where('kind', '=', 'statement.entered-in-error')
      .execute()
    const done = later.some((row) => JSON.parse(row.canonical).body.statement === input.statement)
    const { recorded_by: recordedBy, kind, corrects, audience, erased } = said
    return { recordedBy, kind, corrects, audience, done, erased }
  },
  decide: ({ statement, reason }, facts, actor) => {
    if (!facts) return refuse(notFound())
    if (facts.recordedBy !== actor.party) return refuse(notYourStatement())
    if (facts.erased) return refuse(alreadyErased())
    if (ACTS.includes(facts.kind)) return refuse(cannotBeInError())
    if (facts.corrects !== null) return refuse(isCorrection())
    if (facts.done) return refuse(alreadyInError())
    const audience = audienceOfKey(facts.audience)
    return accept({
      say: [{ kind: 'statement.entered-in-error', audience, body: { statement, reason } }],
      answer: () => ({ statement }),
    })
  },
})
