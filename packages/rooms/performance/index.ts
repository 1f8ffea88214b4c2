// SPDX-License-Identifier: Apache-2.0
import type { AnyRoom } from '@symbolon/store'
import { acceptAssessor } from './commands/accept-assessor.ts'
import { correctTelling } from './commands/correct-telling.ts'
import { assessDelivery, reportDelivery } from './commands/tell.ts'
import { assessors, deliveries } from './queries/deliveries.ts'
import { scoreboard } from './queries/scoreboard.ts'
import { sheets } from './sheets.ts'
import { statements } from './statements.ts'
import { migrations, projections, projectors } from './tables.ts'

export const performance: AnyRoom = {
  name: 'performance',
  statements,
  commands: [reportDelivery, assessDelivery, correctTelling, acceptAssessor],
  queries: [scoreboard, deliveries, assessors],
  projectors,
  migrations,
  projections,
  workingTables: [],
  sheets,
  describers: {},
}

export * from './contract.ts'
export { SCOREBOARD_COLUMNS, scoreboardTable } from './scoreboard-table.ts'
export { stepsApart } from './token.ts'
