// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import type { Store } from '@symbolon/store'

const keyOf = (arrangement: Id) => `register of ${arrangement}`

/** Notes in which register the parties of a copied arrangement are named: that of the hub whose copy it is. */
export async function noteRegister(store: Store, arrangement: Id, register: Id): Promise<void> {
  const row = store.projector.insertInto('store.installation').values({ key: keyOf(arrangement), value: register })
  await row.onConflict((conflict) => conflict.doNothing()).execute()
}

/** The register of an arrangement: its hub's, of a copy; else this record's own. */
export async function registerOf(store: Store, arrangement: Id): Promise<Id> {
  const rows = store.projector.selectFrom('store.installation').select('value')
  const noted = await rows.where('key', '=', keyOf(arrangement)).executeTakeFirst()
  return noted?.value ?? store.home.register
}
