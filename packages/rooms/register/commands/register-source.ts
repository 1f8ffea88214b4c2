// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { accept, audienceSchema, defineCommand, type Id, idSchema, refuse } from '@symbolon/foundation'
import type { View, Writer } from '@symbolon/store'
import { z } from 'zod'
import { sourceBody } from '../contract.ts'
import { notSeated, textTooLong } from '../problems.ts'
import type { RegisterTables } from '../tables.ts'
import { seatOf } from './seated.ts'
import { unknownNamed } from './unknown-named.ts'

export const TEXT_LIMIT = 2_000_000

/** A source is kept in the log of the arrangement that it speaks of, with its text as bulk data beside the statement. */
export const registerSource = defineCommand({
  name: 'register-source',
  summary: 'Registers a document in an arrangement, with its text, so that statements can cite its passages.',
  input: sourceBody
    .omit({ source: true, text: true })
    .partial({ date: true, author: true, url: true, kind: true })
    .extend({
      arrangement: idSchema,
      /** Left out: whoever reads the seat of who registers it. */
      audience: audienceSchema.optional(),
      text: z.string().min(1),
      mediaType: z.enum(['text/markdown', 'text/plain']),
      language: z.string().min(2).max(35),
    }),
  answer: z.strictObject({ source: idSchema }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    short: 'Example fact sheet',
    title: 'Example fact sheet of a government',
    text: 'Belize will open an office.',
    mediaType: 'text/plain',
    language: 'en',
  },
  arrangement: (input) => input.arrangement,
  read: async (view: View, input, actor) => ({
    seat: await seatOf(view, input.arrangement, actor.party),
    unknown: await unknownNamed(view, { parties: [input.author] }),
  }),
  decide: ({ arrangement, audience: given, text, mediaType, language, ...rest }, facts, _actor, world) => {
    const { seat, unknown } = facts
    if (seat === null) return refuse(notSeated())
    if (unknown) return refuse(unknown)
    const audience = given ?? seat.audience
    const length = [...text].length
    if (length > TEXT_LIMIT) return refuse(textTooLong({ limit: TEXT_LIMIT }))
    const source = world.newId()
    const body = {
      date: null,
      author: null,
      url: null,
      kind: 'document',
      ...rest,
      source,
      text: { sha256: digestOfText(text), length, mediaType, language },
    }
    return accept({
      say: [{ kind: 'source.registered', audience, body }],
      keep: (writer: Writer) => keepText(writer, arrangement, source, text),
      answer: () => ({ source }),
    })
  },
})

export const digestOfText = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** Keeps the text under the log of its source's statement; both are in the transaction of the caller. */
export async function keepText(writer: Writer, arrangement: Id, source: Id, text: string): Promise<void> {
  const tables = writer.withTables<RegisterTables>()
  await tables
    .insertInto('register.source_text')
    .columns(['arrangement', 'id', 'log', 'recorded_at', 'text'])
    .expression((eb) =>
      eb
        .selectFrom('register.source')
        .select(['arrangement', 'id', 'log', 'recorded_at', eb.val(text).as('text')])
        .where('arrangement', '=', arrangement)
        .where('id', '=', source),
    )
    .execute()
}
