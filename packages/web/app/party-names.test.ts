// SPDX-License-Identifier: Apache-2.0
import type { PartySummary } from '@symbolon/register/contract'
import { describe, expect, it } from 'vitest'
import { choicesOf, partyFinder, rowsTyped } from './party-names.ts'

const party = (id: string, code: string | null, names: Record<string, string>): PartySummary => ({
  id,
  kind: 'state',
  code,
  names,
})
const all = [
  party('a', 'CI', { en: 'Côte d’Ivoire', fr: 'Côte d’Ivoire' }),
  party('b', 'GE', { en: 'Georgia', fr: 'Géorgie' }),
  party('c', 'GE-US', { en: 'Georgia' }),
  party('d', null, { fr: 'Réseau' }),
]

describe('parties by name', () => {
  it('offers each party by words of its own, in the order of the language', () => {
    expect(choicesOf(all, 'en').map(({ words }) => words)).toEqual([
      'Côte d’Ivoire',
      'Georgia (GE-US)',
      'Georgia (GE)',
      'Réseau',
    ])
    expect(choicesOf(all, 'fr').map(({ words }) => words)).toContain('Géorgie')
  })

  it('finds a party by a name in any language, its code, its number, without accents', () => {
    const find = partyFinder(all, 'en')
    expect(find("cote d'ivoire")).toBe('a')
    expect(find(' ci ')).toBe('a')
    expect(find('GEORGIE')).toBe('b')
    expect(find('Georgia (GE-US)')).toBe('c')
    expect(find('d')).toBe('d')
  })

  it('finds nobody where two share the name, or none has it', () => {
    const find = partyFinder(all, 'en')
    expect(find('Georgia')).toBe(null)
    expect(find('Atlantis')).toBe(null)
  })

  it('reads the rows of a field in their order', () => {
    const form = { 'to.10': 'last', 'to.2': 'second', 'to.0': ' first ', 'to.1': '', toWords: 'x', 'to.x': 'y' }
    expect(rowsTyped(form, 'to')).toEqual(['first', 'second', 'last'])
    expect(rowsTyped({ to: 'one' }, 'to')).toEqual(['one'])
  })
})
