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
import { append, holdsCopies, lockHeads } from './append.ts'
import { asReader, partyOf } from './ask.ts'
import { cannotBeKept } from './kept-text.ts'
import { cannotBeRequest, type Done, earlierDone, keepDone, requestOf } from './requests.ts'
import type { AnyCommand, Store } from './store.ts'
import type { Writer } from './tables.ts'

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
}

/**
 * The way of a statement: check the input at the door, lock the heads, read as the actor and nobody else, decide, append
 * and project, one transaction. A refusal leaves nothing behind. With a `key`, what came before under it from the same
 * party is answered again and not done again; what was refused was not done.
 */
export async function runCommand(
  store: Store,
  command: AnyCommand,
  token: string | null,
  input: unknown,
  { key = null, also }: CommandOptions = {},
): Promise<Result<Done>> {
  const asked = await askedOf(store, command, token, input, key)
  if (!asked.ok) return asked
  const { party, given } = asked.value
  const arrangement = command.arrangement(given as never, store.home)
  const request = key === null ? null : requestOf(party, key, command.name, input)
  return store.projector.transaction().execute(async (writer) => {
    const earlier = request && (await earlierDone(writer, request))
    if (earlier) return earlier
    const heads = await lockHeads(writer, arrangement)
    const decision = await decisionOf(store, command, token, asked.value)
    if (!decision.ok) return decision
    const { say: sayings, keep, answer } = decision.value
    // Asked after the decision: who may not speak here does not learn that this is a copy.
    if (sayings.length > 0 && holdsCopies(heads)) return refuse(keptElsewhere())
    const said = await say(store, writer, heads, arrangement, { party }, sayings)
    await keep?.(writer)
    await also?.(writer, said)
    const done = { answer: answer(said), said }
    return accept(request ? await keepDone(writer, request, done, store.world.now()) : done)
  })
}

/** Whether the command would be refused as things stand now. Says and keeps nothing. */
export async function tryCommand(
  store: Store,
  command: AnyCommand,
  token: string | null,
  input: unknown,
): Promise<Result<null>> {
  const asked = await askedOf(store, command, token, input, null)
  if (!asked.ok) return asked
  const decision = await decisionOf(store, command, token, asked.value)
  return decision.ok ? accept(null) : decision
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
