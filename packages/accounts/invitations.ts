// SPDX-License-Identifier: Apache-2.0
import { accept, type Id, type Result, refuse } from '@symbolon/foundation'
import { freshToken, hashOfToken, type Store } from '@symbolon/store'
import { sql } from 'kysely'
import { note } from './audit.ts'
import type { Role } from './contract.ts'
import { memberAlready, noInvitation } from './problems.ts'
import { tablesOf } from './tables.ts'

const DAYS = 7

/** Makes an invitation; `by` is null for the host. Its token is shown once and kept as a hash. */
export async function makeInvitation(
  store: Store,
  party: Id,
  role: Role,
  options: { name?: string | null; by?: Id | null } = {},
): Promise<string> {
  const token = freshToken(store)
  const { name = null, by = null } = options
  const row = { party, id: store.world.newId(), token_hash: hashOfToken(token), role, name, invited_by: by }
  const expires_at = new Date(Date.now() + DAYS * 86_400_000)
  await tablesOf(store.projector)
    .insertInto('accounts.invitation')
    .values({ ...row, expires_at, used_at: null })
    .execute()
  await note(store, { party, person: by, act: 'invite', subject: `${name ?? ''} ${role}`.trim() })
  return token
}

export const hashOfInvitation = (token: string): string => hashOfToken(token).toString('base64')

/** The invitation that a token opens; a wrong one, a used one and one that has expired answer the same. */
export async function invitationOf(
  store: Store,
  hash: string,
): Promise<Result<{ party: Id; role: Role; expires: Date }>> {
  const found = await tablesOf(store.projector)
    .selectFrom('accounts.invitation')
    .select(['party', 'role', 'expires_at as expires'])
    .where('token_hash', '=', Buffer.from(hash, 'base64'))
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return found ? accept(found) : refuse(noInvitation())
}

/** Uses an invitation up and makes the person a member, in the caller's transaction. */
export async function useInvitation(
  store: Store,
  db: Store['projector'],
  hash: string,
  person: Id,
): Promise<Result<Id>> {
  const used = await tablesOf(db)
    .updateTable('accounts.invitation')
    .set({ used_at: sql<Date>`now()` })
    .where('token_hash', '=', Buffer.from(hash, 'base64'))
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .returning(['party', 'role'])
    .executeTakeFirst()
  if (!used) return refuse(noInvitation())
  const member = await tablesOf(db)
    .insertInto('accounts.membership')
    .values({ ...used, person })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (member.numInsertedOrUpdatedRows !== 1n) return refuse(memberAlready())
  await note(store, { party: used.party, person, act: 'accept-invitation', subject: used.role }, db)
  return accept(used.party)
}
