// SPDX-License-Identifier: Apache-2.0
import type pg from 'pg'

/**
 * Tables that are on every node, whole: small, and needed before anybody knows whose a row is (who signs in brings a
 * name or a credential and no party), or the installation's own.
 */
const REFERENCES: Record<string, string> = {
  'store.installation': 'a dozen marks of the installation, read at the start',
  'accounts.person': 'one row a person, found by the name that somebody signs in with',
  'accounts.password': 'of a person, who may be in several delegations',
  'accounts.recovery': 'of a person',
  'accounts.passkey': 'found by its credential, before anybody knows whose it is',
  'accounts.identity': 'found by issuer and subject, before anybody knows whose it is',
  'accounts.ceremony': 'lives for ten minutes between two steps of one act, found by the hash of a token',
  'accounts.attempt': 'a counter, found by the hash of a name or an address, and swept daily',
}

/** Whose a row is, first what most rows are of. */
const COLUMNS = ['arrangement', 'party']

export type Distribution = { lines: string[]; gaps: string[] }

/**
 * How the schema of a database distributes over several (Citus): for each table the column that every primary, unique and
 * foreign key of it contains, as the line that does it; and for each table that has none the line that is missing.
 */
export async function distributionOf(db: pg.Client): Promise<Distribution> {
  const { rows } = await db.query(`
    select n.nspname || '.' || c.relname as name,
      array(select attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      coalesce((select json_agg(json_build_object('name', i.relname, 'columns',
          array(select a.attname::text from unnest(x.indkey) as u(n) join pg_attribute a on a.attrelid = c.oid and a.attnum = u.n)))
        from pg_index x join pg_class i on i.oid = x.indexrelid where x.indrelid = c.oid and x.indisunique), '[]') as keys,
      coalesce((select json_agg(json_build_object('name', k.conname, 'columns',
          array(select a.attname::text from unnest(k.conkey) as u(n) join pg_attribute a on a.attrelid = c.oid and a.attnum = u.n)))
        from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'), '[]') as refers
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname not in ('information_schema', 'migration', 'pgboss', 'public') and n.nspname !~ '^pg_' order by 1`)
  const lines: string[] = []
  const gaps: string[] = []
  for (const { name, columns, keys, refers } of rows as Table[]) {
    const all = [...keys, ...refers]
    const column = COLUMNS.find((one) => columns.includes(one) && all.every((key) => key.columns.includes(one)))
    if (keys.length === 0) gaps.push(`${name} has no primary key: begin one with "arrangement" or "party"`)
    else if (REFERENCES[name]) lines.push(`select create_reference_table('${name}');`)
    else if (column) lines.push(`select create_distributed_table('${name}', '${column}');`)
    else
      gaps.push(
        `${name} has a key without "arrangement" or "party" (${all.map((key) => key.name).join(', ')}): put it there, or add '${name}' to REFERENCES with the reason`,
      )
  }
  for (const name of Object.keys(REFERENCES))
    if (!rows.some((row) => row.name === name)) gaps.push(`${name} is gone: take it out of REFERENCES`)
  return { lines, gaps }
}

type Key = { name: string; columns: string[] }
type Table = { name: string; columns: string[]; keys: Key[]; refers: Key[] }
