// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, idSchema, notFound, refuse } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { draftsOf, keepDrafts, next } from '../drafts.ts'
import { cannotSplit, draftClosed, draftMerged, splitOfMerged } from '../problems.ts'

export const splitDraft = defineCommand({
  name: 'split-draft',
  summary: 'Makes two drafts of one passage that says two commitments; both keep the fields, to be mended.',
  input: z.strictObject({
    arrangement: idSchema,
    source: idSchema,
    draft: idSchema,
    /** Code points from the start of the passage. */
    at: z.number().int().positive(),
  }),
  answer: z.strictObject({ draft: idSchema }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    source: '01900000-0000-7000-8000-000000000002',
    draft: '01900000-0000-7000-8000-000000000003',
    at: 120,
  },
  arrangement: (input) => input.arrangement,
  read: (view: View, { arrangement, source }) => draftsOf(view, arrangement, source),
  decide: ({ arrangement, source, draft: id, at }, drafts, actor, world) => {
    const draft = drafts.find((one) => one.id === id)
    if (!draft) return refuse(notFound())
    if (draft.state === 'recorded') return refuse(draftClosed())
    if (draft.state === 'merged') return refuse(draftMerged())
    const points = [...draft.quote]
    if (points.length !== draft.end - draft.start) return refuse(splitOfMerged())
    if (at >= points.length) return refuse(cannotSplit({ start: 0, end: points.length }))
    const first = next(draft, { end: draft.start + at, quote: points.slice(0, at).join(''), state: 'open' })
    const rest = points.slice(at).join('')
    const second = {
      ...draft,
      id: world.newId(),
      start: draft.start + at,
      quote: rest,
      state: 'open' as const,
      revision: 0,
    }
    return accept({
      say: [],
      keep: keepDrafts(world, { arrangement, party: actor.party, source }, [draft], [first, second]),
      answer: () => ({ draft: second.id }),
    })
  },
})
