// SPDX-License-Identifier: Apache-2.0
import { type Audience, everybody, type Id, makeWorld, onlyParties, seededWorld } from '@symbolon/foundation'
import { rebuild, signCheckpoints } from '@symbolon/store'
import { convene, enrol, freshApp, type Player, promise, type TestApp } from '@symbolon/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DeclassifiedBody } from './contract.ts'
import { verifyDeclassified } from './declassified.ts'
import { liftEmbargoes } from './lift-embargoes.ts'
import * as problems from './lifting-problems.ts'
import { isWider } from './wider.ts'

type Shown = {
  statement: { kind: string; body: DeclassifiedBody; recordedBy: Id }
  restated: { holds: boolean; why?: string; statement?: { id: Id; body: object } } | null
}

let ahead = 0
const seeded = seededWorld(5)
const world = makeWorld(() => new Date(seeded.now().getTime() + ahead), seeded.random)
let app: TestApp
let alba: Player
let borea: Player
let watcher: Player
let stranger: Player
let table: Id
beforeAll(async () => {
  app = await freshApp(world)
  const [a, b, w, s] = await Promise.all(['Alba', 'Borea', 'Watcher', 'Stranger'].map((name) => enrol(app, name)))
  ;[alba, borea, watcher, stranger] = [a!, b!, w!, s!]
  table = await convene(app, { alba, borea, watcher }, { tiers: { watcher: 'observer' } })
})
afterAll(() => app.close())

const members: Audience = { to: 'seats', tiers: ['member'] }
const seats: Audience = { to: 'seats', tiers: ['member', 'observer', 'secretariat'] }
const confide = async (audience: Audience = members): Promise<Id> =>
  (await app.must('agree-commitment', alba.token, promise(table, [alba.party], { audience }))).commitment!
const sign = () => signCheckpoints(app.store, app.hub)
const lift = (statement: Id, to: Audience = everybody) => ({ arrangement: table, statement, to })
const declassify = async (statement: Id, to: Audience = everybody) =>
  (await app.must('declassify-statement', alba.token, lift(statement, to))).statement!
const show = (statement: Id, token: string | null = null) =>
  app.see<Shown>('statement', token, { arrangement: table, statement })
/** Every statement id that a reader sees in the record, as one text. */
const seen = async (token: string | null) => JSON.stringify(await app.see('record', token, { arrangement: table }))

