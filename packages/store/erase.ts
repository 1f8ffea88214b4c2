// SPDX-License-Identifier: Apache-2.0
import { ERASED, type Id, type Recorded, remainsIn, type Statement } from '@symbolon/foundation'
import { sql } from 'kysely'
import type { Store } from './store.ts'
import type { Writer } from './tables.ts'

/**
 * Destroys what the erasures among `said` name, in the transaction that says them: what rooms keep beside their
 * projections, the text with its salt, and the answers of the requests that said it. A crash leaves all of it or none.
 */
export async function eraseNamed(store: Store, writer: Writer, said: readonly Recorded[]): Promise<void> {
  for (const erasure of said) {
    const remains = erasure.kind === ERASED ? remainsIn(erasure) : null
    if (!remains) continue
    const target = await statementIn(writer, erasure, remains.statement)
    if (target) for (const forget of store.forgets) await forget(writer, [target])
    await forgetPrepared(writer, { target: remains.statement, erasure: erasure.id })
    await sql`select store.erase(${erasure.arrangement}, ${erasure.id})`.execute(writer)
  }
}

/** Acts that were prepared to be signed, where they said what is erased or speak of it; but for the erasure itself. */
async function forgetPrepared(writer: Writer, { target, erasure }: { target: Id; erasure: Id }): Promise<void> {
  await writer
    .deleteFrom('store.prepared')
    .where(sql<boolean>`not (${erasure} = any(ids))`)
    .where(sql<boolean>`(${target} = any(ids) or strpos(statements, ${target}) > 0 or strpos(input, ${target}) > 0)`)
    .execute()
}

/** A statement of a log whose text is there; null where there is none. */
export async function statementIn(
  writer: Writer,
  { arrangement, log }: { arrangement: Id; log: Id },
  id: Id,
): Promise<Recorded | null> {
  const rows = writer
    .selectFrom('store.statement')
    .select(['index', 'canonical'])
    .where('arrangement', '=', arrangement)
  const row = await rows.where('log', '=', log).where('id', '=', id).executeTakeFirst()
  return row?.canonical ? { ...(JSON.parse(row.canonical) as Statement), log, index: row.index } : null
}

/**
 * Keeps a row in the place of each statement that the erasures among `said` name and that this copy never had: the same
 * as stays where its text was destroyed, so that every copy shows the same.
 */
export async function keepRemains(writer: Writer, said: readonly Recorded[]): Promise<void> {
  const rows = said.flatMap((erasure) => {
    const remains = erasure.kind === ERASED ? remainsIn(erasure) : null
    if (!remains) return []
    const { arrangement, log } = erasure
    const { statement: id, index, kind, saidBy, recordedBy, recordedAt, corrects } = remains
    const who = { said_by: saidBy, recorded_by: recordedBy, recorded_at: new Date(recordedAt) }
    return [{ arrangement, log, id, index, kind, corrects, ...who, salt: null, canonical: null }]
  })
  if (rows.length === 0) return
  await writer
    .insertInto('store.statement')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  // The log began with the first of its statements, whether that can still be read or not.
  for (const { arrangement, log, recorded_at } of rows.filter(({ index }) => index === 0)) {
    const head = writer.updateTable('store.log').set({ created_at: recorded_at })
    await head.where('arrangement', '=', arrangement).where('id', '=', log).execute()
  }
}

/**
 * A round: where something was erased since the last one, of whichever process, the database is told to let go of what
 * its files still hold of it. That lasts as long as the tables are large, so it is no part of the act.
 */
export async function sweepErased(store: Store): Promise<void> {
  const rows = store.projector.selectFrom('store.statement').select((eb) => eb.fn.countAll<number>().as('n'))
  const erased = Number((await rows.where('canonical', 'is', null).executeTakeFirstOrThrow()).n)
  const key = `swept ${erased}`
  const done = store.projector.selectFrom('store.installation').select('key').where('key', '=', key)
  if (erased === 0 || (await done.executeTakeFirst())) return
  await store.sweep()
  // Only erasures leave dead rows in this table: where some are left, an open snapshot still saw them. The next round
  // goes again.
  const { rows: left } = await sql<{ n: number }>`select n_dead_tup::int as n from pg_stat_all_tables
    where schemaname = 'store' and relname = 'statement'`.execute(store.projector)
  if (left[0]!.n > 0) return
  await store.projector
    .insertInto('store.installation')
    .values({ key, value: store.world.now().toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
