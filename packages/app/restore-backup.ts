// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { accept, type Result, refuse } from '@symbolon/foundation'
import {
  asAdmin,
  copyIn,
  type FsckReport,
  markRestored,
  prepareDatabase,
  secretIn,
  startEmbedded,
  syncFolder,
  tablesTaken,
  type Weakness,
} from '@symbolon/store'
import { z } from 'zod'
import { openApp } from './app.ts'
import { type Backup, checkBackup, placesIn, tornBackup } from './backup.ts'
import { folderTaken } from './folder-taken.ts'
import { DATABASE } from './place.ts'
import { allMigrations } from './schema.ts'

export type Restored = { folder: string; statements: number; migratedFrom: string; fsck: FsckReport }

/**
 * Makes a new data folder of a backup: its schema as it was, its rows, then the migrations since, then `fsck`, whose
 * report is the caller's to tell. The folder appears whole or not at all: a crash leaves `FOLDER.part-…` or nothing.
 * Refuses a folder that exists, and what `checkBackup` refuses. Nothing is signed meanwhile, and nothing said or signed
 * afterwards before the record was reconciled with what partners keep (`recover` of halves).
 */
export async function restoreBackup(
  folder: string,
  dataFolder: string,
  options: { acceptWeak?: readonly Weakness[]; progress?: (done: number, of: number) => void } = {},
): Promise<Result<Restored>> {
  const [source, target] = [resolve(folder), resolve(dataFolder)]
  if (existsSync(target)) return refuse(folderTaken({ folder: target }))
  const checked = await checkBackup(source)
  if (!checked.ok) return checked
  const backup = checked.value
  const part = `${target}.part-${process.pid}`
  try {
    layDown(source, part)
    if (!(await load(source, part, backup, options.progress)))
      return refuse(tornBackup({ folder: source, file: placesIn.manifest }))
    const app = await openApp({ dataFolder: part }, { sequencer: false, acceptWeak: options.acceptWeak })
    const fsck = await markRestored(app.store, backup.takenAt)
      .then(() => app.fsck())
      .finally(app.close)
    renameSync(part, target)
    syncFolder(dirname(target))
    return accept({ folder: target, statements: backup.statements, migratedFrom: backup.migrations.at(-1) ?? '', fsck })
  } finally {
    rmSync(part, { recursive: true, force: true })
  }
}

function layDown(source: string, part: string): void {
  mkdirSync(part, { recursive: true })
  const text = readFileSync(join(source, placesIn.secrets), 'utf8')
  const secrets = z.record(z.string().regex(/^[a-z-]+\.secret$/), z.string()).parse(JSON.parse(text))
  for (const [name, secret] of Object.entries(secrets))
    writeFileSync(join(part, name), secret, { mode: 0o600, flush: true })
}

/** Fills a new database of the backup's own schema, in one transaction; false where the two do not fit each other. */
async function load(
  source: string,
  part: string,
  backup: Backup,
  progress: (done: number, of: number) => void = () => {},
): Promise<boolean> {
  const all = Object.entries(allMigrations())
  const then = Object.fromEntries(all.filter(([name]) => backup.migrations.includes(name)))
  const server = await startEmbedded(part)
  try {
    const secret = secretIn(part, 'logins.secret')
    await prepareDatabase({ admin: server.admin, database: DATABASE, secret }, then)
    return await asAdmin({ ...server.admin, database: DATABASE }, 'read committed', async (client) => {
      const shapes = (await tablesTaken(client)).map(({ table, columns }) => `${table} ${columns.toSorted()}`)
      const taken = backup.tables.map(({ table, columns }) => `${table} ${columns.toSorted()}`)
      if (JSON.stringify(shapes) !== JSON.stringify(taken)) return false
      // Rows come in the order of their tables' names, whatever refers to what.
      await client.query(`set local session_replication_role = 'replica'`)
      for (const [n, table] of backup.tables.entries()) {
        const rows = await copyIn(client, table, join(source, placesIn.table(table.table)))
        if (rows !== table.rows) return false
        progress(n + 1, backup.tables.length)
      }
      return true
    })
  } finally {
    await server.stop()
  }
}
