// SPDX-License-Identifier: Apache-2.0
import { accept, type Id, notFound, problemOfZod, type Result, refuse } from '@symbolon/foundation'
import { sql } from 'kysely'
import { cannotBeKept } from './kept-text.ts'
import { hashOfToken } from './sessions.ts'
import type { AnyQuery, Store } from './store.ts'
import type { View } from './tables.ts'
import { orRefusal } from './thrown-refusal.ts'
import { tooLong, wasCanceled } from './took-too-long.ts'

/** Runs `work` in one snapshot, as whoever holds the token (null: the public), read-only, under row-level security. */
export const asReader = <T>(store: Store, token: string | null, work: (view: View) => Promise<T>): Promise<T> =>
  inWords(() => inSnapshot(store.reader, token, work))

/**
 * The same on a replica, where one shows all that was acknowledged before. What fails there is asked again of the
 * primary, since a question changes nothing; not what took too long.
 */
export const asAsker = <T>(store: Store, token: string | null, work: (view: View) => Promise<T>): Promise<T> =>
  inWords(async () => {
    const near = (await store.replicas?.pick()) ?? null
    if (!near) return inSnapshot(store.reader, token, work)
    try {
      return await inSnapshot(near.reader, token, work)
    } catch (fault) {
      if (wasCanceled(fault)) throw fault
      near.failed(fault)
      return inSnapshot(store.reader, token, work)
    }
  })

async function inWords<T>(reading: () => Promise<T>): Promise<T> {
  try {
    return await reading()
  } catch (error) {
    throw wasCanceled(error) ? tooLong(error) : error
  }
}

const inSnapshot = <T>(reader: Store['reader'], token: string | null, work: (view: View) => Promise<T>): Promise<T> =>
  reader
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (view) => {
      // Set for the public too: what an earlier transaction may have left on the connection must not speak for it.
      await sql`select set_config('symbolon.token', ${token ?? ''}, true)`.execute(view)
      return work(view)
    })

/** The party whose session the token is, or null where there is none or it has ended. */
export async function partyOf(store: Store, token: string): Promise<Id | null> {
  const row = await store.projector
    .selectFrom('store.session')
    .select('party')
    .where('token_hash', '=', hashOfToken(token))
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return row?.party ?? null
}

/** The way of a question. Whatever may not be read answers exactly as what is not there. */
export async function ask(
  store: Store,
  query: AnyQuery,
  token: string | null,
  input: unknown,
): Promise<Result<unknown>> {
  const parsed = query.input.safeParse(input)
  if (!parsed.success) return refuse(problemOfZod(parsed.error))
  const unfit = cannotBeKept(parsed.data)
  if (unfit) return refuse(unfit)
  const answering = async (view: View) => {
    const { rows } = await sql<{ party: Id | null }>`select store.reader() as party`.execute(view)
    const answer = await query.ask(view, parsed.data as never, { party: rows[0]?.party ?? null }, store.kinds)
    return answer === null ? refuse(notFound()) : accept(answer)
  }
  return orRefusal(() => asAsker(store, token, answering))
}
