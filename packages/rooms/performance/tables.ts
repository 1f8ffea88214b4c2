// SPDX-License-Identifier: Apache-2.0
import { ERASED, type Id, type Projector } from '@symbolon/foundation'
import { AMOUNT_COLUMNS, type AmountColumns, amountColumns, type PartnershipTables } from '@symbolon/partnership'
import {
  type FactRow,
  makeFactTable,
  makeSchema,
  type Owner,
  projectContinued,
  projectErasures,
  projectErrors,
  projectFacts,
  type View,
  type Writer,
} from '@symbolon/store'
import { sql } from 'kysely'
import type { AcceptanceBody, TellingBody } from './contract.ts'

type TellingRow = FactRow<TellingBody> & AmountColumns & { commitment: Id; level: string | null }
export type PerformanceTables = {
  'performance.report': TellingRow
  'performance.assessment': TellingRow
  'performance.acceptance': FactRow<AcceptanceBody> & { assessor: Id; accepted: boolean }
}

export const tablesOf = (view: View) => view.withTables<PerformanceTables & PartnershipTables>()

export const projections = ['performance.report', 'performance.assessment', 'performance.acceptance']

export const migrations = {
  '0030-performance': async (owner: Owner) => {
    await makeSchema(owner, 'performance')
    for (const name of ['report', 'assessment']) {
      await makeFactTable(owner, `performance.${name}`, `commitment uuid not null, level text, ${AMOUNT_COLUMNS}`)
      await sql.raw(`create index ${name}_commitment on performance.${name} (arrangement, commitment)`).execute(owner)
    }
    await makeFactTable(owner, 'performance.acceptance', 'assessor uuid not null, accepted boolean not null')
  },
}

const telling = ({ body }: { body: TellingBody }) => ({
  commitment: body.commitment,
  level: body.level,
  ...amountColumns(body),
})
export const projectors: Record<string, Projector<Writer>> = {
  'delivery.reported': projectFacts<TellingBody>('performance.report', telling),
  'delivery.assessed': projectFacts<TellingBody>('performance.assessment', telling),
  'assessor.accepted': projectFacts<AcceptanceBody>('performance.acceptance', ({ body }) => ({
    assessor: body.assessor,
    accepted: body.accepted,
  })),
  'statement.entered-in-error': projectErrors(projections),
  'log.continued': projectContinued(projections),
  [ERASED]: projectErasures(projections),
}
