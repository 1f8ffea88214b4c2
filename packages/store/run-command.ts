// SPDX-License-Identifier: Apache-2.0
import { accept, notSignedIn, problemOfZod, type Result, refuse } from '@symbolon/foundation'
import { append, lockHeads } from './append.ts'
import { asReader, partyOf } from './ask.ts'
import { cannotBeKept } from './kept-text.ts'
import { cannotBeRequest, type Done, earlierDone, keepDone, requestOf } from './requests.ts'
import type { AnyCommand, Store } from './store.ts'

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
  key: string | null = null,
): Promise<Result<Done>> {
  const parsed = command.input.safeParse(input)
  if (!parsed.success) return refuse(problemOfZod(parsed.error))
  const unfit = cannotBeKept(parsed.data) ?? (key === null ? null : cannotBeRequest(key, input))
  if (unfit) return refuse(unfit)
  const party = token === null ? null : await partyOf(store, token)
  if (party === null) return refuse(notSignedIn())
  const actor = { party }
  const arrangement = command.arrangement(parsed.data as never, store.home)
  const request = key === null ? null : requestOf(party, key, command.name, input)
  return store.projector.transaction().execute(async (writer) => {
    const earlier = request && (await earlierDone(writer, request))
    if (earlier) return earlier
    const heads = await lockHeads(writer, arrangement)
    const facts = await asReader(store, token, (view) => command.read(view, parsed.data as never, actor))
    const decision = command.decide(parsed.data as never, facts as never, actor, store.world)
    if (!decision.ok) return decision
    const { say, keep, answer } = decision.value
    const said = say.length ? await append(store, writer, heads, arrangement, actor, say) : []
    await keep?.(writer)
    const done = { answer: answer(said), said }
    return accept(request ? await keepDone(writer, request, done, store.world.now()) : done)
  })
}
