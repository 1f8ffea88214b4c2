// SPDX-License-Identifier: Apache-2.0
import { type Audience, everybody, type Id, onlyParties } from '@symbolon/foundation'
import { runCommand, signCheckpoints } from '@symbolon/store'
import { convene, enrol, freshApp, type Player, promise, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let app: TestApp
let alba: Player
let borea: Player
beforeAll(async () => {
  app = await freshApp()
  alba = await enrol(app, 'Alba')
  borea = await enrol(app, 'Borea')
})
afterAll(() => app.close())

const members: Audience = { to: 'seats', tiers: ['member'] }
type Line = { id: Id; kind: string; saidBy: Id; recordedBy: Id }
const publicRecord = async (arrangement: Id) =>
  (await app.see<{ logs: object[]; statements: Line[] }>('record', null, { arrangement }))!
const tracesIn = async (arrangement: Id) =>
  (await publicRecord(arrangement)).statements.filter(({ kind }) => kind === 'trace.left')
const traced = async () => {
  const arrangement = await convene(app, { alba, borea })
  await app.must('choose-trace', alba.token, { arrangement, trace: 'left' })
  return arrangement
}

describe('a confidential statement', () => {
  it('leaves nothing where the arrangement chose nothing', async () => {
    const arrangement = await convene(app, { alba, borea })
    const before = JSON.stringify(await publicRecord(arrangement))
    await app.must('agree-commitment', alba.token, promise(arrangement, [alba.party], { audience: members }))
    expect(JSON.stringify(await publicRecord(arrangement))).toBe(before)
  })
  it('leaves one trace where it chose so: by whom and when, and nothing of what', async () => {
    const arrangement = await traced()
    const { commitment } = await app.must(
      'agree-commitment',
      borea.token,
      promise(arrangement, [borea.party], { audience: onlyParties(borea.party) }),
    )
    const traces = await tracesIn(arrangement)
    expect(traces).toMatchObject([{ saidBy: borea.party, recordedBy: borea.party }])
    await signCheckpoints(app.store, app.hub)
    const shown = await app.see<{ canonical: string }>('statement', null, { arrangement, statement: traces[0]!.id })
    expect(JSON.parse(shown!.canonical)).toMatchObject({
      ...{ about: [], audience: everybody, body: {}, citation: null, corrects: null, saidOn: null, wording: null },
    })
    expect(shown!.canonical).not.toContain(commitment)
  })
  it('leaves one by the commands of every room, and one for each statement', async () => {
    const arrangement = await traced()
    const { commitment } = await app.must(
      'agree-commitment',
      alba.token,
      promise(arrangement, [alba.party], { audience: members }),
    )
    await app.must('report-delivery', alba.token, { arrangement, commitment, words: 'Some.', level: 'limited' })
    const text = { mediaType: 'text/plain', language: 'en', text: 'A word.', short: 'N', title: 'N' }
    await app.must('register-source', borea.token, { ...text, arrangement, audience: members })
    expect((await tracesIn(arrangement)).map(({ saidBy }) => saidBy)).toEqual([alba.party, alba.party, borea.party])
  })
  it('leaves one by a command that nobody knows yet', async () => {
    const arrangement = await traced()
    const known = app.commands.get('choose-past')!
    const say = [1, 2].map(() => ({ kind: 'past.chosen', audience: members, body: { past: 'opened' } }))
    const fresh = { ...known, decide: () => ({ ok: true, value: { say, answer: (said: unknown[]) => said.length } }) }
    const done = await runCommand(app.store, fresh as never, alba.token, { arrangement, past: 'opened' })
    // What the command itself said, and no more.
    expect(done).toMatchObject({ ok: true, value: { answer: 2 } })
    expect(await tracesIn(arrangement)).toHaveLength(2)
  })
  it('leaves none once the arrangement has taken the rule back', async () => {
    const arrangement = await traced()
    await app.must('choose-trace', borea.token, { arrangement, trace: 'none' })
    await app.must('agree-commitment', alba.token, promise(arrangement, [alba.party], { audience: members }))
    expect(await tracesIn(arrangement)).toEqual([])
  })
})

it('a public statement leaves none, nor does a refused one', async () => {
  const arrangement = await traced()
  await app.must('agree-commitment', alba.token, promise(arrangement, [alba.party]))
  expect(await app.refusal('end-seat', alba.token, { arrangement, seat: arrangement })).toBe('foundation/not-found')
  expect(await tracesIn(arrangement)).toEqual([])
})
