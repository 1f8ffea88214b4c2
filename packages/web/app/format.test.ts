// SPDX-License-Identifier: Apache-2.0
import { setupI18n } from '@lingui/core'
import { describe, expect, it } from 'vitest'
import { dateIn, figuresWords, nameIn } from './format.ts'

const i18n = setupI18n({ locale: 'en', messages: { en: {} } })
const visas = (value: number, bound: string, period: string | null = null) => ({ value, bound, unit: 'visas', period })

describe('figures', () => {
  it('say their bound, unit and period', () => {
    expect(figuresWords(i18n, [visas(1500, 'at least', 'year')], [])).toEqual(['at least 1,500 visas (year)'])
    expect(figuresWords(i18n, [], [{ amount: 5e6, currency: 'EUR', bound: 'about' }])).toEqual([
      'about EUR\u00a05,000,000',
    ])
  })
  it('join the two ends of a range, and only those', () => {
    const range = [visas(10, 'range-low'), visas(20, 'range-high'), visas(5, 'exact')]
    expect(figuresWords(i18n, range, [])).toEqual(['10 to 20 visas', '5 visas'])
    expect(figuresWords(i18n, [visas(10, 'range-low')], [])).toEqual(['at least 10 visas'])
  })
})

describe('dates', () => {
  it.each([
    ['2022-08', 'August 2022'],
    ['2022', '2022'],
    ['2022-06-10', '10 June 2022'],
    ['2023/2024', '2023 – 2024'],
    ['202X', '202X'],
  ])('%s reads %s', (date, words) => expect(dateIn(date, 'en')).toBe(words))
})

it('a name is the reader’s, else English, else whatever there is', () => {
  expect(nameIn({ en: 'Spain', fr: 'Espagne' }, 'fr')).toBe('Espagne')
  expect(nameIn({ en: 'Spain' }, 'fr')).toBe('Spain')
  expect(nameIn({ ru: 'Испания' }, 'fr')).toBe('Испания')
})
