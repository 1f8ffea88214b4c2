// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import type { Store } from '@symbolon/store'
import { sql } from 'kysely'
import { z } from 'zod'
import { defineMemberAct, done, type Member } from './act.ts'
import { trailOf } from './audit.ts'
import type { PeoplePage, Waiting } from './contract.ts'
import { mayDecide } from './four-eyes.ts'
import { tablesOf } from './tables.ts'

/** The people of the delegation that one speaks for. API tokens and the trail are for its heads. */
export const people = defineMemberAct({
  name: 'people',
  input: z.strictObject({}),
  run: async (member) => {
    const { store, session, namesOf } = member
    const { party, role, fourEyes } = session
    const head = role === 'head'
    const [named] = await namesOf([party])
    const answer: PeoplePage = {
      party: named ?? { id: party, names: {} },
      role,
      fourEyes,
      members: await membersOf(store, party, session.person),
      invitations: head ? await invitationsOf(store, party) : [],
      waiting: await waitingOf(member),
      tokens: head ? await tokensOf(store, party) : [],
      trail: head ? await trailOf(store, party) : [],
    }
    return done(answer)
  },
})

async function membersOf(store: Store, party: Id, me: Id): Promise<PeoplePage['members']> {
  const rows = await tablesOf(store.projector)
    .selectFrom('accounts.membership as m')
    .innerJoin('accounts.person as p', 'p.person', 'm.person')
    .select(['m.person', 'p.name', 'm.role', 'm.since'])
    .where('m.party', '=', party)
    .orderBy('m.since')
    .orderBy('m.person')
    .execute()
  return rows.map((one) => ({ ...one, since: one.since.toISOString(), me: one.person === me }))
}

async function invitationsOf(store: Store, party: Id): Promise<PeoplePage['invitations']> {
  const rows = await tablesOf(store.projector)
    .selectFrom('accounts.invitation as i')
    .leftJoin('accounts.person as p', 'p.person', 'i.invited_by')
    .select(['i.id', 'i.name', 'i.role', 'p.name as by', 'i.expires_at as expires'])
    .where('i.party', '=', party)
    .where('i.used_at', 'is', null)
    .where('i.expires_at', '>', sql<Date>`now()`)
    .orderBy('i.id')
    .execute()
  return rows.map((one) => ({ ...one, expires: one.expires.toISOString() }))
}

async function waitingOf({ store, session }: Member): Promise<Waiting[]> {
  const rows = await tablesOf(store.projector)
    .selectFrom('accounts.waiting as w')
    .leftJoin('accounts.person as p', 'p.person', 'w.proposed_by')
    .leftJoin('accounts.api_token as t', (join) =>
      join.onRef('t.id', '=', 'w.api_token').onRef('t.party', '=', 'w.party'),
    )
    .select(['w.id', 'w.command', 'w.input', 'w.proposed_by', 'w.at', 'p.name as person', 't.name as program'])
    .where('w.party', '=', session.party)
    .where('w.state', '=', 'waiting')
    .orderBy('w.id')
    .execute()
  return rows.map(({ id, command, input, at, proposed_by, person, program }) => {
    const byMe = proposed_by === session.person
    const decides = !byMe && mayDecide(session.role, command)
    return { id, command, input, proposedBy: person ?? program ?? '?', byMe, at: at.toISOString(), mayDecide: decides }
  })
}

async function tokensOf(store: Store, party: Id): Promise<PeoplePage['tokens']> {
  const rows = await tablesOf(store.projector)
    .selectFrom('accounts.api_token as t')
    .leftJoin('accounts.person as p', 'p.person', 't.made_by')
    .select(['t.id', 't.name', 't.scope', 'p.name as by', 't.made_at', 't.expires_at', 't.used_at'])
    .where('t.party', '=', party)
    .where('t.expires_at', '>', sql<Date>`now()`)
    .orderBy('t.made_at')
    .orderBy('t.id')
    .execute()
  return rows.map(({ made_at, expires_at, used_at, ...rest }) => ({
    ...rest,
    made: made_at.toISOString(),
    expires: expires_at.toISOString(),
    used: used_at?.toISOString() ?? null,
  }))
}
