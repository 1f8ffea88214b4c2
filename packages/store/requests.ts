// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import {
  accept,
  defineProblem,
  type Id,
  notValid,
  type Problem,
  type Recorded,
  type Result,
  refuse,
  type Statement,
} from '@symbolon/foundation'
import { canonicalJson } from '@symbolon/record'
import { sql } from 'kysely'
import { cannotBeKept } from './kept-text.ts'
import { guard, type Owner, type Writer } from './tables.ts'

/** What a command came to: the answer, and the statements at their places. */
export type Done = { answer: unknown; said: Recorded[] }

/** One delivery of a request: whoever sends it again with the same key means the same one. */
export type Request = { party: Id; key: string; digest: Buffer }

export const keyUsedOtherwise = defineProblem(
  'store/key-used',
  409,
  /*i18n*/ 'The key {key} was sent before with another request, which was done. Send this one with a new key.',
)
const erasedSince = defineProblem(
  'store/erased-since',
  409,
  /*i18n*/ 'What was sent under the key {key} is on the record no longer: it was erased. It is not done again.',
)
const KEY = /^[\x21-\x7e]{1,200}$/

/** Refuses a key that cannot be kept, and an input whose digest could not be made. */
export function cannotBeRequest(key: string, input: unknown): Problem | null {
  if (KEY.test(key)) return cannotBeKept(input)
  const reason = /*i18n*/ 'it must be 1 to 200 visible ASCII characters, without spaces'
  return notValid({ field: 'Idempotency-Key', reason })
}

/**
 * A request by its key. The digest is of the input as it was sent: what a later version adds to it by default does not
 * make another request of one that is sent again after an upgrade.
 */
export function requestOf(party: Id, key: string, command: string, input: unknown): Request {
  const sent = JSON.parse(JSON.stringify(input ?? null))
  return {
    party,
    key,
    digest: createHash('sha256')
      .update(canonicalJson([command, sent]))
      .digest(),
  }
}

/**
 * What the request came to when it came before, or null where it has not been done. Deliveries of one key wait here for
 * each other, before either locks a head, so that no circle can close. `store/key-used` where it was another request.
 */
export async function earlierDone(writer: Writer, request: Request): Promise<Result<Done> | null> {
  const { party, key, digest } = request
  // Two numbers of 32 bits: another space than the one that the arrangements' locks are in.
  await sql`select pg_advisory_xact_lock(7280, hashtext(${`${party} ${key}`}))`.execute(writer)
  const rows = writer.selectFrom('store.request').select(['digest', 'answer', 'arrangements', 'statements'])
  const kept = await rows.where('party', '=', party).where('key', '=', key).executeTakeFirst()
  if (!kept) return null
  // What it said is known by no digest any more; done again it would be back.
  if (kept.digest.length === 0) return refuse(erasedSince({ key }))
  if (!kept.digest.equals(digest)) return refuse(keyUsedOtherwise({ key }))
  return accept(await asKept(writer, kept))
}

/**
 * Keeps what a request came to, in the transaction that did it: both are there, or neither. Answers what was kept, so
 * that it reads the first time as it will every time, to the byte.
 */
export async function keepDone(writer: Writer, request: Request, done: Done, at: Date): Promise<Done> {
  const [arrangements, statements] = [done.said.map((one) => one.arrangement), done.said.map((one) => one.id)]
  const answer = JSON.stringify(done.answer ?? null)
  await writer
    .insertInto('store.request')
    .values({ ...request, answer, arrangements, statements, done_at: at })
    .execute()
  return asKept(writer, { answer, arrangements, statements })
}

type Kept = { answer: string; arrangements: Id[]; statements: Id[] }
const asKept = async (writer: Writer, kept: Kept): Promise<Done> => ({
  answer: JSON.parse(kept.answer),
  said: await saidAt(writer, kept),
})

/** The statements that a request said, in the order in which it said them. They stand in the record and nowhere twice. */
async function saidAt(writer: Writer, kept: Kept): Promise<Recorded[]> {
  if (kept.statements.length === 0) return []
  const { rows } = await sql<{ canonical: string; log: Id; index: number }>`
    select s.canonical, s.log, s.index
    from unnest(${kept.arrangements}::uuid[], ${kept.statements}::uuid[]) with ordinality as k(arrangement, id, n)
    join store.statement s on s.arrangement = k.arrangement and s.id = k.id order by k.n`.execute(writer)
  return rows.map(({ canonical, log, index }) => ({ ...(JSON.parse(canonical) as Statement), log, index }))
}

/**
 * The table of requests that were done. A party reads its own; nobody deletes one: it is kept for good. Of one whose
 * statement was erased, digest and answer are emptied.
 */
export async function makeRequests(owner: Owner): Promise<void> {
  await sql`create table store.request (party uuid not null, key text not null, digest bytea not null,
    answer text not null, arrangements uuid[] not null, statements uuid[] not null, done_at timestamptz not null,
    primary key (party, key))`.execute(owner)
  await guard(owner, 'store.request', 'party = (select store.reader())', 'select, insert')
}
