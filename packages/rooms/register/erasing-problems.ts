// SPDX-License-Identifier: Apache-2.0
import { defineProblem } from '@symbolon/foundation'

export const othersRestOnIt = defineProblem(
  'register/others-rest-on-it',
  422,
  /*i18n*/ 'Other statements name what this one brought about, so it cannot be erased. Enter it in error, and say what is right in a further statement.',
)
export const actStands = defineProblem(
  'register/act-stands',
  422,
  /*i18n*/ 'What this statement did counts from then on, so it cannot be erased. End the seat, choose the rule anew, name another witness, or enter the embargo in error.',
)
export const keyWordStands = defineProblem(
  'register/key-word-stands',
  422,
  /*i18n*/ 'What was said of a key decides which signatures count, so it cannot be erased. Revoke the key, or name another.',
)
export const onlyATrace = defineProblem(
  'register/only-a-trace',
  422,
  /*i18n*/ 'A trace tells nothing of what was said, so there is nothing in it to erase. Erase the statement that left it.',
)
export const takesBack = defineProblem(
  'register/takes-back',
  422,
  /*i18n*/ 'This statement takes another back, which would count again if it were erased. Erase the other one instead.',
)
export const erasureStays = defineProblem(
  'register/erasure-stays',
  422,
  /*i18n*/ 'An erasure is never erased: it is what shows that a statement was destroyed by right and is not missing.',
)
export const notYoursToErase = defineProblem(
  'register/not-yours-to-erase',
  403,
  /*i18n*/ 'Only the party that entered a statement can have it erased. Ask it to; what it says of you, you can contest.',
)
export const alreadyErased = defineProblem(
  'register/already-erased',
  409,
  /*i18n*/ 'This statement was erased: its text is destroyed, and nothing more can be done with it.',
)
export const inClosedLog = defineProblem(
  'register/in-closed-log',
  409,
  /*i18n*/ 'The log in which this statement stands was closed when its end was lost, and takes no erasure any more. Nothing was destroyed.',
)
