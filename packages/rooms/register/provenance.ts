// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import type { Provenance } from './contract.ts'

/** What a row says of where it comes from. */
export const provenanceOf = (row: {
  statement: Id
  latest: Id
  said_by: Id
  recorded_by: Id
  said_on: string | null
  recorded_at: Date
  error: string | null
}): Provenance => ({
  statement: row.statement,
  latest: row.latest,
  saidBy: row.said_by,
  recordedBy: row.recorded_by,
  saidOn: row.said_on,
  recordedAt: row.recorded_at.toISOString(),
  error: row.error,
})
