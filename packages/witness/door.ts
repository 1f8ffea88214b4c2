// SPDX-License-Identifier: Apache-2.0
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Witness } from './witness.ts'

/** A checkpoint has a few lines and at most 100 signatures. */
const MAX_BODY = 64 * 1024

/** The HTTP interface of a witness (C2SP tlog-witness): add-checkpoint, and its key to compare. */
export function doorOf(witness: Witness, onFault: (fault: unknown) => void): Hono {
  const door = new Hono()
  door.use(bodyLimit({ maxSize: MAX_BODY, onError: (context) => context.text('This is too long.\n', 413) }))
  door.post('/add-checkpoint', async (context) => {
    const { status, body } = await witness.addCheckpoint(await context.req.text())
    const type = status === 409 ? 'text/x.tlog.size' : 'text/plain; charset=utf-8'
    return context.body(body, status as 200, { 'Content-Type': type })
  })
  door.get('/key', (context) => context.text(`${witness.vkey}\n`))
  door.notFound((context) => context.text('This is a witness. It answers /add-checkpoint and /key.\n', 404))
  door.onError((fault, context) => {
    onFault(fault)
    return context.text('The fault is this witness’s. Nothing was signed.\n', 500)
  })
  return door
}
