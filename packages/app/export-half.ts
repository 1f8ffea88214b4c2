// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { accept, type Id, idSchema, type Result, refuse } from '@symbolon/foundation'
import { type SourceBody, textOf } from '@symbolon/register'
import { asReader, hashSource, partyOf, signCheckpoints, type View, verifierKeyOf } from '@symbolon/store'
import type { App } from './app.ts'
import { folderTaken, type Half, nothingToExport, placesOf, tilesOf } from './half.ts'

const BATCH = 1000

export type Exported = { folder: string; logs: number; statements: number; documents: number }

/**
 * Writes all that the holder of the token (null: the public) may read of an arrangement into a new folder, under
 * checkpoints that cover it (app/half.ts has the format). The folder appears whole or not at all. Refuses a folder that
 * exists (`app/folder-taken`) and an arrangement that the reader has no log of (`app/nothing-to-export`).
 */
export async function exportHalf(
  app: App,
  token: string | null,
  arrangement: Id,
  folder: string,
  progress: (done: number, of: number) => void = () => {},
): Promise<Result<Exported>> {
  if (existsSync(folder)) return refuse(folderTaken({ folder }))
  if (!idSchema.safeParse(arrangement).success) return refuse(nothingToExport({ arrangement }))
  await signCheckpoints(app.store, app.hub)
  const reader = token === null ? null : await partyOf(app.store, token)
  const part = `${folder}.part-${process.pid}`
  try {
    const half = await asReader(app.store, token, (view) =>
      writeHalf(app, view, { arrangement, reader }, part, progress),
    )
    if (half === null) return refuse(nothingToExport({ arrangement }))
    renameSync(part, folder)
    const statements = half.logs.reduce((sum, log) => sum + log.statements, 0)
    return accept({ folder, logs: half.logs.length, statements, documents: half.documents.length })
  } finally {
    rmSync(part, { recursive: true, force: true })
  }
}

async function writeHalf(
  app: App,
  view: View,
  whose: { arrangement: Id; reader: Id | null },
  folder: string,
  progress: (done: number, of: number) => void,
): Promise<Half | null> {
  const { arrangement } = whose
  const logs = await view
    .selectFrom('store.log')
    .select(['id', 'audience', 'signed_size'])
    .where('arrangement', '=', arrangement)
    .where('signed_size', '>', 0)
    .orderBy('id')
    .execute()
  if (logs.length === 0) return null
  const write = (path: string, content: string | Uint8Array, flag = 'w') => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content, { flag })
  }
  const of = logs.reduce((sum, log) => sum + log.signed_size, 0)
  const half: Half = {
    ...{ format: 'symbolon-half', version: 1, ...whose, exportedAt: app.store.world.now().toISOString() },
    logs: [],
    documents: [],
  }
  let done = 0
  for (const { id, audience, signed_size: size } of logs) {
    const at = view.selectFrom('store.checkpoint').select('note').where('arrangement', '=', arrangement)
    const { note } = await at.where('log', '=', id).where('size', '=', size).executeTakeFirstOrThrow()
    write(placesOf.checkpoint(id), note)
    write(placesOf.key(id), `${verifierKeyOf(app.hub, id)}\n`)
    const leaves = await hashSource(view, arrangement, id).hashes(0, 0, size)
    for (const [path, bytes] of tilesOf(leaves)) write(placesOf.tile(id, path), bytes)
    write(placesOf.statements(id), '')
    let statements = 0
    for (let from = 0; from < size; from += BATCH) {
      const rows = await statementsIn(view, { arrangement, log: id, from, to: Math.min(size, from + BATCH) })
      const lines = rows.map(({ index, salt, canonical }) =>
        JSON.stringify({ index, salt: salt.toString('base64'), canonical }),
      )
      if (lines.length > 0) write(placesOf.statements(id), `${lines.join('\n')}\n`, 'a')
      for (const { canonical } of rows.filter(({ kind }) => kind === 'source.registered')) {
        const { source } = (JSON.parse(canonical) as { body: SourceBody }).body
        const text = await textOf(view, arrangement, source)
        if (text === null) continue
        write(placesOf.document(source), text)
        half.documents.push(source)
      }
      statements += rows.length
      done += Math.min(size, from + BATCH) - from
      progress(done, of)
    }
    half.logs.push({ id, audience, statements })
  }
  write(placesOf.half, `${JSON.stringify(half, null, 2)}\n`)
  return half
}

const statementsIn = (
  view: View,
  { arrangement, log, from, to }: { arrangement: Id; log: Id; from: number; to: number },
) =>
  view
    .selectFrom('store.statement')
    .select(['index', 'kind', 'salt', 'canonical'])
    .where('arrangement', '=', arrangement)
    .where('log', '=', log)
    .where('index', '>=', from)
    .where('index', '<', to)
    .orderBy('index')
    .execute()
