// SPDX-License-Identifier: Apache-2.0
import {
  type Audience,
  audienceOfKey,
  type Id,
  isTheirsToErase,
  type Kinds,
  type Problem,
  type Remains,
  remainsOf,
  type Statement,
} from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { sql } from 'kysely'
import type { DeclassifiedBody, SourceBody } from './contract.ts'
import { alreadyErased, inClosedLog, notYoursToErase } from './erasing-problems.ts'

/** More than anybody looks through one by one. */
const MOST = 200

export type Erasing = {
  remains: Remains
  audience: Audience
  /** Why it is not erased: whoever asks for it, or because of what it is. Null where it can be. */
  problem: Problem | null
  restates: Id | null
  /** Statements of the arrangement that name it, or what it made, and may repeat its words; they stay as they are. */
  speakOfIt: { statement: Id; kind: string; audience: string }[]
}

/** What it takes to erase a statement; null where the view has no such statement. */
export async function erasingOf(
  view: View,
  kinds: Kinds,
  of: { arrangement: Id; statement: Id; party: Id | null },
): Promise<Erasing | null> {
  const row = await view
    .selectFrom('store.statement as s')
    .innerJoin('store.log as l', (join) =>
      join.onRef('l.arrangement', '=', 's.arrangement').onRef('l.id', '=', 's.log'),
    )
    .select(['s.id', 's.log', 's.index', 's.kind', 's.said_by', 's.recorded_by', 's.recorded_at', 's.corrects'])
    .select(['s.canonical', 'l.audience', 'l.continued_in'])
    .where('s.arrangement', '=', of.arrangement)
    .where('s.id', '=', of.statement)
    .executeTakeFirst()
  if (!row) return null
  const said = row.canonical === null ? null : (JSON.parse(row.canonical) as Statement)
  const remains: Remains = said
    ? remainsOf({ ...said, log: row.log, index: row.index })
    : { ...columnsOf(row), recordedAt: row.recorded_at.toISOString() }
  // An erasure stands in the log of what it names; one that was closed takes none.
  const closed = said && row.continued_in !== null ? inClosedLog() : null
  const problem = problemOf(kinds, remains, said, of.party) ?? closed
  return {
    remains,
    audience: audienceOfKey(row.audience),
    problem,
    restates: said?.kind === 'statement.declassified' ? (said.body as DeclassifiedBody).statement : null,
    speakOfIt: said && !problem ? await speakingOf(view, said) : [],
  }
}

type Columns = { id: Id; index: number; kind: string; said_by: Id; recorded_by: Id; corrects: Id | null }
const columnsOf = ({ id, index, kind, said_by, recorded_by, corrects }: Columns) => ({
  ...{ statement: id, index, kind, corrects },
  ...{ saidBy: said_by, recordedBy: recorded_by },
})

function problemOf(kinds: Kinds, remains: Remains, said: Statement | null, party: Id | null): Problem | null {
  // Whose it is comes first: what another may do with it is nothing to whoever may do nothing.
  if (party === null || !isTheirsToErase(remains, party)) return notYoursToErase()
  if (!said) return alreadyErased()
  const kind = kinds.get(remains.kind)
  if (!kind) throw new Error(`no room defines the kind ${remains.kind}`)
  return kind.lasts
}

async function speakingOf(view: View, said: Statement): Promise<Erasing['speakOfIt']> {
  const made = said.kind === 'source.registered' ? (said.body as SourceBody).source : (said.corrects ?? said.id)
  const rows = await view
    .selectFrom('store.statement as s')
    .innerJoin('store.log as l', (join) =>
      join.onRef('l.arrangement', '=', 's.arrangement').onRef('l.id', '=', 's.log'),
    )
    .select(['s.id as statement', 's.kind', 'l.audience'])
    .where('s.arrangement', '=', said.arrangement)
    .where('s.id', '!=', said.id)
    // An id stands in a text as it is, wherever it stands: `strpos` needs no knowledge of bodies.
    .where(sql<boolean>`(strpos(s.canonical, ${made}) > 0 or strpos(s.canonical, ${said.id}) > 0)`)
    .orderBy('s.recorded_at')
    .orderBy('s.id')
    .limit(MOST)
    .execute()
  return rows
}
