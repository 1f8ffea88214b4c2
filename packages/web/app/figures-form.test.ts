// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import { figuresFrom, numberFrom, numberTyped, QUANTITY_ROW, rowsIn } from './figures-form.ts'

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

describe('numbers as they are typed', () => {
  it.each([
    ['1200', 'en', 1200],
    ['1,200,000', 'en', 1200000],
    ['12.5', 'en', 12.5],
    ['−3', 'en', -3],
    ['1 200 000,5', 'fr', 1200000.5],
    ['1\u202f200', 'fr', 1200],
    ['1.200.000,5', 'es', 1200000.5],
    ['1 200', 'en', 1200],
  ])('reads %s in %s', (text, locale, value) => {
    expect(numberFrom(text, locale)).toBe(value)
  })

  it.each(['', 'many', '5 million', '1e9', '1.2.3', '12345678901234567890', '0x10'])('does not guess at %j', (text) => {
    expect(numberFrom(text, 'en')).toBe(null)
  })

  it.each(['en', 'fr', 'es'])('types back what it reads (%s)', (locale) => {
    for (const value of [0, 12.5, 1234567.25, -3]) expect(numberFrom(numberTyped(value, locale), locale)).toBe(value)
  })
})

describe('rows of figures, money and evidence', () => {
  it('reads what was typed and leaves empty rows out', () => {
    const read = figuresFrom(
      formOf({
        'quantities.0.value': '',
        'quantities.0.bound': 'exact',
        'quantities.2.value': '1,500',
        'quantities.2.bound': 'at least',
        'quantities.2.unit': ' visas ',
        'quantities.2.period': 'year',
        'money.0.amount': '20000000',
        'money.0.currency': 'eur',
        'money.0.bound': 'about',
        'evidence.0.text': 'Annual report',
        'evidence.1.url': 'https://example.org/b',
      }),
      'en',
    )
    expect(read).toEqual({
      ok: true,
      value: {
        quantities: [{ value: 1500, bound: 'at least', unit: 'visas', period: 'year' }],
        money: [{ amount: 20000000, currency: 'EUR', bound: 'about' }],
        evidence: [
          { text: 'Annual report', url: null },
          { text: 'https://example.org/b', url: 'https://example.org/b' },
        ],
      },
    })
  })

  it('says which row, as the reader sees it again, cannot be read', () => {
    const form = formOf({
      'quantities.1.value': '3',
      'quantities.2.value': 'some',
      'quantities.2.unit': 'posts',
    })
    expect(figuresFrom(form, 'en')).toMatchObject({
      ok: false,
      problem: { status: 422, details: { field: 'quantities.1.value', typed: 'some' } },
    })
    const shown = rowsIn(Object.fromEntries(form) as Record<string, string>, 'quantities', QUANTITY_ROW)
    expect(shown[1]).toMatchObject({ value: 'some', unit: 'posts' })
  })

  it.each([
    [{ 'money.0.amount': '5', 'money.0.currency': 'euro' }, 'money.0.currency'],
    [{ 'money.0.amount': '', 'money.0.currency': 'EUR' }, 'money.0.amount'],
    [{ 'evidence.0.text': 'x', 'evidence.0.url': 'javascript:alert(1)' }, 'evidence.0.url'],
    [{ 'evidence.0.text': 'x', 'evidence.0.url': 'www.example.org' }, 'evidence.0.url'],
    [{ 'quantities.0.unit': 'visas' }, 'quantities.0.value'],
  ])('refuses %j', (fields, field) => {
    expect(figuresFrom(formOf(fields), 'en')).toMatchObject({ ok: false, problem: { details: { field } } })
  })
})
