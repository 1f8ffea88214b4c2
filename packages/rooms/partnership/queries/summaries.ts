// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import { provenanceOf } from '@symbolon/register'
import type { View } from '@symbolon/store'
import type { Selectable } from 'kysely'
import type { CommitmentSummary } from '../contract.ts'
import { standingOf } from '../standing.ts'
import { type PartnershipTables, tablesOf } from '../tables.ts'

type Row = Selectable<PartnershipTables['partnership.commitment']>

/** Brings together what the record says of some commitments of one arrangement; the order stays. */
export async function summariesOf(view: View, arrangement: Id, rows: Row[], today: Date): Promise<CommitmentSummary[]> {
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  const db = tablesOf(view)
  const positions = await db
    .selectFrom('partnership.position')
    .selectAll()
    .where('arrangement', '=', arrangement)
    .where('commitment', 'in', ids)
    .orderBy('index')
    .execute()
  const endings = await db
    .selectFrom('partnership.ending')
    .selectAll()
    .where('arrangement', '=', arrangement)
    .where('commitment', 'in', ids)
    .where('error', 'is', null)
    // The first ending stands; a map keeps the last that it is given.
    .orderBy('index', 'desc')
    .execute()
  const byCommitment = Map.groupBy(positions, (row) => row.commitment)
  const endingOf = new Map(endings.map((row) => [row.commitment, row]))
  return rows.map((row) => {
    const ending = endingOf.get(row.id)
    return {
      ...row.body,
      id: row.id,
      arrangement,
      wording: row.wording,
      citation: row.citation,
      provenance: provenanceOf(row),
      standing: standingOf(row, byCommitment.get(row.id) ?? []),
      ending: ending ? { how: ending.body.how, by: ending.said_by, at: ending.recorded_at.toISOString() } : null,
      overdue: !ending && row.due !== null && row.due < today.toISOString().slice(0, 10),
    }
  })
}
