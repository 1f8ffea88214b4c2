// SPDX-License-Identifier: Apache-2.0
import type { Kysely, NotNull } from 'kysely'
import type { Stretch } from './hash-source.ts'
import type { StoreTables } from './tables.ts'

/** The statements in a stretch of one log that whoever asks may read, in order. What was erased is not among them. */
export const statementsBetween = (db: Kysely<StoreTables>, { arrangement, log, from, to }: Stretch) =>
  db
    .selectFrom('store.statement')
    .select(['index', 'kind', 'salt', 'canonical'])
    .where('canonical', 'is not', null)
    .where('arrangement', '=', arrangement)
    .where('log', '=', log)
    .where('index', '>=', from)
    .where('index', '<', to)
    .orderBy('index')
    .$narrowType<{ salt: NotNull; canonical: NotNull }>()
    .execute()
