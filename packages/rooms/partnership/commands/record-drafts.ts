// SPDX-License-Identifier: Apache-2.0
import { accept, audienceSchema, defineCommand, idSchema, notFound, refuse } from '@symbolon/foundation'
import { audienceOfSource, notSeated, sourcesOf, tierOf, unknownNamed } from '@symbolon/register'
import type { View, Writer } from '@symbolon/store'
import { z } from 'zod'
import { commitmentBody, type Draft } from '../contract.ts'
import { cut } from '../cut.ts'
import { draftsOf, next, putDrafts } from '../drafts.ts'
import { nothingAccepted, notReady } from '../problems.ts'

/** Puts the accepted drafts of a document on the record, all or none, in the name of the document's author. */
export const recordDrafts = defineCommand({
  name: 'record-drafts',
  summary: 'Puts the accepted drafts on the record, with their wording, source and attribution.',
  input: z.strictObject({ arrangement: idSchema, source: idSchema, audience: audienceSchema.optional() }),
  answer: z.strictObject({ commitments: z.array(idSchema) }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    source: '01900000-0000-7000-8000-000000000002',
  },
  arrangement: (input) => input.arrangement,
  read: async (view: View, { arrangement, source }, actor) => {
    const accepted = (await draftsOf(view, arrangement, source)).filter((one) => one.state === 'accepted')
    const parties = accepted.flatMap(({ fields }) => [...fields.promisors, ...fields.beneficiaries])
    return {
      tier: await tierOf(view, arrangement, actor.party),
      source: (await sourcesOf(view, [source]))[0] ?? null,
      readers: await audienceOfSource(view, arrangement, source),
      unknown: await unknownNamed(view, { parties }),
      accepted,
    }
  },
  decide: (
    { arrangement, source: id, audience: given },
    { tier, source, readers, unknown, accepted },
    actor,
    world,
  ) => {
    if (tier === null) return refuse(notSeated())
    if (!source || !readers) return refuse(notFound())
    // Its words are quoted, so unless somebody says otherwise they stay with the readers of the document.
    const audience = given ?? readers
    if (accepted.length === 0) return refuse(nothingAccepted())
    const unready = accepted.flatMap((one) => reasonAgainst(one) ?? [])
    if (unready.length) return refuse(notReady({ count: unready.length, reason: unready[0]! }))
    if (unknown) return refuse(unknown)
    const said = accepted.map((draft) => ({ draft, id: world.newId() }))
    return accept({
      say: said.map(({ draft, id: statement }) => ({
        id: statement,
        kind: 'commitment.agreed',
        audience,
        // An author whom nobody named is not guessed: then it is the recorder's own word about the promisor.
        saidBy: source.author ?? actor.party,
        saidOn: source.date,
        citation: { source: id, start: draft.start, end: draft.end, place: null },
        wording: { text: cut(draft.quote, 20_000), language: source.text?.language ?? 'und' },
        body: { ...draft.fields, correction: null },
      })),
      keep: (writer: Writer) =>
        putDrafts(
          writer,
          { arrangement, party: actor.party, source: id },
          said.map(({ draft, id: statement }) => next(draft, { state: 'recorded', statement })),
        ),
      answer: () => ({ commitments: said.map((one) => one.id) }),
    })
  },
})

function reasonAgainst(draft: Draft): string | null {
  const checked = commitmentBody.safeParse({ ...draft.fields, correction: null })
  if (checked.success) return null
  const issue = checked.error.issues[0]
  return `“${draft.fields.summary.slice(0, 80)}”: ${issue?.path.join('.')} ${issue?.message}`
}
