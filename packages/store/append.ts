// SPDX-License-Identifier: Apache-2.0
import {
  type Actor,
  audienceKey,
  bodyOfToday,
  everybody,
  type Id,
  type Recorded,
  type Saying,
  type Statement,
} from '@symbolon/foundation'
import {
  appendLeaves,
  canonicalJson,
  emptyFrontier,
  type Frontier,
  frontierRoot,
  leafEntry,
  leafHash,
  type Spoken,
  TILE,
} from '@symbolon/record'
import { sql } from 'kysely'
import { eraseNamed } from './erase.ts'
import { decodeFrontier, encodeFrontier } from './frontier-column.ts'
import { isWithheld, logStopped, notReconciled, unreconciled, Withheld } from './restored.ts'
import type { Store } from './store.ts'
import type { Writer } from './tables.ts'

type Head = { id: Id; audience: string; size: number; frontier: Frontier; vkey: string | null }

/**
 * Locks an arrangement and the heads of all its logs, so that whoever decides next decides on what is committed, and two
 * commands cannot wait for each other. The arrangement itself too: of logs that are not there yet no row can be locked,
 * and two commands that open the same ones in different orders would wait in a circle. Its lock stands in the condition,
 * which is looked at once and before any row: one round trip for both. A log that somebody opened while this one waited
 * is not among the rows yet; `openLog` finds it.
 */
export async function lockHeads(writer: Writer, arrangement: Id): Promise<Map<string, Head>> {
  const rows = await writer
    .selectFrom('store.log')
    .select(['id', 'audience', 'size', 'frontier', 'vkey'])
    .where('arrangement', '=', arrangement)
    // A closed one is followed by another of the same audience.
    .where('continued_in', 'is', null)
    .where(sql<boolean>`(select ${arrangementLock(arrangement)})::text is not null`)
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(
    rows.map((row) => [
      headKey(arrangement, row.audience),
      { ...row, frontier: decodeFrontier(row.size, row.frontier) },
    ]),
  )
}

/** Whether the arrangement is a copy of another hub's: nothing is said in it here. */
export const holdsCopies = (heads: Map<string, Head>): boolean => [...heads.values()].some(({ vkey }) => vkey !== null)

/**
 * Appends to the logs that the audiences name, and projects, inside the transaction of the caller. A crash before the
 * commit leaves nothing; after it, statements, leaves and projections are there together.
 */
export async function append(
  store: Store,
  writer: Writer,
  heads: Map<string, Head>,
  arrangement: Id,
  actor: Actor,
  sayings: Saying[],
): Promise<Recorded[]> {
  const recordedAt = store.world.now().toISOString()
  const said: Recorded[] = []
  for (const group of runsOfOneLog(sayings, arrangement)) {
    const statements = group.map((saying) => state(store, arrangement, actor, recordedAt, saying))
    const { arrangement: where, audience } = statements[0]!
    const key = headKey(where, audienceKey(audience))
    const head = heads.get(key) ?? (await openLog(store, writer, where, audienceKey(audience), recordedAt))
    if (head.vkey !== null) throw new Error(`the log ${head.id} is a copy of another hub's and takes no statement`)
    heads.set(key, head)
    const first = head.size
    await insert(store, writer, head, where, statements)
    said.push(...statements.map((statement, n) => ({ ...statement, log: head.id, index: first + n })))
  }
  await eraseNamed(store, writer, said)
  await project(store, writer, said)
  return said
}

const arrangementLock = (arrangement: Id) => sql`pg_advisory_xact_lock(hashtextextended(${arrangement}, 7279))`

const headKey = (arrangement: Id, audience: string) => `${arrangement} ${audience}`

/** Sayings for one log together; within it their order stays. */
function runsOfOneLog(sayings: Saying[], arrangement: Id): Saying[][] {
  const keyOf = (saying: Saying) =>
    headKey(saying.arrangement ?? arrangement, audienceKey(saying.audience ?? everybody))
  return [...Map.groupBy(sayings, keyOf).values()]
}

function state(store: Store, arrangement: Id, actor: Actor, recordedAt: string, saying: Saying): Statement {
  const { signature } = saying
  return { ...spokenOf(store, arrangement, actor, saying), recordedAt, ...(signature && { signature }) }
}

/** A saying as the statement that it will be, but for its time and its signature. */
export function spokenOf(store: Store, arrangement: Id, actor: Actor, saying: Saying): Spoken {
  const kind = store.kinds.get(saying.kind)
  if (!kind) throw new Error(`no room defines the kind ${saying.kind}`)
  return {
    id: saying.id ?? store.world.newId(),
    arrangement: saying.arrangement ?? arrangement,
    kind: kind.kind,
    version: kind.version,
    saidBy: saying.saidBy ?? actor.party,
    recordedBy: actor.party,
    audience: saying.audience ?? everybody,
    about: saying.about ?? [],
    citation: saying.citation ?? null,
    saidOn: saying.saidOn ?? null,
    wording: saying.wording ?? null,
    corrects: saying.corrects ?? null,
    body: kind.body.parse(saying.body),
  }
}

