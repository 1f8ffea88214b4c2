// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { type Result, refuse } from '@symbolon/foundation'
import { done, inTransaction, isMember, type Member, type Outcome, type Visitor } from './act.ts'
import { note } from './audit.ts'
import { begin, take } from './ceremony.ts'
import type { Known } from './openid.ts'
import { notLinked, signInAgain } from './problems.ts'
import { isFresh, rotate } from './sessions.ts'
import { tablesOf } from './tables.ts'

/** What a page calls an identity by: a provider's own name for a person stays out of it. */
export const idOfIdentity = ({ issuer, subject }: { issuer: string; subject: string }): string =>
  createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('base64url')

type Linking = { session: string }

/** Remembers that this session is to link an identity, for the step that leaves for the provider. */
export const beginLink = ({ store, session }: Member): Promise<string> =>
  begin(store, 'link', { session: session.id } satisfies Linking)

/** The session that began it, where it is the one that asks: nobody goes on with what another began. */
export async function takeLink(visitor: Visitor, token: string): Promise<string | null> {
  const kept = isMember(visitor) ? await take<Linking>(visitor.store, 'link', token) : null
  return kept !== null && kept.session === visitor.session?.id ? kept.session : null
}

/**
 * Links whom the provider named to the person who is signed in, if the session is the one that began it. An identity
 * that somebody has already is refused as a proof that failed: nobody learns whose it is. The refusal stands on the trail.
 */
export async function linkKnown(visitor: Visitor, known: Known): Promise<Result<Outcome<unknown>>> {
  if (!isMember(visitor) || visitor.session.id !== known.link) return refuse(notLinked())
  if (!isFresh(visitor.session)) return refuse(signInAgain())
  const { store, session } = visitor
  const { person, party } = session
  const { issuer, subject } = known
  const entry = { party, person, act: 'link-openid', subject: new URL(issuer).host }
  const linked = await inTransaction(store, async (db) => {
    const kept = await tablesOf(db)
      .insertInto('accounts.identity')
      .values({ person, issuer, subject })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (kept.numInsertedOrUpdatedRows !== 1n) return refuse(notLinked())
    await note(store, entry, db)
    return done({ linked: true }, await rotate(store, session, party, db))
  })
  if (!linked.ok) await note(store, { ...entry, outcome: 'refused' })
  return linked
}
