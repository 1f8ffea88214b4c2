// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import type { CommitmentSummary } from '@symbolon/partnership/contract'
import { openSeats, provenanceOf } from '@symbolon/register'
import type { View } from '@symbolon/store'
import type { Selectable } from 'kysely'
import type { Telling } from '../contract.ts'
import { type PerformanceTables, tablesOf } from '../tables.ts'
import { isIndependent } from '../token.ts'

export type Told = { reports: Telling[]; assessments: Telling[] }

/** Reports and assessments of some commitments of one arrangement, oldest first, each with whether it is independent. */
export async function tellingsOf(
  view: View,
  arrangement: Id,
  commitments: CommitmentSummary[],
): Promise<Map<Id, Told>> {
  const ids = commitments.map((one) => one.id)
  const told = new Map<Id, Told>(ids.map((id) => [id, { reports: [], assessments: [] }]))
  if (ids.length === 0) return told
  const read = (table: 'performance.report' | 'performance.assessment') =>
    tablesOf(view)
      .selectFrom(table)
      .selectAll()
      .where('arrangement', '=', arrangement)
      .where('commitment', 'in', ids)
      .orderBy('index')
      .execute()
  const seated = (await openSeats(view, arrangement)).map((seat) => seat.party)
  const acceptances = await acceptancesOf(view, arrangement)
  const byId = new Map(commitments.map((one) => [one.id, one]))
  for (const row of await read('performance.report')) told.get(row.commitment)!.reports.push(telling(row, false))
  for (const row of await read('performance.assessment')) {
    const independent = isIndependent(row.said_by, byId.get(row.commitment)!, seated, acceptances)
    told.get(row.commitment)!.assessments.push(telling(row, independent))
  }
  return told
}

export function acceptancesOf(view: View, arrangement: Id) {
  return tablesOf(view)
    .selectFrom('performance.acceptance')
    .select(['said_by', 'assessor', 'accepted'])
    .where('arrangement', '=', arrangement)
    .where('error', 'is', null)
    .whereRef('said_by', '=', 'recorded_by')
    .orderBy('recorded_at')
    .orderBy('id')
    .execute()
}

const telling = (row: Selectable<PerformanceTables['performance.report']>, independent: boolean): Telling => ({
  ...row.body,
  id: row.id,
  citation: row.citation,
  attributed: row.said_by !== row.recorded_by,
  independent,
  provenance: provenanceOf(row),
})

/** The last word of each speaker, oldest first. */
export function lastWords(tellings: Telling[]): Telling[] {
  const valid = tellings.filter((one) => one.provenance.error === null)
  return valid.filter(
    (one, i) => !valid.slice(i + 1).some((later) => later.provenance.saidBy === one.provenance.saidBy),
  )
}
