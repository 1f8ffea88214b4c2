// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import type { App } from '@symbolon/app'
import { type Id, idSchema } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import type { HalfSource } from './half-source.ts'
import { keysFile } from './keys.ts'
import { describeHalf, documentFile, logFile, publishedLogs } from './published.ts'
import { registerOf } from './register-of.ts'

/** A file of a half; `forAll` says that it is everybody's, and the same for ever. */
export type HalfFile = { bytes: Buffer; type: string; forAll?: boolean }
const TEXT = 'text/plain; charset=utf-8'

/** The file at `path` of the half that a reader has of an arrangement (half.ts); null where there is none. */
export async function fileOfHalf(
  app: App,
  view: View,
  { arrangement, reader }: { arrangement: Id; reader: Id | null },
  path: string,
): Promise<HalfFile | null> {
  if (path === 'symbolon.json') {
    const register = await registerOf(app.store, arrangement)
    const of = { arrangement, reader, register, at: app.store.world.now() }
    const half = await describeHalf(view, app.hub, of)
    return half && { bytes: Buffer.from(`${JSON.stringify(half, null, 2)}\n`), type: 'application/json' }
  }
  if (path === 'keys.json') {
    const bytes = await keysFile(view, app.hub, {
      arrangement,
      register: await registerOf(app.store, arrangement),
    })
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

/** All that a house keeps of an arrangement, whoever may read it: for its host, who holds its data folder anyway. */
export function houseSource(app: App, arrangement: Id): HalfSource {
  const read = (path: string) =>
    app.store.projector
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (view) => (await fileOfHalf(app, view, { arrangement, reader: null }, path))?.bytes ?? null)
  const digest = async (path: string) => {
    const bytes = await read(path)
    return bytes && createHash('sha256').update(bytes).digest('hex')
  }
  return { place: `the copy of ${arrangement}`, read, digest }
}
