// SPDX-License-Identifier: Apache-2.0
import type { Player, TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Draft } from './contract.ts'
import { mendDraft, openReview, type Review, reviewOf, seatReviewers, type Where } from './review.fixture.ts'

let app: TestApp
let alba: Player
let borea: Player
let table: string
let where: Where
beforeAll(async () => {
  ;({ app, alba, borea, table } = await seatReviewers())
})
afterAll(() => app.close())
beforeEach(async () => {
  where = await openReview(app, alba, table)
})

const review = (by = alba) => reviewOf(app, by, where)
const drafts = async () => (await review()).drafts
const mend = (draft: Draft, changes: object, state?: string) => mendDraft(app, alba, where, draft, changes, state)

describe('reading', () => {
  it('lays out what the document promises, each beside its own passage', async () => {
    const found = await review()
    expect(found.drafts.length).toBeGreaterThanOrEqual(3)
    const points = [...found.text!]
    for (const { start, end, quote } of found.drafts) expect(points.slice(start, end).join('')).toBe(quote)
    expect(found.drafts[0]!.fields).toMatchObject({ promisors: [alba.party], pillar: 'mobility', strength: 'will' })
    expect(found.drafts.at(-1)!.fields.promisors.toSorted()).toEqual([alba.party, borea.party].toSorted())
  })
  it('changes nothing when asked again', async () => {
    const before = await drafts()
    await mend(before[0]!, { summary: 'Mine.' })
    const { drafts: count } = await app.must<{ drafts: number }>('open-review', alba.token, where)
    expect(count).toBe(before.length)
    expect((await drafts())[0]!.fields.summary).toBe('Mine.')
  })
  it('is seen by one’s own delegation alone; another reads for itself', async () => {
    expect((await review(borea)).drafts).toEqual([])
    const draft = (await drafts())[0]!
    const touch = { ...where, draft: draft.id, revision: 0, changes: { summary: 'Ours.' } }
    expect(await app.refusal('mend-draft', borea.token, touch)).toBe('foundation/not-found')
    expect(await app.refusal('split-draft', borea.token, { ...where, draft: draft.id, at: 3 })).toBe(
      'foundation/not-found',
    )
    expect(await app.refusal('undo-draft', borea.token, where)).toBe('partnership/nothing-to-undo')
    expect(await app.refusal('record-drafts', borea.token, where)).toBe('partnership/nothing-accepted')
    await app.must('open-review', borea.token, where)
    expect((await drafts())[0]).toEqual(draft)
    expect((await app.see<Review>('drafts', null, where))!.drafts).toEqual([])
  })
  it('leaves nothing on the record', async () => {
    expect(await app.see('scoreboard', null, { arrangement: table })).toMatchObject({ total: 0 })
  })
})

describe('two reviewers of one delegation', () => {
  it('join where they change different fields', async () => {
    const draft = (await drafts())[0]!
    await mend(draft, { summary: 'Hers.' })
    await mend(draft, { theme: 'His.' })
    expect((await drafts())[0]!.fields).toMatchObject({ summary: 'Hers.', theme: 'His.' })
  })
  it('are told where they change the same, and nothing of the first is lost', async () => {
    const draft = (await drafts())[0]!
    await mend(draft, { summary: 'Hers.' })
    const his = { ...where, draft: draft.id, revision: draft.revision, changes: { summary: 'His.', theme: 'T' } }
    expect(await app.refusal('mend-draft', alba.token, his)).toBe('partnership/draft-changed')
    expect((await drafts())[0]!.fields).toMatchObject({ summary: 'Hers.', theme: null })
    await mend(draft, { summary: 'Hers.' })
  })
  it('are told where one drops what the other accepts', async () => {
    const draft = (await drafts())[0]!
    await mend(draft, {}, 'dropped')
    const his = { ...where, draft: draft.id, revision: draft.revision, state: 'accepted' }
    expect(await app.refusal('mend-draft', alba.token, his)).toBe('partnership/draft-changed')
    expect((await drafts())[0]!.state).toBe('dropped')
  })
  it('are told where one takes back what the other has seen', async () => {
    const draft = (await drafts())[0]!
    const { revision } = await mend(draft, { summary: 'Hers.' })
    await app.must('undo-draft', alba.token, where)
    const his = { ...where, draft: draft.id, revision, changes: { summary: 'Hers, mended.' } }
    expect(await app.refusal('mend-draft', alba.token, his)).toBe('partnership/draft-changed')
  })
})

describe('a step', () => {
  const steps: Record<string, (all: Draft[]) => Promise<unknown>> = {
    mend: ([first]) => mend(first!, { summary: 'Other words.' }),
    accept: ([first]) => mend(first!, {}, 'accepted'),
    drop: ([first]) => mend(first!, {}, 'dropped'),
    merge: ([first, second]) => app.must('merge-drafts', alba.token, { ...where, drafts: [first!.id, second!.id] }),
    split: ([first]) => app.must('split-draft', alba.token, { ...where, draft: first!.id, at: 10 }),
  }
  const bare = (all: Draft[]) => all.map(({ revision: _revision, ...rest }) => rest)
  it.each(Object.entries(steps))('%s is taken back by undo, and the revision goes on', async (_name, step) => {
    const before = await drafts()
    await step(before)
    expect(bare(await drafts())).not.toEqual(bare(before))
    expect((await review()).canUndo).toBe(true)
    await app.must('undo-draft', alba.token, where)
    const after = await review()
    expect(bare(after.drafts)).toEqual(bare(before))
    expect(after.drafts[0]!.revision).toBeGreaterThan(before[0]!.revision)
    expect(after.canUndo).toBe(false)
    expect(await app.refusal('undo-draft', alba.token, where)).toBe('partnership/nothing-to-undo')
  })
  it('after step is taken back in turn', async () => {
    const before = await drafts()
    for (const step of Object.values(steps).slice(0, 3)) await step(await drafts())
    for (let i = 0; i < 3; i++) await app.must('undo-draft', alba.token, where)
    expect(bare(await drafts())).toEqual(bare(before))
  })
  it('that changes nothing is no step', async () => {
    const [first] = await drafts()
    expect(await mend(first!, { summary: first!.fields.summary })).toEqual({ revision: first!.revision })
    expect((await review()).canUndo).toBe(false)
  })
})
