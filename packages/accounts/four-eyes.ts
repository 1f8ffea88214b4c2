// SPDX-License-Identifier: Apache-2.0
import { type Result, refuse } from '@symbolon/foundation'
import { z } from 'zod'
import { defineMemberAct, done, inTransaction, type Member } from './act.ts'
import { note } from './audit.ts'
import { decide, END_FOUR_EYES, keepWaiting, runWaiting } from './gate.ts'
import { headsOnly, notWaiting, secondPerson } from './problems.ts'
import { mayRun } from './roles.ts'
import { type KeptSigned, tablesOf } from './tables.ts'

const id = z.strictObject({ id: z.uuid() })

const setFourEyes = (db: Member['store']['projector'], party: string, four_eyes: boolean) =>
  tablesOf(db)
    .insertInto('accounts.delegation')
    .values({ party, four_eyes })
    .onConflict((conflict) => conflict.column('party').doUpdateSet({ four_eyes }))
    .execute()

const fourEyes = defineMemberAct({
  name: 'four-eyes',
  input: z.strictObject({ on: z.boolean() }),
  heads: true,
  run: async ({ store, session }, { on }) => {
    if (!on && session.fourEyes) return keepWaiting(store, session, END_FOUR_EYES, {})
    const { party, person } = session
    return inTransaction(store, async (db) => {
      if (!on) return done()
      await setFourEyes(db, party, true)
      await note(store, { party, person, act: 'four-eyes' }, db)
      return done()
    })
  },
})

type Found = { id: string; command: string; input: unknown; signed: KeptSigned | null; proposed_by: string | null }

async function waitingOne({ store, session }: Member, id: string): Promise<Found | null> {
  const found = await tablesOf(store.projector)
    .selectFrom('accounts.waiting')
    .select(['id', 'command', 'input', 'signed', 'proposed_by'])
    .where('party', '=', session.party)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return found ?? null
}

/** Whether a role decides about an act: what it may say itself, and for four eyes a head. */
export const mayDecide = (role: Member['session']['role'], command: string): boolean =>
  command === END_FOUR_EYES ? role === 'head' : mayRun(role, command)

const confirm = defineMemberAct({
  name: 'confirm',
  input: id,
  run: async (member, { id }) => {
    const { store, session, commands, token } = member
    const act = await waitingOne(member, id)
    if (!act) return refuse(notWaiting())
    if (act.proposed_by === session.person) return refuse(secondPerson())
    if (act.command === END_FOUR_EYES) return endFourEyes(member, id)
    const command = commands.get(act.command)
    if (!command) return refuse(notWaiting())
    const said = await runWaiting(store, command, session, token!, act)
    return said.ok ? done() : said
  },
})

async function endFourEyes({ store, session }: Member, id: string): Promise<Result<{ answer: unknown }>> {
  const { party, person, role } = session
  if (!mayDecide(role, END_FOUR_EYES)) return refuse(headsOnly())
  return inTransaction(store, async (db) => {
    if (!(await decide(db, session, id, 'confirmed'))) return refuse(notWaiting())
    await setFourEyes(db, party, false)
    await note(store, { party, person, act: END_FOUR_EYES }, db)
    return done()
  })
}

const settle = (name: 'reject' | 'withdraw', state: 'rejected' | 'withdrawn') =>
  defineMemberAct({
    name,
    input: id,
    run: async (member, { id }) => {
      const { store, session } = member
      const act = await waitingOne(member, id)
      if (!act) return refuse(notWaiting())
      const own = act.proposed_by === session.person
      const may = name === 'withdraw' ? own : !own && mayDecide(session.role, act.command)
      if (!may) return refuse(secondPerson())
      if (!(await decide(store.projector, session, id, state))) return refuse(notWaiting())
      await note(store, { party: session.party, person: session.person, act: name, subject: act.command })
      return done()
    },
  })

export const fourEyesActs = [fourEyes, confirm, settle('reject', 'rejected'), settle('withdraw', 'withdrawn')]