describe('declassifying', () => {
  it('re-states the text for wider readers, who can verify that it was said then', async () => {
    const secret = await confide()
    await sign()
    const restated = await declassify(secret)
    await sign()
    const shown = (await show(restated))!
    expect(shown).toMatchObject({
      statement: { recordedBy: alba.party },
      restated: { holds: true, statement: { id: secret } },
    })
    // The statement itself stays where it was said.
    expect(await show(secret)).toBeNull()
    expect(await app.see('commitment', null, { arrangement: table, commitment: secret })).toBeNull()
  })
  it('tells the length of the narrower log then, and nothing of what came after', async () => {
    const secret = await confide(onlyParties(alba.party))
    await sign()
    for (let i = 0; i < 3; i++) await confide(onlyParties(alba.party))
    await sign()
    const { body } = (await show(await declassify(secret)))!.statement
    expect(body.checkpoint.split('\n')[1]).toBe(String(body.index + 1))
  })
  it('opens it to the readers that were named and to nobody else', async () => {
    const secret = await confide()
    await sign()
    const restated = await declassify(secret, seats)
    expect(await show(restated, watcher.token)).not.toBeNull()
    for (const token of [null, stranger.token]) expect(await show(restated, token)).toBeNull()
    expect(await seen(null)).not.toContain(restated)
  })
  it('is for the delegation that recorded it, while it holds a seat', async () => {
    const secret = await confide()
    await sign()
    expect(await app.refusal('declassify-statement', borea.token, lift(secret))).toBe('register/not-yours-to-lift')
    // To whom does not read it there is no such statement.
    for (const { token } of [watcher, stranger])
      expect(await app.refusal('declassify-statement', token, lift(secret))).toBe('foundation/not-found')
  })
  it('a forged proof does not hold, whichever part of it is forged', async () => {
    const [first, second] = [await confide(), await confide()]
    await sign()
    const { body } = (await show(await declassify(first)))!.statement
    const other = (await show(await declassify(second)))!.statement.body
    const key = body.key
    const forged: Partial<DeclassifiedBody>[] = [
      { canonical: body.canonical.replace('Opens an office', 'Opens two offices') },
      { canonical: '{}' },
      { statement: second },
      { salt: other.salt },
      { index: body.index + 1 },
      { proof: [...body.proof, other.salt] },
      { checkpoint: body.checkpoint.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) + 1}\n`) },
      { checkpoint: 'nothing' },
      { key: 'example.org/log+00000000+AQ==' },
    ]
    expect(verifyDeclassified(body, key).holds).toBe(true)
    for (const part of forged)
      expect(verifyDeclassified({ ...body, ...part }, key).holds, JSON.stringify(part)).toBe(false)
    // A whole proof under the key of another host proves nothing here.
    expect(verifyDeclassified(body, 'localhost/other+00000000+AAAA')).toEqual({ holds: false, why: 'key' })
    expect(verifyDeclassified(body, null)).toEqual({ holds: false, why: 'key' })
  })
})

describe('an embargo', () => {
  it('keeps a statement from everybody else until its day, then it is re-stated in the name of who set it', async () => {
    const secret = await confide()
    const until = new Date(world.now().getTime() + 10 * 86_400_000).toISOString().slice(0, 10)
    const { embargo } = await app.must('set-embargo', alba.token, { ...lift(secret), until })
    await sign()
    expect(await liftEmbargoes(app.store)).toBe(0)
    expect(await seen(null)).not.toContain(secret)
    expect(await show(embargo!)).toBeNull()
    ahead += 11 * 86_400_000
    expect(await liftEmbargoes(app.store)).toBe(1)
    expect(await liftEmbargoes(app.store)).toBe(0)
    await sign()
    const record = (await app.see<{ statements: { id: Id; kind: string }[] }>('record', null, { arrangement: table }))!
    const restated = record.statements.filter(({ kind }) => kind === 'statement.declassified').at(-1)!
    expect(await show(restated.id)).toMatchObject({
      statement: { recordedBy: alba.party, body: { embargo: until } },
      restated: { holds: true, statement: { id: secret } },
    })
  })
  it('waits for a checkpoint, and does not lift what was entered in error', async () => {
    const [late, wrong] = [await confide(), await confide()]
    const until = new Date(world.now().getTime() + 86_400_000).toISOString().slice(0, 10)
    await app.must('set-embargo', alba.token, { ...lift(late), until })
    const { embargo } = await app.must('set-embargo', alba.token, { ...lift(wrong), until })
    await app.must('enter-in-error', alba.token, { arrangement: table, statement: embargo, reason: 'Another day.' })
    ahead += 3 * 86_400_000
    expect(await liftEmbargoes(app.store)).toBe(0)
    await sign()
    expect(await liftEmbargoes(app.store)).toBe(1)
  })
})

describe('wider', () => {
  const [a, b, c] = Array.from({ length: 3 }, seeded.newId) as [Id, Id, Id]
  const held = [
    { party: a, tier: 'member' },
    { party: b, tier: 'observer' },
  ]
  const audience: fc.Arbitrary<Audience> = fc.oneof(
    fc.constant(everybody),
    fc
      .subarray(['member', 'observer', 'secretariat'] as const, { minLength: 1 })
      .map((tiers) => ({ to: 'seats', tiers }) as Audience),
    fc.subarray([a, b, c], { minLength: 1 }).map((parties) => onlyParties(...parties)),
  )
  const reads = (to: Audience, party: Id | null) =>
    to.to === 'public' ||
    (party !== null &&
      (to.to === 'parties'
        ? to.parties.includes(party)
        : held.some((seat) => seat.party === party && to.tiers.includes(seat.tier as 'member'))))
  it('never leaves out a reader of the narrower', () => {
    fc.assert(
      fc.property(audience, audience, (from, to) => {
        if (!isWider(from, to, held)) return
        for (const party of [a, b, c, null]) if (reads(from, party)) expect(reads(to, party)).toBe(true)
        expect(isWider(to, from, held)).toBe(false)
      }),
    )
  })
  it('is everybody for whatever is confidential, and nothing for what is public', () => {
    fc.assert(
      fc.property(audience, (one) => {
        expect(isWider(one, everybody, held)).toBe(one.to !== 'public')
        expect(isWider(everybody, one, held)).toBe(false)
        expect(isWider(one, one, held)).toBe(false)
      }),
    )
  })
})

it('a rebuild makes the same embargoes and re-statements', async () => {
  expect((await rebuild(app.store)).differences).toEqual([])
})

const signed = async (audience?: Audience) => {
  const secret = await confide(audience)
  await sign()
  return secret
}
const refusals: Record<string, () => Promise<string>> = {
  'register/not-yours-to-lift': async () => app.refusal('declassify-statement', borea.token, lift(await signed())),
  'register/cannot-be-lifted': async () => {
    const restated = await declassify(await signed(), seats)
    return app.refusal('declassify-statement', alba.token, lift(restated))
  },
  'register/not-wider': async () => app.refusal('declassify-statement', alba.token, lift(await signed(seats), members)),
  'register/not-signed-yet': async () => app.refusal('declassify-statement', alba.token, lift(await confide())),
  'register/already-lifted': async () => {
    const secret = await signed()
    await declassify(secret)
    return app.refusal('declassify-statement', alba.token, lift(secret))
  },
  'register/embargo-over': async () =>
    app.refusal('set-embargo', alba.token, { ...lift(await signed()), until: '2025-12-31' }),
  'register/embargo-stands': async () => {
    const embargo = { ...lift(await signed()), until: '2099-01-01' }
    await app.must('set-embargo', alba.token, embargo)
    return app.refusal('set-embargo', alba.token, { ...embargo, until: '2098-01-01' })
  },
}
describe('refusals', () => {
  it.each(Object.entries(refusals))('%s', async (expected, provoke) => expect(await provoke()).toBe(expected))
  it('have a case here for every code', () => {
    const codes = Object.values(problems).map((problem) => problem().code)
    expect(Object.keys(refusals).sort()).toEqual(codes.sort())
  })
})
