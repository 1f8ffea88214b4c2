// SPDX-License-Identifier: Apache-2.0
import { defineProblem } from '@symbolon/foundation'

export const notYoursToLift = defineProblem(
  'register/not-yours-to-lift',
  403,
  /*i18n*/ 'Only the delegation that entered a statement can lift its confidence. Ask it to.',
)
export const cannotBeLifted = defineProblem(
  'register/cannot-be-lifted',
  422,
  /*i18n*/ 'This statement lifts the confidence of another. Lift that of the first statement instead.',
)
export const notWider = defineProblem(
  'register/not-wider',
  422,
  /*i18n*/ 'Not everybody who reads the statement would read it there, or nobody more would. Choose an audience that has all of its readers and others.',
)
export const notSignedYet = defineProblem(
  'register/not-signed-yet',
  409,
  /*i18n*/ 'No signed checkpoint covers this statement yet, so nothing would prove it. The host signs within moments: send it again.',
)
export const alreadyLifted = defineProblem(
  'register/already-lifted',
  409,
  /*i18n*/ 'The statement was re-stated for these readers already. There is nothing more to do.',
)
export const embargoOver = defineProblem(
  'register/embargo-over',
  422,
  /*i18n*/ 'An embargo until {until} would be over already. Choose a day to come, or lift the confidence now.',
)
export const embargoStands = defineProblem(
  'register/embargo-stands',
  409,
  /*i18n*/ 'An embargo for these readers stands already. Enter it in error first if the day should change.',
)
