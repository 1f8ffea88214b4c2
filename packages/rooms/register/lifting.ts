// SPDX-License-Identifier: Apache-2.0
import { type Audience, audienceKey, audienceOfKey, type Id, type Problem, type Saying } from '@symbolon/foundation'
import { inclusionProof } from '@symbolon/record'
import { hashSource, type View } from '@symbolon/store'
import { openSeats } from './commands/seated.ts'
import type { DeclassifiedBody } from './contract.ts'
import { alreadyErased } from './erasing-problems.ts'
import { alreadyLifted, cannotBeLifted, notSignedYet, notWider, notYoursToLift } from './lifting-problems.ts'
import { tablesOf } from './tables.ts'
import { isWider } from './wider.ts'

export type Lifting = {
  /** Its words are gone: nothing is left to re-state. */
  erased: boolean
  recordedBy: Id
  kind: string
  audience: Audience
  seats: { party: Id; tier: string }[]
  /** The written forms of the audiences for which it was re-stated. */
  lifted: string[]
  proof: Omit<DeclassifiedBody, 'embargo'> | null
}

/**
 * What it takes to re-state a statement for others; null where the view has no such statement. The proof rests on the
 * first checkpoint that covered the statement: it tells how long the narrower log was then, and not how long it is now.
 */
export async function liftingOf(view: View, arrangement: Id, statement: Id): Promise<Lifting | null> {
  const row = await view
    .selectFrom('store.statement as s')
    .innerJoin('store.log as l', (join) =>
      join.onRef('l.arrangement', '=', 's.arrangement').onRef('l.id', '=', 's.log'),
    )
    .select(['s.recorded_by', 's.kind', 's.log', 's.index', 's.salt', 's.canonical', 'l.audience', 'l.key'])
    .where('s.arrangement', '=', arrangement)
    .where('s.id', '=', statement)
    .executeTakeFirst()
  if (!row) return null
  const { recorded_by: recordedBy, kind, index, canonical, salt, key } = row
  const erased = canonical === null || salt === null
  return {
    erased,
    recordedBy,
    kind,
    audience: audienceOfKey(row.audience),
    seats: await openSeats(view, arrangement),
    lifted: await liftedTo(view, arrangement, statement),
    proof: erased
      ? null
      : await proofOf(view, arrangement, { ...row, statement: { statement, canonical, index, key, salt } }),
  }
}

type Row = {
  log: Id
  index: number
  statement: { statement: Id; canonical: string; index: number; key: string | null; salt: Buffer }
}

async function proofOf(view: View, arrangement: Id, { log, index, statement }: Row): Promise<Lifting['proof']> {
  const { key, salt } = statement
  const checkpoint = await view
    .selectFrom('store.checkpoint')
    .select(['size', 'note'])
    .where('arrangement', '=', arrangement)
    .where('log', '=', log)
    .where('size', '>', index)
    .orderBy('size')
    .limit(1)
    .executeTakeFirst()
  if (!checkpoint || key === null) return null
  const proof = await inclusionProof(checkpoint.size, index, hashSource(view, arrangement, log))
  return { ...statement, key, salt: base64(salt), checkpoint: checkpoint.note, proof: proof.map(base64) }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

async function liftedTo(view: View, arrangement: Id, statement: Id): Promise<string[]> {
  const rows = await tablesOf(view)
    .selectFrom('register.declassified as d')
    .innerJoin('store.log as l', (join) =>
      join.onRef('l.arrangement', '=', 'd.arrangement').onRef('l.id', '=', 'd.log'),
    )
    .select('l.audience')
    .where('d.arrangement', '=', arrangement)
    .where('d.original', '=', statement)
    .execute()
  // Re-stated and then erased there: an embargo, or a second try, must not bring it back.
  const erased = await tablesOf(view)
    .selectFrom('register.erasure as e')
    .innerJoin('store.log as l', (join) =>
      join.onRef('l.arrangement', '=', 'e.arrangement').onRef('l.id', '=', 'e.log'),
    )
    .select('l.audience')
    .where('e.arrangement', '=', arrangement)
    .where('e.restates', '=', statement)
    .execute()
  return [...rows, ...erased].map((row) => row.audience)
}

/** Why a party may not lift a statement for these readers, now or after an embargo; null where it may. */
export function cannotLift(lifting: Lifting, party: Id, to: Audience): Problem | null {
  if (lifting.recordedBy !== party) return notYoursToLift()
  if (lifting.erased) return alreadyErased()
  if (lifting.kind === 'statement.declassified') return cannotBeLifted()
  if (!isWider(lifting.audience, to, lifting.seats)) return notWider()
  return lifting.lifted.includes(audienceKey(to)) ? alreadyLifted() : null
}

/** The statement that re-states another for `to`; a refusal where no checkpoint proves it yet. */
export function declassifying(lifting: Lifting, to: Audience, embargo: string | null): Saying | Problem {
  if (lifting.proof === null) return notSignedYet()
  return { kind: 'statement.declassified', audience: to, body: { ...lifting.proof, embargo } }
}
