// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, idSchema, notFound, refuse } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { draftFields } from '../contract.ts'
import { allEditsOf, collisions, draftsOf, keepDrafts, next } from '../drafts.ts'
import { draftChanged, draftClosed, draftMerged } from '../problems.ts'

/**
 * Saves what a reviewer changed in a draft. Only the changed fields travel, so two reviewers of one delegation lose
 * nothing: different fields are joined, the same field set differently is refused and both are shown.
 */
export const mendDraft = defineCommand({
  name: 'mend-draft',
  summary: 'Changes fields of a draft, accepts it, drops it, or opens it again.',
  input: z.strictObject({
    arrangement: idSchema,
    source: idSchema,
    draft: idSchema,
    /** The revision that the reviewer saw. */
    revision: z.number().int().nonnegative(),
    changes: draftFields.partial().default({}),
    state: z.enum(['open', 'accepted', 'dropped']).optional(),
  }),
  answer: z.strictObject({ revision: z.number().int() }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    source: '01900000-0000-7000-8000-000000000002',
    draft: '01900000-0000-7000-8000-000000000003',
    revision: 0,
    changes: { summary: 'Issues 500 visas a year.' },
    state: 'accepted',
  },
  arrangement: (input) => input.arrangement,
  read: async (view: View, { arrangement, source }) => ({
    drafts: await draftsOf(view, arrangement, source),
    edits: await allEditsOf(view, arrangement, source),
  }),
  decide: (input, { drafts, edits }, actor, world) => {
    const { arrangement, source, changes } = input
    const draft = drafts.find((one) => one.id === input.draft)
    if (!draft) return refuse(notFound())
    if (draft.state === 'recorded') return refuse(draftClosed())
    if (draft.state === 'merged') return refuse(draftMerged())
    const taken = collisions(edits, draft, input.revision, changes, input.state)
    if (taken.length) return refuse(draftChanged({ fields: taken.join(', ') }))
    const state = input.state ?? draft.state
    const mended = next(draft, { state, fields: { ...draft.fields, ...changes } })
    if (JSON.stringify({ ...mended, revision: 0 }) === JSON.stringify({ ...draft, revision: 0 }))
      return accept({ say: [], answer: () => ({ revision: draft.revision }) })
    return accept({
      say: [],
      keep: keepDrafts(world, { arrangement, party: actor.party, source }, [draft], [mended]),
      answer: () => ({ revision: mended.revision }),
    })
  },
})
