// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Result } from '@symbolon/foundation'
import { rebuild } from '@symbolon/store'
import { asSuperuser, gapsIn } from '@symbolon/testing'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp } from './app.ts'
import { type Backup, placesIn } from './backup.ts'
import { DATABASE } from './place.ts'
import { restoreBackup } from './restore-backup.ts'
import { allMigrations } from './schema.ts'
import { takeBackup } from './take-backup.ts'

/** Tables whose columns no schema has changed so far; leaves and heads changed theirs, and fsck looks at those. */
const RECORD = ['store.statement', 'store.tile', 'store.checkpoint', 'register.source_text']

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

/** What a schema is made of, in a form that compares: columns, policies, indexes, functions, what the planner assumes. */
async function shapeOf(client: pg.Client): Promise<string[]> {
  const own = `n.nspname not in ('information_schema', 'migration', 'public') and n.nspname !~ '^pg_'`
  const { rows } = await client.query(`
    select format('%s.%s.%s %s %s %s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
      a.attnotnull, a.attoptions) as line
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where ${own} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
    union all select format('%s.%s %s', n.nspname, c.relname, pg_get_indexdef(c.oid))
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${own} and c.relkind in ('i', 'I')
    union all select format('%s %s %s', p.oid::regprocedure, p.prosrc, p.prosecdef)
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${own}
    union all select format('%s.%s %s %s %s %s', n.schemaname, n.tablename, n.policyname, n.roles, n.qual, n.with_check)
      from pg_policies n where ${own.replaceAll('nspname', 'schemaname')}`)
  return rows.map(({ line }) => line).sort()
}

let shapeOfFresh: Promise<string[]> | undefined
const shapeOfNew = () => {
  shapeOfFresh ??= (async () => {
    const data = join(parent, 'new')
    const app = await openApp({ dataFolder: data }, { sequencer: false })
    try {
      return await asSuperuser(adminOf(data), shapeOf)
    } finally {
      await app.close()
    }
  })()
  return shapeOfFresh
}

const adminOf = (data: string) => {
  const password = readFileSync(join(data, 'postgres.secret'), 'utf8')
  return { host: join(data, 'socket'), user: 'postgres', password, database: DATABASE }
}

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
      const admin = adminOf(data)
      expect(await asSuperuser(admin, gapsIn)).toEqual([])
      expect(await asSuperuser(admin, shapeOf)).toEqual(await shapeOfNew())
    } finally {
      await app.close()
    }
  })
})

it('has a fixture of the first schema that was landed', () => {
  expect(readdirSync(schemas)).toContain('0030-performance')
})
