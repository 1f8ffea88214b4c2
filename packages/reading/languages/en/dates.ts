// SPDX-License-Identifier: Apache-2.0
import { MONTHS, NUMBER_WORDS } from './words.ts'

const MONTH = '(?<month>January|February|March|April|May|June|July|August|September|October|November|December)'
const YEAR = '(?<year>20\\d\\d)'
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?'
const SEASONS: Record<string, string> = { spring: '21', summer: '22', autumn: '23', fall: '23', winter: '24' }

/** Words before a date that make it a beginning or a memory, not an end. */
const NOT_AN_END =
  /\b(?:since|beyond|after|prior to|before(?= \w+ \d{4}$)|as of|launched (?:on|in)|signed (?:on|in)|announced (?:on|in)|adopted (?:on|in)|dated|(?<!\bend )of (?:the )?|compared (?:to|with)|relative to|than in|last)\s*$/i

type Rule = [pattern: RegExp, date: (match: RegExpMatchArray, said: Said) => string | null]
type Said = { year: number; month: number; day: number } | null

const two = (n: number | string): string => String(n).padStart(2, '0')
const monthOf = (match: RegExpMatchArray): string => two(MONTHS[match.groups!.month!.toLowerCase()]!)
const plus = (match: RegExpMatchArray, said: Said): string | null => {
  if (!said) return null
  const words = match.groups!
  const count = Number(words.count) || NUMBER_WORDS[words.count!.toLowerCase()] || 1
  if (/^year/i.test(words.unit!)) return String(said.year + count)
  const months = said.month - 1 + (/^month/i.test(words.unit!) ? count : Math.ceil((count * 7) / 30))
  return `${said.year + Math.floor(months / 12)}-${two((months % 12) + 1)}`
}
const COUNT = '(?<count>\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)'

