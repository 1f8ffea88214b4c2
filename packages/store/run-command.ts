// SPDX-License-Identifier: Apache-2.0
import {
  type Actor,
  accept,
  defineProblem,
  type Id,
  notSignedIn,
  problemOfZod,
  type Recorded,
  type Result,
  refuse,
  type Saying,
} from '@symbolon/foundation'
import type { Spoken } from '@symbolon/record'
import { append, holdsCopies, lockHeads, spokenOf } from './append.ts'
import { asReader, partyOf } from './ask.ts'
import { cannotBeKept } from './kept-text.ts'
import { holdPrepared, keepPrepared, markSaid, noting, repeating } from './prepared.ts'
import { cannotBeRequest, type Done, earlierDone, keepDone, requestOf } from './requests.ts'
import { mustSign, type SignedAct, withSignatures } from './signing.ts'
import { nothingToSign, notPrepared } from './signing-problems.ts'
import type { AnyCommand, Store } from './store.ts'
import type { Writer } from './tables.ts'
import { orRefusal } from './thrown-refusal.ts'

const keptElsewhere = defineProblem(
  'store/kept-elsewhere',
  409,
  /*i18n*/ 'This is a copy of another record: whatever is added here would be in no partner’s half. Say it where the record is kept.',
)

export type CommandOptions = {
  /** The sender's own name for this request: sent again it is answered again and not done again. */
  key?: string | null
  /** Done beside the statements, in their transaction. What it throws undoes them. */
  also?: (writer: Writer, said: Recorded[]) => Promise<void>
  /** What was prepared and is now signed: the command must come to the same words again. */
  signed?: SignedAct | null
}

/**
 * The way of a statement: check the input at the door, lock the heads, read as the actor and nobody else, decide, append
 * and project, one transaction. A refusal leaves nothing behind. With a `key`, what came before under it from the same
 * party is answered again and not done again; what was refused was not done. A party that lets nothing unsigned stand
 * prepares first (`prepare`), and its command comes `signed`.
 */
export async function runCommand(
  store: Store,
  command: AnyCommand,
  token: string | null,
  input: unknown,
  { key = null, also, signed = null }: CommandOptions = {},
): Promise<Result<Done>> {
  const asked = await askedOf(store, command, token, input, key)
  if (!asked.ok) return asked
  const { party, given } = asked.value
  const arrangement = command.arrangement(given as never, store.home)
  const request = key === null ? null : requestOf(party, key, command.name, input)
  const work = async (writer: Writer): Promise<Result<Done>> => {
    const earlier = request && (await earlierDone(writer, request))
    if (earlier) return earlier
    const heads = await lockHeads(writer, arrangement)
    if (signed && !(await holdPrepared(writer, party, signed.prepared.id))) return refuse(notPrepared())
    const same = signed ? { ...store, world: repeating(store.world, signed.prepared.ids) } : store
    const decision = await decisionOf(same, command, token, asked.value)
    if (!decision.ok) return decision
    const { keep, answer } = decision.value
    // Asked after the decision: who may not speak here does not learn that this is a copy.
    if (decision.value.say.length > 0 && holdsCopies(heads)) return refuse(keptElsewhere())
    const sayings = await withSignatures(same, writer, { arrangement, party }, decision.value.say, signed)
    if (!sayings.ok) return sayings
    const said = await say(store, writer, heads, arrangement, { party }, sayings.value)
    if (signed) await markSaid(writer, party, signed.prepared.id, store.world.now())
    await keep?.(writer)
    await also?.(writer, said)
    const done = { answer: answer(said), said }
    return accept(request ? await keepDone(writer, request, done, store.world.now()) : done)
  }
  return orRefusal(() => store.projector.transaction().execute(work))
}

/** Whether the command would be refused as things stand now. Says and keeps nothing. */
export async function tryCommand(
  store: Store,
  command: AnyCommand,
  token: string | null,
  input: unknown,
  signed: SignedAct | null = null,
): Promise<Result<null>> {
  const asked = await askedOf(store, command, token, input, null)
  if (!asked.ok) return asked
  const { party, given } = asked.value
  const same = signed ? { ...store, world: repeating(store.world, signed.prepared.ids) } : store
  const decision = await orRefusal(() => decisionOf(same, command, token, asked.value))
  if (!decision.ok) return decision
  const where = { arrangement: command.arrangement(given as never, store.home), party }
  const sayings = await store.projector
    .transaction()
    .execute((writer) => withSignatures(same, writer, where, decision.value.say, signed))
  return sayings.ok ? accept(null) : sayings
}

/** What a command would say as things stand now, word for word and with its ids. */
export type ToSign = { prepared: Id; statements: Spoken[]; required: boolean }

/**
 * The first of the two steps of a signed act: keeps what a command would say, so that it can be read and signed. Says
 * nothing, and promises nothing: the second step decides anew.
 */
export async function prepare(
  store: Store,
  command: AnyCommand,
  token: string | null,
  input: unknown,
): Promise<Result<ToSign>> {
  const asked = await askedOf(store, command, token, input, null)
  if (!asked.ok) return asked
  const { party, given } = asked.value
  const { world, ids } = noting(store.world)
  const noted = { ...store, world }
  const decision = await orRefusal(() => decisionOf(noted, command, token, asked.value))
  if (!decision.ok) return decision
  const arrangement = command.arrangement(given as never, store.home)
  const statements = decision.value.say.map((saying) => spokenOf(noted, arrangement, { party }, saying))
  if (statements.length === 0) return refuse(nothingToSign())
  const prepared = await keepPrepared(store, party, { command: command.name, input, statements, ids })
  return accept({ prepared, statements, required: await mustSign(store, party, command) })
}

type Asked = { party: Id; given: unknown }

async function askedOf(
  store: Store,
  command: AnyCommand,
  token: string | null,
  input: unknown,
  key: string | null,
): Promise<Result<Asked>> {
  const parsed = command.input.safeParse(input)
  if (!parsed.success) return refuse(problemOfZod(parsed.error))
  const unfit = cannotBeKept(parsed.data) ?? (key === null ? null : cannotBeRequest(key, input))
  if (unfit) return refuse(unfit)
  const party = token === null ? null : await partyOf(store, token)
  return party === null ? refuse(notSignedIn()) : accept({ party, given: parsed.data })
}

async function decisionOf(store: Store, command: AnyCommand, token: string | null, { party, given }: Asked) {
  const actor = { party }
  const facts = await asReader(store, token, (view) => command.read(view, given as never, actor, store.kinds))
  return command.decide(given as never, facts as never, actor, store.world)
}

/**
 * Appends what an act says, and after it what rooms say beside it: in one place, so that no command can forget it. All
 * in the transaction of the caller. Answers what the act itself said.
 */
export async function say(
  store: Store,
  writer: Writer,
  heads: Awaited<ReturnType<typeof lockHeads>>,
  arrangement: Id,
  actor: Actor,
  sayings: Saying[],
): Promise<Recorded[]> {
  if (sayings.length === 0) return []
  const said = await append(store, writer, heads, arrangement, actor, sayings)
  for (const room of store.rooms) {
    const beside = (await room.alongside?.(writer, said)) ?? []
    if (beside.length > 0) await append(store, writer, heads, arrangement, actor, beside)
  }
  return said
}
