// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { type Id, idSchema } from './ids.ts'
import type { Recorded } from './room.ts'
import type { Kinds } from './statement.ts'

/** The kind of the statement that says of an earlier one of its log that text and salt were destroyed. */
export const ERASED = 'statement.erased'

/** What stays of an erased statement: its erasure says it, so that every copy of the log keeps the same. */
export const remainsSchema = z.strictObject({
  statement: idSchema,
  index: z.number().int().nonnegative(),
  kind: z.string().min(1).max(100),
  saidBy: idSchema,
  recordedBy: idSchema,
  recordedAt: z.iso.datetime(),
  corrects: idSchema.nullable(),
})
export type Remains = z.infer<typeof remainsSchema>

export const remainsOf = (said: Recorded): Remains => ({
  statement: said.id,
  index: said.index,
  kind: said.kind,
  saidBy: said.saidBy,
  recordedBy: said.recordedBy,
  recordedAt: said.recordedAt,
  corrects: said.corrects,
})

/** Whether a party may erase a statement: what it recorded itself. Not what another reports of it: that it can contest. */
export const isTheirsToErase = ({ recordedBy }: Pick<Remains, 'recordedBy'>, party: Id): boolean => recordedBy === party

/**
 * Why an erasure does not count, in words; null where it does. `target` is the statement that it names, where its text is
 * still there to compare. Whoever keeps a copy asks this before it destroys anything: who holds the signing key can put any
 * name under an erasure, and must not by that reach into what partners keep.
 */
export function wrongErasure(kinds: Kinds, erasure: Recorded, target: Recorded | null): string | null {
  const remains = remainsIn(erasure)
  if (!remains) return 'it does not say what it erases'
  if (remains.index >= erasure.index) return 'it erases what was not said before it'
  if (erasure.saidBy !== erasure.recordedBy) return 'it is said in the name of another'
  if (!isTheirsToErase(remains, erasure.saidBy)) return 'it erases what another party recorded'
  const kind = kinds.get(remains.kind)
  if (!kind || kind.lasts !== null) return `it erases a statement of a kind that cannot be erased: ${remains.kind}`
  if (!target) return null
  const differs = Object.entries(remainsOf(target)).some(([name, value]) => remains[name as keyof Remains] !== value)
  return differs ? 'what it erases is another statement than it says' : null
}

/** What an erasure leaves of the statement that it names; null where its body is none. */
export function remainsIn({ body }: { body: unknown }): Remains | null {
  return remainsSchema.strip().safeParse(body).data ?? null
}
