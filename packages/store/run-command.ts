// SPDX-License-Identifier: Apache-2.0
import {
  accept,
  defineProblem,
  notSignedIn,
  problemOfZod,
  type Recorded,
  type Result,
  refuse,
} from '@symbolon/foundation'
import { append, lockHeads } from './append.ts'
import { asReader, partyOf } from './ask.ts'
import { cannotBeKept } from './kept-text.ts'
import type { AnyCommand, Store } from './store.ts'

const keptElsewhere = defineProblem(
  'store/kept-elsewhere',
  409,
  /*i18n*/ 'This is a copy of another record: whatever is added here would be in no partner’s half. Say it where the record is kept.',
)

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
    const { say, keep, answer } = decision.value
    // Asked after the decision: who may not speak here does not learn that this is a copy.
    if (say.length > 0 && [...heads.values()].some(({ vkey }) => vkey !== null)) return refuse(keptElsewhere())
    const said = say.length ? await append(store, writer, heads, arrangement, actor, say) : []
    await keep?.(writer)
    return accept({ answer: answer(said), said })
  })
}
