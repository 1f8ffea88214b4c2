// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Result } from '@symbolon/foundation'
import { rebuild } from '@symbolon/store'
import { asSuperuser, gapsIn } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp } from './app.ts'
import { type Backup, placesIn } from './backup.ts'
import { restoreBackup } from './restore-backup.ts'
import { allMigrations } from './schema.ts'
import { takeBackup } from './take-backup.ts'

/** What never changes, whatever the schema around it does. */
/** Tables whose columns no schema has changed so far; leaves and heads changed theirs, and fsck looks at those. */
const RECORD = ['store.statement', 'store.tile', 'store.checkpoint', 'store.installation', 'register.source_text']

const schemas = join(import.meta.dirname, 'schemas')
let parent: string
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'symbolon-schemas-'))
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))

const manifestOf = (folder: string): Backup => JSON.parse(readFileSync(join(folder, placesIn.manifest), 'utf8'))
function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.sentence)
  return result.value
}
/** Name and digest of the tables that hold the record. */
const recordIn = (folder: string) =>
  manifestOf(folder)
    .tables.filter(({ table }) => RECORD.includes(table))
    .map(({ table, rows, sha256 }) => ({ table, rows, sha256 }))

describe.each(readdirSync(schemas))('the schema that was landed with %s', (name) => {
  const fixture = join(schemas, name)
  it('is upgraded: the record is the same to the byte, whole, guarded, and the projections are what it says', async () => {
    const data = join(parent, name)
    const { fsck, migratedFrom } = must(await restoreBackup(fixture, data))
    expect(fsck).toMatchObject({ whole: true, damage: [], statements: manifestOf(fixture).statements })
    expect(migratedFrom).toBe(name)
    must(await takeBackup(data, join(parent, `${name}-upgraded`)))
    expect(recordIn(join(parent, `${name}-upgraded`))).toEqual(recordIn(fixture))
    const today = Object.keys(allMigrations()).sort()
    expect(manifestOf(join(parent, `${name}-upgraded`)).migrations).toEqual(today)
    const app = await openApp({ dataFolder: data }, { sequencer: false })
    try {
      expect((await rebuild(app.store)).differences).toEqual([])
      const password = readFileSync(join(data, 'postgres.secret'), 'utf8')
      const admin = { host: join(data, 'socket'), user: 'postgres', password, database: 'symbolon' }
      expect(await asSuperuser(admin, gapsIn)).toEqual([])
    } finally {
      await app.close()
    }
  })
})

it('has a fixture of the first schema that was landed', () => {
  expect(readdirSync(schemas)).toContain('0030-performance')
})
