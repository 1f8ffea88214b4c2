// SPDX-License-Identifier: Apache-2.0
import { accept, audienceOfKey, defineCommand, idSchema, notFound, refuse } from '@symbolon/foundation'
import { notSeated, tierOf } from '@symbolon/register'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { reportBody, type TellingBody } from '../contract.ts'
import { notYourTelling } from '../problems.ts'
import { tablesOf } from '../tables.ts'

/** Mends a report or an assessment of one's own delegation; the earlier wording stays on the record. */
export const correctTelling = defineCommand({
  name: 'correct-telling',
  summary: 'Mends a report or an assessment that one’s delegation entered wrongly.',
  input: reportBody.omit({ commitment: true }).partial().extend({ arrangement: idSchema, telling: idSchema }),
  answer: z.strictObject({ statement: idSchema }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    telling: '01900000-0000-7000-8000-000000000002',
    level: 'substantial',
  },
  arrangement: (input) => input.arrangement,
  read: async (view: View, { arrangement, telling }, actor) => {
    const tier = await tierOf(view, arrangement, actor.party)
    for (const [table, kind] of [
      ['performance.report', 'delivery.reported'],
      ['performance.assessment', 'delivery.assessed'],
    ] as const) {
      const found = await tablesOf(view)
        .selectFrom(`${table} as t`)
        .innerJoin('store.log as l', (join) =>
          join.onRef('l.arrangement', '=', 't.arrangement').onRef('l.id', '=', 't.log'),
        )
        .selectAll('t')
        .select('l.audience')
        .where('t.arrangement', '=', arrangement)
        .where('t.id', '=', telling)
        .executeTakeFirst()
      if (found) return { kind, found, tier }
    }
    return null
  },
  decide: ({ arrangement: _arrangement, telling: _telling, ...changes }, facts, actor) => {
    if (!facts) return refuse(notFound())
    const { kind, found, tier } = facts
    if (tier === null) return refuse(notSeated())
    if (found.recorded_by !== actor.party) return refuse(notYourTelling())
    const body: TellingBody = { ...found.body, ...changes }
    const { said_by: saidBy, said_on: saidOn, citation, statement: corrects } = found
    return accept({
      say: [{ kind, body, audience: audienceOfKey(found.audience), saidBy, saidOn, citation, corrects }],
      answer: (said) => ({ statement: said[0]!.id }),
    })
  },
})
