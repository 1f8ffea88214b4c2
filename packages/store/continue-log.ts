// SPDX-License-Identifier: Apache-2.0
import { audienceOfKey, type Id, type Projector, type Recorded } from '@symbolon/foundation'
import { sql } from 'kysely'
import { append, lockHeads } from './append.ts'
import type { LogPlace } from './restored.ts'
import type { Store } from './store.ts'
import type { Writer } from './tables.ts'

/** What `log.continued` says: which log was closed, how many entries of it are kept, and the two notes around the gap. */
export type Continued = { log: Id; size: number; kept: string | null; lost: string }

/**
 * Closes a log for good, whose later leaves nobody has, and opens another one for the same readers. Its first entry
 * tells the last checkpoint that is kept and the first (`lost`) that is not. One transaction; a second call for the same
 * log does nothing. Answers the new log.
 */
export async function continueLog(store: Store, place: LogPlace, lost: string): Promise<Id | null> {
  const { arrangement, log } = place
  return store.projector.transaction().execute(async (writer) => {
    await lockHeads(writer, arrangement)
    const rows = writer.selectFrom('store.log').selectAll().where('arrangement', '=', arrangement)
    const closed = await rows.where('id', '=', log).executeTakeFirstOrThrow()
    if (closed.continued_in !== null || closed.vkey !== null) return null
    const notes = writer.selectFrom('store.checkpoint').select('note').where('arrangement', '=', arrangement)
    const kept = await notes.where('log', '=', log).where('size', '=', closed.signed_size).executeTakeFirst()
    const id = store.world.newId()
    const close = writer.updateTable('store.log').set({ continued_in: id })
    await close.where('arrangement', '=', arrangement).where('id', '=', log).execute()
    const { audience, created_at } = closed
    // With the first moment of the closed one: who could not read all of that reads no more of it through this one.
    const fresh = { arrangement, id, audience, created_at, size: 0, signed_size: 0, frontier: Buffer.alloc(0) }
    await writer.insertInto('store.log').values(fresh).execute()
    const body: Continued = { log, size: closed.size, kept: kept?.note ?? null, lost }
    const saying = { kind: 'log.continued', audience: audienceOfKey(audience), body }
    const heads = await lockHeads(writer, arrangement)
    await append(store, writer, heads, arrangement, { party: store.home.editors }, [saying])
    return id
  })
}

/**
 * Projects `log.continued` into tables of facts: what the closed log made stands in the log that goes on, before all
 * that is said there, and is corrected there. Two logs go together by their readers and by who signs them, so that
 * nobody's statement takes a row from another's log.
 */
export const projectContinued =
  (tables: string[], orderless: string[] = []): Projector<Writer> =>
  async (writer, statements) => {
    for (const { arrangement, log, body } of statements as Recorded<Continued>[]) {
      const { rows } = await sql<{ size: number }>`select o.size from store.log o
        join store.log n on n.arrangement = o.arrangement and n.id = ${log} and n.audience = o.audience
          and ${signer('n')} is not distinct from ${signer('o')}
        where o.arrangement = ${arrangement} and o.id = ${body.log} and o.id <> n.id`.execute(writer)
      const [closed] = rows
      if (!closed) continue
      const move = sql`where arrangement = ${arrangement} and log = ${body.log}`
      for (const table of tables)
        await sql`update ${sql.table(table)} set log = ${log}, index = index - ${closed.size},
          latest_index = latest_index - ${closed.size} ${move}`.execute(writer)
      for (const table of orderless) await sql`update ${sql.table(table)} set log = ${log} ${move}`.execute(writer)
      // Who could not read all of the closed one reads no more of it here.
      await sql`update store.log n set created_at = o.created_at from store.log o where n.arrangement = ${arrangement}
        and n.id = ${log} and o.arrangement = n.arrangement and o.id = ${body.log}`.execute(writer)
      await sql`update store.log set continued_in = ${log}
        where arrangement = ${arrangement} and id = ${body.log} and continued_in is null`.execute(writer)
    }
  }

/** The public key alone: the name before it is the log's own. */
const signer = (log: string) => sql.raw(`substring(${log}.vkey from '^[^+]+[+][^+]+[+](.*)$')`)
