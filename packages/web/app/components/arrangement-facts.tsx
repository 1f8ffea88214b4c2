// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { ArrangementPage } from '@symbolon/register/contract'
import { dateIn, nameFinder, numberIn } from '../format.ts'
import { wordFor } from '../glossary.ts'
import { Sources } from './sources.tsx'

type Page = { page: ArrangementPage }
type Named = Page & { nameOf: (id: string) => string }

/** Both stand, and the page says so. */
export function Disagreements({ page }: Page) {
  const { i18n } = useLingui()
  if (page.disagreements.length === 0) return null
  return (
    <div className="note">
      <p>
        <strong>{i18n._('Sources disagree. All stand:')}</strong>
      </p>
      {page.disagreements.map((one) => (
        <div key={one.id}>
          <p>{one.about}</p>
          <ul>
            {one.says.map((said) => (
              <li key={said.text}>
                {said.text} <Sources cited={[said]} known={page.sources} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

export function Participation({ page, nameOf }: Named) {
  const { i18n } = useLingui()
  if (page.participation.length === 0) return null
  return (
    <>
      <h2>{i18n._('Who takes part, as sources tell it')}</h2>
      <div className="table">
        <table className="stack">
          <caption>{i18n._('This describes; it gives nobody a seat on this record.')}</caption>
          <thead>
            <tr>
              <th scope="col">{i18n._('Party')}</th>
              <th scope="col">{i18n._('Role')}</th>
              <th scope="col">{i18n._('When')}</th>
              <th scope="col">{i18n._('Source')}</th>
            </tr>
          </thead>
          <tbody>
            {page.participation.map((row) => (
              <tr key={row.id} className={row.provenance.error ? 'struck' : undefined}>
                <th scope="row">
                  <a href={`/parties/${row.party}`}>{nameOf(row.party)}</a>
                </th>
                <td data-head={i18n._('Role')}>
                  {wordFor(i18n, row.role)} {row.note && <small>{row.note}</small>}
                </td>
                <td data-head={i18n._('When')}>
                  {[dateIn(row.from, i18n.locale), dateIn(row.to, i18n.locale)].filter(Boolean).join(' – ') ||
                    i18n._('not told')}
                </td>
                <td data-head={i18n._('Source')}>
                  <Sources cited={row.sources} known={page.sources} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** Up and down the layers. */
export function Links({ page }: Page) {
  const { i18n } = useLingui()
  if (page.links.length === 0) return null
  const nameOf = nameFinder(page.arrangements, i18n.locale)
  const layerOf = (id: string) => page.arrangements.find((one) => one.id === id)?.layer
  return (
    <>
      <h2>{i18n._('Links up and down the layers')}</h2>
      <ul>
        {page.links.map((link) => (
          <li key={link.id}>
            {[link.from, link.to].map((id, i) => (
              <span key={id}>
                {i === 1 && ` – ${link.relation} – `}
                {id === page.arrangement.id ? (
                  <strong>{nameOf(id)}</strong>
                ) : (
                  <a href={`/arrangements/${id}`}>{nameOf(id)}</a>
                )}{' '}
                <small>({wordFor(i18n, layerOf(id))})</small>
              </span>
            ))}{' '}
            <Sources cited={link.sources} known={page.sources} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** Who came and went in which role, those of one day together. */
function comings(page: ArrangementPage): { at: string; role: string; ends: boolean; parties: string[] }[] {
  const all = page.participation.flatMap(({ from, to, role, party }) => [
    ...(from ? [{ at: from, role, party, ends: false }] : []),
    ...(to ? [{ at: to, role, party, ends: true }] : []),
  ])
  const together = Map.groupBy(all, ({ at, role, ends }) => JSON.stringify([at, role, ends]))
  return [...together.values()].map((same) => ({ ...same[0]!, parties: same.map(({ party }) => party) }))
}

/** What is dated, in the order of its dates. */
export function Timeline({ page, nameOf }: Named) {
  const { i18n } = useLingui()
  const { arrangement } = page
  const few = (ids: string[]) =>
    ids.length > 4 ? i18n._('{n} parties', { n: ids.length }) : ids.map(nameOf).join(', ')
  const events = [
    { at: arrangement.began, text: i18n._('began') },
    { at: arrangement.ended, text: i18n._('ended') },
    { at: arrangement.statusAsOf, text: arrangement.status ?? '' },
    ...comings(page).map(({ at, role, parties, ends }) => ({
      at,
      text: ends
        ? i18n._('{parties} end as {role}', { parties: few(parties), role: wordFor(i18n, role) })
        : i18n._('{parties} begin as {role}', { parties: few(parties), role: wordFor(i18n, role) }),
    })),
    ...page.documents.map((row) => ({ at: row.date, text: row.title })),
  ].filter((event): event is { at: string; text: string } => !!event.at && !!event.text)
  if (events.length < 2) return null
  const byDate = Map.groupBy(
    events.sort((a, b) => a.at.localeCompare(b.at)),
    (event) => event.at,
  )
  return (
    <>
      <h2>{i18n._('Timeline')}</h2>
      <dl className="facts">
        {[...byDate].map(([at, same]) => (
          <div key={at} className="contents">
            <dt>{dateIn(at, i18n.locale)}</dt>
            <dd>{same.map((event) => event.text).join('; ')}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

export function Figures({ page }: Page) {
  const { i18n } = useLingui()
  if (page.figures.length === 0) return null
  return (
    <>
      <h2>{i18n._('Figures that sources assert')}</h2>
      <ul>
        {page.figures.map((row) => (
          <li key={row.id}>
            {row.figure}: {row.bound !== 'exact' && `${wordFor(i18n, row.bound)} `}
            {numberIn(row.value, i18n.locale)} {row.unit}
            {row.period && ` (${row.period})`}
            {row.asOf && `, ${dateIn(row.asOf, i18n.locale)}`} <Sources cited={row.sources} known={page.sources} />
            {row.note && <small> {row.note}</small>}
          </li>
        ))}
      </ul>
    </>
  )
}
