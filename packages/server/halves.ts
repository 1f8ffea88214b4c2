// SPDX-License-Identifier: Apache-2.0
import type { App } from '@symbolon/app'
import { idSchema, notFound } from '@symbolon/foundation'
import { fileOfHalf, type HalfFile, takeCosignatures } from '@symbolon/halves'
import { asReader, partyOf } from '@symbolon/store'
import { type Context, Hono } from 'hono'
import { refusal } from './refusal.ts'
import { tokenOf } from './session.ts'

/**
 * The half of each reader, file by file (halves/half.ts): what `symbolon export` writes, for mirrors and for whoever
 * reads tiled logs (C2SP tlog-tiles, below `/halves/ARRANGEMENT/logs/LOG`).
 */
export function halvesOf(app: App): Hono {
  const halves = new Hono()
  halves.get('/:arrangement/*', async (context) => {
    const arrangement = context.req.param('arrangement')
    const path = context.req.path.split('/').slice(3).join('/')
    const token = tokenOf(context)
    const reader = token === null ? null : await partyOf(app.store, token)
    const file = idSchema.safeParse(arrangement).success
      ? await asReader(app.store, token, (view) => fileOfHalf(app, view, { arrangement, reader }, path))
      : null
    return file ? answer(context, file) : refusal(context, notFound())
  })
  halves.post('/:arrangement/logs/:log/cosignatures', async (context) => {
    const { arrangement, log } = context.req.param()
    const taken = await takeCosignatures(app, tokenOf(context), { arrangement, log, note: await context.req.text() })
    return taken.ok ? context.json(taken.value) : refusal(context, taken.problem)
  })
  return halves
}

/** A tile of a public log that is complete never changes and is everybody's: the one thing here that may be cached. */
function answer(context: Context, { bytes, type, forAll }: HalfFile) {
  context.header('Content-Type', type)
  if (forAll) context.header('Cache-Control', 'public, max-age=31536000, immutable')
  return context.body(new Uint8Array(bytes))
}
