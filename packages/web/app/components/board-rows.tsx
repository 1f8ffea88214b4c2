// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { ScoreboardRow, Telling } from '@symbolon/performance/contract'
import { dateIn, figuresWords } from '../format.ts'
import { pillarWord, wordFor } from '../glossary.ts'
import { levelWords, TokenMark, tokenWords } from './token.tsx'

type Names = (id: string) => string

/** One row a commitment: what was promised, what each side says. An empty cell says why it is empty. */
export function BoardRows({ rows, nameOf, here }: { rows: ScoreboardRow[]; nameOf: Names; here: string }) {
  const { i18n } = useLingui()
  return (
    <div className="table">
      <table className="stack board">
        <caption>{i18n._('Each row is one commitment; the words beside the token say what its halves show.')}</caption>
        <thead>
          <tr>
            <th scope="col">{i18n._('Who promised what')}</th>
            <th scope="col">{i18n._('Pillar, kind, deadline')}</th>
            <th scope="col">{i18n._('Promised')}</th>
            <th scope="col">{i18n._('The promising side says')}</th>
            <th scope="col">{i18n._('The others say')}</th>
            <th scope="col">{i18n._('Token')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.commitment.id} row={row} nameOf={nameOf} here={here} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ row, nameOf, here }: { row: ScoreboardRow; nameOf: Names; here: string }) {
  const { i18n } = useLingui()
  const { commitment, token, reports, assessments } = row
  const promised = figuresWords(i18n, commitment.quantities, commitment.money)
  const to = [...commitment.beneficiaries.map(nameOf), commitment.toWords].filter(Boolean).join(', ')
  return (
    <tr>
      <th scope="row">
        <small>{commitment.promisors.map(nameOf).join(', ')}</small>
        <br />
        <a href={`${here}/commitments/${commitment.id}`}>{commitment.summary}</a>
        {to && (
          <small>
            <br />
            {i18n._('To: {parties}', { parties: to })}
          </small>
        )}
        <small>
          <br />
          {commitment.standing.map(({ standing }) => wordFor(i18n, standing)).join(', ')}
          {': '}
          {i18n._('said by {author}, recorded by {recorder}', {
            author: nameOf(commitment.provenance.saidBy),
            recorder: nameOf(commitment.provenance.recordedBy),
          })}
        </small>
      </th>
      <td data-head={i18n._('Pillar, kind, deadline')}>
        {pillarWord(i18n, commitment.pillar)}
        <br />
        {wordFor(i18n, commitment.kind)}
        {commitment.strength && `, ${wordFor(i18n, commitment.strength)}`}
        <br />
        {commitment.deadline ? (
          i18n._('by {date}', { date: dateIn(commitment.deadline, i18n.locale) })
        ) : (
          <small>{i18n._('no deadline named')}</small>
        )}
        {commitment.overdue && <strong> {i18n._('overdue')}</strong>}
      </td>
      <td data-head={i18n._('Promised')}>
        {promised.length ? (
          promised.map((one) => <div key={one}>{one}</div>)
        ) : (
          <small>{i18n._('no figure named')}</small>
        )}
        {commitment.condition && <small>{i18n._('if: {condition}', { condition: commitment.condition })}</small>}
      </td>
      <td data-head={i18n._('The promising side says')}>
        <Tellings all={reports} nameOf={nameOf} none={i18n._('Nobody has reported yet.')} side="this-side" />
      </td>
      <td data-head={i18n._('The others say')}>
        <Tellings all={assessments} nameOf={nameOf} none={i18n._('Nobody has judged this yet.')} side="that-side" />
      </td>
      <td data-head={i18n._('Token')}>
        <div className="token-and-words">
          <TokenMark token={token} />
          <small>{tokenWords(i18n, token, nameOf)}</small>
        </div>
      </td>
    </tr>
  )
}

function Tellings({ all, nameOf, none, side }: { all: Telling[]; nameOf: Names; none: string; side: string }) {
  const { i18n } = useLingui()
  if (all.length === 0) return <small>{none}</small>
  return all.map((one) => (
    <div key={one.id} className={side}>
      <strong>{levelWords(i18n, one.level)}</strong>
      <br />
      {figuresWords(i18n, one.quantities, one.money).join('; ')}
      <p>{one.words}</p>
      <small>
        {nameOf(one.provenance.saidBy)}
        {one.asOf && `, ${dateIn(one.asOf, i18n.locale)}`}
        {one.attributed && `, ${i18n._('attributed')}`}
        {one.independent && `, ${i18n._('independent')}`}
      </small>
    </div>
  ))
}
