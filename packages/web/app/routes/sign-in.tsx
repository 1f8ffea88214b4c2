// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { type AccountAnswer, proofIn, refusedAccount } from '../account-acts.ts'
import { problemIn } from '../came-back.ts'
import { asRefused, CodeField, NoAccounts, PasskeyForm } from '../components/account-parts.tsx'
import { ActForm, Field } from '../components/act-form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ProblemBox } from '../components/problem-box.tsx'
import { doorsOf, formIn } from '../doors.ts'
import { localPath } from '../local-path.ts'
import { useVisit } from '../root.tsx'
import { wordsIn } from '../terms-form.ts'

/** A passkey needs a script of its own; the rest of the page needs none. */
export const handle = { passkey: true }

export function loader(args: LoaderFunctionArgs) {
  const { searchParams } = new URL(args.request.url)
  return {
    to: localPath(searchParams.get('to')),
    invitation: searchParams.get('invitation'),
    refused: problemIn(searchParams),
  }
}

export async function action(args: ActionFunctionArgs) {
  const form = await formIn(args.request)
  const { account } = doorsOf(args)
  const invitation = wordsIn(form, 'invitation')
  const done =
    form.get('act') === 'passkey'
      ? await account('sign-in-with-passkey', { ...proofIn(form), invitation })
      : await account('sign-in', {
          name: wordsIn(form, 'name') ?? '',
          password: String(form.get('password') ?? ''),
          code: wordsIn(form, 'code') ?? '',
          invitation,
        })
  return done.ok ? redirect(localPath(form.get('to')), 303) : refusedAccount(done.problem, form)
}

export default function SignIn() {
  const { i18n } = useLingui()
  const visit = useVisit()
  const { to, invitation, refused: cameBack } = useLoaderData<typeof loader>()
  const refused = asRefused(useActionData<AccountAnswer>())
  const kept = (
    <>
      <input type="hidden" name="to" value={to} />
      {invitation && <input type="hidden" name="invitation" value={invitation} />}
    </>
  )
  return (
    <>
      <PageHead title={i18n._('Sign in')}>
        <p className="lead">
          {i18n._(
            'Who signs in speaks for the delegation that they belong to. Reading what is public needs no account.',
          )}
        </p>
      </PageHead>
      {!visit?.accounts ? (
        <NoAccounts />
      ) : (
        <>
          {visit.accounts.me && (
            <p className="note">{i18n._('You are signed in as {name}.', { name: visit.accounts.me.name })}</p>
          )}
          <ProblemBox problem={cameBack ?? undefined} />
          <h2>{i18n._('With a passkey')}</h2>
          <PasskeyForm does="options" act="passkey" refused={refused} button={i18n._('Sign in with a passkey')}>
            {kept}
          </PasskeyForm>
          {visit.accounts.openId && (
            <>
              <h2>{i18n._('Through your organisation')}</h2>
              <p>
                <a className="button" href={`/openid/leave${invitation ? `?invitation=${invitation}` : ''}`}>
                  {i18n._('Sign in at {provider}', { provider: new URL(visit.accounts.openId).host })}
                </a>
              </p>
            </>
          )}
          <h2>{i18n._('With a password and a code')}</h2>
          <ActForm act="sign-in" refused={refused} button={i18n._('Sign in')}>
            {kept}
            <Field
              name="name"
              required
              autoComplete="username"
              maxLength={200}
              label={i18n._('Name to sign in with')}
            />
            <Field
              name="password"
              type="password"
              required
              autoComplete="current-password"
              maxLength={200}
              label={i18n._('Password')}
            />
            <CodeField
              label={i18n._('Code')}
              hint={i18n._('Six digits from your authenticator app, or one of the codes that you kept.')}
            />
          </ActForm>
          <p>
            {i18n._('You have no account? The head of your delegation invites you; the host invites the first head.')}
          </p>
        </>
      )}
    </>
  )
}
