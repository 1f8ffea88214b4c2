// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import { convene, enrol, freshApp, type Player, promise, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PeoplePage } from './contract.ts'
import type { House } from './index.ts'
import { houseOf, join, meIn, type Person } from './visitor.fixture.ts'

let app: TestApp
let house: House
let alba: Player
let arrangement: Id
let head: Person
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
  delegate = await join(house, alba.party, 'delegate', 'Delegate')
  await head.must('four-eyes', { on: true })
})

const said = (summary = 'Opens an office.') => promise(arrangement, [alba.party], { summary })
const propose = (by: Person, input: object = said()) => app.refusal('agree-commitment', by.token, input)
const waiting = async (seenBy: Person) => (await seenBy.must<PeoplePage>('people')).waiting
const statements = () =>
  app.superuser(async (db) =>
    Number(
      (
        await db.query(`select count(*) from store.statement where kind = 'commitment.agreed' and said_by = $1`, [
          alba.party,
        ])
      ).rows[0].count,
    ),
  )

describe('with four eyes', () => {
  it('what binds waits, and is said once, in the party’s name, when a second person confirms it', async () => {
    expect(await propose(delegate)).toBe('accounts/waits')
    expect(await statements()).toBe(0)
    const [act] = await waiting(head)
    expect(act).toMatchObject({ command: 'agree-commitment', proposedBy: 'Delegate', byMe: false, mayDecide: true })
    await head.must('confirm', { id: act!.id })
    expect(await statements()).toBe(1)
    expect(await waiting(head)).toEqual([])
    expect(await head.refusal('confirm', { id: act!.id })).toBe('accounts/not-waiting')
    expect(await statements()).toBe(1)
  })
  it('what does not bind is said at once', async () => {
    await app.must('register-party', delegate.token, { kind: 'state', code: null, names: { en: 'Neighbour' } })
    expect(await waiting(head)).toEqual([])
  })
  it('nobody confirms or rejects their own; its proposer withdraws it, and nobody else', async () => {
    await propose(delegate)
    const [act] = await waiting(delegate)
    expect(act).toMatchObject({ byMe: true, mayDecide: false })
    for (const verb of ['confirm', 'reject'])
      expect(await delegate.refusal(verb, { id: act!.id })).toBe('accounts/second-person')
    expect(await head.refusal('withdraw', { id: act!.id })).toBe('accounts/second-person')
    await delegate.must('withdraw', { id: act!.id })
    expect(await head.refusal('confirm', { id: act!.id })).toBe('accounts/not-waiting')
    expect(await statements()).toBe(0)
  })
  it('a role that does not say it does not confirm it either', async () => {
    await propose(delegate)
    const clerk = await join(house, alba.party, 'clerk')
    const [act] = await waiting(clerk)
    expect(act!.mayDecide).toBe(false)
    expect(await clerk.refusal('confirm', { id: act!.id })).toBe('accounts/not-your-role')
    expect(await clerk.refusal('reject', { id: act!.id })).toBe('accounts/second-person')
  })
  it('two who confirm at the same moment say it once', async () => {
    const third = await join(house, alba.party, 'delegate', 'Third')
    await propose(delegate)
    const [act] = await waiting(head)
    const ends = await Promise.allSettled([head, third].map((one) => one.must('confirm', { id: act!.id })))
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await statements()).toBe(1)
  })
  it('it is looked at again when it is confirmed, as things stand then', async () => {
    const borea = await enrol(app, 'Borea')
    const { seat } = await app.must('grant-seat', alba.token, { arrangement, party: borea.party, tier: 'member' })
    const ending = { arrangement, seat, reason: 'Left.' }
    expect(await app.refusal('end-seat', delegate.token, ending)).toBe('accounts/waits')
    await app.must('end-seat', alba.token, ending)
    const [act] = await waiting(head)
    expect(await head.refusal('confirm', { id: act!.id })).toBe('foundation/not-found')
    expect(await waiting(head)).toHaveLength(1)
    await head.must('reject', { id: act!.id })
    expect(await waiting(head)).toEqual([])
  })
  it('what would be refused is refused at once, and does not wait', async () => {
    expect(await propose(delegate, { ...said(), promisors: [] })).toBe('foundation/not-valid')
    const elsewhere = await convene(app, { borea: await enrol(app, 'Borea') })
    expect(await propose(delegate, promise(elsewhere, [alba.party]))).not.toBe('accounts/waits')
    expect(await waiting(head)).toEqual([])
  })
  it('the same asked twice waits once', async () => {
    await propose(delegate)
    await propose(delegate)
    expect(await waiting(head)).toHaveLength(1)
  })
  it('a program’s word waits too, and any one person confirms it', async () => {
    const { token } = await head.must<{ token: string }>('make-token', { name: 'Desk', scope: 'speak', days: 7 })
    expect(await app.refusal('agree-commitment', token, said())).toBe('accounts/waits')
    const [act] = await waiting(delegate)
    expect(act).toMatchObject({ proposedBy: 'Desk', mayDecide: true })
    await delegate.must('confirm', { id: act!.id })
    expect(await statements()).toBe(1)
  })
  it('another delegation sees and decides nothing of it', async () => {
    await propose(delegate)
    const borea = await enrol(app, 'Borea')
    const stranger = await join(house, borea.party, 'head')
    expect(await waiting(stranger)).toEqual([])
    const [act] = await waiting(head)
    for (const verb of ['confirm', 'reject', 'withdraw'])
      expect(await stranger.refusal(verb, { id: act!.id })).toBe('accounts/not-waiting')
  })
  it('turning it off waits for a second head', async () => {
    expect(await head.refusal('four-eyes', { on: false })).toBe('accounts/waits')
    expect(await propose(delegate)).toBe('accounts/waits')
    const act = (await waiting(head)).find(({ command }) => command === 'end-four-eyes')!
    expect(await head.refusal('confirm', { id: act.id })).toBe('accounts/second-person')
    expect(await delegate.refusal('confirm', { id: act.id })).toBe('accounts/heads-only')
    const second = await join(house, alba.party, 'head', 'Second')
    await second.must('confirm', { id: act.id })
    await app.must('agree-commitment', delegate.token, said('Opens another.'))
  })
  it('what a member proposed who left without a successor waits no longer', async () => {
    await propose(delegate)
    await head.must('end-membership', { person: (await meIn(house, delegate))!.person })
    expect(await waiting(head)).toEqual([])
  })
})
