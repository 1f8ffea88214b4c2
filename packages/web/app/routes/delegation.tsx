// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useSearchParams,
} from 'react-router'
import { PageHead } from '../components/page-head.tsx'
import { ProblemBox } from '../components/problem-box.tsx'
import { doorsOf, formIn, refusedWith } from '../doors.ts'
import { nameIn } from '../format.ts'
import { localPath } from '../local-path.ts'
import { useVisit } from '../root.tsx'

/** With accounts nobody chooses: one signs in, and one's account lists the delegations that one belongs to. */
export function loader(args: LoaderFunctionArgs) {
  const { accounts } = doorsOf(args).visit
  const to = localPath(new URL(args.request.url).searchParams.get('to'))
  if (accounts) throw redirect(accounts.me ? '/account' : `/sign-in?to=${encodeURIComponent(to)}`, 303)
  return null
}

export async function action(args: ActionFunctionArgs) {
  const form = await formIn(args.request)
  const party = String(form.get('party') ?? '')
  const chosen = await doorsOf(args).choose(party || null)
  if (!chosen.ok) return refusedWith(chosen.problem, form)
  return redirect(localPath(form.get('to')), 303)
}

/** Without accounts, whom you speak for is chosen here; the product listens on this machine alone. */
export default function Delegation() {
  const { i18n } = useLingui()
  const visit = useVisit()
  const [search] = useSearchParams()
  const roles: Record<string, string> = {
    'promising side': i18n._('a promising side'),
    counterpart: i18n._('a counterpart'),
    'independent observer': i18n._('an independent observer'),
  }
  const refused = useActionData<typeof action>()
  const current = visit?.party?.id ?? ''
  return (
    <>
      <PageHead title={i18n._('Choose whom you speak for')}>
        <p className="lead">
          {i18n._(
            'There are no accounts here: on this machine you may take any seat that has been granted, or read as the public.',
          )}
        </p>
      </PageHead>
      <ProblemBox problem={refused?.problem} />
      <form method="post">
        <input type="hidden" name="to" value={search.get('to') ?? '/'} />
        <fieldset>
          <legend>{i18n._('Delegation')}</legend>
          <ul className="plain">
            <li>
              <label className="choice">
                <input type="radio" name="party" value="" defaultChecked={current === ''} />{' '}
                {i18n._('The public: reads what is public, says nothing')}
              </label>
            </li>
            {visit?.delegations.map(({ role, party }) =>
              party ? (
                <li key={party.id}>
                  <label className="choice">
                    <input type="radio" name="party" value={party.id} defaultChecked={current === party.id} />
                    <span>
                      {nameIn(party.names, i18n.locale)} {role && <small>({roles[role] ?? role})</small>}
                    </span>
                  </label>
                </li>
              ) : null,
            )}
          </ul>
        </fieldset>
        <button type="submit">{i18n._('Continue')}</button>
      </form>
    </>
  )
}
