// SPDX-License-Identifier: Apache-2.0
import { convene, enrol, freshApp, type Player, promise, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const NOBODY = '0190ffff-0000-7000-8000-00000000dead'

let app: TestApp
let alba: Player
let borea: Player
let table: string
beforeAll(async () => {
  app = await freshApp()
  alba = await enrol(app, 'Alba', 'AA')
  borea = await enrol(app, 'Borea', 'BB')
  table = await convene(app, { alba, borea })
})
afterAll(() => app.close())

const agree = (more: object) =>
  app.refusal('agree-commitment', alba.token, { ...promise(table, [alba.party]), ...more })
const registered = async (by: Player, arrangement: string) => {
  const text = { short: 'D', title: 'D', mediaType: 'text/plain', language: 'en', text: 'Alba will open an office.' }
  return (await app.must('register-source', by.token, { ...text, arrangement })).source!
}

describe('a commitment that names what the register does not have is refused, and nothing is said', () => {
  it.each(['promisors', 'beneficiaries'])('a party among the %s', async (field) => {
    expect(await agree({ [field]: [NOBODY] })).toBe('register/no-such-party')
  })
  it('a speaker', async () => {
    const source = await registered(alba, table)
    expect(await agree({ saidBy: NOBODY, citation: { source } })).toBe('register/no-such-party')
  })
  it('a document', async () => {
    expect(await agree({ citation: { source: NOBODY } })).toBe('register/no-such-source')
  })
  it('a document that others keep to themselves, in the same words', async () => {
    const own = await convene(app, { borea }, { confidential: true })
    const hidden = await registered(borea, own)
    expect(await agree({ citation: { source: hidden } })).toBe('register/no-such-source')
  })
  it('in a correction as in the first word', async () => {
    const { commitment } = await app.must('agree-commitment', alba.token, promise(table, [alba.party]))
    const mended = { arrangement: table, commitment, correction: 'Another.', beneficiaries: [NOBODY] }
    expect(await app.refusal('correct-commitment', alba.token, mended)).toBe('register/no-such-party')
  })
  it('in a report, an assessment, a document’s author, a note', async () => {
    const { commitment } = await app.must('agree-commitment', alba.token, promise(table, [alba.party]))
    const told = { arrangement: table, commitment, words: 'Done.', citation: { source: NOBODY } }
    expect(await app.refusal('report-delivery', alba.token, told)).toBe('register/no-such-source')
    expect(await app.refusal('assess-delivery', borea.token, told)).toBe('register/no-such-source')
    const text = { short: 'D', title: 'D', mediaType: 'text/plain', language: 'en', text: 'A.', author: NOBODY }
    expect(await app.refusal('register-source', alba.token, { ...text, arrangement: table })).toBe(
      'register/no-such-party',
    )
    const link = { from: table, relation: 'part of', to: NOBODY, note: null, sources: [] }
    expect(await app.refusal('note-link', alba.token, link)).toBe('register/no-such-arrangement')
  })
})

describe('what cites a document', () => {
  it('comes in the order of its passages, without what was entered in error', async () => {
    const source = await registered(alba, table)
    const at = async (start: number | null) => {
      const citation = start === null ? { source } : { source, start, end: start + 3 }
      return (await app.must('agree-commitment', alba.token, { ...promise(table, [alba.party]), citation })).commitment!
    }
    const [late, early, whole, wrong] = [await at(9), await at(2), await at(null), await at(5)]
    await app.must('enter-in-error', alba.token, { arrangement: table, statement: wrong, reason: 'Twice.' })
    const page = await app.see<{ commitments: { id: string }[] }>('citing', null, { arrangement: table, source })
    expect(page!.commitments.map(({ id }) => id)).toEqual([whole, early, late])
  })
})
