// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { accept, type Result, refuse } from '@symbolon/foundation'
import { asAdmin, copyOut, loginOf, migrationsRun, reachEmbedded, syncFolder, tablesTaken } from '@symbolon/store'
import { type Backup, digestLine, placesIn } from './backup.ts'
import { folderTaken } from './folder-taken.ts'
import { basisOf, DATABASE } from './place.ts'

export type BackupTaken = { folder: string; statements: number; tables: number; rows: number }

/**
 * Writes a backup of a data folder, or of a given database, into a new folder, while the product runs on it or not: every row at one moment, with
 * the secrets (app/backup.ts has the format). What is said meanwhile is in the next one. The folder appears whole or not
 * at all, with all of it on the disk: a crash leaves `FOLDER.part-…` or nothing. Refuses a folder that exists.
 */
export async function takeBackup(
  dataFolder: string,
  folder: string,
  progress: (done: number, of: number) => void = () => {},
  databaseUrl?: string,
): Promise<Result<BackupTaken>> {
  const target = resolve(folder)
  if (existsSync(target)) return refuse(folderTaken({ folder: target }))
  const server = await sourceOf(dataFolder, databaseUrl)
  const part = `${target}.part-${process.pid}`
  try {
    mkdirSync(join(part, 'tables'), { recursive: true, mode: 0o700 })
    const backup = await asAdmin(server.login, 'repeatable read, read only', async (client): Promise<Backup> => {
      const shapes = await tablesTaken(client)
      const tables: Backup['tables'] = []
      for (const shape of shapes) {
        tables.push({ ...shape, ...(await copyOut(client, shape, join(part, placesIn.table(shape.table)))) })
        progress(tables.length, shapes.length)
      }
      return {
        ...{ format: 'symbolon-backup', version: 1, takenAt: new Date().toISOString() },
        migrations: await migrationsRun(client),
        statements: tables.find(({ table }) => table === 'store.statement')?.rows ?? 0,
        secrets: writeSecrets(server.folder, part),
        tables,
      }
    })
    const manifest = `${JSON.stringify(backup, null, 2)}\n`
    writeSynced(join(part, placesIn.manifest), manifest)
    writeSynced(join(part, placesIn.digest), digestLine(manifest))
    for (const path of [join(part, 'tables'), part]) syncFolder(path)
    renameSync(part, target)
    syncFolder(dirname(target))
    const rows = backup.tables.reduce((sum, table) => sum + table.rows, 0)
    return accept({ folder: target, statements: backup.statements, tables: backup.tables.length, rows })
  } finally {
    rmSync(part, { recursive: true, force: true })
    await server.stop()
  }
}

/** Who sees every row: the superuser of our own server; on a given one the owner, whom the policies let read all. */
async function sourceOf(dataFolder: string, databaseUrl: string | undefined) {
  if (databaseUrl) {
    const { admin, database, secret, stop } = await basisOf({ dataFolder, databaseUrl })
    return { login: loginOf('owner', admin, database, secret), folder: resolve(dataFolder), stop }
  }
  const { admin, folder, stop } = await reachEmbedded(dataFolder)
  return { login: { ...admin, database: DATABASE }, folder, stop }
}

/** The password of the database's superuser stays: a restored database gets its own. */
const STAYS = ['postgres.secret', 'initdb.secret']

function writeSecrets(home: string, part: string): Backup['secrets'] {
  const names = readdirSync(home).filter((name) => /^[a-z-]+\.secret$/.test(name) && !STAYS.includes(name))
  const secrets = Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(home, name), 'utf8')]))
  const text = `${JSON.stringify(secrets, null, 2)}\n`
  writeSynced(join(part, placesIn.secrets), text)
  return { bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') }
}

const writeSynced = (path: string, text: string) => writeFileSync(path, text, { flag: 'wx', mode: 0o600, flush: true })
