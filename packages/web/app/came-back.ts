// SPDX-License-Identifier: Apache-2.0
import type { Problem } from '@symbolon/foundation'

/**
 * Why the way through a provider came to nothing, as accounts say it: the way back carries a code and no sentence.
 * Whatever else stands in the address is none.
 */
export function problemIn(search: URLSearchParams): Problem | null {
  const code = search.get('refused')
  const sentence = code === null ? undefined : SENTENCES.get(code)
  return code !== null && sentence ? { code, status: 401, sentence, details: { minutes: 15 } } : null
}

const SENTENCES = new Map([
  [
    'accounts/no-openid',
    /*i18n*/ 'You are not signed in: your organisation’s sign-in named nobody who has an account here. Ask the head of your delegation for an invitation.',
  ],
  [
    'accounts/no-invitation',
    /*i18n*/ 'This invitation cannot be used: it was used already, has expired, or was never made. Ask whoever invited you for another.',
  ],
  [
    'accounts/member-already',
    /*i18n*/ 'You are a member of this delegation already. A head changes your role; the invitation is left as it was.',
  ],
  ['accounts/too-often', /*i18n*/ 'There were too many attempts. Wait {minutes} minutes, then try again.'],
  [
    'accounts/not-linked',
    /*i18n*/ 'Nothing was linked: your organisation’s sign-in did not prove who you are, took too long, or belongs to an account already. You are signed in as before; begin again, or use another sign-in.',
  ],
  [
    'accounts/sign-in-again',
    /*i18n*/ 'You signed in more than an hour ago. Sign out and in again first: this changes who can get in.',
  ],
])
