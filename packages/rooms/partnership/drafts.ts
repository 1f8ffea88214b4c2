// SPDX-License-Identifier: Apache-2.0
import type { Id, World } from '@symbolon/foundation'
import type { View, Writer } from '@symbolon/store'
import type { Draft, DraftFields } from './contract.ts'
import { tablesOf, writerOf } from './tables.ts'

/** The delegation's drafts of one document, in the order of the text. */
export async function draftsOf(view: View, arrangement: Id, source: Id): Promise<Draft[]> {
  const rows = await tablesOf(view)
    .selectFrom('partnership.draft')
    .select('draft')
    .where('arrangement', '=', arrangement)
    .where('source', '=', source)
    .orderBy('start_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => row.draft)
}

export type Edit = { id: Id; undone: boolean; before: Draft[]; after: Draft[] }

/** What the delegation did to the drafts of a document and has not undone, oldest first. */
export const editsOf = async (view: View, arrangement: Id, source: Id): Promise<Edit[]> =>
  (await allEditsOf(view, arrangement, source)).filter((edit) => !edit.undone)

/** The same with what was undone. */
export function allEditsOf(view: View, arrangement: Id, source: Id): Promise<Edit[]> {
  return tablesOf(view)
    .selectFrom('partnership.draft_edit')
    .select(['id', 'undone', 'before', 'after'])
    .where('arrangement', '=', arrangement)
    .where('source', '=', source)
    .orderBy('id')
    .execute()
}

/** The step that an undo takes back; none where it laid the drafts out, or where the record has what it touched. */
export function undoable(edits: Edit[], drafts: Draft[]): Edit | null {
  const last = edits.at(-1)
  const touched = new Set(last?.after.map((one) => one.id))
  const recorded = drafts.some((one) => touched.has(one.id) && one.state === 'recorded')
  return !last || last.before.length === 0 || recorded ? null : last
}

/** One more step in the life of a draft: its revision goes up, so that a colleague's older form is recognised. */
export const next = (draft: Draft, changes: Partial<Draft>): Draft => ({
  ...draft,
  ...changes,
  revision: draft.revision + 1,
})

/**
 * What of `changes` and `state` was changed by others since `revision`, to something else. A step that was undone since
 * counts for whoever saw it: the undoing is then the change.
 */
export function collisions(
  edits: Edit[],
  draft: Draft,
  revision: number,
  changes: Partial<DraftFields>,
  state: Draft['state'] = draft.state,
): string[] {
  const since = edits.flatMap((edit) => {
    const after = edit.after.find((one) => one.id === draft.id)
    const before = edit.before.find((one) => one.id === draft.id)
    if (!after || !before) return []
    return (edit.undone ? after.revision === revision : after.revision > revision) ? [{ before, after }] : []
  })
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const moved = state !== draft.state && since.some(({ before, after }) => before.state !== after.state)
  const fields = (Object.keys(changes) as (keyof DraftFields)[]).filter(
    (field) =>
      !same(draft.fields[field], changes[field]) &&
      since.some(({ before, after }) => !same(before.fields[field], after.fields[field])),
  )
  return moved ? [...fields, 'state'] : fields
}

/** Keeps the new state of some drafts, and the step, so that it can be undone. */
export function keepDrafts(
  world: World,
  where: { arrangement: Id; party: Id; source: Id },
  before: Draft[],
  after: Draft[],
) {
  const id = world.newId()
  return async (writer: Writer): Promise<void> => {
    await putDrafts(writer, where, after)
    await writerOf(writer)
      .insertInto('partnership.draft_edit')
      .values({ ...where, id, undone: false, before: JSON.stringify(before), after: JSON.stringify(after) })
      .execute()
  }
}

export async function putDrafts(
  writer: Writer,
  where: { arrangement: Id; party: Id; source: Id },
  drafts: Draft[],
): Promise<void> {
  for (const draft of drafts) {
    const columns = {
      start_at: draft.start,
      revision: draft.revision,
      state: draft.state,
      draft: JSON.stringify(draft),
    }
    await writerOf(writer)
      .insertInto('partnership.draft')
      .values({ ...where, id: draft.id, ...columns })
      .onConflict((conflict) => conflict.columns(['arrangement', 'party', 'id']).doUpdateSet(columns))
      .execute()
  }
}
