// SPDX-License-Identifier: Apache-2.0
import { defineQuery, idSchema } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { sql } from 'kysely'
import { z } from 'zod'
import { heldNow } from '../commands/seated.ts'
import { PARTY_KINDS, partyPage, partySummary } from '../contract.ts'
import { provenanceOf } from '../provenance.ts'
import { tablesOf } from '../tables.ts'
import { withProvenance } from './arrangement.ts'
import { arrangementsShown, sourcesOf } from './lookups.ts'

export const party = defineQuery({
  name: 'party',
  summary: 'One party: its names, where it takes part, where it holds a seat.',
  input: z.object({ party: idSchema }),
  answer: partyPage,
  ask: async (view: View, { party: id }) => {
    const db = tablesOf(view)
    const found = await db.selectFrom('register.party').selectAll().where('id', '=', id).executeTakeFirst()
    if (!found) return null
    const parts = await db
      .selectFrom('register.participation')
      .selectAll()
      .where('party', '=', id)
      .orderBy('id')
      .execute()
    const seats = await view
      .selectFrom('store.seat')
      .selectAll()
      .where('party', '=', id)
      .where(heldNow)
      .orderBy('id')
      .execute()
    const { body } = found
    return {
      party: {
        id,
        kind: body.kind,
        code: body.code,
        names: body.names,
        regions: body.regions,
        note: body.note,
        sources: body.sources,
        provenance: provenanceOf(found),
      },
      participation: parts.map(withProvenance),
      seats: seats.map((seat) => ({
        arrangement: seat.arrangement,
        tier: seat.tier as 'member',
        since: seat.since.toISOString(),
      })),
      sources: await sourcesOf(
        view,
        [...body.sources, ...parts.flatMap((row) => row.body.sources)].map(({ source }) => source),
      ),
      arrangements: await arrangementsShown(view, [
        ...parts.map((row) => row.of),
        ...seats.map((seat) => seat.arrangement),
      ]),
    }
  },
})

export const parties = defineQuery({
  name: 'parties',
  summary: 'Parties, by words in their names and by kind; `seated` keeps those that hold a seat that you can see.',
  input: z.object({
    q: z.string().trim().max(200).optional(),
    kind: z.enum(PARTY_KINDS).optional(),
    seated: z.stringbool().optional(),
  }),
  answer: z.strictObject({ parties: z.array(partySummary), kinds: z.record(z.string(), z.number().int()) }),
  ask: async (view: View, input) => {
    let rows = tablesOf(view).selectFrom('register.party').select(['id', 'body']).where('error', 'is', null)
    if (input.q) {
      const like = `%${input.q.replace(/[\\%_]/g, '\\$&')}%`
      rows = rows.where(sql<boolean>`concat_ws(' ', body->>'names', body->>'code') ilike ${like}`)
    }
    if (input.seated) rows = rows.where('id', 'in', view.selectFrom('store.seat').select('party').where(heldNow))
    const found = (await rows.orderBy('id').execute()).map(({ id, body }) => ({
      id,
      kind: body.kind,
      code: body.code,
      names: body.names,
    }))
    const kinds: Record<string, number> = {}
    for (const one of found) kinds[one.kind] = (kinds[one.kind] ?? 0) + 1
    const nameOf = (one: (typeof found)[number]) => one.names.en ?? Object.values(one.names)[0]!
    return {
      parties: found
        .filter((one) => !input.kind || one.kind === input.kind)
        .sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'en')),
      kinds,
    }
  },
})
