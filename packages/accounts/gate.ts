// SPDX-License-Identifier: Apache-2.0
import { notFound, type Recorded, type Result, refuse } from '@symbolon/foundation'
import { type AnyCommand, type Done, runCommand, type Store, tryCommand, type Writer } from '@symbolon/store'
import { sql } from 'kysely'
import { Undone } from './act.ts'
import { note } from './audit.ts'
import { headsOnly, notWaiting, notYourRole, readsOnly, waits } from './problems.ts'
import { doesBind, isForHeads, mayRun } from './roles.ts'
import { type Session, whoIs } from './sessions.ts'
import { tablesOf } from './tables.ts'

/** What turns four eyes off: it waits for a second person like what it would let through. */
export const END_FOUR_EYES = 'end-four-eyes'
const ERASE = 'erase-statement'

/**
 * The way of a command through the rules of its delegation: a role or a scope that does not speak is refused; with four
 * eyes what binds is kept for a second person. Whoever nobody signed in for (the chooser, the command line) passes.
 */
export async function runAllowed(
  store: Store,
  command: AnyCommand | undefined,
  token: string | null,
  input: unknown,
  key: string | null = null,
): Promise<Result<Done>> {
  if (!command) return refuse(notFound())
  const session = token === null ? null : await whoIs(store, token)
  const problem = session && refusalOf(session, command.name)
  if (problem) return refuse(problem)
  if (session?.fourEyes && session.how !== 'chosen' && doesBind(command.name)) {
    const tried = await tryCommand(store, command, token, input)
    return tried.ok ? keepWaiting(store, session, command.name, input) : tried
  }
  return runCommand(store, command, token, input, { key })
}

function refusalOf(session: Session, command: string) {
  if (session.scope === 'read') return readsOnly()
  if (isForHeads(command) && session.how !== 'chosen' && session.role !== 'head') return headsOnly()
  if (session.role !== null && !mayRun(session.role, command)) return notYourRole({ role: session.role })
  return null
}

/** Keeps an act for a second person. The same act asked for twice waits once. */
export async function keepWaiting(
  store: Store,
  session: Session,
  command: string,
  input: unknown,
): Promise<Result<never>> {
  const db = tablesOf(store.projector)
  const asked = JSON.stringify(input)
  const found = await db
    .selectFrom('accounts.waiting')
    .select('id')
    .where('party', '=', session.party)
    .where('command', '=', command)
    .where('state', '=', 'waiting')
    .where(sql<boolean>`input = ${asked}::jsonb`)
    .executeTakeFirst()
  if (found) return refuse(waits({ waiting: found.id }))
  const id = store.world.newId()
  const program = session.how === 'token' ? session.id : null
  const row = { party: session.party, id, command, proposed_by: session.person, api_token: program }
  await db
    .insertInto('accounts.waiting')
    .values({ ...row, input: asked, decided_by: null, decided_at: null })
    .execute()
  await note(store, { party: session.party, person: session.person, token: program, act: 'propose', subject: command })
  return refuse(waits({ waiting: id }))
}

/**
 * Says what waited, under the session of whoever confirms it, looked at again as things stand now. The act is marked in
 * the transaction of its statement: a crash leaves both or neither, and of two who confirm at once one is refused.
 */
export async function runWaiting(
  store: Store,
  command: AnyCommand,
  session: Session,
  token: string,
  act: { id: string; input: unknown },
): Promise<Result<Done>> {
  const problem = refusalOf(session, command.name)
  if (problem) return refuse(problem)
  try {
    const also = async (writer: Writer) => {
      if (!(await decide(writer, session, act.id, 'confirmed'))) throw new Undone(notWaiting())
      await note(store, { party: session.party, person: session.person, act: 'confirm', subject: command.name }, writer)
    }
    return await runCommand(store, command, token, act.input, { also })
  } catch (error) {
    if (error instanceof Undone) return refuse(error.problem)
    throw error
  }
}

/** Marks an act that waits as decided; false where it waits no longer. What it would have said is not kept after that. */
export async function decide(
  db: Store['projector'],
  { party, person }: Pick<Session, 'party' | 'person'>,
  id: string,
  state: 'confirmed' | 'rejected' | 'withdrawn',
): Promise<boolean> {
  const decided = await tablesOf(db)
    .updateTable('accounts.waiting')
    .set({ state, input: '{}', decided_by: person, decided_at: sql<Date>`now()` })
    .where('party', '=', party)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return decided.numUpdatedRows === 1n
}

/** Of a statement that was erased nothing more can be said: what waits to be, and may repeat its words, waits no longer. */
export async function forgetWaiting(writer: Writer, erased: Recorded[]): Promise<void> {
  for (const { id } of erased)
    await tablesOf(writer)
      .updateTable('accounts.waiting')
      .set({ state: 'withdrawn', input: '{}', decided_at: sql<Date>`now()` })
      .where('state', '=', 'waiting')
      // The erasure itself may be what is being confirmed.
      .where('command', '!=', ERASE)
      .where(sql<boolean>`strpos(input::text, ${id}) > 0`)
      .execute()
}
