// SPDX-License-Identifier: Apache-2.0
import { defineStatement } from '@symbolon/foundation'
import { commitmentBody, endingBody, positionBody } from './contract.ts'

const one = '01900000-0000-7000-8000-000000000001'

export const commitmentAgreed = defineStatement({
  kind: 'commitment.agreed',
  version: 1,
  summary:
    'Who promises what to whom. Said by another than the promisor it is attributed, until the promisor confirms.',
  body: commitmentBody,
  example: {
    promisors: [one],
    beneficiaries: [],
    toWords: 'seasonal workers',
    pillar: 'mobility',
    theme: null,
    strength: 'will',
    kind: 'promise',
    summary: 'Issues 500 seasonal visas a year.',
    quantities: [{ value: 500, bound: 'exact', unit: 'visas', period: 'year' }],
    money: [],
    deadline: '2027',
    condition: null,
    correction: null,
  },
  lasts: null,
})
export const positionTaken = defineStatement({
  kind: 'position.taken',
  version: 1,
  summary: 'A promisor confirms or contests a commitment that is attributed to it. Only its own word makes it owned.',
  body: positionBody,
  example: { commitment: one, position: 'confirmed', words: null },
  lasts: null,
})
export const commitmentEnded = defineStatement({
  kind: 'commitment.ended',
  version: 1,
  summary: 'How a commitment ended: withdrawn, lapsed, no trace, transferred elsewhere. It stays in view.',
  body: endingBody,
  example: { commitment: one, how: 'withdrawn', words: 'The law was not passed.', evidence: [] },
  lasts: null,
})

export const statements = [commitmentAgreed, positionTaken, commitmentEnded]
