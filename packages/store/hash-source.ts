// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import { type HashSource, leafHash } from '@symbolon/record'
import type { Kysely } from 'kysely'
import type { StoreTables } from './tables.ts'

/** Statements or leaves of one log: `from` (with) to `to` (without). */
export type Stretch = { arrangement: Id; log: Id; from: number; to: number }

/** The entries `from` (with) to `to` (without) of one log, in order. */
export async function entriesBetween(
  db: Kysely<StoreTables>,
  { arrangement, log, from, to }: Stretch,
): Promise<Uint8Array[]> {
  const rows = await db
    .selectFrom('store.leaf')
    .select('entry')
    .where('arrangement', '=', arrangement)
    .where('log', '=', log)
    .where('index', '>=', from)
    .where('index', '<', to)
    .orderBy('index')
    .execute()
  return rows.map(({ entry }) => entry)
}

/** The hashes of one log in the database: leaves, and the roots of complete runs of 256. */
export function hashSource(db: Kysely<StoreTables>, arrangement: Id, log: Id): HashSource {
  return {
    levels: 2,
    hashes: async (level, from, to) => {
      if (level === 0) return (await entriesBetween(db, { arrangement, log, from, to })).map(leafHash)
      const rows = await db
        .selectFrom('store.tile')
        .select('root')
        .where('arrangement', '=', arrangement)
        .where('log', '=', log)
        .where('index', '>=', from)
        .where('index', '<', to)
        .orderBy('index')
        .execute()
      return rows.map(({ root }) => root)
    },
  }
}
