// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import type { Store } from '@symbolon/store'
import { countFailure } from './limits.ts'
import { tablesOf } from './tables.ts'

export type Entry = {
  party: Id
  person: Id | null
  token?: string | null
  /** What was done, in the words of a command: `invite`, `sign-in`, the name of a query. */
  act: string
  /** To whom or what, by name: never a secret, never what was said. */
  subject?: string
  outcome?: string
}

/** Puts a row on the audit trail of a delegation, in the transaction of what it tells of where there is one. */
export async function note(store: Store, entry: Entry, db: Store['projector'] = store.projector): Promise<void> {
  const { act, token = null, subject = '', outcome = 'done', ...rest } = entry
  // An address that a program asked for may be as long as it likes; the trail is read by people.
  const row = { act: act.slice(0, 200), subject: subject.slice(0, 200) }
  await tablesOf(db)
    .insertInto('accounts.audit')
    .values({ ...rest, ...row, id: store.world.newId(), api_token: token, outcome })
    .execute()
}

/**
 * Puts a failed sign-in on the trails of the delegations of whoever has the name. For a name that nobody has, the same
 * is counted and committed, so that time does not tell of it; of many failures few are kept, so that nobody fills a trail.
 */
export async function noteFailure(store: Store, name: string, how: string): Promise<void> {
  await store.projector.transaction().execute(async (db) => {
    const often = await countFailure(db, name)
    const found = await tablesOf(db)
      .selectFrom('accounts.person as p')
      .innerJoin('accounts.membership as m', 'm.person', 'p.person')
      .select(['m.party', 'm.person'])
      .where('p.sign_in_name', '=', name)
      .execute()
    if (often) return
    for (const one of found) await note(store, { ...one, act: 'sign-in', subject: how, outcome: 'refused' }, db)
  })
}

/** The latest of what a delegation's members and programs did, newest first. */
export async function trailOf(store: Store, party: Id, most = 100) {
  const rows = await tablesOf(store.projector)
    .selectFrom('accounts.audit as a')
    .leftJoin('accounts.person as p', 'p.person', 'a.person')
    .leftJoin('accounts.api_token as t', (join) =>
      join.onRef('t.id', '=', 'a.api_token').onRef('t.party', '=', 'a.party'),
    )
    .select(['a.at', 'a.act', 'a.subject', 'a.outcome', 'p.name as person', 't.name as program'])
    .where('a.party', '=', party)
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ at, person, program, ...rest }) => ({ ...rest, at: at.toISOString(), who: program ?? person }))
}
