// SPDX-License-Identifier: Apache-2.0
import { defineProblem } from '@symbolon/foundation'

export const datesInDisorder = defineProblem(
  'register/dates-in-disorder',
  422,
  /*i18n*/ 'A seat that ends on {until} would never begin: the day is over, or lies before the first. Choose a later last day.',
)
export const notYoursToSuspend = defineProblem(
  'register/not-yours-to-suspend',
  403,
  /*i18n*/ 'Only the party that granted a seat, or a secretariat, can suspend it or let it resume, and nobody its own.',
)
export const alreadySuspended = defineProblem(
  'register/already-suspended',
  409,
  /*i18n*/ 'This seat is suspended already. Let it resume, or end it.',
)
export const notSuspended = defineProblem(
  'register/not-suspended',
  409,
  /*i18n*/ 'This seat is not suspended, so there is nothing to resume.',
)
export const notYoursToHandOver = defineProblem(
  'register/not-yours-to-hand-over',
  403,
  /*i18n*/ 'Only a member or a secretariat can hand over a seat, and only its own, while it is held. Give up the seat instead, and let another party grant one.',
)
export const alreadyChosen = defineProblem(
  'register/already-chosen',
  409,
  /*i18n*/ 'The arrangement has chosen this already. Nothing was recorded.',
)
export const traceOfSecret = defineProblem(
  'register/trace-of-a-secret',
  422,
  /*i18n*/ 'This arrangement is confidential itself: a trace would tell everybody that it exists. Only a public arrangement can leave traces.',
)
