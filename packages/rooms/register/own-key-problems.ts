// SPDX-License-Identifier: Apache-2.0
import { defineProblem } from '@symbolon/foundation'

export const notAKey = defineProblem(
  'register/not-a-key',
  422,
  /*i18n*/ 'This is no public key to sign with. "symbolon key make" prints one: copy the whole line; or make a passkey on this page.',
)
export const keyTaken = defineProblem(
  'register/key-taken',
  409,
  /*i18n*/ 'This key is named already, by your party or another. Make a new one: a key signs for one party, and once revoked for none.',
)
export const noSuchKey = defineProblem(
  'register/no-such-key',
  422,
  /*i18n*/ 'Your party has no key {key} that still signs. Load the page again and choose from it.',
)
export const lastKey = defineProblem(
  'register/last-key',
  409,
  /*i18n*/ 'This is the last key that signs for your party, and nothing unsigned is its word: without it your party could say nothing more, not even that. Name another key first.',
)
export const noKeyYet = defineProblem(
  'register/no-key-yet',
  409,
  /*i18n*/ 'Your party has named no key that still signs. Name one first, better two: one to use and one to keep in a safe.',
)
export const alreadyRequired = defineProblem(
  'register/already-required',
  409,
  /*i18n*/ 'So it is already. Nothing was recorded.',
)
export const revokedLater = defineProblem(
  'register/revoked-later',
  422,
  /*i18n*/ 'A key can be in doubt since a moment that is past, and only where it was compromised. Leave the moment out, or name an earlier one.',
)
