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
export const cutShort = defineProblem(
  'server/cut-short',
  400,
  /*i18n*/ 'The request ended before all of it had come. Send it again; nothing was recorded.',
)
export const notHere = defineProblem(
  'server/not-here',
  403,
  /*i18n*/ 'Without accounts the product answers under the names of this machine alone: localhost or 127.0.0.1.',
)
export const notUnderThisName = defineProblem(
  'server/not-under-this-name',
  403,
  /*i18n*/ 'The product answers at {origin} alone. Open that address.',
)
export const notSeatedAnywhere = defineProblem(
  'server/not-seated-anywhere',
  403,
  /*i18n*/ 'That party holds no seat on this record, so nobody can speak for it here. Choose one from the list.',
)
export const tooManyStreams = defineProblem(
  'server/too-many-streams',
  429,
  /*i18n*/ 'This session follows {most} records at once already. Close one, then follow another.',
)
export const notWithAccounts = defineProblem(
  'server/not-with-accounts',
  403,
  /*i18n*/ 'Whom you speak for is not chosen here: sign in. Your account lists the delegations that you belong to.',
)
