// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import { type PartySummary, partiesOf } from '@symbolon/register'
import type { Store } from '@symbolon/store'

/**
 * Every party that holds a seat anywhere, also where the public sees none: for the chooser alone, which stands in for
 * accounts on a machine whose user may speak for anybody.
 */
export async function seatedParties(store: Store): Promise<PartySummary[]> {
  return store.projector.transaction().execute(async (db) => {
    const seats = await db.selectFrom('store.seat').select('party').distinct().where('until', 'is', null).execute()
    return partiesOf(
      db,
      seats.map(({ party }): Id => party),
    )
  })
}

/** The names of parties by their ids, for whoever was invited to or belongs to their delegations. */
export const namesOfParties = (store: Store, parties: Id[]): Promise<Pick<PartySummary, 'id' | 'names'>[]> =>
  store.projector
    .transaction()
    .execute(async (db) => (await partiesOf(db, parties)).map(({ id, names }) => ({ id, names })))
