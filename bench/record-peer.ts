// SPDX-License-Identifier: Apache-2.0
import type { Id, Saying } from '@symbolon/foundation'
import type { Store, Writer } from '@symbolon/store'
import { sql } from 'kysely'
import pg from 'pg'

/**
 * Two peers of `append`, in tables of the same columns and indexes, by the same login, in as many transactions:
 * - *without log and proofs*: the body is checked, written as JSON and projected just the same, yet nothing is locked,
 *   made canonical, salted, hashed or logged. What it saves is what log and proofs cost.
 * - *ready-made rows*: the rows that were appended, inserted again; not even a body is checked. Nothing that keeps
 *   statements in this database can be faster.
 */
export async function makePeer(admin: pg.PoolConfig): Promise<void> {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    await client.query(`create schema peer;
      create table peer.statement (like store.statement including all);
      alter table peer.statement drop column log, drop column index, drop column salt;
      create table peer.commitment (like partnership.commitment including all);
      alter table peer.commitment drop column log;
      grant usage on schema peer to symbolon_projector;
      grant select, insert on all tables in schema peer to symbolon_projector`)
  } finally {
    await client.end()
  }
}

export const sayWithoutLog = (store: Store, arrangement: Id, log: Id, party: Id, sayings: Saying[]): Promise<void> =>
  store.projector.transaction().execute(async (writer) => {
    const recordedAt = store.world.now().toISOString()
    const statements = sayings.map(({ id = store.world.newId(), kind, saidBy = party, ...saying }, index) => {
      const { version, body } = store.kinds.get(kind)!
      const said = { version, arrangement, about: [], corrects: null, recordedBy: party, recordedAt }
      return { ...saying, ...said, id, kind, saidBy, log, index, body: body.parse(saying.body) }
    })
    const rows = statements.map(({ log: _log, index: _index, ...said }) => ({
      ...{ arrangement, id: said.id, kind: said.kind, said_by: said.saidBy, recorded_by: party },
      ...{ recorded_at: recordedAt, corrects: null, canonical: JSON.stringify(said) },
    }))
    await insertAll(writer, 'peer.statement', rows)
    for (const project of store.projectors.get(statements[0]!.kind)!) await project(writer, statements as never)
  })

type Made = Record<string, unknown>[]
export type ReadyRows = { statements: Made; commitments: Made }

/** What `append` has written for these commitments, less what only a log needs. */
export async function rowsOf({ projector }: Store, arrangement: Id, ids: Id[]): Promise<ReadyRows> {
  const read = async (table: string, without: string[]) => {
    const { rows } = await sql<{ row: Record<string, unknown> }>`
      select to_jsonb(t) - ${without}::text[] as row from ${sql.table(table)} t
      where arrangement = ${arrangement} and id = any(${ids}::uuid[])`.execute(projector)
    return rows.map(({ row }) => row)
  }
  return {
    statements: await read('store.statement', ['log', 'index', 'salt']),
    commitments: await read('partnership.commitment', ['log']),
  }
}

export const insertReady = (store: Store, rows: ReadyRows): Promise<void> =>
  store.projector.transaction().execute(async (writer) => {
    await insertAll(writer, 'peer.statement', rows.statements)
    await insertAll(writer, 'peer.commitment', rows.commitments)
  })

/** One plain INSERT. Of the forms tried, the fastest at 1,000 rows: a list of values has seventeen parameters a row. */
async function insertAll(writer: Writer, table: string, rows: Made): Promise<void> {
  const names = sql.join(Object.keys(rows[0]!).map((name) => sql.ref(name)))
  await sql`insert into ${sql.table(table)} (${names})
    select ${names} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    writer,
  )
}
