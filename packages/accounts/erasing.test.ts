// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import { convene, enrol, freshApp, type Player, placesOf, promise, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { PeoplePage } from './contract.ts'
import type { House } from './index.ts'
import { houseOf, join, type Person } from './visitor.fixture.ts'

const MARK = 'Zyxwomarkertsch'

let app: TestApp
let house: House
let alba: Player
let arrangement: Id
let head: Person
let second: Person
let delegate: Person
beforeAll(async () => {
  app = await freshApp()
  house = houseOf(app)
})
afterAll(() => app.close())
beforeEach(async () => {
  alba = await enrol(app, 'Alba')
  arrangement = await convene(app, { alba })
  head = await join(house, alba.party, 'head', 'Head')
  second = await join(house, alba.party, 'head', 'Second')
  delegate = await join(house, alba.party, 'delegate', 'Delegate')
})

const terms = () => promise(arrangement, [alba.party], { summary: `Pays ${MARK}.` })
const erase = (statement: Id) => ({ arrangement, statement, ground: 'data protection request' })

it('a head has a statement erased; no delegate and no program does', async () => {
  const { commitment } = await app.must('agree-commitment', delegate.token, terms())
  const asked = erase(commitment!)
  expect(await app.refusal('erase-statement', delegate.token, asked)).toBe('accounts/not-your-role')
  const made = await head.must<{ token: string }>('make-token', { name: 'Program', scope: 'speak', days: 7 })
  expect(await app.refusal('erase-statement', made.token, asked)).toBe('accounts/heads-only')
  await app.must('erase-statement', head.token, asked)
  expect(await app.superuser((db) => placesOf(db, MARK))).toEqual([])
})

it('with four eyes a second head confirms it, and no act that waits or was decided holds what was erased', async () => {
  await head.must('four-eyes', { on: true })
  const waiting = async (seenBy: Person) => (await seenBy.must<PeoplePage>('people')).waiting
  expect(await app.refusal('agree-commitment', delegate.token, terms())).toBe('accounts/waits')
  await head.must('confirm', { id: (await waiting(head))[0]!.id })
  const { rows } = await app.superuser((db) =>
    db.query('select id from partnership.commitment where arrangement = $1', [arrangement]),
  )
  const commitment: Id = rows[0].id
  const better = { arrangement, commitment, summary: `Pays ${MARK} more.`, correction: 'More.' }
  expect(await app.refusal('correct-commitment', delegate.token, better)).toBe('accounts/waits')
  expect(await app.refusal('erase-statement', head.token, erase(commitment))).toBe('accounts/waits')
  const act = (await waiting(delegate)).find(({ command }) => command === 'erase-statement')!
  expect(act.mayDecide).toBe(false)
  expect(await delegate.refusal('confirm', { id: act.id })).toBe('accounts/not-your-role')
  expect((await app.superuser((db) => placesOf(db, MARK))).length).toBeGreaterThan(1)
  await second.must('confirm', { id: act.id })
  expect(await waiting(head)).toEqual([])
  expect(await app.superuser((db) => placesOf(db, MARK))).toEqual([])
})
