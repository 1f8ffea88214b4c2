// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { AccountPage } from '@symbolon/accounts/contract'
import type { Refused } from '../doors.ts'
import { dayIn } from '../format.ts'
import { useVisit } from '../root.tsx'
import { ActForm } from './act-form.tsx'

/** The provider's own sign-ins that open this account. Linking asks for one at the provider, so the form only begins it. */
export function Identities({ page, refused }: { page: AccountPage; refused: Refused | undefined }) {
  const { i18n } = useLingui()
  const provider = useVisit()?.accounts?.openId
  if (!provider && page.identities.length === 0) return null
  return (
    <>
      <h2>{i18n._('Through your organisation')}</h2>
      {page.identities.length === 0 ? (
        <p>{i18n._('No sign-in of your organisation opens this account yet.')}</p>
      ) : (
        <ul className="said-list plain">
          {page.identities.map(({ id, issuer, since }) => (
            <li key={id}>
              <strong>{new URL(issuer).host}</strong> · {i18n._('since {date}', { date: dayIn(since, i18n.locale) })}
              {issuer !== provider && <> · {i18n._('this installation asks it no longer: it signs nobody in')}</>}
              <ActForm act="unlink-openid" of={id} refused={refused} quiet button={i18n._('Unlink this sign-in')} />
            </li>
          ))}
        </ul>
      )}
      {provider && (
        <ActForm
          act="link-openid"
          refused={refused}
          quiet
          button={i18n._('Link your sign-in at {provider}', { provider: new URL(provider).host })}
        />
      )}
    </>
  )
}

/** The step out to the provider: a link, since no form of ours may lead to another site. */
export function LeaveToLink({ leave }: { leave: string }) {
  const { i18n } = useLingui()
  const provider = useVisit()?.accounts?.openId
  return (
    <section id="done">
      <h2>{i18n._('Now sign in at your organisation')}</h2>
      <p>
        {i18n._(
          'You are asked who you are there, and come back here. Whoever signs in there opens this account from then on. Go on within ten minutes.',
        )}
      </p>
      <p className="actions">
        <a className="button" href={leave}>
          {i18n._('Sign in at {provider}', { provider: provider ? new URL(provider).host : '' })}
        </a>{' '}
        <a href="/account">{i18n._('Go back')}</a>
      </p>
    </section>
  )
}
