// SPDX-License-Identifier: Apache-2.0
import { defineStatement } from '@symbolon/foundation'
import { acceptanceBody, assessmentBody, reportBody } from './contract.ts'

const one = '01900000-0000-7000-8000-000000000001'
const telling = { commitment: one, quantities: [], money: [], asOf: '2027-03', evidence: [] }

export const deliveryReported = defineStatement({
  kind: 'delivery.reported',
  version: 1,
  summary: 'What the promising party says it has delivered.',
  body: reportBody,
  example: { ...telling, level: 'limited', words: '120 of 500 visas were issued.' },
  lasts: null,
})
export const deliveryAssessed = defineStatement({
  kind: 'delivery.assessed',
  version: 1,
  summary: 'What another party says was delivered. It stands beside the report, never in its place.',
  body: assessmentBody,
  example: { ...telling, level: 'not started', words: 'No visa has reached an applicant.' },
  lasts: null,
})
export const assessorAccepted = defineStatement({
  kind: 'assessor.accepted',
  version: 1,
  summary: 'That a side accepts a party as independent here. It counts as such once both sides do.',
  body: acceptanceBody,
  example: { assessor: one, accepted: true, words: null },
  lasts: null,
})

export const statements = [deliveryReported, deliveryAssessed, assessorAccepted]
