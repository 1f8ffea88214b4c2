// SPDX-License-Identifier: Apache-2.0
import { TILE } from '@symbolon/record'
import type { Damage } from './damage.ts'
import type { Writer } from './tables.ts'

/** Rows of no log, and leaves of no statement: nothing of the kind can come from an append. */
export async function strays(db: Writer): Promise<Damage[]> {
  const rows = await db
    .selectFrom('store.leaf as l')
    .leftJoin('store.log as g', (join) => join.onRef('g.arrangement', '=', 'l.arrangement').onRef('g.id', '=', 'l.log'))
    .select(['l.arrangement', 'l.log', 'l.index'])
    .where((eb) => eb.or([eb('g.id', 'is', null), eb('l.index', '>=', eb.ref('g.size'))]))
    .orderBy('l.index')
    .limit(10)
    .execute()
  const tiles = await db
    .selectFrom('store.tile as t')
    .leftJoin('store.log as g', (join) => join.onRef('g.arrangement', '=', 't.arrangement').onRef('g.id', '=', 't.log'))
    .select(['t.arrangement', 't.log'])
    .where((eb) => eb.or([eb('g.id', 'is', null), eb(eb('t.index', '+', 1), '>', eb('g.size', '/', TILE))]))
    .limit(10)
    .execute()
  const notes = await db
    .selectFrom('store.checkpoint as c')
    .leftJoin('store.log as g', (join) => join.onRef('g.arrangement', '=', 'c.arrangement').onRef('g.id', '=', 'c.log'))
    .select(['c.arrangement', 'c.log'])
    .where('g.id', 'is', null)
    .limit(10)
    .execute()
  const beyond = await db
    .selectFrom('store.statement as s')
    .leftJoin('store.leaf as l', (join) =>
      join.onRef('l.arrangement', '=', 's.arrangement').onRef('l.log', '=', 's.log').onRef('l.index', '=', 's.index'),
    )
    .select(['s.arrangement', 's.log', 's.index', 's.id'])
    .where('l.entry', 'is', null)
    .orderBy('s.index')
    .limit(10)
    .execute()
  return [
    ...rows.map((row) => ({ ...row, statement: null, what: 'a leaf that its log does not count' })),
    ...tiles.map((row) => ({ ...row, index: null, statement: null, what: 'the root of a run that is not there' })),
    ...notes.map((row) => ({ ...row, index: null, statement: null, what: 'a checkpoint of no log' })),
    ...beyond.map(({ id, ...row }) => ({ ...row, statement: id, what: 'a statement without its leaf' })),
  ]
}
