// SPDX-License-Identifier: Apache-2.0
import { accept, allSeats, defineCommand, idSchema, refuse } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { arrangementBody } from '../contract.ts'
import { sourcesIn, unknownNamed } from './unknown-named.ts'

/** Who registers an arrangement takes its first seat: from there on seats are granted by those who hold seats. */
export const registerArrangement = defineCommand({
  name: 'register-arrangement',
  summary: 'Registers an arrangement and takes its first seat, as a member.',
  input: arrangementBody
    .omit({ arrangement: true, demonstration: true, unsourced: true })
    .partial({ aliases: true, began: true, ended: true, status: true, statusAsOf: true, note: true, sources: true })
    .extend({ confidential: z.boolean().default(false) }),
  answer: z.strictObject({ arrangement: idSchema }),
  example: {
    names: { en: 'Example Partnership' },
    layer: 'bilateral',
    form: 'partnership',
    bindingness: 'non-binding',
  },
  arrangement: (_input, home) => home.register,
  read: (view: View, { sources }) => unknownNamed(view, { sources: sourcesIn(sources) }),
  decide: ({ confidential, ...input }, unknown, actor, world) => {
    if (unknown) return refuse(unknown)
    const arrangement = world.newId()
    const none = { aliases: [], began: null, ended: null, status: null, statusAsOf: null, note: null, sources: [] }
    const body = { ...none, ...input, arrangement, demonstration: false, unsourced: [] }
    const seat = { kind: 'seat.granted', arrangement, body: { party: actor.party, tier: 'member' as const } }
    return accept({
      // A confidential one is no matter of the register: its own log tells of it, to those who hold seats.
      say: confidential
        ? [
            { kind: 'arrangement.registered', arrangement, audience: allSeats, body },
            { ...seat, audience: allSeats },
          ]
        : [{ kind: 'arrangement.registered', body }, seat],
      answer: () => ({ arrangement }),
    })
  },
})
