// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { type AccountPage, MOST_NAME } from '@symbolon/accounts/contract'
import { howWords, roleWords } from '../account-words.ts'
import type { Refused } from '../doors.ts'
import { dayIn, momentIn, nameIn } from '../format.ts'
import { PasskeyForm, PasswordForm } from './account-parts.tsx'
import { ActForm, Field, FoldedForm } from './act-form.tsx'

type Props = { page: AccountPage; refused: Refused | undefined }

/** The delegations that one belongs to; choosing another gives the session a new token. */
export function Memberships({ page, refused }: Props) {
  const { i18n } = useLingui()
  return (
    <>
      <h2>{i18n._('Your delegations')}</h2>
      <ul className="said-list plain">
        {page.memberships.map(({ party, role, current }) => {
          const name = nameIn(party.names, i18n.locale)
          return (
            <li key={party.id}>
              <strong>{name}</strong> · {roleWords(i18n, role).name}{' '}
              {current ? (
                <span className="soft">{i18n._('you speak for it now')}</span>
              ) : (
                <ActForm
                  act="switch"
                  of={party.id}
                  refused={refused}
                  quiet
                  button={i18n._('Speak for {party}', { party: name })}
                />
              )}
            </li>
          )
        })}
      </ul>
      <p>
        <a href="/delegation/people">{i18n._('People of this delegation')}</a>
      </p>
    </>
  )
}

export function Sessions({ page, refused }: Props) {
  const { i18n } = useLingui()
  return (
    <>
      <h2>{i18n._('Where you are signed in')}</h2>
      <div className="table">
        <table className="stack">
          <thead>
            <tr>
              <th scope="col">{i18n._('Signed in')}</th>
              <th scope="col">{i18n._('How')}</th>
              <th scope="col">{i18n._('Last used')}</th>
              <th scope="col">{i18n._('End it')}</th>
            </tr>
          </thead>
          <tbody>
            {page.sessions.map((one) => (
              <tr key={one.id}>
                <th scope="row">{momentIn(one.opened, i18n.locale)}</th>
                <td data-head={i18n._('How')}>{howWords(i18n, one.how)}</td>
                <td data-head={i18n._('Last used')}>{momentIn(one.seen, i18n.locale)}</td>
                <td data-head={i18n._('End it')}>
                  {one.current ? (
                    i18n._('this one: sign out above')
                  ) : (
                    <ActForm
                      act="end-session"
                      of={one.id}
                      refused={refused}
                      quiet
                      button={i18n._('End this session')}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {page.sessions.length > 1 && (
        <ActForm act="end-other-sessions" refused={refused} quiet button={i18n._('End all other sessions')} />
      )}
    </>
  )
}

export function WaysIn({ page, refused }: Props) {
  const { i18n } = useLingui()
  return (
    <>
      <h2>{i18n._('Passkeys')}</h2>
      {page.passkeys.length === 0 ? (
        <p>{i18n._('You have no passkey yet. It is the safest way in: nothing to remember, nothing to steal.')}</p>
      ) : (
        <ul className="said-list plain">
          {page.passkeys.map((one) => (
            <li key={one.id}>
              <strong>{one.name}</strong> · {i18n._('since {date}', { date: dayIn(one.since, i18n.locale) })} ·{' '}
              {one.used ? i18n._('last used {date}', { date: dayIn(one.used, i18n.locale) }) : i18n._('never used yet')}
              <ActForm
                act="remove-passkey"
                of={one.id}
                refused={refused}
                quiet
                button={i18n._('Remove this passkey')}
              />
            </li>
          ))}
        </ul>
      )}
      <PasskeyForm does="new" act="passkey" refused={refused} button={i18n._('Add a passkey')}>
        <Field
          name="label"
          required
          maxLength={MOST_NAME}
          label={i18n._('What you call it')}
          hint={i18n._('Such as: office laptop, blue key.')}
        />
      </PasskeyForm>
      <h2>{i18n._('Password and second factor')}</h2>
      <p>
        {page.password
          ? i18n._(
              '{n, plural, =0 {None of your kept codes is left: set the password anew to get others.} one {One kept code is left.} other {# kept codes are left.}}',
              { n: page.recoveryLeft },
            )
          : i18n._('You have no password, and need none while you have a passkey.')}
      </p>
      <details className="act" open={refused?.form.act === 'password'}>
        <summary>
          {page.password ? i18n._('Change password and second factor') : i18n._('Set a password and a second factor')}
        </summary>
        <PasswordForm refused={refused} button={i18n._('Go on to the second factor')} />
      </details>
      {page.password && (
        <FoldedForm
          act="remove-password"
          refused={refused}
          title={i18n._('Remove the password')}
          lead={i18n._(
            'Its second factor and the kept codes go with it. A passkey or your organisation must be left to sign in by.',
          )}
          button={i18n._('Remove the password')}
        />
      )}
    </>
  )
}
