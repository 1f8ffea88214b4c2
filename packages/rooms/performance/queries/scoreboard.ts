// SPDX-License-Identifier: Apache-2.0
import { defineQuery, type Id } from '@symbolon/foundation'
import { type CommitmentSummary, type PartnershipTables, summariesOf } from '@symbolon/partnership'
import { arrangementsShown, partiesOf } from '@symbolon/register'
import type { View } from '@symbolon/store'
import { type ScoreboardRow, scoreboardInput, scoreboardPage } from '../contract.ts'
import { tokenOf } from '../token.ts'
import { boardOf } from './board.ts'
import { lastWords, tellingsOf } from './tellings.ts'

/** Promised and delivered, side by side for all sides. Where sides differ, both stand; nothing is averaged. */
export const scoreboard = defineQuery({
  name: 'scoreboard',
  summary: 'The scoreboard of an arrangement, by party, pillar, kind, deadline, standing and what was told.',
  input: scoreboardInput,
  answer: scoreboardPage,
  ask: async (view: View, input) => {
    if ((await arrangementsShown(view, [input.arrangement])).length === 0) return null
    const now = new Date()
    const board = await boardOf(view, input, now.toISOString().slice(0, 10))
    const commitments = await inOrder(view, input.arrangement, board.ids, now)
    const rows = await withTellings(view, input.arrangement, commitments)
    const { ids: _ids, ...computed } = board
    const total = board.counts.commitments
    return {
      ...computed,
      rows,
      total,
      page: input.page,
      pages: Math.max(1, Math.ceil(total / input.size)),
      parties: await partiesOf(view, [...board.sides.map((side) => side.party), ...rows.flatMap(mentioned)]),
    }
  },
})

async function inOrder(view: View, arrangement: Id, ids: Id[], now: Date): Promise<CommitmentSummary[]> {
  if (ids.length === 0) return []
  const rows = await view
    .withTables<PartnershipTables>()
    .selectFrom('partnership.commitment')
    .selectAll()
    .where('arrangement', '=', arrangement)
    .where('id', 'in', ids)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return summariesOf(
    view,
    arrangement,
    ids.flatMap((id) => byId.get(id) ?? []),
    now,
  )
}

/** The commitments with all that was told of each, and its token. */
export async function withTellings(
  view: View,
  arrangement: Id,
  commitments: CommitmentSummary[],
): Promise<ScoreboardRow[]> {
  const told = await tellingsOf(view, arrangement, commitments)
  return commitments.map((commitment) => {
    const { reports, assessments } = told.get(commitment.id)!
    return {
      commitment,
      token: tokenOf(commitment, reports, assessments),
      reports: lastWords(reports),
      assessments: lastWords(assessments),
    }
  })
}

/** Whom a row names. */
export const mentioned = ({ commitment, reports, assessments }: ScoreboardRow): Id[] => [
  ...commitment.promisors,
  ...commitment.beneficiaries,
  commitment.provenance.saidBy,
  commitment.provenance.recordedBy,
  ...[...reports, ...assessments].map((one) => one.provenance.saidBy),
]
