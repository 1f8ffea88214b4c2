// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { KeysPage, PartyPage } from '@symbolon/register/contract'
import { type LoaderFunctionArgs, useLoaderData, useSearchParams } from 'react-router'
import { Keys } from '../components/own-key-parts.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Done, Erred, Said } from '../components/said.tsx'
import { Sources } from '../components/sources.tsx'
import { answerTo } from '../doors.ts'
import { dateIn, dayIn, nameFinder, nameIn } from '../format.ts'
import { wordFor } from '../glossary.ts'
import { LANGUAGES } from '../names-form.ts'
import { regionWords } from '../regions.ts'
import { registerArrangement, speakersOf } from '../register-home.ts'
import { useVisit } from '../root.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const page = await answerTo<PartyPage>(args, 'party', { party: args.params.party })
  const said = [page.party, ...page.participation].map(({ provenance }) => provenance)
  const own = await answerTo<KeysPage>(args, 'keys', { party: args.params.party })
  return { page, own, register: await registerArrangement(args), speakers: await speakersOf(args, said) }
}

/** In the order of the forms; a language that they do not ask for comes last. */
const inOrder = (names: Record<string, string>) => Object.entries(names).sort(([a], [b]) => rank(a) - rank(b))
const rank = (language: string) => (LANGUAGES as readonly string[]).indexOf(language) >>> 0

export default function Party() {
  const { i18n } = useLingui()
  const { page, own, register, speakers } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const me = useVisit()?.party?.id
  const { party, participation, seats, sources } = page
  const name = nameIn(party.names, i18n.locale)
  const nameOf = nameFinder(speakers, i18n.locale)
  const arrangementName = nameFinder(page.arrangements, i18n.locale)
  const languageName = new Intl.DisplayNames(i18n.locale, { type: 'language' })
  return (
    <>
      <PageHead title={name} trail={[{ href: '/parties', text: i18n._('Parties') }]}>
        <p className="lead">
          {wordFor(i18n, party.kind)}
          {party.code && ` · ${party.code}`}
        </p>
        <p>
          <Said provenance={party.provenance} arrangement={register} nameOf={nameOf} />{' '}
          <Sources cited={party.sources} known={sources} />
        </p>
      </PageHead>
      <Done words={search.get('done') ? i18n._('The party is registered. A seat lets it speak.') : null} />
      {party.provenance.error && <Erred error={party.provenance.error}>{name}</Erred>}
      <dl className="facts">
        <dt>{i18n._('Names')}</dt>
        <dd>
          <ul className="plain">
            {inOrder(party.names).map(([language, words]) => (
              <li key={language}>
                <span lang={language} dir="auto">
                  {words}
                </span>{' '}
                <small>{languageName.of(language)}</small>
              </li>
            ))}
          </ul>
        </dd>
        <dt>{i18n._('Region (UN M49)')}</dt>
        <dd>{party.regions.length > 0 ? regionWords(party.regions, i18n.locale) : i18n._('none named')}</dd>
        {party.note && (
          <>
            <dt>{i18n._('Note')}</dt>
            <dd>{party.note}</dd>
          </>
        )}
      </dl>
      <h2>{i18n._('Where it holds a seat')}</h2>
      {seats.length === 0 ? (
        <p>{i18n._('It holds no seat that you can see, so it says nothing here in its own name.')}</p>
      ) : (
        <div className="table">
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{i18n._('Arrangement')}</th>
                <th scope="col">{i18n._('Tier')}</th>
                <th scope="col">{i18n._('Since')}</th>
                <th scope="col">{i18n._('What it promised')}</th>
              </tr>
            </thead>
            <tbody>
              {seats.map((seat) => (
                <tr key={seat.arrangement}>
                  <th scope="row">
                    <a href={`/arrangements/${seat.arrangement}`}>{arrangementName(seat.arrangement)}</a>
                  </th>
                  <td data-head={i18n._('Tier')}>{wordFor(i18n, seat.tier)}</td>
                  <td data-head={i18n._('Since')}>{dayIn(seat.since, i18n.locale)}</td>
                  <td data-head={i18n._('What it promised')}>
                    <a href={`/arrangements/${seat.arrangement}/scoreboard?party=${party.id}`}>
                      {i18n._('Its commitments on the scoreboard')}
                      <span className="unseen"> {arrangementName(seat.arrangement)}</span>
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <h2>{i18n._('Under which keys it speaks')}</h2>
      <p>
        {own.keys.length === 0
          ? i18n._('It has named no key of its own: that it said something rests on the word of the host.')
          : own.required
            ? i18n._('Nothing unsigned is its word. It signs with these keys:')
            : i18n._('It may sign with these keys; unsigned statements are taken as its word too.')}
        {me === party.id && (
          <>
            {' '}
            <a href="/delegation/keys">{i18n._('Keys of your own')}</a>
          </>
        )}
      </p>
      {own.keys.length > 0 && <Keys keys={own.keys} />}
      <h2>{i18n._('Where it takes part, as sources tell it')}</h2>
      {participation.length === 0 ? (
        <p>{i18n._('Nothing is noted yet of where it takes part.')}</p>
      ) : (
        <div className="table">
          <table className="stack">
            <caption>{i18n._('This describes; it gives nobody a seat on this record.')}</caption>
            <thead>
              <tr>
                <th scope="col">{i18n._('Arrangement')}</th>
                <th scope="col">{i18n._('Role')}</th>
                <th scope="col">{i18n._('When')}</th>
                <th scope="col">{i18n._('Source')}</th>
                <th scope="col">{i18n._('Whose word')}</th>
              </tr>
            </thead>
            <tbody>
              {participation.map((row) => (
                <tr key={row.id} className={row.provenance.error ? 'struck' : undefined}>
                  <th scope="row">
                    <a href={`/arrangements/${row.of}`}>{arrangementName(row.of)}</a>
                  </th>
                  <td data-head={i18n._('Role')}>
                    {wordFor(i18n, row.role)} {row.note && <small>{row.note}</small>}
                  </td>
                  <td data-head={i18n._('When')}>
                    {[dateIn(row.from, i18n.locale), dateIn(row.to, i18n.locale)].filter(Boolean).join(' – ') ||
                      i18n._('not told')}
                  </td>
                  <td data-head={i18n._('Source')}>
                    <Sources cited={row.sources} known={sources} />
                  </td>
                  <td data-head={i18n._('Whose word')}>
                    <Said provenance={row.provenance} arrangement={register} nameOf={nameOf} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}
