// SPDX-License-Identifier: Apache-2.0
import type pg from 'pg'

/** Every table and column of a database in which a text stands, whoever may read it; bytes too. */
export async function placesOf(db: pg.Client, text: string): Promise<string[]> {
  const { rows } = await db.query(
    `select c.oid::regclass::text as name, array_agg(quote_ident(a.attname)) as columns from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p', 'm') and c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)' group by 1`,
  )
  const hex = Buffer.from(text).toString('hex')
  const found: string[] = []
  for (const { name, columns } of rows)
    for (const column of columns) {
      const at = `select from ${name} where strpos(${column}::text, $1) > 0 or strpos(${column}::text, $2) > 0`
      if ((await db.query(at, [text, hex])).rowCount) found.push(`${name}.${column}`)
    }
  return found.sort()
}
