// SPDX-License-Identifier: Apache-2.0
import {
  idSchema,
  notFound,
  notSignedIn,
  type Problem,
  problemOfZod,
  type Recorded,
  type Result,
  refuse,
  signedSchema,
} from '@symbolon/foundation'
import {
  type AnyCommand,
  type CommandOptions,
  type Done,
  isAboutSignature,
  mustSign,
  notPrepared,
  type Prepared,
  partyOf,
  prepare,
  preparedOf,
  runCommand,
  type SignedAct,
  type Store,
  type ToSign,
  tryCommand,
  type Writer,
} from '@symbolon/store'
import { sql } from 'kysely'
import { z } from 'zod'
import { Undone } from './act.ts'
import { note } from './audit.ts'
import { headsOnly, notWaiting, notYourRole, readsOnly, waits } from './problems.ts'
import { doesBind, isForHeads, mayRun } from './roles.ts'
import { type Session, whoIs } from './sessions.ts'
import { type KeptSigned, tablesOf } from './tables.ts'

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
  return command ? runFor(store, command, token, { input, key, signed: null }) : refuse(notFound())
}

/** The first step of an act that is signed by a key of the party's own, for whoever may do it. */
export async function prepareAllowed(
  store: Store,
  command: AnyCommand | undefined,
  token: string | null,
  input: unknown,
): Promise<Result<ToSign>> {
  if (!command) return refuse(notFound())
  const session = token === null ? null : await whoIs(store, token)
  const problem = session && refusalOf(session, command.name)
  return problem ? refuse(problem) : prepare(store, command, token, input)
}

const submission = z.strictObject({ prepared: idSchema, signatures: z.array(signedSchema).max(1000) })

/** The second: what was prepared is said, if the signatures hold and it would still be said so. */
export async function submitAllowed(
  store: Store,
  commands: Map<string, AnyCommand>,
  token: string | null,
  given: unknown,
  key: string | null = null,
): Promise<Result<Done>> {
  const parsed = submission.safeParse(given)
  if (!parsed.success) return refuse(problemOfZod(parsed.error))
  const party = token === null ? null : await partyOf(store, token)
  if (party === null) return refuse(notSignedIn())
  const prepared = await preparedOf(store, party, parsed.data.prepared)
  const command = prepared && commands.get(prepared.command)
  if (!prepared || !command) return refuse(notPrepared())
  const signed = { prepared, signatures: parsed.data.signatures }
  return runFor(store, command, token, { input: prepared.input, key, signed })
}

/** Whether what a command says for whoever holds the token must come signed; a page asks before it sends. */
export async function asksForSignature(store: Store, command: AnyCommand | undefined, token: string | null) {
  const party = token === null ? null : await partyOf(store, token)
  return party !== null && command !== undefined && (await mustSign(store, party, command))
}

/** What the party of a token prepared under an id; null where there is none of its own. */
export async function preparedFor(store: Store, token: string | null, id: string): Promise<Prepared | null> {
  const party = token === null ? null : await partyOf(store, token)
  return party === null ? null : preparedOf(store, party, id)
}

type Asked = { input: unknown; key: string | null; signed: SignedAct | null }

async function runFor(store: Store, command: AnyCommand, token: string | null, asked: Asked): Promise<Result<Done>> {
  const { input, key, signed } = asked
  const session = token === null ? null : await whoIs(store, token)
  const problem = session && refusalOf(session, command.name)
  if (problem) return refuse(problem)
  if (session?.fourEyes && session.how !== 'chosen' && doesBind(command.name)) {
    const tried = await tryCommand(store, command, token, input, signed)
    return tried.ok
      ? keepWaiting(store, session, command.name, input, signed)
      : noted(store, session, command, tried.problem)
  }
  const done = await runCommand(store, command, token, input, { key, signed, also: spokenBy(store, session, command) })
  return done.ok || !session ? done : noted(store, session, command, done.problem)
}

