// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { ScoreboardPage } from '@symbolon/performance/contract'
import type { ArrangementPage, Provenance } from '@symbolon/register/contract'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Disagreements, Figures, Links, Participation, Timeline } from '../components/arrangement-facts.tsx'
import { WhatIsDue, WholeWord } from '../components/board-frame.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Sources } from '../components/sources.tsx'
import { TokenMark, tokenWords } from '../components/token.tsx'
import { answerTo } from '../doors.ts'
import { closed, dateIn, nameFinder, nameIn } from '../format.ts'
import { wordFor } from '../glossary.ts'

export async function loader(args: LoaderFunctionArgs) {
  const { arrangement } = args.params
  const page = await answerTo<ArrangementPage>(args, 'arrangement', { arrangement })
  const board = await answerTo<ScoreboardPage>(args, 'scoreboard', { arrangement, size: 200, sort: 'deadline' })
  return { page, board }
}

export default function Arrangement() {
  const { i18n } = useLingui()
  const { page, board } = useLoaderData<typeof loader>()
  const { arrangement } = page
  const nameOf = nameFinder([...page.parties, ...board.parties], i18n.locale)
  const here = `/arrangements/${arrangement.id}`
  return (
    <>
      <PageHead
        title={nameIn(arrangement.names, i18n.locale)}
        trail={[{ href: '/arrangements', text: i18n._('Arrangements') }]}
      >
        {arrangement.aliases.length > 0 && <p className="lead">{arrangement.aliases.join(' · ')}</p>}
      </PageHead>
      {arrangement.provenance === null ? (
        <p className="note">
          {i18n._(
            'What this arrangement is called and what it is may not be read here: that was said before your delegation joined, or stands in a register of which no copy is kept here. It goes by its number. What you may read of it is below.',
          )}
        </p>
      ) : (
        <WhatItIs page={page} provenance={arrangement.provenance} nameOf={nameOf} />
      )}
      <Disagreements page={page} />
      <h2>{i18n._('Who sits here')}</h2>
      {page.seats.length === 0 ? (
        <p>{i18n._('Nobody has a seat on this record yet, so nothing can be said here.')}</p>
      ) : (
        <ul>
          {page.seats
            .filter((seat) => seat.held)
            .map((seat) => (
              <li key={seat.id}>
                <a href={`/parties/${seat.party}`}>{nameOf(seat.party)}</a>, {wordFor(i18n, seat.tier)}
              </li>
            ))}
        </ul>
      )}
      <p className="no-print">
        <a href={`${here}/seats`}>{i18n._('Seats and independent assessors')}</a>
      </p>
      <h2>{i18n._('Commitments')}</h2>
      {board.total === 0 ? (
        <p>{i18n._('No commitment is on the record yet. Register a document and review it, or enter a commitment.')}</p>
      ) : (
        <>
          <p>
            {i18n._(
              '{commitments, plural, one {# commitment} other {# commitments}}: {overdue} overdue, {attributed} attributed, {owned} owned, {neither} of which nobody has told anything.',
              board.counts,
            )}{' '}
            <a href={`${here}/scoreboard`}>{i18n._('Scoreboard')}</a>
          </p>
          <WholeWord board={board} nameOf={nameOf} />
          <ul className="token-field">
            {board.rows.map(({ commitment, token }) => (
              <li key={commitment.id}>
                <a
                  href={`${here}/commitments/${commitment.id}`}
                  title={`${closed(commitment.summary)} ${tokenWords(i18n, token, nameOf)}`}
                >
                  <TokenMark token={token} />
                  <span className="unseen">
                    {commitment.promisors.map(nameOf).join(', ')}: {closed(commitment.summary)}{' '}
                    {tokenWords(i18n, token, nameOf)}
                  </span>
                </a>
              </li>
            ))}
          </ul>
          {board.pages > 1 && (
            <p>{i18n._('The first {n} are drawn; the scoreboard has all.', { n: board.rows.length })}</p>
          )}
        </>
      )}
      <p className="actions no-print">
        <a className="button quiet" href={`${here}/commitments/new`}>
          {i18n._('Enter a commitment')}
        </a>
        <a className="button quiet" href={`${here}/documents/new`}>
          {i18n._('Register a document')}
        </a>
      </p>
      <WhatIsDue board={board} nameOf={nameOf} here={here} />
      {page.documents.length > 0 && (
        <>
          <h2>{i18n._('Documents')}</h2>
          <ul>
            {page.documents.map((document) => (
              <li key={document.id}>
                <a href={`${here}/documents/${document.id}`}>{document.title}</a>{' '}
                <small>
                  {document.author
                    ? i18n._('by {party}', { party: nameOf(document.author) })
                    : i18n._('author not named')}
                  {document.date && `, ${dateIn(document.date, i18n.locale)}`}
                </small>
              </li>
            ))}
          </ul>
        </>
      )}
      <Participation page={page} nameOf={nameOf} />
      <Links page={page} />
      <Timeline page={page} nameOf={nameOf} />
      <Figures page={page} />
      <h2>{i18n._('The record')}</h2>
      <p>
        <a href={`${here}/record`}>
          {i18n._('Every statement made here, in order, with the proof that none was changed')}
        </a>
      </p>
    </>
  )
}

type WhatProps = { page: ArrangementPage; provenance: Provenance; nameOf: (id: string) => string }

/** What its founding says of it, and whose word that is. */
function WhatItIs({ page, provenance, nameOf }: WhatProps) {
  const { i18n } = useLingui()
  const { arrangement } = page
  return (
    <dl className="facts">
      <dt>{i18n._('What it is')}</dt>
      <dd>
        {arrangement.form}, {wordFor(i18n, arrangement.layer)}, {wordFor(i18n, arrangement.bindingness)}
      </dd>
      <dt>{i18n._('Since')}</dt>
      <dd>
        {dateIn(arrangement.began, i18n.locale) || i18n._('not told')}
        {arrangement.ended && ` – ${dateIn(arrangement.ended, i18n.locale)}`}
      </dd>
      <dt>{i18n._('Status')}</dt>
      <dd>
        {arrangement.status
          ? i18n._('{status} (as of {date})', {
              status: arrangement.status,
              date: dateIn(arrangement.statusAsOf, i18n.locale) || '?',
            })
          : i18n._('not told')}
      </dd>
      {arrangement.note && (
        <>
          <dt>{i18n._('Note')}</dt>
          <dd>{arrangement.note}</dd>
        </>
      )}
      <dt>{i18n._('Whose word')}</dt>
      <dd>
        {nameOf(provenance.saidBy)}. <Sources cited={arrangement.sources} known={page.sources} />
        {arrangement.unsourced.length > 0 && (
          <small> {i18n._('No source tells: {fields}.', { fields: arrangement.unsourced.join(', ') })}</small>
        )}
      </dd>
    </dl>
  )
}
