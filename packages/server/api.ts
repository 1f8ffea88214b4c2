// SPDX-License-Identifier: Apache-2.0

import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { App } from '@symbolon/app'
import { problemSchema, statementSchema } from '@symbolon/foundation'
import type { Context } from 'hono'
import type { Accounts } from './accounts.ts'
import { chooseDelegation } from './choose.ts'
import { notJson } from './problems.ts'
import { refusal } from './refusal.ts'
import { scoreboardCsv } from './scoreboard-csv.ts'
import { keepToken, tokenOf } from './session.ts'

const json = (schema: z.ZodType, description: string) => ({ description, content: { 'application/json': { schema } } })
const refusals = Object.fromEntries(
  [400, 401, 403, 404, 409, 413, 415, 422, 429, 503, 507].map((status) => [
    status,
    json(problemSchema, 'Refused: what is wrong and what to do'),
  ]),
)

const waiting = { 202: json(problemSchema, 'Kept: it is said once a second member of the delegation confirms it') }

/** Every command and query of every room as a route; what the rooms declare is all there is. */
export function apiOf(app: App, accounts: Accounts | null = null): OpenAPIHono {
  const api = new OpenAPIHono()
  for (const room of app.store.rooms) {
    for (const query of room.queries) {
      const route = createRoute({
        method: 'get',
        path: `/${room.name}/${query.name}`,
        tags: [room.name],
        operationId: query.name,
        summary: query.summary,
        request: { query: query.input },
        responses: { 200: json(query.answer, 'The answer, as this reader may read it'), ...refusals },
      })
      api.openAPIRegistry.registerPath(route)
      api.get(route.getRoutingPath(), async (context) => {
        const result = await app.ask(query.name, tokenOf(context), context.req.query())
        return result.ok ? context.json(result.value as object) : refusal(context, result.problem)
      })
    }
    for (const command of room.commands) {
      const body = {
        content: { 'application/json': { schema: command.input, example: command.example } },
        required: true,
      }
      const route = createRoute({
        method: 'post',
        path: `/${room.name}/${command.name}`,
        tags: [room.name],
        operationId: command.name,
        summary: command.summary,
        request: { body, headers: KEYED },
        responses: {
          200: json(doneSchema(command.answer), 'Done: what was said, and the answer'),
          ...waiting,
          ...refusals,
        },
      })
      api.openAPIRegistry.registerPath(route)
      api.post(route.getRoutingPath(), async (context) => {
        const input = await bodyOf(context)
        if (input === undefined) return refusal(context, notJson())
        const key = context.req.header('idempotency-key') ?? null
        const result = await app.run(command.name, tokenOf(context), input, key)
        return result.ok ? context.json(result.value as object) : refusal(context, result.problem)
      })
    }
  }
  // With accounts a token comes from signing in, or from a head of the delegation.
  if (accounts === null) addSession(api, app)
  api.get('/performance/scoreboard.csv', (context) => scoreboardCsv(app, context))
  api.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Symbolon',
      version: '0.1.0',
      description: 'A record that no party owns. Every command and query of every room.',
    },
    servers: [{ url: '/api/v1' }],
  })
  return api
}

/** Read as it comes and checked by the store: the schema is for the document alone. */
const KEYED = z.object({
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

const doneSchema = (answer: z.ZodType) =>
  z.strictObject({ answer, said: z.array(z.looseObject({ ...statementSchema.shape, log: z.string() })) })

function addSession(api: OpenAPIHono, app: App): void {
  const party = z.strictObject({ party: z.string().nullable() })
  const route = createRoute({
    method: 'post',
    path: '/session',
    operationId: 'choose-delegation',
    summary:
      'Takes a seat that has been granted, or (null) reads as the public. Without accounts, on this machine alone.',
    request: { body: { content: { 'application/json': { schema: party } }, required: true } },
    responses: {
      200: json(z.strictObject({ token: z.string().nullable() }), 'The token to send as Bearer'),
      ...refusals,
    },
  })
  api.openAPIRegistry.registerPath(route)
  api.post('/session', async (context) => {
    const input = party.safeParse(await bodyOf(context))
    if (!input.success) return refusal(context, notJson())
    const chosen = await chooseDelegation(app, input.data.party)
    if (!chosen.ok) return refusal(context, chosen.problem)
    keepToken(context, chosen.value)
    return context.json({ token: chosen.value })
  })
}

/** The JSON that came, or undefined: also where the type is another, so that no form can pose as a program. */
async function bodyOf(context: Context): Promise<unknown> {
  if (!/^application\/json\b/.test(context.req.header('content-type') ?? '')) return undefined
  try {
    return await context.req.json()
  } catch {
    return undefined
  }
}
