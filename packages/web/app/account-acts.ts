// SPDX-License-Identifier: Apache-2.0
import type { Enrolled, Enrolment } from '@symbolon/accounts/contract'
import type { Problem, Result } from '@symbolon/foundation'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from 'react-router'
import { doorsOf, type Refused } from './doors.ts'
import { wordsIn } from './terms-form.ts'

type Args = Pick<LoaderFunctionArgs, 'context'>

/** What a page about accounts shows: nothing where there are none, a sign-in page where nobody signed in. */
export async function accountAnswer<Answer>(args: Args, act: string, path: string): Promise<Answer | null> {
  const { visit, account } = doorsOf(args)
  if (!visit.accounts) return null
  if (!visit.accounts.me) throw redirect(`/sign-in?to=${encodeURIComponent(path)}`, 303)
  const answer = await account<Answer>(act, {})
  if (!answer.ok) throw data(answer.problem, { status: answer.problem.status })
  return answer.value
}

/** What an action about accounts returns: a refusal with what was typed, or what is shown once. */
export type AccountAnswer = Partial<Refused> & {
  enrolment?: Enrolment
  enrolled?: Enrolled
  shown?: string
  leave?: string
}

/** Passwords, codes and proofs are never sent back into a page. */
const SECRET = new Set(['password', 'code', 'proof', 'ceremony'])

export function refusedAccount(problem: Problem, form: FormData, more: AccountAnswer = {}) {
  const kept: Record<string, string> = {}
  for (const [name, value] of form) if (typeof value === 'string' && !SECRET.has(name)) kept[name] = value
  return data<AccountAnswer>({ problem, form: kept, ...more }, { status: problem.status })
}

/** The two steps to a password with its second factor, of somebody invited or signed in; null where the form asks else. */
export async function enrolPassword(args: ActionFunctionArgs, form: FormData, invitation: string | null) {
  const { account } = doorsOf(args)
  if (form.get('act') === 'password') {
    const name = invitation === null ? null : wordsIn(form, 'name')
    const given = { invitation, name, password: String(form.get('password') ?? '') }
    const begun = await account<Enrolment>('start-password', given)
    return begun.ok ? data<AccountAnswer>({ enrolment: begun.value }) : refusedAccount(begun.problem, form)
  }
  if (form.get('act') !== 'finish') return null
  const ceremony = wordsIn(form, 'ceremony') ?? ''
  const ended = await account<Enrolled>('finish-password', { ceremony, code: wordsIn(form, 'code') ?? '' })
  // The invitation is used up, so that the page by itself would say that there is none.
  if (ended.ok) return data<AccountAnswer>({ enrolled: ended.value }, { status: 200 })
  const again = await account<Enrolment>('see-enrolment', { ceremony })
  return refusedAccount(ended.problem, form, again.ok ? { enrolment: again.value } : {})
}

export const proofIn = (form: FormData) => ({
  ceremony: wordsIn(form, 'ceremony') ?? '',
  proof: wordsIn(form, 'proof') ?? '',
})

/** After an act that says nothing more: the page again, with what was done; else the refusal beside its form. */
export const settled = (done: Result<unknown>, form: FormData, path: string) =>
  done.ok ? redirect(`${path}?done=${form.get('act')}#done`, 303) : refusedAccount(done.problem, form)
