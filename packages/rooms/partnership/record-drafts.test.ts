// SPDX-License-Identifier: Apache-2.0
import { convene, type Player, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CommitmentPage, Draft } from './contract.ts'
import * as problems from './problems.ts'
import { mendDraft, openReview, reviewOf, seatReviewers, type Where } from './review.fixture.ts'

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
const acceptAll = async () => {
  for (const one of await drafts()) {
    const promisors = one.fields.promisors.length ? one.fields.promisors : [alba.party]
    await mend(one, { promisors }, 'accepted')
  }
}

describe('merging and splitting', () => {
  it('joins passages, fields and doubts, and closes the second', async () => {
    const [first, second] = await drafts()
    await app.must('merge-drafts', alba.token, { ...where, drafts: [second!.id, first!.id] })
    const [whole, closed] = await drafts()
    expect(whole).toMatchObject({ id: first!.id, start: first!.start, end: second!.end, state: 'open' })
    expect(whole!.quote).toContain(second!.quote)
    expect(whole!.fields.promisors.toSorted()).toEqual([alba.party, borea.party].toSorted())
    expect(closed!.state).toBe('merged')
  })
  it('cuts a passage in two, which together are the passage', async () => {
    const [first] = await drafts()
    await app.must('split-draft', alba.token, { ...where, draft: first!.id, at: 12 })
    const [one, two] = await drafts()
    expect(one!.quote + two!.quote).toBe(first!.quote)
    expect([one!.start, one!.end, two!.start, two!.end]).toEqual([
      first!.start,
      first!.start + 12,
      first!.start + 12,
      first!.end,
    ])
    expect(two!.fields).toEqual(first!.fields)
  })
})

describe('putting drafts on the record', () => {
  it('says the accepted ones in the author’s name, with wording, passage and language, and keeps the rest', async () => {
    const [first, second] = await drafts()
    await mend(first!, {}, 'accepted')
    await mend(second!, {}, 'dropped')
    const { commitments } = await app.must<{ commitments: string[] }>('record-drafts', alba.token, where)
    expect(commitments).toHaveLength(1)
    const page = await app.see<CommitmentPage>('commitment', null, { arrangement: table, commitment: commitments[0] })
    expect(page!.commitment).toMatchObject({
      wording: { text: first!.quote, language: 'en' },
      citation: { source: where.source, start: first!.start, end: first!.end },
      standing: [{ party: alba.party, standing: 'owned' }],
    })
    expect((await drafts())[0]).toMatchObject({ state: 'recorded', statement: commitments[0] })
    expect(await app.refusal('record-drafts', alba.token, where)).toBe('partnership/nothing-accepted')
  })
  it('records all or none', async () => {
    const before = await app.see<{ total: number }>('scoreboard', null, { arrangement: table })
    await acceptAll()
    const [first] = await drafts()
    await mend(first!, { promisors: [] })
    expect(await app.refusal('record-drafts', alba.token, where)).toBe('partnership/not-ready')
    expect(await app.see('scoreboard', null, { arrangement: table })).toMatchObject({ total: before!.total })
    expect((await drafts()).map((one) => one.state)).not.toContain('recorded')
  })
  it('keeps a confidential document’s words with its readers', async () => {
    const audience = { to: 'parties', parties: [alba.party] }
    where = await openReview(app, alba, table, { audience })
    await acceptAll()
    const { commitments } = await app.must<{ commitments: string[] }>('record-drafts', alba.token, where)
    for (const commitment of commitments) {
      expect(await app.see('commitment', alba.token, { arrangement: table, commitment })).not.toBeNull()
      for (const token of [null, borea.token])
        expect(await app.see('commitment', token, { arrangement: table, commitment })).toBeNull()
    }
  })
  it('takes a passage whose 20,000th character is one of two units', async () => {
    const text = `Belize will open an office for ${'🜁'.repeat(12_000)}.`
    where = await openReview(app, alba, table, { text })
    await acceptAll()
    await app.must('record-drafts', alba.token, where)
  })
})

const first = async () => (await drafts())[0]!
const recorded = async () => {
  const draft = await first()
  await mend(draft, {}, 'accepted')
  await app.must('record-drafts', alba.token, where)
  return draft
}
const merged = async () => {
  const [one, two] = await drafts()
  await app.must('merge-drafts', alba.token, { ...where, drafts: [one!.id, two!.id] })
  return [one!, two!] as const
}
/** Of the review; the others are provoked in commitments.test.ts. */
const refusals: Record<string, () => Promise<string>> = {
  'partnership/no-text': async () => {
    const other = await convene(app, { alba })
    return app.refusal('open-review', alba.token, { arrangement: other, source: where.source })
  },
  'partnership/draft-changed': async () => {
    const draft = await first()
    await mend(draft, { summary: 'Hers.' })
    return app.refusal('mend-draft', alba.token, {
      ...where,
      draft: draft.id,
      revision: 0,
      changes: { summary: 'His.' },
    })
  },
  'partnership/draft-closed': async () => {
    const draft = await recorded()
    return app.refusal('mend-draft', alba.token, { ...where, draft: draft.id, revision: 9, changes: { theme: 'T' } })
  },
  'partnership/draft-merged': async () => {
    const [, second] = await merged()
    return app.refusal('mend-draft', alba.token, { ...where, draft: second.id, revision: 9, changes: { theme: 'T' } })
  },
  'partnership/split-of-merged': async () => {
    const [whole] = await merged()
    return app.refusal('split-draft', alba.token, { ...where, draft: whole.id, at: 5 })
  },
  'partnership/cannot-split': async () =>
    app.refusal('split-draft', alba.token, { ...where, draft: (await first()).id, at: 100_000 }),
  'partnership/cannot-merge': async () => {
    const { id } = await first()
    return app.refusal('merge-drafts', alba.token, { ...where, drafts: [id, id] })
  },
  'partnership/nothing-to-undo': async () => {
    await recorded()
    expect((await review()).canUndo).toBe(false)
    return app.refusal('undo-draft', alba.token, where)
  },
  'partnership/not-ready': async () => {
    await mend(await first(), { promisors: [] }, 'accepted')
    return app.refusal('record-drafts', alba.token, where)
  },
  'partnership/nothing-accepted': () => app.refusal('record-drafts', alba.token, where),
}
const ELSEWHERE = ['already-ended', 'needs-source', 'not-the-promisor', 'not-the-recorder', 'promisor-cannot']

describe('refusals', () => {
  it.each(Object.entries(refusals))('%s', async (expected, provoke) => expect(await provoke()).toBe(expected))
  it('have a case for every code, here or in commitments.test.ts', () => {
    const here = [...Object.keys(refusals), ...ELSEWHERE.map((name) => `partnership/${name}`)]
    expect(here.sort()).toEqual(
      Object.values(problems)
        .map((problem) => problem().code)
        .sort(),
    )
  })
})
