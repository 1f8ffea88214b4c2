// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import { convene, enrol, freshApp, type Player, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'

type Draft = { id: Id; revision: number; quote: string; state: string; statement: Id | null }

let app: TestApp
let alba: Player
let arrangement: Id
beforeAll(async () => {
  app = await freshApp()
  alba = await enrol(app, 'Alba', 'BZ')
  arrangement = await convene(app, { alba })
})
afterAll(() => app.close())

it('drafts that became an erased commitment go, with those that they were merged with; the others and their steps stay', async () => {
  const text =
    'Belize will issue 500 visas by 2027.\n\nBelize will open two centres.\n\nBelize intends to train ninety officers.'
  const paper = { arrangement, short: 'D', title: 'D', mediaType: 'text/plain', language: 'en', text }
  const { source } = await app.must('register-source', alba.token, paper)
  const where = { arrangement, source }
  await app.must('open-review', alba.token, where)
  const drafts = async () => (await app.see<{ drafts: Draft[] }>('drafts', alba.token, where))!.drafts
  const [visas, centres, officers] = (await drafts()) as [Draft, Draft, Draft]
  await app.must('mend-draft', alba.token, { ...where, draft: officers.id, revision: 0, changes: { theme: 'Kept' } })
  await app.must('merge-drafts', alba.token, { ...where, drafts: [visas.id, centres.id] })
  const { revision } = (await drafts()).find((one) => one.id === visas.id)!
  const promisors = { promisors: [alba.party] }
  await app.must('mend-draft', alba.token, {
    ...{ ...where, draft: visas.id, revision, state: 'accepted', changes: promisors },
  })
  const { commitments } = await app.must<{ commitments: Id[] }>('record-drafts', alba.token, where)
  const statement = commitments[0]!
  await app.must('erase-statement', alba.token, { arrangement, statement, ground: 'safety of a person' })
  expect((await drafts()).map(({ id }) => id)).toEqual([officers.id])
  const kept = await app.superuser(async (db) =>
    JSON.stringify((await db.query('select * from partnership.draft, partnership.draft_edit')).rows),
  )
  expect(kept).toContain('Kept')
  for (const gone of ['500 visas', 'two centres', visas.id, centres.id]) expect(kept).not.toContain(gone)
})
