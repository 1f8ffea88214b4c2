// SPDX-License-Identifier: Apache-2.0
import { daysOf, ERASED, type Id, type Projector } from '@symbolon/foundation'
import {
  type FactRow,
  guardWorkingRows,
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
import { type ColumnType, sql } from 'kysely'
import { AMOUNT_COLUMNS, type AmountColumns, amountColumns } from './amounts.ts'
import type { CommitmentBody, Draft, EndingBody, PositionBody } from './contract.ts'

type Json<T> = ColumnType<T, string, string>

export type PartnershipTables = {
  'partnership.commitment': FactRow<CommitmentBody> &
    AmountColumns & {
      promisors: Id[]
      beneficiaries: Id[]
      pillar: string | null
      kind: string
      strength: string | null
      /** The last day of the deadline: overdue after it. */
      due: string | null
    }
  'partnership.position': FactRow<PositionBody> & { commitment: Id; position: string }
  'partnership.ending': FactRow<EndingBody> & { commitment: Id; how: string }
  'partnership.draft': {
    arrangement: Id
    party: Id
    id: Id
    source: Id
    start_at: number
    revision: number
    state: string
    draft: Json<Draft>
  }
  'partnership.draft_edit': {
    arrangement: Id
    party: Id
    id: Id
    source: Id
    undone: boolean
    before: Json<Draft[]>
    after: Json<Draft[]>
  }
}

export const tablesOf = (view: View) => view.withTables<PartnershipTables>()
export const writerOf = (writer: Writer) => writer.withTables<PartnershipTables>()

export const projections = ['partnership.commitment', 'partnership.position', 'partnership.ending']
export const workingTables = ['partnership.draft', 'partnership.draft_edit']

export const migrations = {
  '0020-partnership': async (owner: Owner) => {
    await makeSchema(owner, 'partnership')
    await makeFactTable(
      owner,
      'partnership.commitment',
      `promisors uuid[] not null, beneficiaries uuid[] not null, pillar text, kind text not null, strength text,
      due date, ${AMOUNT_COLUMNS}`,
    )
    await sql`create index commitment_promisors on partnership.commitment using gin (promisors)`.execute(owner)
    await sql`create index commitment_source on partnership.commitment (arrangement, (citation ->> 'source'))`.execute(
      owner,
    )
    await makeFactTable(owner, 'partnership.position', 'commitment uuid not null, position text not null')
    await sql`create index position_commitment on partnership.position (arrangement, commitment)`.execute(owner)
    await makeFactTable(owner, 'partnership.ending', 'commitment uuid not null, how text not null')
    await sql`create index ending_commitment on partnership.ending (arrangement, commitment)`.execute(owner)
    await sql`create table partnership.draft (arrangement uuid not null, party uuid not null, id uuid not null,
      source uuid not null, start_at int not null, revision int not null, state text not null, draft jsonb not null,
      primary key (arrangement, party, id))`.execute(owner)
    await sql`create table partnership.draft_edit (arrangement uuid not null, party uuid not null, id uuid not null,
      source uuid not null, undone boolean not null default false, before jsonb not null, after jsonb not null,
      primary key (arrangement, party, id))`.execute(owner)
    for (const table of workingTables) await guardWorkingRows(owner, table)
  },
}

export const projectors: Record<string, Projector<Writer>> = {
  'commitment.agreed': projectFacts<CommitmentBody>('partnership.commitment', ({ body }) => ({
    promisors: body.promisors,
    beneficiaries: body.beneficiaries,
    pillar: body.pillar,
    kind: body.kind,
    strength: body.strength,
    due: body.deadline && daysOf(body.deadline).last,
    ...amountColumns(body),
  })),
  'position.taken': projectFacts<PositionBody>('partnership.position', ({ body }) => ({
    commitment: body.commitment,
    position: body.position,
  })),
  'commitment.ended': projectFacts<EndingBody>('partnership.ending', ({ body }) => ({
    commitment: body.commitment,
    how: body.how,
  })),
  'statement.entered-in-error': projectErrors(projections),
  'log.continued': projectContinued(projections),
  [ERASED]: projectErasures(projections),
}
