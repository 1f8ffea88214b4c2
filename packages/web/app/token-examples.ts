// SPDX-License-Identifier: Apache-2.0
import type { Level, Token } from '@symbolon/performance/contract'

const half = (by: string, level: Level | null | undefined) =>
  level === undefined ? { spoken: false, level: null, by: null } : { spoken: true, level, by }

type Told = { promising?: Level | null; other?: Level | null; independent?: Level | null; mark?: Token['mark'] }
const SCALE: (Level | null | undefined)[] = ['not started', 'limited', 'substantial', 'complete']

/** A token of two countries, A that promised and B that judges, and an observer. The words beside it are computed. */
function example({ promising, other, independent, mark = null }: Told): Token {
  const [a, b] = [SCALE.indexOf(promising), SCALE.indexOf(other)]
  return {
    promising: half('a', promising),
    other: half('b', other),
    independent: half('observer', independent),
    apart: a < 0 || b < 0 ? null : Math.abs(a - b),
    mark,
  }
}

/** Every state that the token can show, one at a time. */
export const LEVEL_EXAMPLES: Token[] = [
  example({}),
  example({ promising: 'no evidence available', other: 'no evidence available' }),
  example({ promising: 'not started', other: 'not started' }),
  example({ promising: 'limited', other: 'limited' }),
  example({ promising: 'substantial', other: 'substantial' }),
  example({ promising: 'complete', other: 'complete' }),
  example({ promising: null, other: null }),
]
export const APART_EXAMPLES: Token[] = [
  example({ promising: 'substantial' }),
  example({ other: 'limited' }),
  example({ promising: 'complete', other: 'substantial' }),
  example({ promising: 'complete', other: 'limited' }),
  example({ promising: 'complete', other: 'not started' }),
  example({ promising: 'limited', other: 'no evidence available' }),
  example({ promising: 'complete', other: 'limited', independent: 'substantial' }),
]
export const MARK_EXAMPLES: Token[] = (
  ['contested', 'withdrawn', 'lapsed', 'no trace', 'transferred elsewhere'] as const
).map((mark) => example({ promising: 'limited', other: 'limited', mark }))
