// SPDX-License-Identifier: Apache-2.0
import { defineProblem, type Problem } from '@symbolon/foundation'
import type { SignatureFault } from '@symbolon/record'

export const mustBeSigned = defineProblem(
  'store/must-be-signed',
  403,
  /*i18n*/ 'This needs a signature by one of your party’s own keys. The pages ask for it; a program prepares the act (/api/v1/prepare/…), signs what would be said, and submits it. Nothing was recorded.',
)
const signatureRefused = defineProblem(
  'store/signature-refused',
  403,
  /*i18n*/ 'The signature cannot be taken: {reason}. Prepare the act again and sign what would be said, with a key that your party has named. Nothing was recorded.',
)
export const saidOtherwise = defineProblem(
  'store/said-otherwise',
  409,
  /*i18n*/ 'What you signed is no longer what would be said, because something was recorded meanwhile. Look again and sign what would be said now. Nothing was recorded.',
)
export const notPrepared = defineProblem(
  'store/not-prepared',
  404,
  /*i18n*/ 'Nothing is prepared under this number: it was said already, is older than a week, or never was. Prepare the act again.',
)
export const nothingToSign = defineProblem(
  'store/nothing-to-sign',
  422,
  /*i18n*/ 'This says nothing on the record, so there is nothing to sign. Send it without preparing it.',
)
export const clockBehind = defineProblem(
  'store/clock-behind',
  409,
  /*i18n*/ 'The host’s clock stands before the moment at which your party last spoke of its keys, so nothing can be recorded for you. Tell the host. Nothing was recorded.',
)

const REASONS: Record<Exclude<SignatureFault, 'missing'>, string> = {
  'unknown-key': /*i18n*/ 'no party has named its key',
  'another-party': /*i18n*/ 'its key is another party’s',
  'not-yet-named': /*i18n*/ 'its key is not named yet',
  revoked: /*i18n*/ 'its key has been revoked',
  'not-listed': /*i18n*/ 'its key does not count since your party asked for signatures',
  'another-algorithm': /*i18n*/ 'it is of another algorithm than its key',
  'does-not-verify': /*i18n*/ 'it is not of this text by that key',
}

/** A signature that is of no statement of this act. */
export const signatureAstray = (): Problem =>
  signatureRefused({ reason: /*i18n*/ 'it is of a statement that this act does not make' })

export const signatureProblem = (why: SignatureFault): Problem =>
  why === 'missing' ? mustBeSigned() : signatureRefused({ reason: REASONS[why] })

/** Refusals that stand on the audit trail: somebody tried to speak for the party without its key. */
export const isAboutSignature = ({ code }: Problem): boolean =>
  code === 'store/must-be-signed' || code === 'store/signature-refused'
