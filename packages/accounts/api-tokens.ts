// SPDX-License-Identifier: Apache-2.0
import { refuse } from '@symbolon/foundation'
import { hashOfToken, openSession, type Store } from '@symbolon/store'
import { sql } from 'kysely'
import { z } from 'zod'
import { defineMemberAct, done, inTransaction } from './act.ts'
import { note } from './audit.ts'
import { MOST_NAME, SCOPES, TOKEN_DAYS } from './contract.ts'
import { noSuchMember } from './problems.ts'
import type { Session } from './sessions.ts'
import { tablesOf } from './tables.ts'

const makeToken = defineMemberAct({
  name: 'make-token',
  input: z.strictObject({
    name: z.string().trim().min(1).max(MOST_NAME),
    scope: z.enum(SCOPES),
    days: z.coerce
      .number()
      .int()
      .min(1)
      .max(Math.max(...TOKEN_DAYS)),
  }),
  heads: true,
  fresh: true,
  run: async ({ store, session }, { name, scope, days }) =>
    inTransaction(store, async (db) => {
      const { party, person } = session
      const expires = new Date(Date.now() + days * 86_400_000)
      const token = await openSession(store, party, { how: 'token', scope, expires }, db)
      const { id } = await db
        .selectFrom('store.session')
        .select('id')
        .where('token_hash', '=', hashOfToken(token))
        .executeTakeFirstOrThrow()
      const row = { party, id, name, scope, made_by: person, expires_at: expires, used_at: null }
      await tablesOf(db).insertInto('accounts.api_token').values(row).execute()
      await note(store, { party, person, act: 'make-token', subject: `${name} (${scope})` }, db)
      return done({ token })
    }),
})

const endToken = defineMemberAct({
  name: 'end-token',
  input: z.strictObject({ id: z.uuid() }),
  heads: true,
  run: async ({ store, session }, { id }) =>
    inTransaction(store, async (db) => {
      const { party, person } = session
      const gone = await tablesOf(db)
        .deleteFrom('accounts.api_token')
        .where('party', '=', party)
        .where('id', '=', id)
        .returning('name')
        .executeTakeFirst()
      if (!gone) return refuse(noSuchMember())
      await db.deleteFrom('store.session').where('id', '=', id).execute()
      await note(store, { party, person, act: 'end-token', subject: gone.name }, db)
      return done()
    }),
})

/** Puts a use of an API token on the trail: what was asked and how it ended, never with what. */
export async function noteUse(store: Store, session: Session, asked: string, status: number): Promise<void> {
  if (session.how !== 'token') return
  const { party, id } = session
  await note(store, { party, person: null, token: id, act: asked, outcome: String(status) })
  await tablesOf(store.projector)
    .updateTable('accounts.api_token')
    .set({ used_at: sql<Date>`now()` })
    .where('party', '=', party)
    .where('id', '=', id)
    .execute()
}

export const tokenActs = [makeToken, endToken]
