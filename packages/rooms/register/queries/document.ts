// SPDX-License-Identifier: Apache-2.0
import { type Audience, defineQuery, idSchema } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { audienceOfLog } from '../commands/seated.ts'
import { partySummary, provenanceSchema, sourceBody } from '../contract.ts'
import { tablesOf } from '../tables.ts'
import { withProvenance } from './arrangement.ts'
import { partiesOf } from './lookups.ts'

export const document = defineQuery({
  name: 'document',
  summary: 'A document with its text, where the text is kept here.',
  input: z.object({ arrangement: idSchema, source: idSchema }),
  answer: z.strictObject({
    source: z.strictObject({ id: idSchema, ...sourceBody.shape, provenance: provenanceSchema }),
    text: z.string().nullable(),
    parties: z.array(partySummary),
  }),
  ask: async (view: View, { arrangement, source }) => {
    const db = tablesOf(view)
    const found = await db
      .selectFrom('register.source')
      .selectAll()
      .where('arrangement', '=', arrangement)
      .where('id', '=', source)
      .executeTakeFirst()
    if (!found) return null
    return {
      source: withProvenance(found),
      text: await textOf(view, arrangement, source),
      parties: await partiesOf(view, [found.said_by, found.recorded_by, found.body.author]),
    }
  },
})

/** Who reads a source of an arrangement; null where the reader does not. */
export async function audienceOfSource(view: View, arrangement: string, source: string): Promise<Audience | null> {
  const rows = tablesOf(view).selectFrom('register.source').select('log').where('arrangement', '=', arrangement)
  const found = await rows.where('id', '=', source).executeTakeFirst()
  return found ? audienceOfLog(view, arrangement, found.log) : null
}

/** The text kept with a source, or null. */
export async function textOf(view: View, arrangement: string, source: string): Promise<string | null> {
  const rows = tablesOf(view).selectFrom('register.source_text').select('text').where('arrangement', '=', arrangement)
  return (await rows.where('id', '=', source).executeTakeFirst())?.text ?? null
}

/** The sources of an arrangement whose text is kept and that the reader may read. */
export async function textsOf(view: View, arrangement: string): Promise<string[]> {
  const rows = tablesOf(view).selectFrom('register.source_text').select('id').where('arrangement', '=', arrangement)
  return (await rows.orderBy('id').execute()).map(({ id }) => id)
}

/** The digests of the texts of some sources of an arrangement, as the last word on each says; of those that have one. */
export async function digestsOf(view: View, arrangement: string, sources: string[]): Promise<Map<string, string>> {
  if (sources.length === 0) return new Map()
  const rows = tablesOf(view)
    .selectFrom('register.source')
    .select(['id', 'body'])
    .where('arrangement', '=', arrangement)
  const found = await rows.where('id', 'in', sources).execute()
  return new Map(found.flatMap(({ id, body }) => (body.text ? [[id, body.text.sha256] as const] : [])))
}
