// SPDX-License-Identifier: Apache-2.0
import type { Id, World } from '@symbolon/foundation'
import type { Spoken } from '@symbolon/record'
import { sql } from 'kysely'
import type { Store } from './store.ts'
import type { Writer } from './tables.ts'

/**
 * An act that waits to be signed: what was asked, exactly what it would say, and the ids that were made for it, so that
 * the same act comes to the same words when it is submitted. The ids are kept here and never taken from whoever signs.
 */
export type Prepared = { id: Id; command: string; input: unknown; statements: Spoken[]; ids: Id[]; said: boolean }

const DAYS = 7

/** A world that notes every id that it makes. */
export function noting(world: World): { world: World; ids: Id[] } {
  const ids: Id[] = []
  const newId = () => {
    const id = world.newId()
    ids.push(id)
    return id
  }
  return { world: { ...world, newId }, ids }
}

/** A world that makes these ids again, in their order, and new ones after them. */
export function repeating(world: World, ids: readonly Id[]): World {
  const left = [...ids]
  return { ...world, newId: () => left.shift() ?? world.newId() }
}

export async function keepPrepared(store: Store, party: Id, act: Omit<Prepared, 'id' | 'said'>): Promise<Id> {
  const id = store.world.newId()
  const made_at = store.world.now()
  const old = new Date(made_at.getTime() - DAYS * 86_400_000)
  await store.projector.deleteFrom('store.prepared').where('party', '=', party).where('made_at', '<', old).execute()
  const { command, ids } = act
  const row = { party, id, command, ids, made_at, said_at: null, input: JSON.stringify(act.input ?? null) }
  await store.projector
    .insertInto('store.prepared')
    .values({ ...row, statements: JSON.stringify(act.statements) })
    .execute()
  return id
}

/** What a party prepared under an id; null where there is none of its own. */
export async function preparedOf(store: Store, party: Id, id: string): Promise<Prepared | null> {
  const row = await store.projector
    .selectFrom('store.prepared')
    .selectAll()
    .where('party', '=', party)
    .where(sql<boolean>`id::text = ${id}`)
    .executeTakeFirst()
  if (!row) return null
  const { command, ids, said_at } = row
  const [input, statements] = [JSON.parse(row.input), JSON.parse(row.statements)]
  return { id: row.id, command, ids, input, statements, said: said_at !== null }
}

/** Holds it for this transaction; false where it was said already, or is none of the party's. */
export async function holdPrepared(writer: Writer, party: Id, id: Id): Promise<boolean> {
  const rows = writer.selectFrom('store.prepared').select('id').where('party', '=', party).where('id', '=', id)
  return (await rows.where('said_at', 'is', null).forUpdate().executeTakeFirst()) !== undefined
}

/** Marks it as said, in the transaction that says it. It stays for a while, so that a lost answer can be asked for again. */
export async function markSaid(writer: Writer, party: Id, id: Id, said_at: Date): Promise<void> {
  const mark = writer.updateTable('store.prepared').set({ said_at })
  await mark.where('party', '=', party).where('id', '=', id).execute()
}
