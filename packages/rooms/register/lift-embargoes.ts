// SPDX-License-Identifier: Apache-2.0
import { audienceKey, type Id } from '@symbolon/foundation'
import { holdsCopies, lockHeads, type Store, say, Withheld, type Writer } from '@symbolon/store'
import { declassifying, liftingOf } from './lifting.ts'
import type { RegisterTables } from './tables.ts'

/**
 * Re-states every statement whose embargo is over, for the readers that were named then, in the name of who set it:
 * who set it decided, the day came, nobody else has to act. Each in a transaction of its own; a crash leaves the rest to
 * the next round. Answers how many were lifted. One that no checkpoint covers yet waits for the next round.
 */
export async function liftEmbargoes(store: Store): Promise<number> {
  const today = store.world.now().toISOString().slice(0, 10)
  const due = await store.projector
    .withTables<RegisterTables>()
    .selectFrom('register.embargo')
    .select(['arrangement', 'id'])
    .where('error', 'is', null)
    .where('until', '<=', today)
    .orderBy('id')
    .execute()
  let lifted = 0
  for (const { arrangement, id } of due) if (await liftOne(store, arrangement, id)) lifted++
  return lifted
}

const liftOne = async (store: Store, arrangement: Id, embargo: Id): Promise<boolean> => {
  try {
    return await liftOrLeave(store, arrangement, embargo)
  } catch (error) {
    // A log that was stopped takes nothing; the embargoes of others go on.
    if (error instanceof Withheld) return false
    throw error
  }
}

const liftOrLeave = (store: Store, arrangement: Id, embargo: Id): Promise<boolean> =>
  store.projector.transaction().execute(async (writer: Writer) => {
    const heads = await lockHeads(writer, arrangement)
    // Of a copy its own hub lifts it; said here it would be in nobody's half.
    if (holdsCopies(heads)) return false
    // Looked at again under the lock: it may have been entered in error, or lifted, meanwhile.
    const rows = writer.withTables<RegisterTables>().selectFrom('register.embargo').selectAll()
    const set = await rows.where('arrangement', '=', arrangement).where('id', '=', embargo).executeTakeFirst()
    if (!set || set.error !== null) return false
    const lifting = await liftingOf(writer, arrangement, set.original)
    if (!lifting || lifting.lifted.includes(audienceKey(set.body.to))) return false
    const saying = declassifying(lifting, set.body.to, set.body.until)
    if ('code' in saying) return false
    await say(store, writer, heads, arrangement, { party: set.recorded_by }, [saying])
    return true
  })
