// SPDX-License-Identifier: Apache-2.0
import { freshToken, hashOfToken, type Store } from '@symbolon/store'
import { sql } from 'kysely'

/**
 * What the server must remember between two steps of one act, such as the challenge of a passkey: kept for ten minutes
 * under the hash of a token that the browser brings back, and taken out once.
 */
export async function begin(store: Store, kind: string, data: object): Promise<string> {
  const token = freshToken(store)
  await sql`delete from accounts.ceremony where expires_at < now()`.execute(store.projector)
  await sql`insert into accounts.ceremony (id_hash, kind, data, expires_at)
    values (${hashOfToken(token)}, ${kind}, ${JSON.stringify(data)}, now() + interval '10 minutes')`.execute(
    store.projector,
  )
  return token
}

/** Looks at what was kept without taking it; null where there is none of that kind, or it is too late. */
export async function look<Data>(store: Store, kind: string, token: string): Promise<Data | null> {
  const { rows } = await sql<{ data: Data }>`select data from accounts.ceremony
    where id_hash = ${hashOfToken(token)} and kind = ${kind} and expires_at > now()`.execute(store.projector)
  return rows[0]?.data ?? null
}

/** Takes it out, so that nobody takes the step twice. */
export async function take<Data>(
  store: Store,
  kind: string,
  token: string,
  db: Store['projector'] = store.projector,
): Promise<Data | null> {
  const { rows } = await sql<{ data: Data }>`delete from accounts.ceremony
    where id_hash = ${hashOfToken(token)} and kind = ${kind} and expires_at > now() returning data`.execute(db)
  return rows[0]?.data ?? null
}
