// SPDX-License-Identifier: Apache-2.0
import { defineProblem } from '@symbolon/foundation'

export const cannotSignIn = defineProblem(
  'accounts/cannot-sign-in',
  401,
  /*i18n*/ 'You are not signed in: name, password and code do not fit together, or the account does not sign in this way. Check each and try again.',
)
export const noPasskey = defineProblem(
  'accounts/no-passkey',
  401,
  /*i18n*/ 'You are not signed in: this passkey did not prove who you are here. Try again, or sign in another way.',
)
export const noOpenId = defineProblem(
  'accounts/no-openid',
  401,
  /*i18n*/ 'You are not signed in: your organisation’s sign-in named nobody who has an account here. Ask the head of your delegation for an invitation.',
)
export const notLinked = defineProblem(
  'accounts/not-linked',
  422,
  /*i18n*/ 'Nothing was linked: your organisation’s sign-in did not prove who you are, took too long, or belongs to an account already. You are signed in as before; begin again, or use another sign-in.',
)
export const tooOften = defineProblem(
  'accounts/too-often',
  429,
  /*i18n*/ 'There were too many attempts. Wait {minutes} minutes, then try again.',
)
export const noInvitation = defineProblem(
  'accounts/no-invitation',
  404,
  /*i18n*/ 'This invitation cannot be used: it was used already, has expired, or was never made. Ask whoever invited you for another.',
)
export const wrongCode = defineProblem(
  'accounts/wrong-code',
  422,
  /*i18n*/ 'The code does not fit. Check the clock of the device that shows it, wait for the next code and type that one.',
)
export const tooLate = defineProblem(
  'accounts/too-late',
  422,
  /*i18n*/ 'This step took more than ten minutes, or was taken already. Begin it again.',
)
export const notSignedInHere = defineProblem(
  'accounts/not-signed-in',
  401,
  /*i18n*/ 'You are not signed in, or your session has ended. Sign in and do it again; nothing was changed.',
)
export const signInAgain = defineProblem(
  'accounts/sign-in-again',
  403,
  /*i18n*/ 'You signed in more than an hour ago. Sign out and in again first: this changes who can get in.',
)
export const notYourRole = defineProblem(
  'accounts/not-your-role',
  403,
  /*i18n*/ 'Your role in this delegation ({role}) does not do this. Ask a delegate or the head of your delegation; nothing was recorded.',
)
export const readsOnly = defineProblem(
  'accounts/reads-only',
  403,
  /*i18n*/ 'This API token reads and does not speak. Use one of scope “speak”; nothing was recorded.',
)
export const headsOnly = defineProblem(
  'accounts/heads-only',
  403,
  /*i18n*/ 'Only a head of the delegation does this. Ask one; nothing was changed.',
)
export const noSuchMember = defineProblem(
  'accounts/no-such-member',
  404,
  /*i18n*/ 'There is no such member, invitation, session, way in or API token of yours or your delegation. Load the page again and choose from it.',
)
export const lastHead = defineProblem(
  'accounts/last-head',
  409,
  /*i18n*/ 'A delegation keeps at least one head. Make somebody else head first, or hand over to a successor.',
)
export const lastWayIn = defineProblem(
  'accounts/last-way-in',
  409,
  /*i18n*/ 'This is the last way in that your account has. Add another first: a passkey, or a password with a second factor.',
)
export const waits = defineProblem(
  'accounts/waits',
  202,
  /*i18n*/ 'This waits for a second member of your delegation: it is said once somebody else confirms it, at /delegation/people.',
)
export const notWaiting = defineProblem(
  'accounts/not-waiting',
  409,
  /*i18n*/ 'This waits no longer: somebody confirmed, rejected or withdrew it. Load the page again to see what stands.',
)
export const secondPerson = defineProblem(
  'accounts/second-person',
  403,
  /*i18n*/ 'Whoever proposed this cannot confirm it too. Another member of your delegation does, or you withdraw it.',
)
export const noSuchParty = defineProblem(
  'accounts/no-such-party',
  404,
  /*i18n*/ 'There is no party {party} on this record. Look for its id with the verb "parties"; nobody was invited.',
)
export const memberAlready = defineProblem(
  'accounts/member-already',
  409,
  /*i18n*/ 'You are a member of this delegation already. A head changes your role; the invitation is left as it was.',
)
