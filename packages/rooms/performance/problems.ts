// SPDX-License-Identifier: Apache-2.0
import { defineProblem } from '@symbolon/foundation'

export const onlyThePromisorReports = defineProblem(
  'performance/only-the-promisor-reports',
  403,
  /*i18n*/ 'Only the party that promised reports on a commitment. Your delegation can assess it.',
)
export const nobodyJudgesItself = defineProblem(
  'performance/nobody-judges-itself',
  403,
  /*i18n*/ 'The party that promised does not assess its own commitment. It can report on it.',
)
export const notAboutOneself = defineProblem(
  'performance/not-about-oneself',
  403,
  /*i18n*/ 'A party cannot accept itself as independent. The two sides decide that.',
)
export const assessorNotSeated = defineProblem(
  'performance/assessor-not-seated',
  422,
  /*i18n*/ 'That party holds no seat in this arrangement, so it cannot assess here. Grant it a seat first.',
)
export const notYourTelling = defineProblem(
  'performance/not-your-telling',
  403,
  /*i18n*/ 'Only the delegation that entered this can correct it. Enter an assessment of your own instead.',
)
