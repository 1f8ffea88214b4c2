// SPDX-License-Identifier: Apache-2.0
import type { Id, Recorded } from '@symbolon/foundation'
import type { Writer } from '@symbolon/store'
import { sql } from 'kysely'
import type { Draft } from './contract.ts'
import { writerOf } from './tables.ts'

/**
 * Of an erased document every delegation's drafts go, since they quote it. Of an erased commitment that was a draft, the
 * draft goes, with those that it was merged with or split from (they share its words), out of every step that is kept.
 */
export async function forgetDrafts(writer: Writer, erased: Recorded[]): Promise<void> {
  for (const { kind, arrangement, id, body } of erased) {
    if (kind === 'source.registered') await forgetReviews(writer, arrangement, (body as { source: Id }).source)
    if (kind === 'commitment.agreed') await forgetDraftsOf(writer, arrangement, id)
  }
}

async function forgetReviews(writer: Writer, arrangement: Id, source: Id): Promise<void> {
  for (const table of ['partnership.draft', 'partnership.draft_edit'] as const)
    await writerOf(writer)
      .deleteFrom(table)
      .where('arrangement', '=', arrangement)
      .where('source', '=', source)
      .execute()
}

async function forgetDraftsOf(writer: Writer, arrangement: Id, statement: Id): Promise<void> {
  const became = await writerOf(writer)
    .selectFrom('partnership.draft')
    .select(['party', 'id', 'source'])
    .where('arrangement', '=', arrangement)
    .where(sql<boolean>`draft ->> 'statement' = ${statement}`)
    .execute()
  for (const { party, id, source } of became) {
    const edits = await writerOf(writer)
      .selectFrom('partnership.draft_edit')
      .select(['id', 'before', 'after'])
      .where('arrangement', '=', arrangement)
      .where('party', '=', party)
      .where('source', '=', source)
      .execute()
    const gone = sharing(edits, id)
    await writerOf(writer)
      .deleteFrom('partnership.draft')
      .where('arrangement', '=', arrangement)
      .where('party', '=', party)
      .where('id', 'in', gone)
      .execute()
    for (const edit of edits) await strip(writer, { arrangement, party, edit, gone })
  }
}

type Edit = { id: Id; before: Draft[]; after: Draft[] }
const idsIn = ({ before, after }: Edit): Id[] => [...before, ...after].map((draft) => draft.id)

/** A draft and all that one step after another mended together with it. Laying the drafts out joins nothing. */
function sharing(edits: Edit[], draft: Id): Id[] {
  const found = new Set([draft])
  const steps = edits.filter(({ before }) => before.length > 0).map(idsIn)
  for (let size = 0; size < found.size; ) {
    size = found.size
    for (const step of steps) if (step.some((id) => found.has(id))) for (const id of step) found.add(id)
  }
  return [...found]
}

type Stripped = { arrangement: Id; party: Id; edit: Edit; gone: Id[] }

async function strip(writer: Writer, { arrangement, party, edit, gone }: Stripped): Promise<void> {
  if (!idsIn(edit).some((id) => gone.includes(id))) return
  const left = (drafts: Draft[]) => JSON.stringify(drafts.filter(({ id }) => !gone.includes(id)))
  await writerOf(writer)
    .updateTable('partnership.draft_edit')
    .set({ before: left(edit.before), after: left(edit.after) })
    .where('arrangement', '=', arrangement)
    .where('party', '=', party)
    .where('id', '=', edit.id)
    .execute()
}
