// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import type { Money, Quantity } from '@symbolon/partnership/contract'
import type { ScoreboardPage, ScoreboardRow, Telling } from './contract.ts'

export const SCOREBOARD_COLUMNS = [
  ...[
    'promisors',
    'beneficiaries',
    'summary',
    'pillar',
    'theme',
    'kind',
    'strength',
    'deadline',
    'overdue',
    'condition',
  ],
  ...['quantities', 'money', 'standing', 'ending', 'promising side', 'other side', 'independent', 'steps apart'],
  ...['reports', 'assessments', 'said by', 'recorded by', 'statements'],
]

/** Amounts in words, each kind in a column of its own. */
export const amountsIn = ({ quantities, money }: { quantities: Quantity[]; money: Money[] }) => ({
  quantities: quantities.map((q) => [q.bound, q.value, q.unit, q.period].filter(Boolean).join(' ')).join('; '),
  money: money.map((m) => `${m.bound} ${m.amount} ${m.currency}`).join('; '),
})

/** A scoreboard as flat rows. Every row carries the ids of the statements that it was computed from. */
export function scoreboardTable(board: Pick<ScoreboardPage, 'rows' | 'parties'>): Record<string, string>[] {
  const names = new Map(board.parties.map(({ id, names: all }) => [id, all.en ?? Object.values(all)[0] ?? id]))
  return board.rows.map((row) => rowOf(row, (id) => names.get(id) ?? id))
}

function rowOf({ commitment, token, reports, assessments }: ScoreboardRow, nameOf: (id: Id) => string) {
  const list = (ids: Id[]) => ids.map(nameOf).join('; ')
  const told = (all: Telling[]) =>
    all
      .map((one) => `${nameOf(one.provenance.saidBy)}: ${one.level ?? 'told without a level'}: ${one.words}`)
      .join(' | ')
  return {
    promisors: list(commitment.promisors),
    beneficiaries: [list(commitment.beneficiaries), commitment.toWords].filter(Boolean).join('; '),
    summary: commitment.summary,
    pillar: commitment.pillar ?? '',
    theme: commitment.theme ?? '',
    kind: commitment.kind,
    strength: commitment.strength ?? '',
    deadline: commitment.deadline ?? '',
    overdue: commitment.overdue ? 'yes' : 'no',
    condition: commitment.condition ?? '',
    ...amountsIn(commitment),
    standing: commitment.standing.map(({ party, standing }) => `${nameOf(party)}: ${standing}`).join('; '),
    ending: commitment.ending ? `${commitment.ending.how} (${nameOf(commitment.ending.by)})` : '',
    'promising side': token.promising.spoken ? (token.promising.level ?? 'told without a level') : '',
    'other side': token.other.spoken ? (token.other.level ?? 'told without a level') : '',
    independent: token.independent.spoken ? (token.independent.level ?? 'told without a level') : '',
    'steps apart': token.apart === null ? '' : String(token.apart),
    reports: told(reports),
    assessments: told(assessments),
    'said by': nameOf(commitment.provenance.saidBy),
    'recorded by': nameOf(commitment.provenance.recordedBy),
    statements: [
      commitment.provenance.latest,
      ...[...reports, ...assessments].map((one) => one.provenance.latest),
    ].join(' '),
  }
}