/** Longest forms first: what one rule took, the next does not see. */
const RULES: Rule[] = [
  [new RegExp(`\\b${MONTH} ${DAY},? ${YEAR}\\b`, 'g'), (m) => `${m.groups!.year}-${monthOf(m)}-${two(m.groups!.day!)}`],
  [
    new RegExp(`\\b${DAY}(?: of)? ${MONTH},? ${YEAR}\\b`, 'g'),
    (m) => `${m.groups!.year}-${monthOf(m)}-${two(m.groups!.day!)}`,
  ],
  [/\b(?<year>20\d\d)-(?<m>0[1-9]|1[0-2])(?:-(?<d>[0-3]\d))?\b/g, (m) => m[0]],
  [new RegExp(`\\b${MONTH},? ${YEAR}\\b`, 'g'), (m) => `${m.groups!.year}-${monthOf(m)}`],
  [
    /\b(?:FY|[Ff]iscal [Yy]ears?|fiscal)? ?20\d\d ?(?:-|–|—|\/|to|through|and|until) ?(?:FY ?)?(?<year>20\d\d|\d\d)\b/g,
    (m) => (m.groups!.year!.length === 2 ? `20${m.groups!.year}` : m.groups!.year!),
  ],
  [
    /\b(?:early |mid-?|late |the )?(?<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?: of)? (?<year>20\d\d)\b/g,
    (m) => `${m.groups!.year}-${SEASONS[m.groups!.season!.toLowerCase()]}`,
  ],
  [
    new RegExp(
      `\\b(?:Q(?<q>[1-4])|(?<nth>first|second|third|fourth|last) (?<part>quarter|half))(?: of|,)? (?:the year )?${YEAR}\\b`,
      'gi',
    ),
    (m) => `${m.groups!.year}-${two(lastMonth(m.groups!))}`,
  ],
  [new RegExp(`\\b(?:FY ?|[Ff]iscal [Yy]ear )?${YEAR}\\b`, 'g'), (m) => m.groups!.year!],
  [/\b(?:FY ?|[Ff]iscal [Yy]ear )['’]?(?<year>\d\d)\b/g, (m) => `20${m.groups!.year}`],
  [
    new RegExp(`\\b(?:by|on|until|before|beginning|at the) (?:the )?${MONTH} ${DAY}\\b`, 'g'),
    (m, said) => ahead(monthOf(m), two(m.groups!.day!), said),
  ],
  [
    new RegExp(`\\b(?:by|in|until|before|no later than)(?: the end of| late| early| mid)? ${MONTH}\\b(?! \\d)`, 'g'),
    (m, said) => ahead(monthOf(m), null, said),
  ],
  [
    new RegExp(
      `\\b(?:over|in|within|during|for|throughout|across)(?: a period of)?(?: the)?(?: next| coming| following| upcoming)?(?: period of)? ${COUNT} (?<unit>years?|months?|weeks?)\\b(?! ago)`,
      'gi',
    ),
    plus,
  ],
  [
    /\b(?:over|in|within|during|for|throughout)(?: the course of)? the (?:next|coming|following) (?<unit>year|month)\b/gi,
    (m, said) => (said ? addMonths(said, m.groups!.unit === 'year' ? 12 : 1, m.groups!.unit === 'year') : null),
  ],
  [/\bnext month\b/gi, (_m, said) => (said ? addMonths(said, 1, false) : null)],
  [
    /\b(?:by|before|until) the end of (?:the|this) month\b|\b(?:later )?this month\b/gi,
    (_m, said) => (said ? addMonths(said, 0, false) : null),
  ],
  [
    /\b(?:by|before|until) the end of (?:the|this)(?: calendar)? year\b|\b(?:by )?year[' -]?end\b|\b(?:later|during) this year\b/gi,
    (_m, said) => (said ? String(said.year) : null),
  ],
  [
    /\b(?:by|in|before|until|during)(?: the end of)? next year\b|\bby the end of next year\b/gi,
    (_m, said) => (said ? String(said.year + 1) : null),
  ],
]

const lastMonth = ({ q, nth, part }: Record<string, string | undefined>): number => {
  if (q) return Number(q) * 3
  if (part!.toLowerCase() === 'half') return nth!.toLowerCase() === 'first' ? 6 : 12
  return { first: 3, second: 6, third: 9 }[nth!.toLowerCase()] ?? 12
}
function addMonths(said: NonNullable<Said>, count: number, year: boolean): string {
  const months = said.month - 1 + count
  const then = said.year + Math.floor(months / 12)
  return year ? String(then) : `${then}-${two((months % 12) + 1)}`
}

function ahead(month: string, day: string | null, said: Said): string | null {
  if (!said) return null
  const date = (year: number) => `${year}-${month}${day ? `-${day}` : ''}`
  // A day or month without a year lies where it is nearest: up to half a year back it is a memory.
  const back = said.month - Number(month)
  if (back > 0 && back <= 6) return null
  const now = `${said.year}-${two(said.month)}-${two(said.day)}`
  return date(said.year) < now.slice(0, day ? 10 : 7) ? date(said.year + 1) : date(said.year)
}

function saidOn(date: string | null): Said {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date ?? '')
  return match ? { year: Number(match[1]), month: Number(match[2] ?? 1), day: Number(match[3] ?? 1) } : null
}

/**
 * Every date of a sentence that can end a promise, as EDTF, in no order. Relative ones count from the day that the
 * document was said (`YYYY-MM-DD` or null). Dates already over on that day are left out.
 */
export function deadlines(text: string, said: string | null): string[] {
  const from = saidOn(said)
  const dates: string[] = []
  let rest = text
  for (const [pattern, date] of RULES) {
    for (const match of rest.matchAll(pattern)) {
      if (NOT_AN_END.test(rest.slice(Math.max(0, match.index - 30), match.index))) continue
      const found = date(match, from)
      if (found && isDate(found) && !(said && isOver(found, said))) dates.push(found)
    }
    rest = rest.replace(pattern, (whole) => ' '.repeat(whole.length))
  }
  return dates
}

const isDate = (date: string): boolean => Number(date.slice(8, 10) || 1) <= 31 && Number(date.slice(0, 4)) < 2100
/** Seasons (months 21 and up) compare by their year alone. */
const isOver = (date: string, said: string): boolean =>
  Number(date.slice(5, 7)) > 12 ? date.slice(0, 4) < said.slice(0, 4) : date < said.slice(0, date.length)
