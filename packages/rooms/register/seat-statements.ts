// SPDX-License-Identifier: Apache-2.0
import { defineStatement } from '@symbolon/foundation'
import {
  embargoSetBody,
  pastChosenBody,
  seatEndedBody,
  seatGrantedBody,
  traceChosenBody,
  traceLeftBody,
} from './contract.ts'
import { actStands, onlyATrace } from './erasing-problems.ts'

const one = '01900000-0000-7000-8000-000000000001'

export const seatGranted = defineStatement({
  kind: 'seat.granted',
  version: 2,
  summary: 'A place in the arrangement on this record, given by who holds one. Seats decide who may read.',
  body: seatGrantedBody,
  example: { party: one, tier: 'member', from: null, until: '2027-12-31', readsFrom: null, handedOver: null },
  upcasters: { 1: (body) => ({ from: null, until: null, readsFrom: null, handedOver: null, ...(body as object) }) },
  lasts: actStands(),
})
export const seatEnded = defineStatement({
  kind: 'seat.ended',
  version: 1,
  summary: 'A seat given up by its holder, or ended by who granted it.',
  body: seatEndedBody,
  example: { seat: one, reason: null },
  lasts: actStands(),
})
export const seatSuspended = defineStatement({
  kind: 'seat.suspended',
  version: 1,
  summary: 'A seat from which nothing is read or said until it resumes. Said by who granted it, or a secretariat.',
  body: seatEndedBody,
  example: { seat: one, reason: 'Until the mandate is clear.' },
  lasts: actStands(),
})
export const seatResumed = defineStatement({
  kind: 'seat.resumed',
  version: 1,
  summary: 'A suspended seat counts again. What was said in between stays unread by it.',
  body: seatEndedBody,
  example: { seat: one, reason: null },
  lasts: actStands(),
})
export const pastChosen = defineStatement({
  kind: 'past.chosen',
  version: 1,
  summary: 'Whether whoever takes a seat later reads what is said from now on. What was said before stays closed.',
  body: pastChosenBody,
  example: { past: 'opened' },
  lasts: actStands(),
})
export const traceChosen = defineStatement({
  kind: 'trace.chosen',
  version: 1,
  summary: 'Whether what is said in confidence leaves a trace in the public log: by whom and when, never what.',
  body: traceChosenBody,
  example: { trace: 'left' },
  lasts: actStands(),
})
export const traceLeft = defineStatement({
  kind: 'trace.left',
  version: 1,
  summary: 'That its recorder said something in confidence at that moment. Never what, nor before whom.',
  body: traceLeftBody,
  example: {},
  byHost: () => true,
  lasts: onlyATrace(),
})
export const embargoSet = defineStatement({
  kind: 'embargo.set',
  version: 1,
  summary: 'The day on which a confidential statement is re-stated for wider readers.',
  body: embargoSetBody,
  example: { statement: one, until: '2027-01-01', to: { to: 'public' } },
  lasts: actStands(),
})
