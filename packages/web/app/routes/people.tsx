// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { PeoplePage } from '@symbolon/accounts/contract'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
} from 'react-router'
import { type AccountAnswer, accountAnswer, refusedAccount, settled } from '../account-acts.ts'
import { roleWords } from '../account-words.ts'
import { unknownAct } from '../commitment-acts.ts'
import { asRefused, NoAccounts } from '../components/account-parts.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Leaving, Members } from '../components/people-members.tsx'
import { Tokens, Trail } from '../components/people-programs.tsx'
import { FourEyes, WaitingActs } from '../components/people-waiting.tsx'
import { Done } from '../components/said.tsx'
import { doorsOf } from '../doors.ts'
import { nameIn } from '../format.ts'
import { wordsIn } from '../terms-form.ts'

const PATH = '/delegation/people'

export const loader = (args: LoaderFunctionArgs) => accountAnswer<PeoplePage>(args, 'people', PATH)

export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData()
  const { account } = doorsOf(args)
  const of = wordsIn(form, 'of') ?? ''
  const act = String(form.get('act'))
  const said = (name: string) => wordsIn(form, name)
  if (act === 'invite') {
    const made = await account<{ link: string }>('invite', { role: said('role'), name: said('name') })
    return made.ok ? data<AccountAnswer>({ shown: made.value.link }) : refusedAccount(made.problem, form)
  }
  if (act === 'make-token') {
    const given = { name: said('name') ?? '', scope: said('scope'), days: said('days') }
    const made = await account<{ token: string }>('make-token', given)
    return made.ok ? data<AccountAnswer>({ shown: made.value.token }) : refusedAccount(made.problem, form)
  }
  const acts: Record<string, () => ReturnType<typeof account>> = {
    'withdraw-invitation': () => account(act, { id: of }),
    'set-role': () => account(act, { person: of, role: said('role') }),
    'end-membership': () => account(act, { person: of, successor: said('successor') }),
    'four-eyes': () => account(act, { on: said('on') === 'yes' }),
    confirm: () => account(act, { id: of }),
    reject: () => account(act, { id: of }),
    withdraw: () => account(act, { id: of }),
    'end-token': () => account(act, { id: of }),
  }
  const done = acts[act] ? await acts[act]() : { ok: false as const, problem: unknownAct }
  // It waits as it should: that is no refusal.
  if (!done.ok && done.problem.code === 'accounts/waits') return redirect(`${PATH}?done=waits#waiting`, 303)
  return settled(done, form, PATH)
}

export default function People() {
  const { i18n } = useLingui()
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<AccountAnswer>()
  const refused = asRefused(answer)
  const [search] = useSearchParams()
  const done: Record<string, string> = {
    'withdraw-invitation': i18n._('The invitation is withdrawn. Its link opens nothing any more.'),
    'set-role': i18n._('The role is changed. The member signs in anew.'),
    'end-membership': i18n._('The membership has ended, and the sessions with it.'),
    'four-eyes': i18n._('Four eyes are on: what binds waits for a second person.'),
    confirm: i18n._('It is confirmed, and stands on the record now.'),
    reject: i18n._('It is rejected. Nothing was said.'),
    withdraw: i18n._('It is withdrawn. Nothing was said.'),
    waits: i18n._('It waits for a second person. Nothing is on the record yet.'),
    'end-token': i18n._('The API token has ended. It opens nothing any more.'),
  }
  if (page === null)
    return (
      <>
        <PageHead title={i18n._('People')} />
        <NoAccounts />
      </>
    )
  const head = page.role === 'head'
  return (
    <>
      <PageHead title={i18n._('People: {party}', { party: nameIn(page.party.names, i18n.locale) })}>
        <p className="lead">
          {i18n._(
            'Who belongs to your delegation, what waits for a second person, and which programs speak for it. You are {role} here.',
            {
              role: roleWords(i18n, page.role).name,
            },
          )}
        </p>
      </PageHead>
      <Done words={answer ? null : (done[search.get('done') ?? ''] ?? null)} />
      {answer?.shown && (
        <div className="note done" role="status" id="done">
          <p>
            <strong>{i18n._('Copy this now: it is not shown again.')}</strong>
          </p>
          <p>
            <code className="digest block">{answer.shown}</code>
          </p>
        </div>
      )}
      <p>
        <a href="/delegation/keys">{i18n._('Keys of your own')}</a>
      </p>
      <WaitingActs page={page} refused={refused} />
      <Members page={page} refused={refused} />
      {head && <FourEyes page={page} refused={refused} />}
      {head && <Tokens page={page} refused={refused} />}
      {head && <Trail page={page} />}
      {!head && <Leaving page={page} refused={refused} />}
    </>
  )
}
