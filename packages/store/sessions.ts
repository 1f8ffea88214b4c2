// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import type { Id } from '@symbolon/foundation'
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
