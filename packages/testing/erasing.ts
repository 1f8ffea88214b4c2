// SPDX-License-Identifier: Apache-2.0
import { ERASED, type Id, isTheirsToErase, type Recorded, remainsOf, type Saying } from '@symbolon/foundation'
import type { Store } from '@symbolon/store'
import type { Chance } from './chance.ts'

/** What whoever may says to have a statement erased. */
export const erasing = (said: Recorded, more: object = {}): Saying => ({
  kind: ERASED,
  audience: said.audience,
  body: {
    ...remainsOf(said),
    restates: said.kind === 'statement.declassified' ? (said.body as { statement: Id }).statement : null,
    ...{ ground: 'data protection request', words: null, ...more },
  },
})

/** One that a party may have erased and that was not yet; null where chance finds none in a few looks. */
export function erasableOf(store: Store, chance: Chance, said: Recorded[], erased: Set<Id>, by: Id): Recorded | null {
  for (let look = 0; look < 8 && said.length > 0; look++) {
    const one = chance.oneOf(said)
    if (store.kinds.get(one.kind)!.lasts === null && !erased.has(one.id) && isTheirsToErase(one, by)) return one
  }
  return null
}
