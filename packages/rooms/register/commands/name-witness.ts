// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, idSchema, refuse } from '@symbolon/foundation'
import { parseWitnessKey } from '@symbolon/record'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { notAWitnessKey, notSeated, witnessTaken } from '../problems.ts'
import { witnessesOf } from '../queries/witnesses.ts'
import { seatOf } from './seated.ts'

/** Every seat may have a witness, an observer's too: whoever watches makes the record safer. */
export const nameWitness = defineCommand({
  name: 'name-witness',
  summary: 'Says under which key one’s delegation’s witness co-signs the checkpoints of an arrangement.',
  input: z.strictObject({ arrangement: idSchema, vkey: z.string().trim().min(1).max(300) }),
  answer: z.strictObject({ witness: z.string() }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    vkey: 'witness.example+04000000+BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==',
  },
  arrangement: (input) => input.arrangement,
  read: async (view: View, { arrangement }, actor) => ({
    seat: await seatOf(view, arrangement, actor.party),
    named: await witnessesOf(view, arrangement),
  }),
  decide: ({ vkey }, { seat, named }, { party }) => {
    if (!seat) return refuse(notSeated())
    const key = parseWitnessKey(vkey)
    if (!key.ok) return refuse(notAWitnessKey())
    // One key for two parties would count twice, and a name for two keys would hide one behind the other.
    const others = named.filter((one) => one.party !== party)
    if (others.some((one) => one.vkey.split('+')[0] === key.verifier.name)) return refuse(witnessTaken())
    if (others.some((one) => one.vkey.split('+').at(-1) === vkey.split('+').at(-1))) return refuse(witnessTaken())
    return accept({
      say: [{ kind: 'witness.named', audience: seat.audience, body: { party, vkey } }],
      answer: () => ({ witness: key.verifier.name }),
    })
  },
})
