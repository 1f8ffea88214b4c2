// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, ERASED, idSchema, notFound, refuse } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import { erasedBody, spokenOf } from '../contract.ts'
import { erasingOf } from '../erasing.ts'

/**
 * Whoever may have a statement erased needs no seat for it: what the law gives to a person does not end with the seat of
 * the party that named them. What may be erased the rooms say, kind by kind.
 */
export const eraseStatement = defineCommand({
  name: 'erase-statement',
  summary:
    'Destroys text and salt of a statement of one’s own for good, and says so on the record: when, on what ground.',
  input: erasedBody.pick({ statement: true, ground: true, words: true }).partial({ words: true }).extend({
    arrangement: idSchema,
  }),
  answer: z.strictObject({
    erasure: idSchema,
    /** Statements that name what was erased and may repeat its words: each is erased by itself. */
    speakOfIt: z.array(spokenOf),
  }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    statement: '01900000-0000-7000-8000-000000000002',
    ground: 'data protection request',
  },
  arrangement: (input) => input.arrangement,
  read: (view: View, { arrangement, statement }, { party }, kinds) =>
    erasingOf(view, kinds, { arrangement, statement, party }),
  decide: ({ ground, words = null }, facts) => {
    if (!facts) return refuse(notFound())
    const { remains, audience, problem, restates, speakOfIt } = facts
    if (problem) return refuse(problem)
    return accept({
      say: [{ kind: ERASED, audience, body: { ...remains, restates, ground, words } }],
      answer: (said) => ({ erasure: said[0]!.id, speakOfIt }),
    })
  },
})
