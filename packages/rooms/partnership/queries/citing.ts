// SPDX-License-Identifier: Apache-2.0
import { defineQuery, idSchema } from '@symbolon/foundation'
import { partiesOf } from '@symbolon/register'
import { partySummary } from '@symbolon/register/contract'
import type { View } from '@symbolon/store'
import { sql } from 'kysely'
import { z } from 'zod'
import { citingCommitment } from '../contract.ts'
import { tablesOf } from '../tables.ts'

/** More passages than a page of text can mark; `more` says that there are others. */
const LIMIT = 1000

export const citing = defineQuery({
  name: 'citing',
  summary: 'The commitments that cite a document, in the order of its passages.',
  input: z.object({ arrangement: idSchema, source: idSchema }),
  answer: z.strictObject({
    commitments: z.array(citingCommitment),
    more: z.boolean(),
    parties: z.array(partySummary),
  }),
  ask: async (view: View, { arrangement, source }) => {
    const rows = await tablesOf(view)
      .selectFrom('partnership.commitment')
      .select(['id', 'body', 'citation'])
      .where('arrangement', '=', arrangement)
      .where(sql`citation ->> 'source'`, '=', source)
      .where('error', 'is', null)
      .orderBy(sql`(citation ->> 'start')::int`, (order) => order.asc().nullsFirst())
      .orderBy('id')
      .limit(LIMIT + 1)
      .execute()
    const commitments = rows.slice(0, LIMIT).map(({ id, body: { summary, promisors }, citation }) => ({
      id,
      summary,
      promisors,
      start: citation?.start ?? null,
      end: citation?.end ?? null,
    }))
    return {
      commitments,
      more: rows.length > LIMIT,
      parties: await partiesOf(
        view,
        commitments.flatMap(({ promisors }) => promisors),
      ),
    }
  },
})
