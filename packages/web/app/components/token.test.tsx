// SPDX-License-Identifier: Apache-2.0
import { setupI18n } from '@lingui/core'
import type { Half, Level, Token } from '@symbolon/performance/contract'
import { LEVELS } from '@symbolon/performance/vocabulary'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { TokenMark, tokenWords } from './token.tsx'

const silent: Half = { spoken: false, level: null, by: null }
const says = (by: string, level: Level | null): Half => ({ spoken: true, level, by })
const HALVES = [silent, says('Mexico', null), ...LEVELS.map((level) => says('Mexico', level))]
const MARKS: Token['mark'][] = [null, 'contested', 'withdrawn', 'lapsed', 'no trace', 'transferred elsewhere']

const all: Token[] = HALVES.flatMap((promising) =>
  HALVES.flatMap((other) =>
    MARKS.map((mark) => ({ promising, other, independent: says('Observatory', 'limited'), apart: 3, mark })),
  ),
)
const draw = (token: Token) => renderToStaticMarkup(<TokenMark token={token} />)

describe('the token', () => {
  it('is under one kilobyte whatever it says', () => {
    for (const token of all) expect(draw(token).length).toBeLessThan(1024)
  })
  it('is drawn differently for every pair of halves and every mark; contested and withdrawn share the crack', () => {
    const drawn = all.filter(({ mark }) => mark !== 'withdrawn').map(draw)
    expect(new Set(drawn).size).toBe(drawn.length)
  })
  it('is hidden from readers of the screen, who get its words', () => {
    expect(draw(all[0]!)).toContain('aria-hidden="true"')
  })
})

describe('its words', () => {
  const i18n = setupI18n({ locale: 'en', messages: { en: {} } })
  const words = (token: Token) => tokenWords(i18n, token, (id) => id)
  it('name who said what', () => {
    const token = {
      promising: says('Mexico', 'substantial'),
      other: says('Guatemala', 'limited'),
      independent: silent,
      apart: null,
      mark: null,
    }
    expect(words(token)).toBe('Mexico: substantial. Guatemala: limited.')
  })
  it('say of silence that it is one', () => {
    const token = { promising: silent, other: silent, independent: silent, apart: null, mark: null }
    expect(words(token)).toBe('The promising side has not reported. Nobody on the other side has judged this yet.')
  })
  it('tell a level that was not given from no evidence', () => {
    const token = (level: Level | null) => ({
      promising: says('Mexico', level),
      other: silent,
      independent: silent,
      apart: null,
      mark: null,
    })
    expect(words(token(null))).not.toBe(words(token('no evidence available')))
  })
})
