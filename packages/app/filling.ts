// SPDX-License-Identifier: Apache-2.0

import type { Store } from '@symbolon/store'
import { sql } from 'kysely'
import { hasMark } from './found-register.ts'
import { ATLAS } from './load-atlas.ts'
import { DEMONSTRATION } from './load-demonstration.ts'

/** What a record is begun with beside its register. */
export type Filling = 'nothing' | 'atlas' | 'demonstration'
const KEY = 'begun with'

/**
 * What this record was begun with: what its first start asks for, and no later one. A record in which somebody has
 * spoken is not filled afterwards: what was said stays, and made-up seats would stand beside it for good.
 */
export async function fillingOf(store: Store, wanted: Filling): Promise<Filling> {
  const settled = await settledIn(store)
  if (settled) return settled
  const first = store.projector.insertInto('store.installation')
  const row = { key: KEY, value: (await earlier(store)) ?? wanted }
  await first
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await settledIn(store))!
}

async function settledIn(store: Store): Promise<Filling | undefined> {
  const rows = store.projector.selectFrom('store.installation').select('value').where('key', '=', KEY)
  return (await rows.executeTakeFirst())?.value as Filling | undefined
}

/** Of records from before the choice was kept: what stands in them; null where nobody has said anything yet. */
async function earlier(store: Store): Promise<Filling | null> {
  if (await hasMark(store, DEMONSTRATION)) return 'demonstration'
  if (await hasMark(store, ATLAS)) return 'atlas'
  const { rows } = await sql<{ spoken: boolean }>`select exists (
    select from store.statement where recorded_by <> ${store.home.editors}) as spoken`.execute(store.projector)
  return rows[0]!.spoken ? 'nothing' : null
}