async function openLog(store: Store, writer: Writer, arrangement: Id, key: string, at: string): Promise<Head> {
  const log = {
    arrangement,
    id: store.world.newId(),
    audience: key,
    frontier: Buffer.alloc(0),
    created_at: new Date(at),
  }
  // Another arrangement than the command's own: one that it founds.
  await sql`select ${arrangementLock(arrangement)}`.execute(writer)
  await writer
    .insertInto('store.log')
    .values({ ...log, size: 0, signed_size: 0 })
    // Two first speakers at once: the second waits here for the first and then reads what that one left.
    .onConflict((conflict) =>
      conflict
        .columns(['arrangement', 'audience'])
        .where('vkey', 'is', null)
        .where('continued_in', 'is', null)
        .doNothing(),
    )
    .execute()
  const head = (await lockHeads(writer, arrangement)).get(headKey(arrangement, key))
  if (!head) throw new Error(`the log ${key} of ${arrangement} cannot be opened`)
  return head
}

async function insert(
  store: Store,
  writer: Writer,
  head: Head,
  arrangement: Id,
  statements: Statement[],
): Promise<void> {
  const texts = statements.map((statement) => canonicalJson(statement))
  const salts = texts.map(() => Buffer.from(store.world.random(32)))
  const entries = texts.map((text, i) => Buffer.from(leafEntry(salts[i]!, text)))
  const leaves = entries.map((entry) => leafHash(entry))
  const frontier = appendLeaves(head.frontier, leaves)
  const tiles = newTiles(head.frontier, leaves)
  const first = head.frontier.size
  const column = (pick: (statement: Statement) => unknown) => statements.map(pick)
  // One round trip: the row of a statement, its leaf, the head of its log. The texts go as lines, which costs a third of
  // what an array of texts with its quotes does: canonical JSON never has a bare line break (RFC 8785 escapes them).
  // It looks in the same breath whether a log may grow: a record that lost statements takes none.
  const done = await sql`
    with numbered as (
      insert into store.statement
        (arrangement, log, index, id, kind, said_by, recorded_by, recorded_at, corrects, salt, canonical)
      select ${arrangement}, ${head.id}, ${first} + s.n - 1, s.id, s.kind, s.said_by, s.recorded_by,
        ${statements[0]!.recordedAt}, s.corrects, s.salt, s.canonical
      from unnest(${column((s) => s.id)}::uuid[], ${column((s) => s.kind)}::text[], ${column((s) => s.saidBy)}::uuid[],
        ${column((s) => s.recordedBy)}::uuid[], ${column((s) => s.corrects)}::uuid[], ${salts}::bytea[],
        string_to_array(${texts.join('\n')}, chr(10)))
        with ordinality as s(id, kind, said_by, recorded_by, corrects, salt, canonical, n)),
    leaves as (
      insert into store.leaf (arrangement, log, index, entry)
      select ${arrangement}, ${head.id}, ${first} + l.n - 1, l.entry
      from unnest(${entries}::bytea[]) with ordinality as l(entry, n)),
    tiles as (
      insert into store.tile (arrangement, log, index, root)
      select ${arrangement}, ${head.id}, ${Math.floor(first / TILE)} + t.n - 1, t.root
      from unnest(${tiles}::bytea[]) with ordinality as t(root, n))
    update store.log set size = ${frontier.size}, frontier = ${encodeFrontier(frontier)}
    where arrangement = ${arrangement} and id = ${head.id} and stopped is null and not ${unreconciled}`.execute(writer)
  if (done.numAffectedRows !== 1n) throw new Withheld((await isWithheld(writer)) ? notReconciled() : logStopped())
  head.size = frontier.size
  head.frontier = frontier
}

/** The roots of the runs of 256 leaves that these leaves complete. */
export function newTiles(before: Frontier, leaves: Uint8Array[]): Buffer[] {
  const open = before.size % TILE
  const kept = open.toString(2).replaceAll('0', '').length
  let run: Frontier = { size: open, hashes: kept ? before.hashes.slice(-kept) : [] }
  const roots: Buffer[] = []
  for (let from = 0; from < leaves.length; ) {
    const to = Math.min(leaves.length, from + TILE - run.size)
    run = appendLeaves(run, leaves.slice(from, to))
    from = to
    if (run.size === TILE) {
      roots.push(Buffer.from(frontierRoot(run)))
      run = emptyFrontier()
    }
  }
  return roots
}

/** Projectors know today's version of a kind alone: an older body is lifted on its way to them. */
function ofToday(store: Store, statement: Recorded): Recorded {
  const kind = store.kinds.get(statement.kind)
  if (!kind) throw new Error(`no room defines the kind ${statement.kind}`)
  return kind.version === statement.version ? statement : { ...statement, body: bodyOfToday(kind, statement) }
}

/** Hands runs of one kind to the rooms that project it. A projector that throws undoes the whole command. */
export async function project(store: Store, writer: Writer, statements: Recorded[]): Promise<void> {
  for (let from = 0; from < statements.length; ) {
    const { kind, log } = statements[from]!
    let to = from + 1
    while (to < statements.length && statements[to]!.kind === kind && statements[to]!.log === log) to++
    const run = statements.slice(from, to).map((statement) => ofToday(store, statement))
    for (const projector of store.projectors.get(kind) ?? []) await projector(writer, run)
    from = to
  }
}
