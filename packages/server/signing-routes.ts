// SPDX-License-Identifier: Apache-2.0
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { App } from '@symbolon/app'
import { idSchema, signedSchema, statementSchema } from '@symbolon/foundation'
import { challengeOf, textToSign } from '@symbolon/record'
import type { ToSign } from '@symbolon/store'
import { bodyOf, doneSchema, json, KEYED, refusals, waiting } from './api-parts.ts'
import { notJson } from './problems.ts'
import { refusal } from './refusal.ts'
import { tokenOf } from './session.ts'

const toSign = z.strictObject({
  prepared: idSchema,
  required: z.boolean().meta({ description: 'Whether it is refused without signatures' }),
  statements: z.array(
    z.strictObject({
      statement: z.looseObject(statementSchema.omit({ recordedAt: true, signature: true }).shape),
      text: z.string().meta({ description: 'What a key file signs, as UTF-8' }),
      challenge: z.string().meta({ description: 'What a passkey signs: SHA-256 of the text, in base64url' }),
    }),
  ),
})

/** What would be said, with what of it is signed. */
export const toSignJson = ({ prepared, required, statements }: ToSign) => ({
  prepared,
  required,
  statements: statements.map((statement) => {
    const text = textToSign(statement)
    return { statement, text, challenge: challengeOf(text) }
  }),
})

/** The two steps of an act that is signed by a key of the party's own: `prepare` says nothing, `submit` says it. */
export function addSigning(api: OpenAPIHono, app: App): void {
  const submission = z.strictObject({ prepared: idSchema, signatures: z.array(signedSchema) })
  const prepare = createRoute({
    method: 'post',
    path: '/prepare/{command}',
    operationId: 'prepare',
    summary:
      'What a command would say, word for word and with its ids, to be read and signed. The body is that of the command.',
    request: {
      params: z.object({ command: z.string().meta({ example: 'agree-commitment' }) }),
      body: { content: { 'application/json': { schema: z.looseObject({}) } }, required: true },
    },
    responses: { 200: json(toSign, 'Nothing is said yet'), ...refusals },
  })
  api.openAPIRegistry.registerPath(prepare)
  api.post(prepare.getRoutingPath(), async (context) => {
    const input = await bodyOf(context)
    if (input === undefined) return refusal(context, notJson())
    const prepared = await app.prepare(context.req.param('command')!, tokenOf(context), input)
    return prepared.ok ? context.json(toSignJson(prepared.value)) : refusal(context, prepared.problem)
  })
  const submit = createRoute({
    method: 'post',
    path: '/submit',
    operationId: 'submit',
    summary:
      'Says what was prepared, with the signatures of its statements. Refused where it would be said otherwise now.',
    request: { body: { content: { 'application/json': { schema: submission } }, required: true }, headers: KEYED },
    responses: {
      200: json(doneSchema(z.looseObject({})), 'Done: what was said, and the answer'),
      ...waiting,
      ...refusals,
    },
  })
  api.openAPIRegistry.registerPath(submit)
  api.post(submit.getRoutingPath(), async (context) => {
    const given = await bodyOf(context)
    if (given === undefined) return refusal(context, notJson())
    const done = await app.submit(tokenOf(context), given, context.req.header('idempotency-key') ?? null)
    return done.ok ? context.json(done.value as object) : refusal(context, done.problem)
  })
}
