// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { type InvitationPage, MOST_NAME } from '@symbolon/accounts/contract'
import type { Problem } from '@symbolon/foundation'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { type AccountAnswer, enrolPassword, proofIn, refusedAccount } from '../account-acts.ts'
import { roleWords } from '../account-words.ts'
import {
  asRefused,
  EnrolledOnce,
  NoAccounts,
  PasskeyForm,
  PasswordForm,
  SecondFactor,
} from '../components/account-parts.tsx'
import { ActForm, Field } from '../components/act-form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ProblemBox } from '../components/problem-box.tsx'
import { doorsOf, formIn } from '../doors.ts'
import { dayIn, nameIn } from '../format.ts'
import { useVisit } from '../root.tsx'
import { wordsIn } from '../terms-form.ts'

export const handle = { passkey: true }

/** The token stands in the query, which is no part of what a fault is noted with. */
const tokenIn = (request: Request) => new URL(request.url).searchParams.get('token') ?? ''

type Page = { token: string; page: InvitationPage | null; problem: Problem | null }

export async function loader(args: LoaderFunctionArgs) {
  const token = tokenIn(args.request)
  const { account, visit } = doorsOf(args)
  if (!visit.accounts) return data<Page>({ token, page: null, problem: null })
  const found = await account<InvitationPage>('invitation', { token: token || '-' })
  if (found.ok) return data<Page>({ token, page: found.value, problem: null })
  return data<Page>({ token, page: null, problem: found.problem }, { status: found.problem.status })
}

export async function action(args: ActionFunctionArgs) {
  const form = await formIn(args.request)
  const invitation = tokenIn(args.request)
  const enrolled = await enrolPassword(args, form, invitation)
  if (enrolled) return enrolled
  const { account } = doorsOf(args)
  const done =
    form.get('act') === 'join'
      ? await account('accept-invitation', { invitation })
      : await account('accept-with-passkey', { name: wordsIn(form, 'name') ?? '', ...proofIn(form) })
  return done.ok ? redirect('/', 303) : refusedAccount(done.problem, form)
}

export default function Invitation() {
  const { i18n } = useLingui()
  const { page, problem } = useLoaderData<typeof loader>()
  const answer = useActionData<AccountAnswer>()
  const off = useVisit()?.accounts === null
  return (
    <>
      <PageHead title={i18n._('Invitation')}>
        <p className="lead">{i18n._('An invitation makes you a member of a delegation. It serves once.')}</p>
      </PageHead>
      {off && <NoAccounts />}
      {answer?.enrolled ? (
        <EnrolledOnce enrolled={answer.enrolled} next="/" />
      ) : answer?.enrolment ? (
        <SecondFactor enrolment={answer.enrolment} refused={asRefused(answer)} />
      ) : page ? (
        <Accepting page={page} answer={answer} />
      ) : (
        <ProblemBox problem={problem ?? undefined} />
      )}
    </>
  )
}

function Accepting({ page, answer }: { page: InvitationPage; answer: AccountAnswer | undefined }) {
  const { i18n } = useLingui()
  const { token } = useLoaderData<typeof loader>()
  const accounts = useVisit()?.accounts
  const refused = asRefused(answer)
  const role = roleWords(i18n, page.role)
  const name = (
    <Field
      name="name"
      required
      autoComplete="name"
      maxLength={MOST_NAME}
      label={i18n._('Your name, as colleagues know it')}
    />
  )
  return (
    <>
      <dl className="facts">
        <dt>{i18n._('Delegation')}</dt>
        <dd>{nameIn(page.party.names, i18n.locale)}</dd>
        <dt>{i18n._('Role')}</dt>
        <dd>
          {role.name}: {role.does}
        </dd>
        <dt>{i18n._('Until')}</dt>
        <dd>{dayIn(page.expires, i18n.locale)}</dd>
      </dl>
      {accounts?.me ? (
        <ActForm act="join" refused={refused} button={i18n._('Accept as {name}', { name: accounts.me.name })} />
      ) : (
        <p>
          {i18n._('You have an account here already?')}{' '}
          <a href={`/sign-in?invitation=${token}`}>{i18n._('Sign in to accept')}</a>
        </p>
      )}
      {accounts?.openId && (
        <>
          <h2>{i18n._('Through your organisation')}</h2>
          <p>
            <a className="button" href={`/openid/leave?invitation=${token}`}>
              {i18n._('Accept at {provider}', { provider: new URL(accounts.openId).host })}
            </a>
          </p>
        </>
      )}
      <h2>{i18n._('With a passkey')}</h2>
      <p>{i18n._('Your device or a security key keeps it. Nothing is typed and nothing can be guessed.')}</p>
      <PasskeyForm does="new" act="passkey" refused={refused} button={i18n._('Accept and make a passkey')}>
        <input type="hidden" name="invitation" value={token} />
        {name}
      </PasskeyForm>
      <h2>{i18n._('With a password and a code')}</h2>
      <PasswordForm refused={refused} button={i18n._('Go on to the second factor')}>
        {name}
      </PasswordForm>
    </>
  )
}
