// SPDX-License-Identifier: Apache-2.0
import { defineQuery, idSchema } from '@symbolon/foundation'
import { partiesOf, textOf } from '@symbolon/register'
import { partySummary } from '@symbolon/register/contract'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { draftSchema } from '../contract.ts'
import { draftsOf, editsOf, undoable } from '../drafts.ts'

/** A delegation's review of one document. Another delegation's drafts are as if they were not there. */
export const drafts = defineQuery({
  name: 'drafts',
  summary: 'The drafts of your delegation for one document, with its text.',
  input: z.object({ arrangement: idSchema, source: idSchema }),
  answer: z.strictObject({
    drafts: z.array(draftSchema),
    canUndo: z.boolean(),
    text: z.string().nullable(),
    parties: z.array(partySummary),
  }),
  ask: async (view: View, { arrangement, source }) => {
    const found = await draftsOf(view, arrangement, source)
    const edits = await editsOf(view, arrangement, source)
    return {
      drafts: found,
      canUndo: undoable(edits, found) !== null,
      text: await textOf(view, arrangement, source),
      parties: await partiesOf(
        view,
        found.flatMap(({ fields }) => [...fields.promisors, ...fields.beneficiaries]),
      ),
    }
  },
})
