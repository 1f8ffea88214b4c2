// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type App, folderTaken } from '@symbolon/app'
import { accept, type Id, idSchema, type Result, refuse } from '@symbolon/foundation'
import { TILE } from '@symbolon/record'
import { asReader, partyOf, signCheckpoints, type View } from '@symbolon/store'
import { writeDerived } from './derived.ts'
import { type Half, placesOf, tilePathsOf, widthOf } from './half.ts'
import { keysFile } from './keys.ts'
import { sweepParts } from './parts.ts'
import { nothingToExport } from './problems.ts'
import { describeHalf, documentFile, logFile, type PublishedLog, publishedLogs } from './published.ts'
import { registerOf } from './register-of.ts'

export type Exported = { folder: string; logs: number; statements: number; documents: number; tables: number }
type Write = (path: string, content: string | Uint8Array) => void
type Progress = (done: number, of: number) => void

/**
 * Writes all that the holder of the token (null: the public) may read of an arrangement into a new folder, under
 * checkpoints that cover it (half.ts has the format). The folder appears whole or not at all. Refuses a folder that
 * exists (`app/folder-taken`) and an arrangement that the reader has no log of (`halves/nothing-to-export`).
 */
export async function exportHalf(
  app: App,
  token: string | null,
  arrangement: Id,
  folder: string,
  progress: Progress = () => {},
): Promise<Result<Exported>> {
  if (existsSync(folder)) return refuse(folderTaken({ folder }))
  if (!idSchema.safeParse(arrangement).success) return refuse(nothingToExport({ arrangement }))
  await signCheckpoints(app.store, app.hub)
  const reader = token === null ? null : await partyOf(app.store, token)
  const target = resolve(folder)
  sweepParts(target)
  const part = `${target}.part-${process.pid}`
  const write: Write = (path, content) => {
    mkdirSync(dirname(join(part, path)), { recursive: true })
    writeFileSync(join(part, path), content)
  }
  try {
    const half = await asReader(app.store, token, (view) =>
      writeHalf(app, view, { arrangement, reader, part }, write, progress),
    )
    if (half === null) return refuse(nothingToExport({ arrangement }))
    renameSync(part, target)
    const statements = half.logs.reduce((sum, log) => sum + log.statements, 0)
    return accept({
      folder,
      logs: half.logs.length,
      statements,
      documents: half.documents.length,
      tables: half.derived.length - 1,
    })
  } finally {
    rmSync(part, { recursive: true, force: true })
  }
}

async function writeHalf(
  app: App,
  view: View,
  { part, ...whose }: { arrangement: Id; reader: Id | null; part: string },
  write: Write,
  progress: Progress,
): Promise<Half | null> {
  const of = { ...whose, register: await registerOf(app.store, whose.arrangement), at: app.store.world.now() }
  const half = await describeHalf(view, app.hub, of)
  if (half === null) return null
  const logs = await publishedLogs(view, app.hub, whose.arrangement)
  const all = logs.reduce((sum, log) => sum + log.size, 0)
  let done = 0
  for (const log of logs) {
    await writeLog(view, log, write, (entries) => {
      done += entries
      progress(done, all)
    })
  }
  for (const source of half.documents)
    write(placesOf.document(source), (await documentFile(view, whose.arrangement, source))!)
  if (half.keys) write(placesOf.keys, (await keysFile(view, app.hub, of))!)
  const derived = await writeDerived(app, view, { folder: part, half, logs })
  const whole = { ...half, derived }
  write(placesOf.half, `${JSON.stringify(whole, null, 2)}\n`)
  return whole
}

async function writeLog(view: View, log: PublishedLog, write: Write, step: (entries: number) => void): Promise<void> {
  const copy = async (path: string) => write(placesOf.tile(log.id, path), (await logFile(view, log, path))!.bytes)
  await copy('checkpoint')
  await copy('key')
  for (const path of tilePathsOf(log.size)) await copy(path)
  for (let run = 0; run * TILE < log.size; run++) {
    const path = placesOf.statements(log.id, run)
    write(path, (await logFile(view, log, path.slice(`logs/${log.id}/`.length)))!.bytes)
    step(widthOf(run, log.size))
  }
}
