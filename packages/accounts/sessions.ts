// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import { freshToken, hashOfToken, openSession, type Store } from '@symbolon/store'
import { sql } from 'kysely'
import type { Role, Scope } from './contract.ts'
import { tablesOf } from './tables.ts'

/** A person's session ends a day after it was last used, and after a week in any case. */
const MOST_DAYS = 7
const IDLE_HOURS = 24
/** What changes who can get in asks for a sign-in of the last hour. */
const FRESH_MINUTES = 60

/** Whom a token stands for. `person` is null for a program, and where nobody signed in: chooser, command line, test. */
export type Session = {
  id: string
  party: Id
  person: Id | null
  name: string | null
  role: Role | null
  how: string
  scope: Scope
  opened: Date
  fourEyes: boolean
}

/** Whose session a token is, with the role of today; null where there is none, it ended, or the person is out. */
export async function whoIs(store: Store, token: string): Promise<Session | null> {
  const { rows } = await sql<Session>`
    select s.id, s.party, s.person, p.name, m.role, s.how, s.scope, s.opened_at as opened,
      coalesce(d.four_eyes, false) as "fourEyes"
    from store.session s
    left join accounts.person p on p.person = s.person and p.disabled_at is null
    left join accounts.membership m on m.person = p.person and m.party = s.party
    left join accounts.delegation d on d.party = s.party
    where s.token_hash = ${hashOfToken(token)} and s.expires_at > now()`.execute(store.projector)
  const found = rows[0]
  return found && (found.person === null || found.role !== null) ? found : null
}

export const isFresh = (session: Session): boolean => Date.now() - session.opened.getTime() < FRESH_MINUTES * 60_000

/** Moves the end of a person's session with its use; at most once a minute, so that reading stays reading. */
export async function touch(store: Store, session: Session): Promise<void> {
  if (session.person === null) return
  await sql`update store.session set seen_at = now(), expires_at =
      least(opened_at + make_interval(days => ${MOST_DAYS}), now() + make_interval(hours => ${IDLE_HOURS}))
    where id = ${session.id} and seen_at < now() - interval '1 minute'`.execute(store.projector)
}

/**
 * Opens a session of a person for one of its delegations: the given one, else the one that it has been in longest. The
 * membership is locked, so that one that ends at this moment leaves no session behind. Null where there is none.
 */
export async function startSession(
  store: Store,
  db: Store['projector'],
  person: Id,
  how: string,
  party?: Id,
): Promise<{ token: string; party: Id } | null> {
  const active = tablesOf(db)
    .selectFrom('accounts.membership as m')
    .innerJoin('accounts.person as p', 'p.person', 'm.person')
    .select('m.party')
    .where('m.person', '=', person)
    .where('p.disabled_at', 'is', null)
    .orderBy('m.since')
    .orderBy('m.party')
    .limit(1)
    .forUpdate()
  const found = await (party ? active.where('m.party', '=', party) : active).executeTakeFirst()
  if (!found) return null
  const expires = new Date(Date.now() + IDLE_HOURS * 3_600_000)
  return { token: await openSession(store, found.party, { person, how, expires }, db), party: found.party }
}

/** Gives a session another token, and another of the person's delegations: whoever held the old token holds nothing. */
export async function rotate(
  store: Store,
  session: Session,
  party: Id = session.party,
  db: Store['projector'] = store.projector,
): Promise<string> {
  const token = freshToken(store)
  await db
    .updateTable('store.session')
    .set({ token_hash: hashOfToken(token), party })
    .where('id', '=', session.id)
    .execute()
  return token
}

/** Ends the sessions of a person: all, or those for one party. In the transaction of what took the right away. */
export async function endSessionsOf(db: Store['projector'], person: Id, party?: Id): Promise<void> {
  const sessions = db.deleteFrom('store.session').where('person', '=', person)
  await (party ? sessions.where('party', '=', party) : sessions).execute()
}

/** Once accounts are on, a session that nobody signed in for must not speak on. */
export async function endChosenSessions(store: Store): Promise<void> {
  await store.projector.deleteFrom('store.session').where('how', '=', 'chosen').execute()
}

export async function sessionsOf(store: Store, person: Id) {
  return store.projector
    .selectFrom('store.session')
    .select(['id', 'party', 'how', 'opened_at as opened', 'seen_at as seen'])
    .where('person', '=', person)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('seen_at', 'desc')
    .orderBy('id')
    .execute()
}
