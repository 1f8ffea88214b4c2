// SPDX-License-Identifier: Apache-2.0
import { convene, enrol, freshApp, type Player, type TestApp } from '@symbolon/testing'
import type { Draft } from './contract.ts'

const TEXT = `# Joint declaration

## Mobility

- Belize will issue 500 seasonal visas to workers from Canada by 2027.
- Canada intends to open two information centres in 2026.

## Borders

- The two countries will exchange traffic figures every year.
`

export type Where = { arrangement: string; source: string }
export type Review = { drafts: Draft[]; canUndo: boolean; text: string | null }

/** Two delegations at one table, with the codes that the reading knows the two states of the text by. */
export async function seatReviewers(): Promise<{ app: TestApp; alba: Player; borea: Player; table: string }> {
  const app = await freshApp()
  const alba = await enrol(app, 'Belize', 'BZ')
  const borea = await enrol(app, 'Canada', 'CA')
  return { app, alba, borea, table: await convene(app, { alba, borea }) }
}

/** A review by `by` of a fresh copy of the declaration, which is its own document. */
export async function openReview(app: TestApp, by: Player, arrangement: string, more: object = {}): Promise<Where> {
  const kept = { short: 'J', title: 'Joint declaration', mediaType: 'text/markdown', language: 'en', text: TEXT }
  const { source } = await app.must('register-source', by.token, { ...kept, arrangement, author: by.party, ...more })
  const where = { arrangement, source: source! }
  await app.must('open-review', by.token, where)
  return where
}

export const reviewOf = async (app: TestApp, by: Player, where: Where): Promise<Review> =>
  (await app.see<Review>('drafts', by.token, where))!

export const mendDraft = (app: TestApp, by: Player, where: Where, draft: Draft, changes: object, state?: string) =>
  app.must<{ revision: number }>('mend-draft', by.token, {
    ...where,
    draft: draft.id,
    revision: draft.revision,
    changes,
    state,
  })
