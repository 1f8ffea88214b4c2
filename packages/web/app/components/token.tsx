// SPDX-License-Identifier: Apache-2.0
import type { I18n } from '@lingui/core'
import type { Half, Level, Token } from '@symbolon/performance/contract'

/** The edge at which the two halves were broken apart. */
const EDGE = 'M16 4l2 4-4 4 4 4-4 4 4 4-2 4'
const SCALE: Level[] = ['not started', 'limited', 'substantial', 'complete']

/** Fill of a half, from the edge outward: a third, two thirds, all of it. Side -1 is the promising one. */
function fillOf(side: -1 | 1, thirds: number): string {
  const sweep = side < 0 ? 1 : 0
  if (thirds >= 3) return `${EDGE}A12 12 0 0 ${sweep} 16 4Z`
  const [x, dy] = thirds === 1 ? [4, 11.3] : [8, 8.9]
  const far = 16 + side * x
  return `${EDGE}A12 12 0 0 ${sweep} ${far} ${16 + dy}V${16 - dy}A12 12 0 0 ${sweep} 16 4Z`
}

function HalfDisc({ half, side, apart, dotted }: { half: Half; side: -1 | 1; apart: number; dotted: boolean }) {
  const sweep = side < 0 ? 1 : 0
  const step = half.level ? SCALE.indexOf(half.level) : -1
  return (
    <g className={side < 0 ? 'this' : 'that'} transform={`translate(${4 + side * (1 + apart * 1.2)})`}>
      <path d={`${EDGE}A12 12 0 0 ${sweep} 16 4Z`} className="outline" strokeDasharray={dotted ? '1 2' : undefined} />
      {step > 0 && <path d={fillOf(side, step)} className="fill" />}
      {step === 0 && <path d={`M${16 + side * 2} 7A9 9 0 0 ${1 - sweep} ${16 + side * 2} 25`} className="thin" />}
      {half.level === 'no evidence available' && (
        <path d={side < 0 ? 'M7 14l6-6M6 20l8-8M8 24l6-6' : 'M18 13l5-5M18 20l8-8M20 25l6-6'} className="thin" />
      )}
      {half.spoken && half.level === null && <circle cx={16 + side * 6} cy="16" r="1.8" className="fill" />}
    </g>
  )
}

/** The token of a commitment. Always beside its words: for readers of the screen it is not there. */
export function TokenMark({ token, size = 32 }: { token: Token; size?: number }) {
  const { mark } = token
  const dot = token.independent.level ? SCALE.indexOf(token.independent.level) : -1
  return (
    <svg
      className="token"
      viewBox="0 0 40 32"
      width={(size * 40) / 32}
      height={size}
      aria-hidden="true"
      opacity={mark === 'lapsed' ? 0.45 : undefined}
    >
      <HalfDisc half={token.promising} side={-1} apart={token.apart ?? 0} dotted={mark === 'no trace'} />
      <HalfDisc half={token.other} side={1} apart={token.apart ?? 0} dotted={mark === 'no trace'} />
      {token.independent.spoken && (
        <>
          <circle cx="20" cy="16" r="3.4" className="dot" />
          {dot > 0 && <circle cx="20" cy="16" r={dot} />}
        </>
      )}
      {(mark === 'contested' || mark === 'withdrawn') && <path d="M2 18l9-3 4 4 7-6 6 5 10-3" className="crack" />}
      {mark === 'transferred elsewhere' && <path d="M31 5h7m-3-3 3 3-3 3" className="thin" />}
    </svg>
  )
}

export function Sign() {
  const half = (level: Level): Half => ({ spoken: true, level, by: null })
  const token: Token = {
    promising: half('complete'),
    other: half('complete'),
    independent: { spoken: false, level: null, by: null },
    apart: 1,
    mark: null,
  }
  return <TokenMark token={token} size={26} />
}

export const levelWords = (i18n: I18n, level: Level | null): string => {
  switch (level) {
    case 'no evidence available':
      return i18n._('no evidence available')
    case 'not started':
      return i18n._('not started')
    case 'limited':
      return i18n._('limited')
    case 'substantial':
      return i18n._('substantial')
    case 'complete':
      return i18n._('complete')
    default:
      return i18n._('told without a level')
  }
}

/** What the token says, in words: who said what, how far apart, what ended it. */
export function tokenWords(i18n: I18n, token: Token, nameOf: (id: string) => string): string {
  const said = (half: Half) => `${nameOf(half.by!)}: ${levelWords(i18n, half.level)}.`
  const words: string[] = []
  if (token.promising.spoken) words.push(said(token.promising))
  else words.push(i18n._('The promising side has not reported.'))
  if (token.other.spoken) words.push(said(token.other))
  else words.push(i18n._('Nobody on the other side has judged this yet.'))
  if (token.independent.spoken) words.push(i18n._('Independent, {said}', { said: said(token.independent) }))
  if (token.apart === 0) words.push(i18n._('Both say the same.'))
  if (token.apart)
    words.push(i18n._('{steps, plural, one {One step apart.} other {# steps apart.}}', { steps: token.apart }))
  const mark = markWords(i18n, token.mark)
  if (mark) words.push(mark)
  return words.join(' ')
}

export function markWords(i18n: I18n, mark: Token['mark']): string | null {
  switch (mark) {
    case 'contested':
      return i18n._('The promisor contests it.')
    case 'withdrawn':
      return i18n._('Withdrawn by the promisor.')
    case 'lapsed':
      return i18n._('Lapsed.')
    case 'no trace':
      return i18n._('No trace of it was found.')
    case 'transferred elsewhere':
      return i18n._('Transferred elsewhere.')
    default:
      return null
  }
}
