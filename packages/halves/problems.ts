// SPDX-License-Identifier: Apache-2.0
import { defineProblem } from '@symbolon/foundation'

export const nothingToExport = defineProblem(
  'halves/nothing-to-export',
  404,
  /*i18n*/ 'There is no arrangement {arrangement} with anything on its record that this reader may read. Look for its id with the verb "arrangements"; nothing was written.',
)
export const notAHalf = defineProblem(
  'halves/not-a-half',
  422,
  /*i18n*/ 'What is at {place} is no half of a record: {reason}. Name a folder that holds symbolon.json, or the address of a hub and an arrangement on it that you may read.',
)
export const notReached = defineProblem(
  'halves/not-reached',
  409,
  /*i18n*/ '{place} could not be reached: {reason}. What was kept so far stays; run the same again and it goes on from there.',
)
export const ownArrangement = defineProblem(
  'halves/own-arrangement',
  409,
  /*i18n*/ 'Arrangement {arrangement} was founded on this record, so it cannot also be a copy of another. Keep the copy in a data folder of its own (--data).',
)
export const beyondRecord = defineProblem(
  'halves/beyond-record',
  409,
  /*i18n*/ 'This checkpoint was signed here, over {size} entries, and the record does not come to it: it lost statements. Nothing is signed or said in this log until the host has recovered them. Keep your half, and hand it to the host.',
)
export const notCosigned = defineProblem(
  'halves/not-cosigned',
  422,
  /*i18n*/ 'This is no checkpoint of this log that a named witness has co-signed. Name your witness in the arrangement first (name-witness), mirror again, and send what it signed.',
)
