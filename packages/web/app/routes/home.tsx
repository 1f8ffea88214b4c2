// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { ArrangementSummary } from '@symbolon/register/contract'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { PageHead } from '../components/page-head.tsx'
import { Sign } from '../components/token.tsx'
import { answerTo } from '../doors.ts'
import { nameIn } from '../format.ts'
import { useVisit } from '../root.tsx'

type Answer = { seated: ArrangementSummary[] }

export const loader = (args: LoaderFunctionArgs) => answerTo<Answer>(args, 'seated-arrangements', {})

export default function Home() {
  const { i18n } = useLingui()
  const { seated: all } = useLoaderData<typeof loader>()
  const seated = all.filter((one) => one.form !== 'register')
  const visit = useVisit()
  return (
    <>
      <PageHead title={i18n._('A record that no party owns')}>
        <p className="lead">
          {i18n._(
            'States of origin, transit and destination say here, each in its own name, what they promise, report and judge. Where they agree, what was delivered by both sides, and who set the terms is computed from what was said.',
          )}
        </p>
      </PageHead>
      <h2>{i18n._('Where parties sit')}</h2>
      {seated.length === 0 ? (
        <p>
          {i18n._('No arrangement has seats yet.')} <a href="/arrangements/new">{i18n._('Register an arrangement')}</a>
        </p>
      ) : (
        <ul className="wide-cards">
          {seated.map((one) => (
            <li key={one.id}>
              <a href={`/arrangements/${one.id}`}>{nameIn(one.names, i18n.locale)}</a>
              <p>
                <a href={`/arrangements/${one.id}/scoreboard`}>{i18n._('Scoreboard')}</a>
              </p>
            </li>
          ))}
        </ul>
      )}
      <h2>{i18n._('What you can do here')}</h2>
      <ol>
        <li>
          {visit?.party ? (
            i18n._('You speak for {party}.', { party: nameIn(visit.party.names, i18n.locale) })
          ) : (
            <a href="/delegation">{visit?.accounts ? i18n._('Sign in') : i18n._('Choose whom you speak for')}</a>
          )}
        </li>
        <li>
          <a href="/read">{i18n._('Read a document')}</a>:{' '}
          {i18n._('lay out what a declaration promises, without keeping anything.')}
        </li>
        <li>
          <a href="/arrangements">{i18n._('Choose an arrangement')}</a>:{' '}
          {i18n._('register the document there, review what was found in it, and put it on the record.')}
        </li>
        <li>
          {i18n._(
            'Confirm or contest what is said of your party; report what it delivered; judge what others delivered.',
          )}
        </li>
      </ol>
      <p className="token-and-words">
        <Sign />
        <span>
          {i18n._(
            'The token has two halves: what the promising side says, and what the other side says. Where they differ they stand apart.',
          )}{' '}
          <a href="/about">{i18n._('How to read it')}</a>
        </span>
      </p>
    </>
  )
}
