// SPDX-License-Identifier: Apache-2.0
import type { App } from '@symbolon/app'
import { type Id, idSchema, notFound } from '@symbolon/foundation'
import { describeHalf, documentFile, keysFile, logFile, publishedLogs, takeCosignatures } from '@symbolon/halves'
import { asReader, partyOf, type View } from '@symbolon/store'
import { type Context, Hono } from 'hono'
import { refusal } from './refusal.ts'
import { tokenOf } from './session.ts'

type File = { bytes: Buffer; type: string; forAll?: boolean }
const TEXT = 'text/plain; charset=utf-8'

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
    const file = idSchema.safeParse(arrangement).success
      ? await asReader(app.store, token, (view) => fileAt(app, view, { arrangement, path, token }))
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

type Asked = { arrangement: Id; path: string; token: string | null }

async function fileAt(app: App, view: View, { arrangement, path, token }: Asked): Promise<File | null> {
  if (path === 'symbolon.json') {
    const reader = token === null ? null : await partyOf(app.store, token)
    const of = { arrangement, reader, register: app.store.home.register, at: app.store.world.now() }
    const half = await describeHalf(view, app.hub, of)
    return half && { bytes: Buffer.from(`${JSON.stringify(half, null, 2)}\n`), type: 'application/json' }
  }
  if (path === 'keys.json') {
    const bytes = await keysFile(view, app.hub, { arrangement, register: app.store.home.register })
    return bytes && { bytes, type: 'application/json' }
  }
  const [folder, id = '', ...rest] = path.split('/')
  if (folder === 'documents') {
    const source = idSchema.safeParse(id.replace(/\.txt$/, ''))
    const bytes = source.success && rest.length === 0 ? await documentFile(view, arrangement, source.data) : null
    return bytes && { bytes, type: TEXT }
  }
  if (folder !== 'logs' || !idSchema.safeParse(id).success) return null
  const [log] = await publishedLogs(view, app.hub, arrangement, id)
  const file = log ? await logFile(view, log, rest.join('/')) : null
  if (!log || !file) return null
  const type = rest[0] === 'tile' ? 'application/octet-stream' : TEXT
  return { bytes: file.bytes, type, forAll: file.lasts && log.audience === 'public' }
}

/** A tile of a public log that is complete never changes and is everybody's: the one thing here that may be cached. */
function answer(context: Context, { bytes, type, forAll }: File) {
  context.header('Content-Type', type)
  if (forAll) context.header('Cache-Control', 'public, max-age=31536000, immutable')
  return context.body(new Uint8Array(bytes))
}
