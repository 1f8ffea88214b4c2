// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { ScoreboardPage } from '@symbolon/performance/contract'
import type { ArrangementSummary } from '@symbolon/register/contract'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { BoardCounts, BoardFilters, BoardPager, WholeWord } from '../components/board-frame.tsx'
import { BoardRows } from '../components/board-rows.tsx'
import { BoardSides, BoardSums } from '../components/board-sums.tsx'
import { PageHead } from '../components/page-head.tsx'
import { answerTo } from '../doors.ts'
import { dayIn, nameFinder, nameIn } from '../format.ts'

export async function loader(args: LoaderFunctionArgs) {
  const { arrangement } = args.params
  const search = new URL(args.request.url).searchParams
  const filters = Object.fromEntries([...search].filter(([name, value]) => value !== '' && name !== 'lang'))
  const board = await answerTo<ScoreboardPage>(args, 'scoreboard', { ...filters, arrangement })
  const { arrangement: summary } = await answerTo<{ arrangement: ArrangementSummary }>(args, 'arrangement', {
    arrangement,
  })
  return { board, summary, filters, today: new Date().toISOString() }
}

export default function Scoreboard() {
  const { i18n } = useLingui()
  const { board, summary, filters, today } = useLoaderData<typeof loader>()
  const name = nameIn(summary.names, i18n.locale)
  const here = `/arrangements/${summary.id}`
  const nameOf = nameFinder(board.parties, i18n.locale)
  const query = new URLSearchParams({ ...filters, arrangement: summary.id }).toString()
  return (
    <>
      <PageHead
        title={i18n._('Scoreboard: {name}', { name })}
        trail={[
          { href: '/arrangements', text: i18n._('Arrangements') },
          { href: here, text: name },
        ]}
      >
        <p className="lead">
          {i18n._(
            'What was promised, what the promising side says it delivered, and what the others say. As you may read it on {day}.',
            {
              day: dayIn(today, i18n.locale),
            },
          )}
        </p>
      </PageHead>
      <WholeWord board={board} nameOf={nameOf} />
      <BoardFilters board={board} filters={filters} nameOf={nameOf} here={`${here}/scoreboard`} />
      <BoardCounts counts={board.counts} />
      {board.total === 0 ? (
        <p>
          {Object.keys(filters).length > 0
            ? i18n._('No commitment fits all of these. Take a filter away.')
            : i18n._('No commitment is on the record yet. Register a document and review it, or enter a commitment.')}
        </p>
      ) : (
        <>
          <BoardRows rows={board.rows} nameOf={nameOf} here={here} />
          <BoardPager board={board} filters={filters} />
          <BoardSides board={board} nameOf={nameOf} here={here} />
          <BoardSums board={board} nameOf={nameOf} />
        </>
      )}
      <p className="actions no-print">
        <a className="button quiet" href={`/api/v1/performance/scoreboard.csv?${query}`}>
          {i18n._('Download as CSV')}
        </a>
        <a className="button quiet" href={`/api/v1/performance/scoreboard?${query}`}>
          {i18n._('Download as JSON')}
        </a>
      </p>
    </>
  )
}
