// SPDX-License-Identifier: Apache-2.0
import { defineQuery, idSchema } from '@symbolon/foundation'
import { partiesOf, provenanceOf, sourcesOf } from '@symbolon/register'
import type { View } from '@symbolon/store'
import type { NotNull } from 'kysely'
import { z } from 'zod'
import { commitmentPage } from '../contract.ts'
import { tablesOf } from '../tables.ts'
import { summariesOf } from './summaries.ts'

export const commitment = defineQuery({
  name: 'commitment',
  summary: 'One commitment: its terms and wording, whose word it is, positions, ending, earlier versions.',
  input: z.object({ arrangement: idSchema, commitment: idSchema }),
  answer: commitmentPage,
  ask: async (view: View, { arrangement, commitment: id }) => {
    const db = tablesOf(view)
    const rows = db.selectFrom('partnership.commitment').selectAll().where('arrangement', '=', arrangement)
    const row = await rows.where('id', '=', id).executeTakeFirst()
    if (!row) return null
    const of = { arrangement, commitment: id }
    const positions = await factsOf(view, 'partnership.position', of)
    const endings = await factsOf(view, 'partnership.ending', of)
    const [summary] = await summariesOf(view, arrangement, [row], new Date())
    const [source] = await sourcesOf(view, [row.citation?.source])
    const withProvenance = <Body extends object>(
      one: { id: string; body: Body } & Parameters<typeof provenanceOf>[0],
    ) => ({
      ...one.body,
      id: one.id,
      provenance: provenanceOf(one),
    })
    return {
      commitment: summary!,
      positions: positions.map((one) => withProvenance({ ...one, body: one.body as never })),
      endings: endings.map((one) => withProvenance({ ...one, body: one.body as never })),
      versions: await versionsOf(view, arrangement, row),
      source: source
        ? { id: source.id, short: source.short, title: source.title, url: source.url, kept: source.text !== null }
        : null,
      parties: await partiesOf(view, [
        ...row.promisors,
        ...row.beneficiaries,
        row.said_by,
        row.recorded_by,
        ...[...positions, ...endings].map((one) => one.said_by),
      ]),
    }
  },
})

function factsOf(
  view: View,
  table: 'partnership.position' | 'partnership.ending',
  of: { arrangement: string; commitment: string },
) {
  return tablesOf(view)
    .selectFrom(table)
    .selectAll()
    .where('arrangement', '=', of.arrangement)
    .where('commitment', '=', of.commitment)
    .orderBy('index')
    .execute()
}

/** What the commitment said before it was corrected. */
async function versionsOf(view: View, arrangement: string, row: { statement: string; latest: string }) {
  if (row.statement === row.latest) return []
  const rows = await view
    .selectFrom('store.statement')
    .select(['id', 'canonical', 'recorded_at'])
    .where('arrangement', '=', arrangement)
    .where((eb) => eb.or([eb('id', '=', row.statement), eb('corrects', '=', row.statement)]))
    .where('id', '!=', row.latest)
    // Of an erased one nothing is left to show.
    .where('canonical', 'is not', null)
    .$narrowType<{ canonical: NotNull }>()
    .orderBy('index')
    .execute()
  return rows.map(({ id, canonical, recorded_at }) => ({
    statement: id,
    recordedAt: recorded_at.toISOString(),
    body: JSON.parse(canonical).body,
  }))
}
