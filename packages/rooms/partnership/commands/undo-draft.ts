// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, idSchema, refuse } from '@symbolon/foundation'
import type { View, Writer } from '@symbolon/store'
import { z } from 'zod'
import { draftsOf, editsOf, putDrafts, undoable } from '../drafts.ts'
import { nothingToUndo } from '../problems.ts'
import { writerOf } from '../tables.ts'

/** Takes back the delegation's last step in a review. What is on the record is not undone but corrected. */
export const undoDraft = defineCommand({
  name: 'undo-draft',
  summary: 'Takes back the last step in the review of a document.',
  input: z.strictObject({ arrangement: idSchema, source: idSchema }),
  answer: z.strictObject({ undone: z.number().int() }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    source: '01900000-0000-7000-8000-000000000002',
  },
  arrangement: (input) => input.arrangement,
  read: async (view: View, { arrangement, source }) => ({
    edits: await editsOf(view, arrangement, source),
    drafts: await draftsOf(view, arrangement, source),
  }),
  decide: ({ arrangement, source }, { edits, drafts }, actor) => {
    const last = undoable(edits, drafts)
    if (!last) return refuse(nothingToUndo())
    const where = { arrangement, party: actor.party, source }
    // Revisions only go up: a colleague's form that saw the undone step must be recognised as older.
    const revisionOf = (id: string) => (last.after.find((one) => one.id === id)?.revision ?? 0) + 1
    const restored = last.before.map((one) => ({ ...one, revision: revisionOf(one.id) }))
    const gone = last.after.filter((one) => !last.before.some((before) => before.id === one.id))
    return accept({
      say: [],
      keep: async (writer: Writer) => {
        await putDrafts(writer, where, restored)
        for (const { id } of gone) {
          const rows = writerOf(writer).deleteFrom('partnership.draft').where('arrangement', '=', arrangement)
          await rows.where('party', '=', actor.party).where('id', '=', id).execute()
        }
        const edit = writerOf(writer).updateTable('partnership.draft_edit').set({ undone: true })
        await edit
          .where('arrangement', '=', arrangement)
          .where('party', '=', actor.party)
          .where('id', '=', last.id)
          .execute()
      },
      answer: () => ({ undone: restored.length }),
    })
  },
})
