// SPDX-License-Identifier: Apache-2.0
import type { Id, Recorded } from '@symbolon/foundation'
import { appendLeaves, emptyFrontier, type Frontier, leafHash, TILE } from '@symbolon/record'
import { sql } from 'kysely'
import { lockHeads, newTiles, project } from './append.ts'
import { eraseNamed, keepRemains } from './erase.ts'
import { decodeFrontier, encodeFrontier } from './frontier-column.ts'
import { replay, unproject } from './replay.ts'
import type { Store } from './store.ts'
import type { Writer } from './tables.ts'

/** A log of another installation, of which this one keeps a copy; `vkey` null: this one's own, which comes back to it. */
export type CopiedLog = { arrangement: Id; id: Id; audience: string; vkey: string | null }
/** A statement of it that may be read here, with what proves it. */
export type CopiedStatement = { said: Recorded; salt: Buffer; canonical: string }
export type LogCopy = { size: number; signedSize: number; vkey: string | null; note: string | null }

/** How far the copy of a log has come; null where there is none. `vkey` null: the log is this installation's own. */
export async function copyOf(store: Store, arrangement: Id, log: Id): Promise<LogCopy | null> {
  const row = await store.projector
    .selectFrom('store.log as l')
    .leftJoin('store.checkpoint as c', (join) =>
      join
        .onRef('c.arrangement', '=', 'l.arrangement')
        .onRef('c.log', '=', 'l.id')
        .onRef('c.size', '=', 'l.signed_size'),
    )
    .select(['l.size', 'l.signed_size as signedSize', 'l.vkey', 'c.note'])
    .where('l.arrangement', '=', arrangement)
    .where('l.id', '=', log)
    .executeTakeFirst()
  return row ?? null
}

/**
 * Adds entries to the copy of a log, behind those it has, with the statements that stand under them, and projects: one
 * transaction. A crash leaves all of them or none. The caller has proven that the entries are those that were signed.
 * What comes back to its own log is not projected: others may fill gaps in it, and `rebuild` takes all in order.
 */
export async function copyEntries(
  store: Store,
  log: CopiedLog,
  from: number,
  entries: readonly Uint8Array[],
  statements: readonly CopiedStatement[],
): Promise<void> {
  await store.projector.transaction().execute(async (writer) => {
    await lockHeads(writer, log.arrangement)
    const before = await frontierOf(store, writer, log, statements)
    if (before.size !== from)
      throw new Error(`log ${log.id} grew meanwhile: another process keeps it too. Run it again.`)
    const leaves = entries.map(leafHash)
    const at = { arrangement: log.arrangement, log: log.id }
    const held = new Set(statements.map(({ said }) => said.index))
    const rowOfLeaf = (of: typeof at, index: number, entry: Uint8Array) => ({
      ...of,
      index,
      entry: Buffer.from(entry),
      lost: log.vkey === null && !held.has(index),
    })
    await writer
      .insertInto('store.leaf')
      .values(entries.map((entry, n) => rowOfLeaf(at, before.size + n, entry)))
      .execute()
    const tiles = newTiles(before, leaves)
    if (tiles.length > 0) {
      const first = Math.floor(before.size / TILE)
      await writer
        .insertInto('store.tile')
        .values(tiles.map((root, n) => ({ ...at, index: first + n, root })))
        .execute()
    }
    if (statements.length > 0) await writer.insertInto('store.statement').values(statements.map(rowOf)).execute()
    const after = appendLeaves(before, leaves)
    const head = writer.updateTable('store.log').set({ size: after.size, frontier: encodeFrontier(after) })
    await head.where('arrangement', '=', log.arrangement).where('id', '=', log.id).execute()
    const said = statements.map((one) => one.said)
    await keepRemains(writer, said)
    await eraseNamed(store, writer, said)
    if (log.vkey !== null) await project(store, writer, said)
  })
}

/** How many statements of a log are here with their texts. */
export async function textsHeld(store: Store, { arrangement, id }: { arrangement: Id; id: Id }): Promise<number> {
  const rows = store.projector.selectFrom('store.statement').select((eb) => eb.fn.countAll<number>().as('n'))
  const held = rows.where('arrangement', '=', arrangement).where('log', '=', id).where('canonical', 'is not', null)
  return Number((await held.executeTakeFirstOrThrow()).n)
}

/** The places of a log at which something stands here, with its text or without. */
export async function placesHeld(store: Store, { arrangement, id }: { arrangement: Id; id: Id }): Promise<Set<number>> {
  const rows = store.projector.selectFrom('store.statement').select('index').where('arrangement', '=', arrangement)
  return new Set((await rows.where('log', '=', id).execute()).map(({ index }) => index))
}

/**
 * Adds statements under entries that the copy has already: those that its keeper may read since. They come before others
 * that were projected, so the log is projected again, in the same transaction.
 */
export async function copyEarlier(store: Store, log: CopiedLog, statements: readonly CopiedStatement[]): Promise<void> {
  await store.projector.transaction().execute(async (writer) => {
    await lockHeads(writer, log.arrangement)
    const together = await goneOnFrom(writer, log)
    if (together.find(({ id }) => id === log.id)?.vkey !== log.vkey)
      throw new Error(`log ${log.id} is no copy of a log under the key ${log.vkey}`)
    const said = statements.map((one) => one.said)
    await writer.insertInto('store.statement').values(statements.map(rowOf)).execute()
    // The log began with the first of its statements; until that is here, with the earliest that is.
    const earliest = said.map(({ recordedAt }) => recordedAt).sort()[0]!
    const first = said.find(({ index }) => index === 0)?.recordedAt
    const began = first ? new Date(first) : sql<Date>`least(created_at, ${earliest}::timestamptz)`
    const update = writer.updateTable('store.log').set({ created_at: began })
    await update.where('arrangement', '=', log.arrangement).where('id', '=', log.id).execute()
    await keepRemains(writer, said)
    await eraseNamed(store, writer, said)
    // What a closed log made stands in the one that goes on from it: all of them go and come together.
    for (const one of together) await unproject(store, writer, one)
    for (const one of together) await replay(store, writer, one)
  })
}

