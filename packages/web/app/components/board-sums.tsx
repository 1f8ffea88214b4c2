// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { ScoreboardPage } from '@symbolon/performance/contract'
import { moneyIn, numberIn } from '../format.ts'

type Props = { board: ScoreboardPage; nameOf: (id: string) => string }

/** Every side by the same means: who promised how much, and how much of it anybody has spoken of. */
export function BoardSides({ board, nameOf, here }: Props & { here: string }) {
  const { i18n } = useLingui()
  const columns: [keyof (typeof board.sides)[number], string][] = [
    ['commitments', i18n._('Commitments')],
    ['owned', i18n._('Owned')],
    ['contested', i18n._('Contested')],
    ['reported', i18n._('Reported by itself')],
    ['judged', i18n._('Judged by others')],
    ['overdue', i18n._('Overdue')],
    ['ended', i18n._('Ended')],
  ]
  return (
    <>
      <h2>{i18n._('By party')}</h2>
      <div className="table">
        <table className="stack">
          <caption>{i18n._('Counts of commitments. A commitment of several parties counts for each of them.')}</caption>
          <thead>
            <tr>
              <th scope="col">{i18n._('Party')}</th>
              {columns.map(([key, words]) => (
                <th key={key} scope="col" className="number">
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {board.sides.map((side) => (
              <tr key={side.party}>
                <th scope="row">
                  <a href={`${here}/scoreboard?party=${side.party}`}>{nameOf(side.party)}</a>
                </th>
                {columns.map(([key, words]) => (
                  <td key={key} className="number" data-head={words}>
                    {numberIn(Number(side[key]), i18n.locale)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** Promised and delivered beside each other. Nothing is added across currencies, units or periods. */
export function BoardSums({ board, nameOf }: Props) {
  const { i18n } = useLingui()
  if (board.sums.length === 0) return null
  const figure = (value: number | null, line: ScoreboardPage['sums'][number], none: string) => {
    if (value === null) return <small>{none}</small>
    return line.what === 'money' ? moneyIn(value, line.unit ?? 'XXX', i18n.locale) : numberIn(value, i18n.locale)
  }
  return (
    <>
      <h2>{i18n._('Promised and delivered')}</h2>
      <div className="table">
        <table className="stack">
          <caption>
            {i18n._(
              'Sums of what was said, for each party, unit and period; never across currencies or units. Ranges count by their lower end.',
            )}
          </caption>
          <thead>
            <tr>
              <th scope="col">{i18n._('Party')}</th>
              <th scope="col">{i18n._('Unit')}</th>
              <th scope="col" className="number">
                {i18n._('Promised')}
              </th>
              <th scope="col" className="number">
                {i18n._('The promising side says')}
              </th>
              <th scope="col" className="number">
                {i18n._('The others say')}
              </th>
            </tr>
          </thead>
          <tbody>
            {board.sums.map((line) => (
              <tr key={`${line.party} ${line.what} ${line.unit} ${line.period}`}>
                <th scope="row">{nameOf(line.party)}</th>
                <td data-head={i18n._('Unit')}>
                  {[line.unit ?? i18n._('unit not named'), line.period].filter(Boolean).join(', ')}
                </td>
                <td className="number" data-head={i18n._('Promised')}>
                  {figure(line.promised, line, i18n._('no figure'))}
                </td>
                <td className="number this-column" data-head={i18n._('The promising side says')}>
                  {figure(line.reported, line, i18n._('not told'))}
                </td>
                <td className="number that-column" data-head={i18n._('The others say')}>
                  {figure(line.judged, line, i18n._('not told'))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
