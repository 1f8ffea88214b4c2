// SPDX-License-Identifier: Apache-2.0
import {
  type Actor,
  accept,
  type Id,
  notSignedIn,
  problemOfZod,
  type Recorded,
  type Result,
  refuse,
  type Saying,
} from '@symbolon/foundation'
import { append, lockHeads } from './append.ts'
import { asReader, partyOf } from './ask.ts'
import { cannotBeKept } from './kept-text.ts'
import type { AnyCommand, Store } from './store.ts'
import type { Writer } from './tables.ts'

export type Done = { answer: unknown; said: Recorded[] }

/**
 * The way of a statement: check the input at the door, lock the heads, read as the actor and nobody else, decide, append
 * and project, one transaction. A refusal leaves nothing behind.
 */
export async function runCommand(
  store: Store,
  command: AnyCommand,
  token: string | null,
  input: unknown,
): Promise<Result<Done>> {
  const parsed = command.input.safeParse(input)
  if (!parsed.success) return refuse(problemOfZod(parsed.error))
  const unfit = cannotBeKept(parsed.data)
  if (unfit) return refuse(unfit)
  const party = token === null ? null : await partyOf(store, token)
  if (party === null) return refuse(notSignedIn())
  const actor = { party }
  const arrangement = command.arrangement(parsed.data as never, store.home)
  return store.projector.transaction().execute(async (writer) => {
    const heads = await lockHeads(writer, arrangement)
    const facts = await asReader(store, token, (view) => command.read(view, parsed.data as never, actor))
    const decision = command.decide(parsed.data as never, facts as never, actor, store.world)
    if (!decision.ok) return decision
    const { say: sayings, keep, answer } = decision.value
    const said = await say(store, writer, heads, arrangement, actor, sayings)
    await keep?.(writer)
    return accept({ answer: answer(said), said })
  })
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
