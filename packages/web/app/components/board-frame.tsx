// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { COMMITMENT_KINDS, PILLARS, STANDINGS } from '@symbolon/partnership/vocabulary'
import type { ScoreboardPage } from '@symbolon/performance/contract'
import { dateIn } from '../format.ts'
import { pillarWord, wordFor } from '../glossary.ts'

type Filters = Record<string, string>

/** The filters stand in the address, so that a link keeps them. */
export function BoardFilters(props: {
  board: ScoreboardPage
  filters: Filters
  nameOf: (id: string) => string
  here: string
}) {
  const { board, filters, nameOf, here } = props
  const { i18n } = useLingui()
  const select = (name: string, label: string, options: [string, string][], any = true) => (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <select id={name} name={name} defaultValue={filters[name] ?? ''}>
        {any && <option value="">{i18n._('any')}</option>}
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
  const parties = board.sides.map((side): [string, string] => [side.party, nameOf(side.party)])
  if (filters.party && !parties.some(([id]) => id === filters.party))
    parties.push([filters.party, nameOf(filters.party)])
  return (
    <form method="get" className="filters no-print">
      {select('party', i18n._('Who promised'), parties)}
      {select(
        'pillar',
        i18n._('Pillar'),
        [...PILLARS, 'none'].map((one) => [one, pillarWord(i18n, one)]),
      )}
      {select(
        'kind',
        i18n._('Kind'),
        COMMITMENT_KINDS.map((one) => [one, wordFor(i18n, one)]),
      )}
      {select('due', i18n._('Deadline'), [
        ['overdue', i18n._('overdue')],
        ['to come', i18n._('to come')],
        ['none', i18n._('none named')],
      ])}
      {select(
        'standing',
        i18n._('Whose word'),
        STANDINGS.map((one) => [one, wordFor(i18n, one)]),
      )}
      {select('told', i18n._('What was told'), [
        ['told', i18n._('reported and judged')],
        ['no report', i18n._('nobody reported')],
        ['no judgement', i18n._('nobody judged')],
        ['neither', i18n._('neither reported nor judged')],
      ])}
      {select(
        'sort',
        i18n._('Order'),
        [
          ['recorded', i18n._('as recorded')],
          ['deadline', i18n._('by deadline')],
          ['pillar', i18n._('by pillar')],
        ],
        false,
      )}
      <button type="submit">{i18n._('Show')}</button>
      {Object.keys(filters).length > 0 && (
        <p>
          <a href={here}>{i18n._('Show all')}</a>
        </p>
      )}
    </form>
  )
}

export function BoardCounts({ counts }: { counts: ScoreboardPage['counts'] }) {
  const { i18n } = useLingui()
  const rows: [string, number][] = [
    [i18n._('commitments'), counts.commitments],
    [i18n._('overdue'), counts.overdue],
    [i18n._('owned'), counts.owned],
    [i18n._('attributed'), counts.attributed],
    [i18n._('contested'), counts.contested],
    [i18n._('not reported'), counts.notReported],
    [i18n._('not judged'), counts.notJudged],
    [i18n._('the sides differ'), counts.differ],
    [i18n._('ended'), counts.ended],
  ]
  return (
    <dl className="counts">
      {rows.map(([words, n]) => (
        <div key={words}>
          <dt>{words}</dt>
          <dd>{i18n.number(n)}</dd>
        </div>
      ))}
    </dl>
  )
}

export function BoardPager({ board, filters }: { board: ScoreboardPage; filters: Filters }) {
  const { i18n } = useLingui()
  if (board.pages === 1) return null
  const href = (page: number) => `?${new URLSearchParams({ ...filters, page: String(page) })}`
  return (
    <nav className="actions" aria-label={i18n._('Pages')}>
      {board.page > 1 && <a href={href(board.page - 1)}>{i18n._('Previous')}</a>}
      <span>{i18n._('Page {page} of {pages}', { page: board.page, pages: board.pages })}</span>
      {board.page < board.pages && <a href={href(board.page + 1)}>{i18n._('Next')}</a>}
    </nav>
  )
}

/** Where one party's document tells everything that is shown, the page says first that all of it is that party's word. */
export function WholeWord({ board, nameOf }: { board: ScoreboardPage; nameOf: (id: string) => string }) {
  const { i18n } = useLingui()
  const tellings = board.rows.flatMap((row) => [row.commitment, ...row.reports, ...row.assessments])
  const speakers = new Set(tellings.map((one) => one.provenance.saidBy))
  const [speaker] = speakers
  const own = board.rows.some((row) => row.commitment.standing.some(({ standing }) => standing !== 'attributed'))
  if (!speaker || speakers.size > 1 || own) return null
  return (
    <p className="note">
      {i18n._(
        'Every attribution and judgement shown here is the word of {party}. The other parties named have confirmed none of it.',
        { party: nameOf(speaker) },
      )}
    </p>
  )
}

/** What is overdue and what comes next, the earliest first. */
export function WhatIsDue({
  board,
  nameOf,
  here,
}: {
  board: ScoreboardPage
  nameOf: (id: string) => string
  here: string
}) {
  const { i18n } = useLingui()
  const due = board.rows.filter(({ commitment }) => commitment.deadline && !commitment.ending).slice(0, 5)
  if (due.length === 0) return null
  return (
    <>
      <h2>{i18n._('What is due')}</h2>
      <ul>
        {due.map(({ commitment }) => (
          <li key={commitment.id}>
            {dateIn(commitment.deadline, i18n.locale)} {commitment.overdue && <strong>{i18n._('overdue')}</strong>}{' '}
            {commitment.promisors.map(nameOf).join(', ')}:{' '}
            <a href={`${here}/commitments/${commitment.id}`}>{commitment.summary}</a>
          </li>
        ))}
      </ul>
    </>
  )
}
