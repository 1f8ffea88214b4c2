// SPDX-License-Identifier: Apache-2.0
import { defineProblem } from '@symbolon/foundation'

export const fromElsewhere = defineProblem(
  'server/from-elsewhere',
  403,
  /*i18n*/ 'This came from another site, so nothing was changed. Open the page here and send it again.',
)
export const notJson = defineProblem(
  'server/not-json',
  400,
  /*i18n*/ 'The body is not JSON. Send an object as application/json.',
)
export const notHere = defineProblem(
  'server/not-here',
  403,
  /*i18n*/ 'Until accounts exist the product answers under the names of this machine alone: localhost or 127.0.0.1.',
)
export const notSeatedAnywhere = defineProblem(
  'server/not-seated-anywhere',
  403,
  /*i18n*/ 'That party holds no seat on this record, so nobody can speak for it here. Choose one from the list.',
)
