// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { PartySummary } from '@symbolon/register/contract'
import { PARTY_KINDS } from '@symbolon/register/vocabulary'
import { type LoaderFunctionArgs, useLoaderData, useSearchParams } from 'react-router'
import { PageHead } from '../components/page-head.tsx'
import { answerTo } from '../doors.ts'
import { nameIn } from '../format.ts'
import { wordFor } from '../glossary.ts'

type Answer = { parties: PartySummary[]; kinds: Record<string, number> }

export const loader = (args: LoaderFunctionArgs) => {
  const asked = [...new URL(args.request.url).searchParams].filter(([name, value]) => value !== '' && name !== 'lang')
  return answerTo<Answer>(args, 'parties', Object.fromEntries(asked))
}

export default function Parties() {
  const { i18n } = useLingui()
  const { parties, kinds } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const chosen = (name: string) => search.get(name) ?? ''
  const filtered = ['q', 'kind', 'seated'].some((name) => chosen(name) !== '')
  const byKind = Map.groupBy(
    parties.toSorted((a, b) => nameIn(a.names, i18n.locale).localeCompare(nameIn(b.names, i18n.locale), i18n.locale)),
    ({ kind }) => kind,
  )
  return (
    <>
      <PageHead title={i18n._('Parties')}>
        <p className="lead">
          {i18n._(
            'Who can speak: states, organisations, local authorities, civil society, companies, migrants’ associations. The register names them and decides nobody’s status.',
          )}
        </p>
      </PageHead>
      <form method="get" className="filters">
        <div className="field">
          <label htmlFor="q">{i18n._('Words in a name, or a code')}</label>
          <input id="q" name="q" type="search" defaultValue={chosen('q')} />
        </div>
        <div className="field">
          <label htmlFor="kind">{i18n._('Kind')}</label>
          <select id="kind" name="kind" defaultValue={chosen('kind')}>
            <option value="">{i18n._('any')}</option>
            {PARTY_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {wordFor(i18n, kind)} ({kinds[kind] ?? 0})
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="seated">{i18n._('Seat')}</label>
          <select id="seated" name="seated" defaultValue={chosen('seated')}>
            <option value="">{i18n._('with or without a seat')}</option>
            <option value="true">{i18n._('holds a seat somewhere')}</option>
          </select>
        </div>
        <button type="submit">{i18n._('Show')}</button>
      </form>
      <p role="status">
        {i18n._('{n, plural, one {# party} other {# parties}}', { n: parties.length })}{' '}
        {filtered && <a href="/parties">{i18n._('Show all')}</a>}
      </p>
      {parties.length === 0 && (
        <p>
          {filtered
            ? i18n._('None fits all of these. Take a filter away, or register the party.')
            : i18n._('No party is registered yet. Register the first one below.')}
        </p>
      )}
      {PARTY_KINDS.map((kind) => {
        const all = byKind.get(kind)
        return (
          all && (
            <section key={kind} aria-labelledby={`kind-${PARTY_KINDS.indexOf(kind)}`}>
              <h2 id={`kind-${PARTY_KINDS.indexOf(kind)}`}>
                {wordFor(i18n, kind)} <small>{i18n.number(all.length)}</small>
              </h2>
              <ul className="plain columns">
                {all.map((one) => (
                  <li key={one.id}>
                    <a href={`/parties/${one.id}`}>{nameIn(one.names, i18n.locale)}</a>{' '}
                    {one.code && <small>{one.code}</small>}
                  </li>
                ))}
              </ul>
            </section>
          )
        )
      })}
      <p className="actions no-print">
        <a className="button quiet" href="/parties/new">
          {i18n._('Register a party')}
        </a>
      </p>
    </>
  )
}
