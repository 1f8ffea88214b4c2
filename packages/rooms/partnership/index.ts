// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import type { AnyRoom, View } from '@symbolon/store'
import { agreeCommitment } from './commands/agree-commitment.ts'
import { correctCommitment } from './commands/correct-commitment.ts'
import { endCommitment } from './commands/end-commitment.ts'
import { mendDraft } from './commands/mend-draft.ts'
import { mergeDrafts } from './commands/merge-drafts.ts'
import { openReview } from './commands/open-review.ts'
import { recordDrafts } from './commands/record-drafts.ts'
import { splitDraft } from './commands/split-draft.ts'
import { takePosition } from './commands/take-position.ts'
import { undoDraft } from './commands/undo-draft.ts'
import { forgetDrafts } from './forget.ts'
import { citing } from './queries/citing.ts'
import { commitment } from './queries/commitment.ts'
import { drafts } from './queries/drafts.ts'
import { sheets } from './sheets.ts'
import { statements } from './statements.ts'
import { migrations, projections, projectors, tablesOf, workingTables } from './tables.ts'

const describeCommitments = async (view: View, ids: Id[]): Promise<Map<Id, string>> => {
  const rows = tablesOf(view).selectFrom('partnership.commitment').select(['id', 'body']).where('id', 'in', ids)
  return new Map((await rows.execute()).map(({ id, body }) => [id, body.summary]))
}

export const partnership: AnyRoom = {
  name: 'partnership',
  statements,
  commands: [
    agreeCommitment,
    correctCommitment,
    takePosition,
    endCommitment,
    openReview,
    mendDraft,
    mergeDrafts,
    splitDraft,
    undoDraft,
    recordDrafts,
  ],
  queries: [commitment, citing, drafts],
  projectors,
  migrations,
  projections,
  workingTables,
  forget: forgetDrafts,
  sheets,
  describers: { commitment: describeCommitments },
}

export { AMOUNT_COLUMNS, type AmountColumns, amountColumns } from './amounts.ts'
export { commitmentFacts } from './commands/facts.ts'
export * from './contract.ts'
export { needsSource, notThePromisor } from './problems.ts'
export { summariesOf } from './queries/summaries.ts'
export { standingOf } from './standing.ts'
export type { PartnershipTables } from './tables.ts'
