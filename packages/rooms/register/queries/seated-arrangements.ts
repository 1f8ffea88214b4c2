// SPDX-License-Identifier: Apache-2.0
import { defineQuery } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { heldNow } from '../commands/seated.ts'
import { arrangementSummary, partySummary } from '../contract.ts'
import { arrangementsShown, partiesOf } from './lookups.ts'

/** Where something can be said on this record: the arrangements with seats that the reader can see, and who holds them. */
export const seatedArrangements = defineQuery({
  name: 'seated-arrangements',
  summary: 'The arrangements in which seats are held, and the parties that hold them.',
  input: z.object({}),
  answer: z.strictObject({ seated: z.array(arrangementSummary), parties: z.array(partySummary) }),
  ask: async (view: View) => {
    const seats = await view
      .selectFrom('store.seat')
      .select(['arrangement', 'party'])
      .where(heldNow)
      .orderBy('id')
      .execute()
    return {
      seated: await arrangementsShown(
        view,
        seats.map((seat) => seat.arrangement),
      ),
      parties: await partiesOf(
        view,
        seats.map((seat) => seat.party),
      ),
    }
  },
})