/** Which person spoke for the party stands on its own trail, and never in the record. A program's uses stand there already. */
function spokenBy(store: Store, session: Session | null, { name }: AnyCommand): CommandOptions['also'] {
  if (!session || session.person === null || session.how === 'token') return undefined
  const { party, person } = session
  return async (writer, said) => {
    for (const { id } of said.slice(0, 1)) await note(store, { party, person, act: name, subject: id }, writer)
  }
}

/** Who tried to speak for the party without its key, or with another, stands on its audit trail. */
async function noted(store: Store, session: Session, { name }: AnyCommand, problem: Problem): Promise<Result<never>> {
  if (!isAboutSignature(problem)) return refuse(problem)
  const { party, person } = session
  const program = session.how === 'token' ? session.id : null
  await note(store, { party, person, token: program, act: name, subject: problem.code, outcome: 'refused' })
  return refuse(problem)
}

function refusalOf(session: Session, command: string) {
  if (session.scope === 'read') return readsOnly()
  if (session.role !== null && !mayRun(session.role, command)) return notYourRole({ role: session.role })
  // What nobody can undo is done in person, and by no program.
  if (isForHeads(command) && session.how === 'token') return headsOnly()
  return null
}

/** Keeps an act for a second person. The same act asked for twice waits once. */
export async function keepWaiting(
  store: Store,
  session: Session,
  command: string,
  input: unknown,
  signed: SignedAct | null = null,
): Promise<Result<never>> {
  const db = tablesOf(store.projector)
  const asked = JSON.stringify(input)
  const found = await db
    .selectFrom('accounts.waiting')
    .select('id')
    .where('party', '=', session.party)
    .where('command', '=', command)
    .where('state', '=', 'waiting')
    // What is signed is signed with ids of its own: each waits by itself.
    .where(sql<boolean>`input = ${asked}::jsonb and signed is null and ${signed === null}`)
    .executeTakeFirst()
  if (found) return refuse(waits({ waiting: found.id }))
  const id = store.world.newId()
  const program = session.how === 'token' ? session.id : null
  const row = { party: session.party, id, command, proposed_by: session.person, api_token: program }
  await db
    .insertInto('accounts.waiting')
    .values({ ...row, input: asked, signed: signedAs(signed), decided_by: null, decided_at: null })
    .execute()
  await note(store, { party: session.party, person: session.person, token: program, act: 'propose', subject: command })
  return refuse(waits({ waiting: id }))
}

const signedAs = (signed: SignedAct | null) =>
  signed && JSON.stringify({ prepared: signed.prepared.id, signatures: signed.signatures })

/** What was signed when the act was proposed; null where it was not. */
async function signedThen(store: Store, { party }: Session, kept: KeptSigned | null): Promise<SignedAct | null> {
  const prepared = kept && (await preparedOf(store, party, kept.prepared))
  return prepared && { prepared, signatures: kept.signatures }
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
  act: { id: string; input: unknown; signed: KeptSigned | null },
): Promise<Result<Done>> {
  const problem = refusalOf(session, command.name)
  if (problem) return refuse(problem)
  try {
    const also = async (writer: Writer) => {
      if (!(await decide(writer, session, act.id, 'confirmed'))) throw new Undone(notWaiting())
      await note(store, { party: session.party, person: session.person, act: 'confirm', subject: command.name }, writer)
    }
    const signed = await signedThen(store, session, act.signed)
    // Prepared too long ago, or gone with what was erased: it was proposed signed and is not said without that.
    if (act.signed && !signed) return refuse(notPrepared())
    const done = await runCommand(store, command, token, act.input, { also, signed })
    return done.ok ? done : await noted(store, session, command, done.problem)
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
    .set({ state, input: '{}', signed: null, decided_by: person, decided_at: sql<Date>`now()` })
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
      .set({ state: 'withdrawn', input: '{}', signed: null, decided_at: sql<Date>`now()` })
      .where('state', '=', 'waiting')
      // The erasure itself may be what is being confirmed.
      .where('command', '!=', ERASE)
      .where(sql<boolean>`strpos(input::text, ${id}) > 0`)
      .execute()
}
