// SPDX-License-Identifier: Apache-2.0

import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { App } from '@symbolon/app'
import type { Accounts } from './accounts.ts'
import { bodyOf, doneSchema, json, KEYED, refusals, waiting } from './api-parts.ts'
import { chooseDelegation } from './choose.ts'
import { notJson } from './problems.ts'
import { refusal } from './refusal.ts'
import { scoreboardCsv } from './scoreboard-csv.ts'
import { keepToken, tokenOf } from './session.ts'
import { addSigning } from './signing-routes.ts'

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
  addSigning(api, app)
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
