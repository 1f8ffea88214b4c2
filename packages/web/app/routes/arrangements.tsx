// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { ArrangementSummary } from '@symbolon/register/contract'
import { BINDINGNESS, LAYERS } from '@symbolon/register/vocabulary'
import { type LoaderFunctionArgs, useLoaderData, useSearchParams } from 'react-router'
import { PageHead } from '../components/page-head.tsx'
import { answerTo } from '../doors.ts'
import { dateIn, nameIn } from '../format.ts'
import { wordFor } from '../glossary.ts'

type Answer = {
  arrangements: ArrangementSummary[]
  total: number
  facets: Record<'layer' | 'form' | 'bindingness', Record<string, number>>
  regions: string[]
}

export const loader = (args: LoaderFunctionArgs) => {
  const asked = [...new URL(args.request.url).searchParams].filter(([name, value]) => value !== '' && name !== 'lang')
  return answerTo<Answer>(args, 'arrangements', Object.fromEntries(asked))
}

export default function Arrangements() {
  const { i18n } = useLingui()
  const { arrangements, total, facets, regions } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const regionName = new Intl.DisplayNames(i18n.locale, { type: 'region' })
  const chosen = (name: string) => search.get(name) ?? ''
  const select = (name: string, label: string, options: [string, string][]) => (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <select id={name} name={name} defaultValue={chosen(name)}>
        <option value="">{i18n._('any')}</option>
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
  return (
    <>
      <PageHead title={i18n._('Arrangements')}>
        <p className="lead">
          {i18n._(
            'Whatever parties cooperate through: conventions, processes, partnerships, commissions, liaison at a border.',
          )}
        </p>
      </PageHead>
      <form method="get" className="filters">
        <div className="field">
          <label htmlFor="q">{i18n._('Words')}</label>
          <input id="q" name="q" type="search" defaultValue={chosen('q')} />
        </div>
        {select(
          'layer',
          i18n._('Layer'),
          LAYERS.map((layer) => [layer, `${wordFor(i18n, layer)} (${facets.layer[layer] ?? 0})`]),
        )}
        {select(
          'form',
          i18n._('Form'),
          Object.keys(facets.form)
            .sort()
            .map((form) => [form, `${form} (${facets.form[form]})`]),
        )}
        {select(
          'bindingness',
          i18n._('What binds'),
          BINDINGNESS.map((one) => [one, wordFor(i18n, one)]),
        )}
        {select(
          'region',
          i18n._('Region of a participant'),
          regions.map((code) => [code, regionName.of(code) ?? code]),
        )}
        <div className="field">
          <label htmlFor="year">{i18n._('In the year')}</label>
          <input id="year" name="year" type="number" min="1900" max="2100" defaultValue={chosen('year')} />
        </div>
        <button type="submit">{i18n._('Show')}</button>
      </form>
      <p role="status">
        {i18n._('{shown} of {total} arrangements', { shown: arrangements.length, total })}{' '}
        {search.size > 0 && <a href="/arrangements">{i18n._('Show all')}</a>}
      </p>
      {arrangements.length === 0 ? (
        <p>
          {total === 0
            ? i18n._('The register is empty. Register the first arrangement below.')
            : i18n._('None fits all of these. Take a filter away.')}
        </p>
      ) : (
        <div className="table">
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{i18n._('Name')}</th>
                <th scope="col">{i18n._('Layer')}</th>
                <th scope="col">{i18n._('Form')}</th>
                <th scope="col">{i18n._('What binds')}</th>
                <th scope="col">{i18n._('Since')}</th>
                <th scope="col">{i18n._('Status')}</th>
              </tr>
            </thead>
            <tbody>
              {arrangements.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <a href={`/arrangements/${one.id}`}>{nameIn(one.names, i18n.locale)}</a>
                  </th>
                  <td data-head={i18n._('Layer')}>{wordFor(i18n, one.layer) || i18n._('not told')}</td>
                  <td data-head={i18n._('Form')}>{one.form ?? i18n._('not told')}</td>
                  <td data-head={i18n._('What binds')}>{wordFor(i18n, one.bindingness) || i18n._('not told')}</td>
                  <td data-head={i18n._('Since')}>{dateIn(one.began, i18n.locale) || i18n._('not told')}</td>
                  <td data-head={i18n._('Status')}>
                    {one.status
                      ? i18n._('{status} (as of {date})', {
                          status: one.status,
                          date: dateIn(one.statusAsOf, i18n.locale) || '?',
                        })
                      : i18n._('not told')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="no-print">
        <a href="/arrangements/new">{i18n._('Register an arrangement')}</a>
      </p>
    </>
  )
}
