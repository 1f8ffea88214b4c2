// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { type AccountPage, MOST_NAME } from '@symbolon/accounts/contract'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
} from 'react-router'
import { type AccountAnswer, accountAnswer, enrolPassword, proofIn, refusedAccount, settled } from '../account-acts.ts'
import { problemIn } from '../came-back.ts'
import { unknownAct } from '../commitment-acts.ts'
import { asRefused, EnrolledOnce, NoAccounts, SecondFactor } from '../components/account-parts.tsx'
import { Memberships, Sessions, WaysIn } from '../components/account-tables.tsx'
import { Field, FoldedForm } from '../components/act-form.tsx'
import { Identities, LeaveToLink } from '../components/identities.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ProblemBox } from '../components/problem-box.tsx'
import { Done, doneIn } from '../components/said.tsx'
import { doorsOf, formIn } from '../doors.ts'
import { wordsIn } from '../terms-form.ts'

export const handle = { passkey: true }

export const loader = (args: LoaderFunctionArgs) => accountAnswer<AccountPage>(args, 'account', '/account')

export async function action(args: ActionFunctionArgs) {
  const form = await formIn(args.request)
  const { account } = doorsOf(args)
  if (form.get('act') === 'sign-out') {
    await account('sign-out', {})
    return redirect('/', 303)
  }
  if (form.get('act') === 'link-openid') {
    const begun = await account<{ link: string }>('link-openid', {})
    if (!begun.ok) return refusedAccount(begun.problem, form)
    return data<AccountAnswer>({ leave: `/openid/leave?link=${begun.value.link}` })
  }
  const enrolled = await enrolPassword(args, form, null)
  if (enrolled) return enrolled
  const of = wordsIn(form, 'of') ?? ''
  const acts: Record<string, () => ReturnType<typeof account>> = {
    switch: () => account('switch', { party: of }),
    'end-session': () => account('end-session', { id: of }),
    'end-other-sessions': () => account('end-other-sessions', {}),
    'remove-passkey': () => account('remove-passkey', { id: of }),
    'remove-password': () => account('remove-password', {}),
    'unlink-openid': () => account('unlink-openid', { id: of }),
    rename: () => account('rename', { name: wordsIn(form, 'name') ?? '' }),
    passkey: () => account('add-passkey', { ...proofIn(form), label: wordsIn(form, 'label') ?? undefined }),
  }
  const act = String(form.get('act'))
  const done = Object.hasOwn(acts, act) ? await acts[act]!() : { ok: false as const, problem: unknownAct }
  return settled(done, form, '/account')
}

export default function Account() {
  const { i18n } = useLingui()
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<AccountAnswer>()
  const refused = asRefused(answer)
  const [search] = useSearchParams()
  const done: Record<string, string> = {
    switch: i18n._('You speak for another of your delegations now.'),
    'end-session': i18n._('The session has ended. Whoever used it is out.'),
    'end-other-sessions': i18n._('All your other sessions have ended.'),
    'remove-passkey': i18n._('The passkey is removed. It signs nobody in any more.'),
    'remove-password': i18n._('The password is removed, with its second factor.'),
    passkey: i18n._('The passkey is added. You can sign in with it.'),
    'link-openid': i18n._('Your organisation’s sign-in is linked. It opens this account from now on.'),
    'unlink-openid': i18n._('The sign-in of your organisation is unlinked. It does not open this account any more.'),
    rename: i18n._('You have another name. Your colleagues read it from now on.'),
  }
  return (
    <>
      <PageHead title={i18n._('Your account')}>
        <p className="lead">
          {i18n._('Where you are signed in, how you get in, and whom you speak for. Nobody else sees this.')}
        </p>
      </PageHead>
      {page === null && <NoAccounts />}
      {answer?.enrolled && <EnrolledOnce enrolled={answer.enrolled} next="/account" />}
      {answer?.enrolment && <SecondFactor enrolment={answer.enrolment} refused={refused} />}
      {answer?.leave && <LeaveToLink leave={answer.leave} />}
      <Done words={answer ? null : doneIn(done, search)} />
      {page && !answer?.enrolled && !answer?.enrolment && !answer?.leave && (
        <>
          {!answer && <ProblemBox problem={problemIn(search) ?? undefined} />}
          <p>
            {i18n._('Signed in as {name}.', { name: page.name })}{' '}
            {page.password && i18n._('Name to sign in with: {name}.', { name: page.signInName })}
          </p>
          <FoldedForm
            act="rename"
            refused={refused}
            title={i18n._('Change your name')}
            lead={i18n._(
              'The members of your delegations read it, also beside what you did before; their audit trails keep both names. The name to sign in with stays as it is.',
            )}
            button={i18n._('Change the name')}
          >
            <Field
              name="name"
              required
              autoComplete="name"
              maxLength={MOST_NAME}
              value={page.name}
              label={i18n._('Your name, as colleagues know it')}
            />
          </FoldedForm>
          <Memberships page={page} refused={refused} />
          <Sessions page={page} refused={refused} />
          <WaysIn page={page} refused={refused} />
          <Identities page={page} refused={refused} />
        </>
      )}
    </>
  )
}
