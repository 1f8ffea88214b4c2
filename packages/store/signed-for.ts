// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import { sql } from 'kysely'
import { asAsker } from './ask.ts'
import type { Store } from './store.ts'

/**
 * How many statements of an arrangement checkpoints cover, in the logs that the reader may read. Null where this reader
 * knows of no log of it, and where the session is over.
 */
export const signedFor = (store: Store, token: string | null, arrangement: Id): Promise<number | null> =>
  asAsker(store, token, async (view) => {
    const { rows } = await sql<{ signed: number; known: boolean }>`
      select coalesce(sum(signed_size), 0)::int8 as signed,
        count(*) > 0 and (${token}::text is null or store.reader() is not null) as known
      from store.log where arrangement = ${arrangement}`.execute(view)
    return rows[0]!.known ? rows[0]!.signed : null
  })
