// SPDX-License-Identifier: Apache-2.0
import { enrol, freshApp, type Player, type TestApp } from '@symbolon/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AccountPage, MOST_NAME, type PeoplePage } from './contract.ts'
import { type House, makeInvitation } from './index.ts'
import { type Browser, browserAt, codeOf, houseOf, join, meIn } from './visitor.fixture.ts'

let app: TestApp
let house: House
let alba: Player
let borea: Player
beforeAll(async () => {
  app = await freshApp()
  house = houseOf(app)
  alba = await enrol(app, 'Alba')
  borea = await enrol(app, 'Borea')
})
afterAll(() => app.close())

const renamesOn = async (head: Browser) =>
  (await head.must<PeoplePage>('people')).trail
    .filter(({ act }) => act === 'rename')
    .map(({ who, subject }) => [who, subject])

it('a person has another name wherever one is read, and signs in as before', async () => {
  const ama = await join(house, alba.party, 'head', 'Ama Mensah')
  await ama.must('rename', { name: '  Ama Owusu ' })
  expect((await meIn(house, ama))!.name).toBe('Ama Owusu')
  const { name, signInName } = await ama.must<AccountPage>('account')
  expect([name, signInName]).toEqual(['Ama Owusu', ama.signInName])
  const { members } = await ama.must<PeoplePage>('people')
  expect(members.map((one) => one.name)).toEqual(['Ama Owusu'])
  const again = browserAt(house)
  await again.must('sign-in', { name: signInName, password: ama.password, code: codeOf(ama.secret) })
  expect((await meIn(house, again))!.name).toBe('Ama Owusu')
})

it('the trail of each of its delegations tells both names, and a name that stays none', async () => {
  const kofi = await join(house, alba.party, 'head', 'Kofi')
  const other = await join(house, borea.party, 'head', 'Other')
  await kofi.must('accept-invitation', { invitation: await makeInvitation(app.store, borea.party, 'head') })
  await kofi.must('rename', { name: 'Kofi' })
  expect(await renamesOn(other)).toEqual([])
  await kofi.must('rename', { name: 'Kofi Boateng' })
  expect(await renamesOn(other)).toEqual([['Kofi Boateng', 'Kofi → Kofi Boateng']])
  await kofi.must('switch', { party: alba.party })
  expect(await renamesOn(kofi)).toContainEqual(['Kofi Boateng', 'Kofi → Kofi Boateng'])
  const long = 'é'.repeat(MOST_NAME)
  await kofi.must('rename', { name: long })
  expect((await renamesOn(other))[0]).toEqual([long, `Kofi Boateng → ${'é'.repeat(98)}`])
})

it('two new names at once leave a trail without a gap', async () => {
  const esi = await join(house, alba.party, 'head', 'Esi')
  const names = ['Esi A', 'Esi B', 'Esi C']
  await Promise.all(names.map((name) => esi.must('rename', { name })))
  const told = (await renamesOn(esi)).filter(([, subject]) => subject!.startsWith('Esi')).slice(0, 3)
  const from = told.map(([, subject]) => subject!.split(' → ')[0])
  expect(from.sort()).toEqual(['Esi', ...names.filter((one) => one !== told[0]![0])].sort())
})

it('what is no name is refused, and changes nothing; whatever is one is kept as it is', async () => {
  const ama = await join(house, alba.party, 'delegate', 'Ama')
  for (const name of ['', '  ', 'x'.repeat(MOST_NAME + 1), 'a\0b', 'half \ud800', null, 7])
    expect(await ama.refusal('rename', { name }), JSON.stringify(name)).toBe('foundation/not-valid')
  expect(await ama.refusal('rename', { name: 'Ama', person: 'another' })).toBe('foundation/not-valid')
  expect(await browserAt(house).refusal('rename', { name: 'Eve' })).toBe('accounts/not-signed-in')
  expect((await meIn(house, ama))!.name).toBe('Ama')
  const names = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: MOST_NAME })
    .filter((name) => name.trim() === name && name.length > 0 && name.length <= MOST_NAME && !name.includes('\0'))
  await fc.assert(
    fc.asyncProperty(names, async (name) => {
      await ama.must('rename', { name })
      expect((await meIn(house, ama))!.name).toBe(name)
    }),
    { numRuns: 30, seed: 20 },
  )
})
