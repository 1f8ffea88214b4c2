// SPDX-License-Identifier: Apache-2.0
import { type Id, makeWorld, seededWorld } from '@symbolon/foundation'
import type { RecordPage } from '@symbolon/register'
import { figures, freshApp, sayAll, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rebuild } from './rebuild.ts'
import { signCheckpoints } from './sequencer.ts'

const DAY = 86_400_000
const seeded = seededWorld(7)
let shift = 0
let app: TestApp
beforeAll(async () => {
  app = await freshApp(makeWorld(() => new Date(seeded.now().getTime() + shift), seeded.random))
})
afterAll(() => app.close())

const say = async (arrangement: Id, value: number) =>
  (await sayAll(app.store, arrangement, app.store.home.editors, figures(1, value)))[0]!

it('a clock a day ahead and then set back changes no order, is kept as it was told, and is noted', async () => {
  const arrangement = app.world.newId()
  const said = []
  for (const [value, days] of [0, 1, 0, -1, 0].entries()) {
    shift = days * DAY
    said.push(await say(arrangement, value))
  }
  await signCheckpoints(app.store, app.hub)
  const page = (await app.see<RecordPage>('record', null, { arrangement }))!
  expect(page.statements.map((one) => one.id)).toEqual(said.map((one) => one.id))
  expect(page.statements.map((one) => one.recordedAt)).toEqual(said.map((one) => one.recordedAt))
  expect(page.statements.map((one) => one.clockSetBack)).toEqual([false, false, true, true, true])
  const report = await app.fsck()
  expect(report).toMatchObject({ whole: true, damage: [] })
  const noted = report.doubts.filter((one) => one.arrangement === arrangement)
  expect(noted).toMatchObject([
    { index: 2, statement: said[2]!.id, what: expect.stringContaining('clock was set back') },
  ])
  expect((await rebuild(app.store)).differences).toEqual([])
})

it('of a clock that goes on, nothing is noted', async () => {
  shift = 30 * DAY
  const arrangement = app.world.newId()
  for (const value of [1, 2, 3]) await say(arrangement, value)
  expect((await app.fsck()).doubts.filter((one) => one.arrangement === arrangement)).toEqual([])
})
