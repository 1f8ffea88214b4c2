// SPDX-License-Identifier: Apache-2.0
import { z } from '@hono/zod-openapi'
import { problemSchema, statementSchema } from '@symbolon/foundation'
import type { Context } from 'hono'

export const json = (schema: z.ZodType, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})
export const refusals = Object.fromEntries(
  [400, 401, 403, 404, 409, 413, 415, 422, 429].map((status) => [
    status,
    json(problemSchema, 'Refused: what is wrong and what to do'),
  ]),
)

export const waiting = {
  202: json(problemSchema, 'Kept: it is said once a second member of the delegation confirms it'),
}

/** Read as it comes and checked by the store: the schema is for the document alone. */
export const KEYED = z.object({
  'Idempotency-Key': z
    .string()
    .min(1)
    .max(200)
    .regex(/^[!-~]+$/)
    .optional()
    .meta({
      description:
        'A name for this request, new for each one, such as a UUID. Sent again with the same key and body, by the same ' +
        'party, it gives the same answer and says nothing twice, also while the first is still under way, after a lost ' +
        'connection, and however much later. With another body, or for another command, it is refused with 409. A ' +
        'refused request was not done: its key is free. Keys of different parties never meet.',
    }),
})

export const doneSchema = (answer: z.ZodType) =>
  z.strictObject({ answer, said: z.array(z.looseObject({ ...statementSchema.shape, log: z.string() })) })

/** The JSON that came, or undefined: also where the type is another, so that no form can pose as a program. */
export async function bodyOf(context: Context): Promise<unknown> {
  if (!/^application\/json\b/.test(context.req.header('content-type') ?? '')) return undefined
  try {
    return await context.req.json()
  } catch {
    return undefined
  }
}
