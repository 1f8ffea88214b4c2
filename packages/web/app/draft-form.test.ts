// SPDX-License-Identifier: Apache-2.0
import type { Draft, DraftFields } from '@symbolon/partnership/contract'
import { describe, expect, it } from 'vitest'
import { besideFresh, changesIn, editOf, fieldsIn, nextOpen, settled, touched, typedOf } from './draft-form.ts'

const fields: DraftFields = {
  promisors: ['a', 'b'],
  beneficiaries: [],
  toWords: null,
  pillar: 'mobility',
  theme: null,
  strength: 'will',
  kind: 'promise',
  summary: 'Issues 500 visas.',
  quantities: [{ value: 500, bound: 'at least', unit: 'visas', period: null }],
  money: [],
  deadline: null,
  condition: 'if funds\r\nallow',
}
const draft = (changes: Partial<DraftFields> = {}, revision = 0): Draft => ({
  id: 'x',
  source: 's',
  start: 0,
  end: 9,
  quote: 'words',
  state: 'open',
  fields: { ...fields, ...changes },
  doubts: [],
  revision,
  statement: null,
})

describe('a draft and its form', () => {
  it('sends nothing where nothing was changed, whatever the order of keys and lines', () => {
    const [quantity] = fields.quantities
    const stored = { ...fields, quantities: [{ unit: 'visas', value: 500, period: null, bound: 'at least' as const }] }
    expect(changesIn({ ...stored, condition: 'if funds\nallow' }, fields)).toEqual({})
    expect(changesIn({ ...fields, quantities: [{ ...quantity!, value: 600 }] }, fields)).toHaveProperty('quantities')
    expect(touched(typedOf(fields, 'en'), typedOf(stored, 'en'))).toEqual([])
  })

  it('sees a box that was cleared and an empty row that says nothing', () => {
    const before = typedOf(fields, 'en')
    const { 'promisors.1': _, ...cleared } = before
    expect(touched(cleared, before)).toEqual(['promisors'])
    expect(touched({ ...before, 'money.0.bound': 'exact', 'promisors.1000': ' ' }, before)).toEqual([])
  })

  it('follows a colleague where nothing was typed, and keeps both where something was', () => {
    const edit = editOf(draft(), 'en')
    const mine = { ...edit, typed: { ...edit.typed, summary: 'Mine', theme: 'Work' } }
    const met = besideFresh(mine, draft({ summary: 'Theirs', deadline: '2027' }, 1), 'en')
    expect(met.theirs).toEqual(['summary'])
    expect(met.typed).toMatchObject({ summary: 'Mine', theme: 'Work', deadline: '2027' })
    expect(met.revision).toBe(1)
    expect(settled(met, 'summary', 'theirs', 'en').typed.summary).toBe('Theirs')
    expect(settled(met, 'summary', 'mine', 'en')).toMatchObject({ theirs: [], typed: { summary: 'Mine' } })
  })

  it('does not take its own save for a colleague, even while one types on', () => {
    const edit = editOf(draft(), 'en')
    const sent = { ...edit.typed, summary: 'One' }
    const later = besideFresh(
      { ...edit, typed: { ...sent, summary: 'One two' } },
      draft({ summary: 'One' }, 1),
      'en',
      { summary: 'One' },
      sent,
    )
    expect(later.theirs).toEqual([])
    expect(later.typed.summary).toBe('One two')
    expect(later.was.summary).toBe('One')
  })

  it('turns a name that was typed into a party that was kept', () => {
    const edit = editOf(draft(), 'en')
    const sent = { ...edit.typed, 'promisors.1000': 'Chad' }
    const promisors = ['a', 'b', 'td']
    const saved = besideFresh({ ...edit, typed: sent }, draft({ promisors }, 1), 'en', { promisors }, sent)
    expect(saved.typed).toMatchObject({ 'promisors.2': 'td' })
    expect(saved.typed).not.toHaveProperty('promisors.1000')
    expect(saved.theirs).toEqual([])
  })

  it('reads no nonsense as what a form was opened with', () => {
    expect(fieldsIn('{"promisors":3}')).toBeNull()
    expect(fieldsIn('no')).toBeNull()
    expect(fieldsIn(JSON.stringify(fields))).toEqual(fields)
  })

  it('goes on to the next that is open, and around', () => {
    const all = [
      { id: '1', state: 'open' as const },
      { id: '2', state: 'accepted' as const },
      { id: '3', state: 'dropped' as const },
    ]
    expect(nextOpen(all, '2')).toBe('1')
    expect(nextOpen(all, '1')).toBe('1')
  })
})
