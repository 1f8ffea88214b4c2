// SPDX-License-Identifier: Apache-2.0
import * as atlas from '@symbolon/atlas'
import type { ScoreboardPage } from '@symbolon/performance'
import type { ArrangementPage } from '@symbolon/register'
import { acceptedOn, freshApp, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp } from './app.ts'
import { hasMark } from './found-register.ts'
import { arrangementId, loadAtlas } from './load-atlas.ts'
import { DEMONSTRATION, demoDelegations, loadDemonstration } from './load-demonstration.ts'

const count = (app: TestApp, table: string) =>
  app.superuser(async (db) => Number((await db.query(`select count(*) from ${table}`)).rows[0].count))

describe('the atlas and the demonstration', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await freshApp()
  })
  afterAll(() => app.close())

  it('load once, whole, and not a second time', async () => {
    const told: number[] = []
    expect(await loadAtlas(app.store, (done, of) => told.push(done / of))).toBe(true)
    expect(told.at(-1)).toBe(1)
    const statements = await count(app, 'store.statement')
    expect(await loadAtlas(app.store)).toBe(false)
    expect(await count(app, 'store.statement')).toBe(statements)
    // One more than the atlas has: the register itself, and its editors.
    expect(await count(app, 'register.arrangement')).toBe(atlas.arrangements.length + 1)
    expect(await count(app, 'register.party')).toBe(atlas.states.length + atlas.bodies.length + 1)
    expect(await count(app, 'register.source')).toBe(atlas.sources.length)
    expect(await count(app, 'register.participation')).toBe(atlas.participation.length)
    expect(await count(app, 'register.link')).toBe(atlas.links.length)
    expect(await count(app, 'register.figure')).toBe(atlas.figures.length)
    expect(await count(app, 'register.disagreement')).toBe(atlas.disagreements.length)
    expect(await hasMark(app.store, DEMONSTRATION)).toBe(false)
    expect(await loadDemonstration(app.store)).toBe(true)
    expect(await loadDemonstration(app.store)).toBe(false)
    expect(await app.fsck()).toMatchObject({ whole: true })
  })

  it('answer every page that has a name, as the schema says, to everybody that the chooser offers', async () => {
    for (const { party } of demoDelegations()) {
      const token = party === null ? null : await app.as(party)
      expect(await app.see('arrangements', token, {})).not.toBeNull()
      expect(await app.see('seated-arrangements', token, {})).not.toBeNull()
      expect(await app.see('parties', token, {})).not.toBeNull()
      if (party) expect(await app.see('party', token, { party })).not.toBeNull()
      // Every one as the public, and as a delegation those in which somebody sits.
      const seated = new Set(atlas.delegations.seats.map((seat) => seat.arrangement))
      for (const { key } of atlas.arrangements.filter((one) => party === null || seated.has(one.key))) {
        const arrangement = arrangementId(key)
        for (const name of ['arrangement', 'record', 'scoreboard', 'assessors'])
          expect(await app.see(name, token, { arrangement }), `${name} of ${key}`).not.toBeNull()
      }
    }
  })

  it('say of the Los Angeles document whose it is: nothing in it is owned by another', async () => {
    const arrangement = arrangementId(atlas.losAngeles.arrangement)
    const board = (await app.see<ScoreboardPage>('scoreboard', null, { arrangement, size: 1000 }))!
    expect(board.total).toBe(atlas.losAngeles.commitments.length)
    for (const { commitment } of board.rows) {
      expect(commitment.provenance.saidBy).not.toBe(commitment.provenance.recordedBy)
      expect(commitment.standing.map((one) => one.standing)).toEqual(commitment.standing.map(() => 'attributed'))
      expect(commitment.citation).not.toBeNull()
      const told = { arrangement, commitment: commitment.id }
      expect(await app.see('commitment', null, told)).not.toBeNull()
      expect(await app.see('deliveries', null, told)).not.toBeNull()
    }
  })
})

describe('an empty workspace', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await freshApp()
  })
  afterAll(() => app.close())

  it('takes a stranger from a document of its own to a two-sided scoreboard', async () => {
    const editors = await app.as(app.store.home.editors)
    const join = async (code: string, name: string) => {
      const { party } = await app.must('register-party', editors, { kind: 'state', code, names: { en: name } })
      return { party: party!, token: await app.as(party!) }
    }
    const [peru, chile] = [await join('PE', 'Peru'), await join('CL', 'Chile')]
    const { arrangement } = await app.must('register-arrangement', peru.token, {
      names: { en: 'Peru-Chile Partnership' },
      layer: 'bilateral',
      form: 'partnership',
      bindingness: 'non-binding',
    })
    await app.must('grant-seat', peru.token, { arrangement, party: chile.party, tier: 'member' })
    const text = 'Peru will issue 300 seasonal visas to workers of Chile by 2025. Chile intends to open two offices.'
    const { source } = await app.must('register-source', chile.token, {
      arrangement,
      short: 'Joint note',
      title: 'Joint note',
      mediaType: 'text/plain',
      language: 'en',
      author: chile.party,
      text,
    })
    const where = { arrangement, source }
    const { drafts: laid } = await app.must<{ drafts: number }>('open-review', chile.token, where)
    expect(laid).toBe(2)
    const review = (await app.see<{ drafts: { id: string; revision: number }[] }>('drafts', chile.token, where))!
    for (const { id, revision } of review.drafts)
      await app.must('mend-draft', chile.token, { ...where, draft: id, revision, state: 'accepted' })
    const { commitments } = await app.must<{ commitments: string[] }>('record-drafts', chile.token, where)
    const [ofPeru] = commitments
    const told = { arrangement, commitment: ofPeru }
    await app.must('take-position', peru.token, { ...told, position: 'confirmed' })
    const visas = [{ value: 120, bound: 'exact', unit: 'visas', period: null }]
    await app.must('report-delivery', peru.token, {
      ...told,
      level: 'substantial',
      words: 'So far.',
      quantities: visas,
    })
    await app.must('assess-delivery', chile.token, { ...told, level: 'limited', words: 'Few arrived.' })
    const board = (await app.see<ScoreboardPage>('scoreboard', null, { arrangement }))!
    expect(board.counts).toMatchObject({ commitments: 2, owned: 2, notReported: 1, notJudged: 1, differ: 1 })
    const row = board.rows.find(({ commitment }) => commitment.id === ofPeru)!
    expect(row).toMatchObject({ token: { apart: 1, mark: null }, commitment: { overdue: true } })
    expect(board.sums.find((sum) => sum.party === peru.party && sum.reported !== null)).toMatchObject({ reported: 120 })
    const page = (await app.see<ArrangementPage>('arrangement', null, { arrangement }))!
    expect(page.seats).toHaveLength(2)
    expect(await app.fsck()).toMatchObject({ whole: true })
  })

  it('opens again on what it left, and does not found its register twice', async () => {
    const statements = await count(app, 'store.statement')
    const again = await openApp(
      { databaseUrl: app.databaseUrl, database: app.database },
      { acceptWeak: acceptedOn(app.databaseUrl) },
    )
    expect(again.store.home).toEqual(app.store.home)
    await again.close()
    expect(await count(app, 'store.statement')).toBe(statements)
  })

  it('answers what no room has as it answers what is not there', async () => {
    const none = { ok: false, problem: { code: 'foundation/not-found' } }
    expect(await app.ask('no-such-query', null, {})).toMatchObject(none)
    expect(await app.run('no-such-command', null, {})).toMatchObject(none)
  })
})
