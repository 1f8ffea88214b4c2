// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import type { HashSource } from '@symbolon/record'
import type { Kysely } from 'kysely'
import type { StoreTables } from './tables.ts'

/** The hashes of one log in the database: leaves, and the roots of complete runs of 256. */
export function hashSource(db: Kysely<StoreTables>, arrangement: Id, log: Id): HashSource {
  return {
    levels: 2,
    hashes: async (level, from, to) => {
      const table = level === 0 ? 'store.leaf' : 'store.tile'
      const hash = level === 0 ? 'hash' : 'root'
      const rows = await db
        .selectFrom(table)
        .select(hash as never)
        .where('arrangement', '=', arrangement)
        .where('log', '=', log)
        .where('index', '>=', from)
        .where('index', '<', to)
        .orderBy('index')
        .execute()
      return rows.map((row) => row[hash] as Uint8Array)
    },
  }
}
