// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import type { Id } from '@symbolon/foundation'
import { sql } from 'kysely'
import type { Store } from './store.ts'

const SESSION_DAYS = 30
/** What is kept of a token. */
export const hashOfToken = (token: string) => createHash('sha256').update(token, 'utf8').digest()

/** 32 random bytes as a token: only their SHA-256 is ever kept. */
export const freshToken = (store: Store): string => Buffer.from(store.world.random(32)).toString('base64url')

export type SessionOptions = {
  /** Who signed in; left out, nobody did: the chooser, the command line, a test. */
  person?: Id
  how?: string
  scope?: 'read' | 'speak'
  /** Asked of the real clock: the database judges expiry by its own. */
  expires?: Date
}

/** Opens a session for a party and returns its token. `db` is the transaction that it belongs to, where there is one. */
export async function openSession(
  store: Store,
  party: Id,
  options: SessionOptions = {},
  db: Pick<Store['projector'], 'insertInto'> = store.projector,
): Promise<string> {
  const token = freshToken(store)
  const { expires = new Date(Date.now() + SESSION_DAYS * 86_400_000), ...who } = options
  await db
    .insertInto('store.session')
    .values({ party, token_hash: hashOfToken(token), expires_at: expires, ...who })
    .execute()
  return token
}

export async function closeSession(store: Store, token: string): Promise<void> {
  await store.projector.deleteFrom('store.session').where('token_hash', '=', hashOfToken(token)).execute()
}

/** Of these tokens, those whose sessions still stand. */
export async function openTokens(store: Store, tokens: readonly string[]): Promise<Set<string>> {
  if (tokens.length === 0) return new Set()
  const hashes = new Map(tokens.map((token) => [hashOfToken(token).toString('hex'), token]))
  const rows = await store.projector
    .selectFrom('store.session')
    .select('token_hash')
    .where(
      'token_hash',
      'in',
      [...hashes.keys()].map((hash) => Buffer.from(hash, 'hex')),
    )
    .where('expires_at', '>', sql<Date>`now()`)
    .execute()
  return new Set(rows.map(({ token_hash }) => hashes.get(token_hash.toString('hex'))!))
}
