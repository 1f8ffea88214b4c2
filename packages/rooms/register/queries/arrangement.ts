// SPDX-License-Identifier: Apache-2.0
import { defineQuery, idSchema } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { heldNow, standsNow } from '../commands/seated.ts'
import { arrangementPage } from '../contract.ts'
import { provenanceOf } from '../provenance.ts'
import { tablesOf } from '../tables.ts'
import { arrangementsOf, arrangementsShown, partiesOf, sourcesOf, summaryOf } from './lookups.ts'
import { rulesOf } from './rules.ts'

/** Everything that the register knows of one arrangement, with the names of all it mentions. */
export const arrangement = defineQuery({
  name: 'arrangement',
  summary: 'One arrangement: who, in which role and seat, links, figures, what sources disagree on, documents.',
  input: z.object({ arrangement: idSchema }),
  answer: arrangementPage,
  ask: async (view: View, { arrangement: id }) => {
    const db = tablesOf(view)
    const found = await db.selectFrom('register.arrangement').selectAll().where('id', '=', id).executeTakeFirst()
    const [summary] = found ? [summaryOf(found)] : await arrangementsShown(view, [id])
    if (!summary) return null
    const facts = await factsOf(view, id)
    const seats = await view
      .selectFrom('store.seat')
      .selectAll()
      .select([heldNow.as('held'), standsNow.as('standing')])
      .where('arrangement', '=', id)
      .orderBy('id')
      .execute()
    const documents = await db
      .selectFrom('register.source')
      .selectAll()
      .where('arrangement', '=', id)
      .orderBy('id')
      .execute()
    const cited = [
      found?.body.sources ?? [],
      ...facts.participation.map((row) => row.body.sources),
      ...facts.links.map((row) => row.body.sources),
      ...facts.figures.map((row) => row.body.sources),
      ...facts.disagreements.map((row) => row.body.says),
    ].flat()
    const sources = await sourcesOf(
      view,
      cited.map(({ source }) => source),
    )
    const speakers = [...(found ? [found] : []), ...Object.values(facts).flat(), ...documents].flatMap((row) => [
      row.said_by,
      row.recorded_by,
    ])
    return {
      arrangement: {
        ...summary,
        note: found?.body.note ?? null,
        unsourced: found?.body.unsourced ?? [],
        sources: found?.body.sources ?? [],
        provenance: found ? provenanceOf(found) : null,
      },
      seats: seats.map((seat) => ({
        id: seat.id,
        party: seat.party,
        tier: seat.tier as 'member',
        grantedBy: seat.granted_by,
        since: seat.since.toISOString(),
        until: seat.until?.toISOString() ?? null,
        begins: seat.begins.toISOString(),
        ends: seat.ends?.toISOString() ?? null,
        readsFrom: seat.reads_from?.toISOString() ?? null,
        suspended: seat.suspended?.toISOString() ?? null,
        held: seat.held,
        standing: seat.standing,
      })),
      rules: await rulesOf(view, id),
      participation: facts.participation.map(withProvenance),
      links: facts.links.map(withProvenance),
      figures: facts.figures.map(withProvenance),
      disagreements: facts.disagreements.map(withProvenance),
      documents: documents.map(withProvenance),
      sources,
      parties: await partiesOf(view, [
        ...speakers,
        ...seats.flatMap((seat) => [seat.party, seat.granted_by]),
        ...facts.participation.map((row) => row.party),
        ...sources.map((source) => source.author),
        ...documents.map((source) => source.body.author),
      ]),
      arrangements: await arrangementsOf(
        view,
        facts.links.flatMap((row) => [row.from_id, row.to_id]),
      ),
    }
  },
})

async function factsOf(view: View, id: string) {
  const db = tablesOf(view)
  return {
    participation: await db
      .selectFrom('register.participation')
      .selectAll()
      .where('of', '=', id)
      .orderBy('id')
      .execute(),
    links: await db
      .selectFrom('register.link')
      .selectAll()
      .where((eb) => eb.or([eb('from_id', '=', id), eb('to_id', '=', id)]))
      .orderBy('id')
      .execute(),
    figures: await db.selectFrom('register.figure').selectAll().where('of', '=', id).orderBy('id').execute(),
    disagreements: await db
      .selectFrom('register.disagreement')
      .selectAll()
      .where('of', '=', id)
      .orderBy('id')
      .execute(),
  }
}

export const withProvenance = <Body extends object>(
  row: { id: string; body: Body } & Parameters<typeof provenanceOf>[0],
) => ({
  ...row.body,
  id: row.id,
  provenance: provenanceOf(row),
})
