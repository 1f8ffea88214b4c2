// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import type { Id } from '@symbolon/foundation'
import type { Store } from './store.ts'

const SESSION_DAYS = 30
/** What is kept of a token. */
export const hashOfToken = (token: string) => createHash('sha256').update(token, 'utf8').digest()

/** Opens a session for a party and returns its token: 32 random bytes, kept only as their SHA-256. */
export async function openSession(store: Store, party: Id): Promise<string> {
  const token = Buffer.from(store.world.random(32)).toString('base64url')
  // Asked of the real clock: the database judges expiry by its own.
  const expires = new Date(Date.now() + SESSION_DAYS * 86_400_000)
  await store.projector
    .insertInto('store.session')
    .values({ party, token_hash: hashOfToken(token), expires_at: expires })
    .execute()
  return token
}

export async function closeSession(store: Store, token: string): Promise<void> {
  await store.projector.deleteFrom('store.session').where('token_hash', '=', hashOfToken(token)).execute()
}
