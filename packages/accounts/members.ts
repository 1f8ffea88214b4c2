// SPDX-License-Identifier: Apache-2.0
import { type Id, refuse } from '@symbolon/foundation'
import type { Store } from '@symbolon/store'
import { sql } from 'kysely'
import { z } from 'zod'
import { defineMemberAct, done, inTransaction } from './act.ts'
import { note } from './audit.ts'
import { MOST_NAME, ROLES, type Role } from './contract.ts'
import { makeInvitation } from './invitations.ts'
import { headsOnly, lastHead, noSuchMember } from './problems.ts'
import { endSessionsOf } from './sessions.ts'
import { tablesOf } from './tables.ts'

const role = z.enum(ROLES)

const invite = defineMemberAct({
  name: 'invite',
  input: z.strictObject({ role, name: z.string().trim().max(MOST_NAME).nullable().default(null) }),
  heads: true,
  run: async ({ store, session, origin }, { role, name }) => {
    const token = await makeInvitation(store, session.party, role, { name, by: session.person })
    return done({ link: `${origin}/invitation?token=${token}` })
  },
})

const withdrawInvitation = defineMemberAct({
  name: 'withdraw-invitation',
  input: z.strictObject({ id: z.uuid() }),
  heads: true,
  run: async ({ store, session }, { id }) => {
    const gone = await tablesOf(store.projector)
      .deleteFrom('accounts.invitation')
      .where('party', '=', session.party)
      .where('id', '=', id)
      .where('used_at', 'is', null)
      .executeTakeFirst()
    if (gone.numDeletedRows !== 1n) return refuse(noSuchMember())
    await note(store, { party: session.party, person: session.person, act: 'withdraw-invitation' })
    return done()
  },
})

type Membership = { person: Id; role: Role; name: string }

/** The members of a delegation, locked: who comes and goes meanwhile waits, so that a last head is known as one. */
async function lockMembers(db: Store['projector'], party: Id): Promise<Membership[]> {
  return tablesOf(db)
    .selectFrom('accounts.membership as m')
    .innerJoin('accounts.person as p', 'p.person', 'm.person')
    .select(['m.person', 'm.role', 'p.name'])
    .where('m.party', '=', party)
    .orderBy('m.person')
    .forUpdate()
    .execute()
}

const isLastHead = (members: Membership[], one: Membership) =>
  one.role === 'head' && !members.some(({ role, person }) => role === 'head' && person !== one.person)

const setRole = defineMemberAct({
  name: 'set-role',
  input: z.strictObject({ person: z.uuid(), role }),
  heads: true,
  run: async ({ store, session }, { person, role }) =>
    inTransaction(store, async (db) => {
      const members = await lockMembers(db, session.party)
      const one = members.find((member) => member.person === person)
      if (!one) return refuse(noSuchMember())
      if (role !== 'head' && isLastHead(members, one)) return refuse(lastHead())
      await giveRole(db, session.party, person, role)
      // What they may do changed: they sign in anew.
      await endSessionsOf(db, person, session.party)
      const entry = { party: session.party, person: session.person, act: 'set-role', subject: `${one.name}: ${role}` }
      await note(store, entry, db)
      return person === session.person ? done(null, null) : done()
    }),
})

const giveRole = (db: Store['projector'], party: Id, person: Id, role: Role) =>
  tablesOf(db)
    .updateTable('accounts.membership')
    .set({ role })
    .where('party', '=', party)
    .where('person', '=', person)
    .execute()

const endMembership = defineMemberAct({
  name: 'end-membership',
  input: z.strictObject({ person: z.uuid(), successor: z.uuid().nullable().default(null) }),
  run: async ({ store, session }, { person, successor }) => {
    const { party } = session
    if (session.role !== 'head' && person !== session.person) return refuse(headsOnly())
    return inTransaction(store, async (db) => {
      const members = await lockMembers(db, party)
      const one = members.find((member) => member.person === person)
      const next = members.find((member) => member.person === successor && successor !== person)
      if (!one || (successor !== null && !next)) return refuse(noSuchMember())
      // Only a head gives a role on: who leaves by themselves leaves what they had.
      if (next && session.role !== 'head') return refuse(headsOnly())
      if (!next && isLastHead(members, one)) return refuse(lastHead())
      if (next) await handOver(db, party, one, next)
      else await leaveNothing(db, party, person)
      await tablesOf(db)
        .deleteFrom('accounts.membership')
        .where('party', '=', party)
        .where('person', '=', person)
        .execute()
      await endSessionsOf(db, person, party)
      const changed = next !== undefined && roleAfter(one.role, next.role) !== next.role
      if (changed) await endSessionsOf(db, next.person, party)
      const subject = next ? `${one.name} → ${next.name}` : one.name
      await note(store, { party, person: session.person, act: next ? 'hand-over' : 'end-membership', subject }, db)
      const mine = person === session.person || (changed && next.person === session.person)
      return done(null, mine ? null : undefined)
    })
  },
})

/** The wider of two roles; of two narrow ones, that of the officer who leaves. */
export const roleAfter = (officer: Role, successor: Role): Role =>
  (['head', 'delegate'] as const).find((wide) => officer === wide || successor === wide) ?? officer

/** The successor takes the role, the API tokens, the invitations and what waits. */
async function handOver(db: Store['projector'], party: Id, from: Membership, to: Membership): Promise<void> {
  const tables = tablesOf(db)
  await giveRole(db, party, to.person, roleAfter(from.role, to.role))
  const ofParty = sql<boolean>`party = ${party}`
  await tables
    .updateTable('accounts.api_token')
    .set({ made_by: to.person })
    .where(ofParty)
    .where('made_by', '=', from.person)
    .execute()
  await tables
    .updateTable('accounts.invitation')
    .set({ invited_by: to.person })
    .where(ofParty)
    .where('invited_by', '=', from.person)
    .where('used_at', 'is', null)
    .execute()
  await tables
    .updateTable('accounts.waiting')
    .set({ proposed_by: to.person })
    .where(ofParty)
    .where('proposed_by', '=', from.person)
    .where('state', '=', 'waiting')
    .execute()
}

/** Without a successor, what the officer had made that still opens or waits ends with the membership. */
async function leaveNothing(db: Store['projector'], party: Id, person: Id): Promise<void> {
  const tables = tablesOf(db)
  const ofParty = sql<boolean>`party = ${party}`
  const tokens = await tables
    .deleteFrom('accounts.api_token')
    .where(ofParty)
    .where('made_by', '=', person)
    .returning('id')
    .execute()
  if (tokens.length > 0)
    await db
      .deleteFrom('store.session')
      .where(
        'id',
        'in',
        tokens.map((one) => one.id),
      )
      .execute()
  await tables
    .deleteFrom('accounts.invitation')
    .where(ofParty)
    .where('invited_by', '=', person)
    .where('used_at', 'is', null)
    .execute()
  await tables
    .updateTable('accounts.waiting')
    .set({ state: 'withdrawn', decided_at: sql<Date>`now()` })
    .where(ofParty)
    .where('proposed_by', '=', person)
    .where('state', '=', 'waiting')
    .execute()
}

export const memberActs = [invite, withdrawInvitation, setRole, endMembership]
