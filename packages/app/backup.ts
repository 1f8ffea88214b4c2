// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { accept, defineProblem, type Result, refuse } from '@symbolon/foundation'
import { z } from 'zod'
import { allMigrations } from './schema.ts'

/**
 * A backup: a folder with every row of the record at one moment, for a host.
 *
 * - `backup.json`: this schema; `backup.json.sha256`: its digest, as a line that `sha256sum --check` reads.
 * - `tables/SCHEMA.TABLE.copy`: the rows of a table in the text format of PostgreSQL's COPY.
 * - `secrets.json`: the secrets of the data folder by the names of their files, readable by its owner alone.
 */
const digest = z.string().regex(/^[0-9a-f]{64}$/)
const fileSchema = z.strictObject({ bytes: z.number().int().nonnegative(), sha256: digest })
export const backupSchema = z.strictObject({
  format: z.literal('symbolon-backup'),
  version: z.literal(1),
  takenAt: z.iso.datetime(),
  /** The schema's version: the names of its migrations, in order. */
  migrations: z.array(z.string()),
  statements: z.number().int().nonnegative(),
  secrets: fileSchema,
  tables: z.array(
    fileSchema.extend({
      table: z.string().regex(/^[a-z_]+\.[a-z_]+$/),
      columns: z.array(z.string().min(1)).min(1),
      rows: z.number().int().nonnegative(),
    }),
  ),
})
export type Backup = z.infer<typeof backupSchema>

export const placesIn = {
  manifest: 'backup.json',
  digest: 'backup.json.sha256',
  secrets: 'secrets.json',
  table: (name: string) => `tables/${name}.copy`,
}
export const digestLine = (manifest: string | Buffer) =>
  `${createHash('sha256').update(manifest).digest('hex')}  ${placesIn.manifest}\n`

export const notABackup = defineProblem(
  'app/not-a-backup',
  422,
  /*i18n*/ 'The folder {folder} is no backup that Symbolon made: it has no {file}. Name the folder that holds it; nothing was restored.',
)
export const tornBackup = defineProblem(
  'app/torn-backup',
  422,
  /*i18n*/ 'The backup in {folder} is torn or was altered: {file} is not as it was written. Take another backup; nothing was restored.',
)
export const newerBackup = defineProblem(
  'app/newer-backup',
  409,
  /*i18n*/ 'The backup in {folder} was made by a later version, whose schema this one does not know ({migration}). Restore it with that version; nothing was restored.',
)

/**
 * Reads a backup and compares every byte of it with what its manifest says. Refuses a folder that is none, one that is
 * torn, altered, or holds more than was written (naming the file), and one of a later schema. Whoever wrote all of it
 * anew is not found out here: that is for the checkpoints that partners keep.
 */
export async function checkBackup(folder: string): Promise<Result<Backup>> {
  const at = (file: string) => join(folder, file)
  if (!existsSync(at(placesIn.manifest))) return refuse(notABackup({ folder, file: placesIn.manifest }))
  const torn = (file: string) => refuse(tornBackup({ folder, file }))
  const text = readFileSync(at(placesIn.manifest))
  if (!existsSync(at(placesIn.digest))) return torn(placesIn.digest)
  if (readFileSync(at(placesIn.digest), 'utf8') !== digestLine(text)) return torn(placesIn.manifest)
  const parsed = backupSchema.safeParse(parsedJson(String(text)))
  if (!parsed.success) return torn(placesIn.manifest)
  const backup = parsed.data
  const known = allMigrations()
  const migration = backup.migrations.find((name) => !(name in known))
  if (migration) return refuse(newerBackup({ folder, migration }))
  const expected = [
    [placesIn.secrets, backup.secrets] as const,
    ...backup.tables.map((table) => [placesIn.table(table.table), table] as const),
  ]
  for (const [file, { bytes, sha256 }] of expected) {
    const found = existsSync(at(file)) && lstatSync(at(file)).isFile() && lstatSync(at(file)).size === bytes
    if (!found || (await digestOfFile(at(file), bytes)) !== sha256) return torn(file)
  }
  const all = new Set([placesIn.manifest, placesIn.digest, ...expected.map(([file]) => file)])
  const stray = filesBelow(folder).find((file) => !all.has(file))
  return stray ? torn(stray) : accept(backup)
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Most tables fit in memory at once: a stream for each costs more than their hash. */
const SMALL = 1024 * 1024

async function digestOfFile(path: string, bytes: number): Promise<string> {
  const hash = createHash('sha256')
  if (bytes <= SMALL) return hash.update(readFileSync(path)).digest('hex')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
