// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, idSchema, refuse } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { partyBody } from '../contract.ts'
import { sourcesIn, unknownNamed } from './unknown-named.ts'

/** Any party may register another: the page shows who did. */
export const registerParty = defineCommand({
  name: 'register-party',
  summary: 'Registers somebody who can speak: a state, an organisation, a network, a company.',
  input: partyBody.omit({ party: true }).partial({ code: true, regions: true, note: true, sources: true }),
  answer: z.strictObject({ party: idSchema }),
  example: { kind: 'civil society', names: { en: 'Example Observatory' } },
  arrangement: (_input, home) => home.register,
  read: (view: View, { sources }) => unknownNamed(view, { sources: sourcesIn(sources) }),
  decide: (input, unknown, _actor, world) => {
    if (unknown) return refuse(unknown)
    const party = world.newId()
    const { code = null, regions = [], note = null, sources = [] } = input
    const body = { ...input, party, code, regions, note, sources }
    return accept({ say: [{ kind: 'party.registered', body }], answer: () => ({ party }) })
  },
})
