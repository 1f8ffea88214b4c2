// SPDX-License-Identifier: Apache-2.0
import { defineQuery } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { sql } from 'kysely'
import { z } from 'zod'
import { arrangementSummary, BINDINGNESS, LAYERS } from '../contract.ts'
import { tablesOf } from '../tables.ts'
import { byIdAlone, summaryOf } from './lookups.ts'

const countsSchema = z.record(z.string(), z.number().int())

/** Which arrangements there are. Filters narrow; `year` keeps those that had begun and had not ended by then. */
export const arrangements = defineQuery({
  name: 'arrangements',
  summary:
    'Arrangements, by words in their names and notes, layer, form, what binds, region of a participant, and year.',
  input: z.object({
    q: z.string().trim().max(200).optional(),
    layer: z.enum(LAYERS).optional(),
    form: z.string().max(100).optional(),
    bindingness: z.enum(BINDINGNESS).optional(),
    region: z
      .string()
      .regex(/^\d{3}$/)
      .optional(),
    year: z.coerce.number().int().min(1800).max(2200).optional(),
  }),
  answer: z.strictObject({
    arrangements: z.array(arrangementSummary),
    total: z.number().int(),
    facets: z.strictObject({ layer: countsSchema, form: countsSchema, bindingness: countsSchema }),
    regions: z.array(z.string()),
  }),
  ask: async (view: View, input) => {
    const db = tablesOf(view)
    let rows = db.selectFrom('register.arrangement as a').select(['a.id', 'a.body']).where('a.error', 'is', null)
    if (input.q) {
      const like = `%${input.q.replace(/[\\%_]/g, '\\$&')}%`
      rows = rows.where(
        sql<boolean>`concat_ws(' ', a.body->>'names', a.body->>'aliases', a.body->>'note') ilike ${like}`,
      )
    }
    if (input.region) {
      const region = JSON.stringify([input.region])
      rows = rows.where((eb) =>
        eb.exists(
          eb
            .selectFrom('register.participation as p')
            .innerJoin('register.party as y', 'y.id', 'p.party')
            .select('p.id')
            .whereRef('p.of', '=', 'a.id')
            .where(sql<boolean>`y.body->'regions' @> ${region}::jsonb`),
        ),
      )
    }
    const found = (await rows.orderBy('a.id').execute()).map(summaryOf)
    const kept = found.filter(
      (one) =>
        (!input.layer || one.layer === input.layer) &&
        (!input.form || one.form === input.form) &&
        (!input.bindingness || one.bindingness === input.bindingness) &&
        (!input.year || stoodIn(one, input.year)),
    )
    const nameless = isFiltered(input) ? [] : await namelessOf(view)
    const regions = await sql<{ region: string }>`select distinct jsonb_array_elements_text(y.body->'regions') as region
      from register.participation p join register.party y on y.id = p.party order by 1`.execute(view)
    return {
      arrangements: [...kept.sort(byLayerAndName), ...nameless],
      total: found.length + nameless.length,
      facets: { layer: count(found, 'layer'), form: count(found, 'form'), bindingness: count(found, 'bindingness') },
      regions: regions.rows.map((row) => row.region),
    }
  },
})

const isFiltered = (input: object): boolean => Object.values(input).some((value) => value !== undefined && value !== '')

/** Those of which the reader reads a log and not what they are: no filter can tell whether they are meant. */
async function namelessOf(view: View): Promise<Summary[]> {
  const rows = await tablesOf(view)
    .selectFrom('store.log as l')
    .leftJoin('register.arrangement as a', 'a.id', 'l.arrangement')
    .select('l.arrangement')
    .distinct()
    .where('a.id', 'is', null)
    .orderBy('l.arrangement')
    .execute()
  return rows.map(({ arrangement }) => byIdAlone(arrangement))
}

type Summary = z.infer<typeof arrangementSummary>
const yearOf = (date: string | null) => (date ? Number(date.slice(0, 4)) : null)

function stoodIn(one: Summary, year: number): boolean {
  const [began, ended] = [yearOf(one.began), yearOf(one.ended)]
  return began !== null && began <= year && (ended === null || year <= ended)
}

function count(all: Summary[], by: 'layer' | 'form' | 'bindingness'): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const one of all) counts[one[by]!] = (counts[one[by]!] ?? 0) + 1
  return counts
}

function byLayerAndName(a: Summary, b: Summary): number {
  const layers = LAYERS.indexOf(a.layer!) - LAYERS.indexOf(b.layer!)
  const nameOf = (one: Summary) => one.names.en ?? Object.values(one.names)[0]!
  return layers || nameOf(a).localeCompare(nameOf(b), 'en')
}
