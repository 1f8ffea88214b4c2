// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, type Id, idSchema, notFound, refuse } from '@symbolon/foundation'
import { notSeated, openSeats, partyCodes, sourcesOf, textOf, tierOf } from '@symbolon/register'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { draftsOf, keepDrafts } from '../drafts.ts'
import { noText } from '../problems.ts'
import { readDocument } from '../read-document.ts'

/** Reads a document into drafts of one's own delegation. Asked again it changes nothing: the drafts are there. */
export const openReview = defineCommand({
  name: 'open-review',
  summary: 'Reads a document and lays out what it promises as drafts, for your delegation alone.',
  input: z.strictObject({ arrangement: idSchema, source: idSchema }),
  answer: z.strictObject({ drafts: z.number().int() }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    source: '01900000-0000-7000-8000-000000000002',
  },
  arrangement: (input) => input.arrangement,
  read: async (view: View, { arrangement, source }, actor) => ({
    tier: await tierOf(view, arrangement, actor.party),
    source: (await sourcesOf(view, [source]))[0] ?? null,
    text: await textOf(view, arrangement, source),
    drafts: await draftsOf(view, arrangement, source),
    known: await knownParties(view, arrangement),
  }),
  decide: ({ arrangement, source }, facts, actor, world) => {
    if (facts.tier === null) return refuse(notSeated())
    if (!facts.source) return refuse(notFound())
    if (facts.drafts.length) return accept({ say: [], answer: () => ({ drafts: facts.drafts.length }) })
    if (facts.text === null || !facts.source.text) return refuse(noText())
    const { title, text } = facts.source
    const read = readDocument({ name: title, text: facts.text, mediaType: text.mediaType }, facts.known)
    if (!read.ok) return read
    const drafts = read.value.map((draft) => ({ ...draft, id: world.newId(), source }))
    return accept({
      say: [],
      keep: keepDrafts(world, { arrangement, party: actor.party, source }, [], drafts),
      answer: () => ({ drafts: drafts.length }),
    })
  },
})

async function knownParties(view: View, arrangement: Id) {
  const seats = await openSeats(view, arrangement)
  return {
    parties: await partyCodes(view),
    signatories: seats.filter((seat) => seat.tier === 'member').map((seat) => seat.party),
  }
}
