// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from, to } from 'pg-copy-streams'

export type TableShape = { table: string; columns: string[] }
/** A file as it was written: its size, its digest (SHA-256), and the rows in it. */
export type Copied = { bytes: number; sha256: string; rows: number }

/** What kysely keeps of the migrations says the same as their names; a session is opened again, never restored. */
const NOT_TAKEN = ['store.session']

/** Runs work as the superuser, who alone sees every row and every schema, in one transaction. */
export async function asAdmin<T>(
  admin: pg.PoolConfig,
  mode: 'repeatable read, read only' | 'read committed',
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(admin)
  // A server that ends in the middle is told of by the query that it cuts.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`begin isolation level ${mode}`)
    // Dates as text must mean the same to whatever server reads them.
    await client.query(`set local datestyle = 'ISO, YMD'; set local client_encoding = 'UTF8'`)
    const done = await work(client)
    await client.query('commit')
    return done
  } finally {
    await client.end()
  }
}

/** The tables whose rows a backup holds, with their columns, in the order of their names. Jobs are made anew. */
export async function tablesTaken(client: pg.Client): Promise<TableShape[]> {
  const { rows } = await client.query(
    `select n.nspname || '.' || c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind in ('r', 'p') and not c.relispartition
       and n.nspname not in ('information_schema', 'migration', 'pgboss', 'public') and n.nspname !~ '^pg_'
     group by 1 order by 1`,
  )
  return rows.filter((row) => !NOT_TAKEN.includes(row.table))
}

/** The names of the migrations that the database has run, in their order. */
export async function migrationsRun(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query('select name from migration.kysely_migration order by name')
  return rows.map((row) => row.name)
}

const listOf = ({ table, columns }: TableShape) =>
  `${table
    .split('.')
    .map((part) => pg.escapeIdentifier(part))
    .join('.')} (${columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`

/** Writes every row of a table to a new file, in the text format of COPY, synced to the disk. */
export async function copyOut(client: pg.Client, shape: TableShape, path: string): Promise<Copied> {
  const rows = client.query(to(`copy ${listOf(shape)} to stdout`))
  const hash = createHash('sha256')
  let bytes = 0
  const counted = new Transform({
    transform: (chunk, _encoding, done) => {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  await pipeline(rows, counted, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
  return { bytes, sha256: hash.digest('hex'), rows: rows.rowCount ?? 0 }
}

/** Fills a table from such a file; answers how many rows it took. */
export async function copyIn(client: pg.Client, shape: TableShape, path: string): Promise<number> {
  const rows = client.query(from(`copy ${listOf(shape)} from stdin`))
  await pipeline(createReadStream(path), rows)
  return rows.rowCount ?? 0
}
