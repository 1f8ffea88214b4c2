// SPDX-License-Identifier: Apache-2.0
import { type Id, KEY_KINDS, type Recorded, type Statement } from '@symbolon/foundation'
import { sql } from 'kysely'
import type { Owner, View, Writer } from './tables.ts'

const KINDS = KEY_KINDS.map((kind) => `'${kind}'`).join(', ')
/** A verifier key without the name and id of its log: the same for all logs of a host. */
const HOST_KEY = `'^[^+]+[+][0-9a-f]{8}[+](.+)$'`

/**
 * What was said of keys in the register of the host that keeps a log, in order: this installation's own (`vkey` null), or
 * that of the host whose log is kept as a copy. Of all parties, or of those named.
 */
export async function keyStatements(db: View | Writer, vkey: string | null, parties?: Id[]): Promise<Recorded[]> {
  const host = sql.raw(HOST_KEY)
  const kept =
    vkey === null ? sql`l.vkey is null` : sql`substring(l.vkey from ${host}) = substring(${vkey} from ${host})`
  const some = parties === undefined ? sql`true` : sql`s.recorded_by = any(${parties}::uuid[])`
  const { rows } = await sql<{ canonical: string; log: Id; index: number }>`
    select s.canonical, s.log, s.index from store.statement s
    join store.log l on l.arrangement = s.arrangement and l.id = s.log
    where s.kind in (${sql.raw(KINDS)}) and l.audience = 'public' and ${kept} and ${some}
    order by (select c.signed_at from store.checkpoint c
      where c.arrangement = l.arrangement and c.log = l.id order by c.size limit 1), s.arrangement, l.id, s.index
  `.execute(db)
  // A host has one register, which was signed, or kept here, before whatever else says something of keys: its id alone
  // would be the host's to choose.
  return rows
    .map(({ canonical, log, index }) => ({ ...(JSON.parse(canonical) as Statement), log, index }))
    .filter((one, _n, [first]) => one.arrangement === first!.arrangement)
}

/**
 * Holds what a party says of its keys still while something is said in its name, and the other way round: what is
 * recorded after a rule was, obeys it. Taken after the heads, by everybody in that order. Numbers of 32 bits: another
 * space than the arrangements' locks.
 */
export async function lockKeys(writer: Writer, party: Id, how: 'shared' | 'alone'): Promise<void> {
  const lock = sql.raw(how === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared')
  await sql`select ${lock}(7281, hashtext(${party}))`.execute(writer)
}

export async function indexKeyStatements(owner: Owner): Promise<void> {
  await sql
    .raw(`create index statement_of_keys on store.statement (recorded_by) where kind in (${KINDS})`)
    .execute(owner)
}