/** A log with those that it goes on from and that go on from it, the first first. */
async function goneOnFrom(writer: Writer, { arrangement, id }: Pick<CopiedLog, 'arrangement' | 'id'>) {
  const rows = writer.selectFrom('store.log').select(['arrangement', 'id', 'size', 'vkey', 'continued_in'])
  const all = await rows.where('arrangement', '=', arrangement).orderBy('id').execute()
  const found = all.filter((one) => one.id === id)
  for (let first = found[0]; first; ) {
    const before = all.filter((one) => one.continued_in === first!.id && !found.includes(one))
    found.unshift(...before)
    first = before[0]
  }
  for (let last = found.at(-1); last; ) {
    const next = all.find((one) => one.id === last!.continued_in && !found.includes(one))
    if (next) found.push(next)
    last = next
  }
  return found
}

/** Keeps the checkpoint under which all that the copy holds was proven, as its hub gave it. */
export async function copyCheckpoint(
  store: Store,
  log: CopiedLog,
  { size, root, note }: { size: number; root: Uint8Array; note: string },
): Promise<void> {
  await store.projector.transaction().execute(async (writer) => {
    const { arrangement, id } = log
    await writer
      .insertInto('store.checkpoint')
      .values({ arrangement, log: id, size, root: Buffer.from(root), note, signed_at: store.world.now() })
      .execute()
    const head = writer.updateTable('store.log').set({ signed_size: size })
    await head.where('arrangement', '=', arrangement).where('id', '=', id).where('size', '=', size).execute()
  })
}

async function frontierOf(
  store: Store,
  writer: Writer,
  { arrangement, id, audience, vkey }: CopiedLog,
  statements: readonly CopiedStatement[],
): Promise<Frontier> {
  const row = await writer
    .selectFrom('store.log')
    .select(['size', 'frontier', 'vkey'])
    .where('arrangement', '=', arrangement)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row && row.vkey !== vkey) throw new Error(`log ${id} is no copy of a log under the key ${vkey}`)
  if (row) return decodeFrontier(row.size, row.frontier)
  // Of what was said before its keeper could read, the copy knows no time: for who reads here, it begins with the first.
  const first = statements[0]?.said
  const created = vkey === null ? firstMoment(statements) : first ? new Date(first.recordedAt) : store.world.now()
  await writer
    .insertInto('store.log')
    .values({
      arrangement,
      id,
      audience,
      vkey,
      size: 0,
      signed_size: 0,
      frontier: Buffer.alloc(0),
      created_at: created,
    })
    .execute()
  return emptyFrontier()
}

/** Of a log whose first statement is not known nobody may seem to have read all: then it began before every seat. */
const firstMoment = (statements: readonly CopiedStatement[]): Date =>
  new Date(statements.find(({ said }) => said.index === 0)?.said.recordedAt ?? 0)

/** Puts statements under leaves of this installation's own log whose texts were lost; `rebuild` projects them. */
export async function fillStatements(
  store: Store,
  { arrangement, id }: Pick<CopiedLog, 'arrangement' | 'id'>,
  statements: readonly CopiedStatement[],
): Promise<void> {
  if (statements.length === 0) return
  await store.projector.transaction().execute(async (writer) => {
    await lockHeads(writer, arrangement)
    await writer
      .insertInto('store.statement')
      .values(statements.map(rowOf))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    if (statements.some(({ said }) => said.index === 0)) {
      const head = writer.updateTable('store.log').set({ created_at: firstMoment(statements) })
      await head.where('arrangement', '=', arrangement).where('id', '=', id).execute()
    }
    // What it names goes if it is here, and its place is taken if it is not: nobody can bring it any more.
    const said = statements.map((one) => one.said)
    await keepRemains(writer, said)
    await eraseNamed(store, writer, said)
  })
}

/** The places of a log of this installation's own whose statements are missing, in order. */
export async function lostPlaces(store: Store, arrangement: Id, log: Id): Promise<number[]> {
  const rows = await store.projector
    .selectFrom('store.leaf as l')
    .leftJoin('store.statement as s', (join) =>
      join.onRef('s.arrangement', '=', 'l.arrangement').onRef('s.log', '=', 'l.log').onRef('s.index', '=', 'l.index'),
    )
    .select('l.index')
    .where('l.arrangement', '=', arrangement)
    .where('l.log', '=', log)
    .where('l.lost', '=', true)
    .where('s.id', 'is', null)
    .orderBy('l.index')
    .execute()
  return rows.map(({ index }) => index)
}

const rowOf = ({ said, salt, canonical }: CopiedStatement) => ({
  arrangement: said.arrangement,
  log: said.log,
  index: said.index,
  id: said.id,
  kind: said.kind,
  said_by: said.saidBy,
  recorded_by: said.recordedBy,
  recorded_at: new Date(said.recordedAt),
  corrects: said.corrects,
  salt,
  canonical,
})
