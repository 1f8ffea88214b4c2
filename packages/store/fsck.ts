// SPDX-License-Identifier: Apache-2.0
import {
  audienceKey,
  ERASED,
  type Id,
  type Kinds,
  type Recorded,
  type Remains,
  remainsIn,
  type Statement,
  statementSchema,
  wrongErasure,
} from '@symbolon/foundation'
import {
  appendLeaves,
  emptyFrontier,
  type Frontier,
  frontierRoot,
  leafEntry,
  leafHash,
  parseCanonical,
  TILE,
} from '@symbolon/record'
import type { Damage } from './damage.ts'
import { decodeFrontier } from './frontier-column.ts'
import { checkNote, type Hub, verifierOf, verifierOfKey } from './sequencer.ts'
import { type Judge, judgesOf } from './signed-wrongly.ts'
import type { Store } from './store.ts'
import { strays } from './strays.ts'
import type { Writer } from './tables.ts'

export type FsckReport = {
  whole: boolean
  logs: number
  /** How many there are, and how many of them were erased. */
  statements: number
  erased: number
  checkpoints: number
  damage: Damage[]
  /** What is kept as it was said and yet to be looked at: no damage. The first of its sort of each log. */
  doubts: Damage[]
}

const BATCH = 2000

/**
 * Says whether the record in the database is whole: every statement's canonical text hashes to its leaf, columns say
 * what the text says, leaves make up the runs, the heads and every signed checkpoint, nothing is missing between but what an
 * erasure of the same log names, and every statement is signed as the keys of its recorder ask for.
 * `hub` null leaves signatures unchecked. `extra` lets a room check bulk data against its digests. Names the first damaged statement of each log.
 */
export async function fsck(
  store: Store,
  hub: Hub | null,
  options: { progress?: (done: number) => void; extra?: (db: Writer) => Promise<Damage[]> } = {},
): Promise<FsckReport> {
  return store.projector
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (db) => {
      const logs = await db.selectFrom('store.log').selectAll().orderBy('id').execute()
      const report: FsckReport = {
        whole: true,
        logs: logs.length,
        statements: 0,
        erased: 0,
        checkpoints: 0,
        damage: [],
        doubts: [],
      }
      const judges = judgesOf(store, db)
      for (const log of logs) {
        const before = logs.find((one) => one.continued_in === log.id && one.arrangement === log.arrangement)
        const erasures = await erasuresIn(db, store.kinds, log)
        const of = { ...log, first: before?.created_at ?? null, erasures, kinds: store.kinds }
        const damage = await checkLog(db, of, { hub, judge: await judges(log) }, report, options.progress)
        if (damage) report.damage.push({ arrangement: log.arrangement, log: log.id, ...damage })
      }
      report.damage.push(...(await strays(db)), ...((await options.extra?.(db)) ?? []))
      report.whole = report.damage.length === 0
      return report
    })
}

type Log = {
  arrangement: Id
  id: Id
  audience: string
  size: number
  signed_size: number
  frontier: Buffer
  created_at: Date
  vkey: string | null
  /** The first moment of the log that this one goes on from. */
  first: Date | null
  kinds: Kinds
  /** What erasures of this log name and may name, by the ids of the statements. */
  erasures: Map<Id, Remains>
}
type Found = { index: number | null; statement: Id | null; what: string }

async function checkLog(
  db: Writer,
  log: Log,
  { hub, judge }: { hub: Hub | null; judge: Judge },
  report: FsckReport,
  progress?: (done: number) => void,
): Promise<Found | null> {
  const rows = db.selectFrom('store.checkpoint').selectAll().where('log', '=', log.id).orderBy('size')
  const checkpoints = await rows.execute()
  report.checkpoints += checkpoints.length
  const verifier = log.vkey === null ? hub && verifierOf(hub, log.id) : verifierOfKey(log.vkey)
  let next = 0
  let frontier = emptyFrontier()
  let run = emptyFrontier()
  let reached: Date | null = null
  for (let from = 0; from < log.size; from += BATCH) {
    for (const row of await batchOf(db, log, from)) {
      const bad = checkPlace(log, row, frontier.size)
      if (bad) return { index: frontier.size, statement: row.index === frontier.size ? row.id : null, what: bad }
      if (row.id) report.statements++
      if (row.id === null && row.lost)
        noteOnce(report, log, row, 'its text was lost with a restore, and came back from nobody; its entry stands')
      if (row.id && row.canonical === null) report.erased++
      const signing = row.canonical === null ? null : judge(row as Said)
      if (signing?.wrong) return { index: row.index, statement: row.id, what: signing.what }
      if (signing) noteOnce(report, log, row, signing.what)
      if (reached !== null && row.recorded_at && row.recorded_at < reached) {
        const what = 'its time lies before that of the statement before it: the clock was set back; the order stands'
        noteOnce(report, log, row, what)
      }
      reached = row.recorded_at ?? reached
      const hash = leafHash(row.entry)
      frontier = appendLeaves(frontier, [hash])
      run = appendLeaves(run, [hash])
      if (run.size === TILE) {
        if (!row.tile || !sameRoot(run, row.tile))
          return { index: frontier.size - 1, statement: row.id, what: 'the root of its run of 256 leaves is another' }
        run = emptyFrontier()
      }
      for (; checkpoints[next]?.size === frontier.size; next++) {
        const bad = checkNote(checkpoints[next]!, frontierRoot(frontier), verifier)
        if (bad) return { index: frontier.size - 1, statement: row.id, what: bad }
      }
    }
    const expected = Math.min(log.size, from + BATCH)
    if (frontier.size !== expected)
      return { index: frontier.size, statement: null, what: 'leaves are missing from here on' }
    progress?.(report.statements)
  }
  if (next < checkpoints.length)
    return { index: log.size, statement: null, what: 'a checkpoint was signed over more than there is' }
  if ((checkpoints.at(-1)?.size ?? 0) !== log.signed_size)
    return { index: null, statement: null, what: 'its last checkpoint is not the one that its head tells of' }
  const head = decodeFrontier(log.size, log.frontier)
  if (!sameFrontier(head, frontier))
    return { index: null, statement: null, what: 'the head does not follow from the leaves' }
  return null
}

/** The first doubt of its sort in a log: the rest of it is as much in doubt. */
function noteOnce({ doubts }: FsckReport, log: Log, { index, id: statement }: Row, what: string): void {
  if (!doubts.some((one) => one.log === log.id && one.what === what))
    doubts.push({ arrangement: log.arrangement, log: log.id, index, statement, what })
}

const sameRoot = (frontier: Frontier, root: Buffer) => root.equals(frontierRoot(frontier))
const sameFrontier = (a: Frontier, b: Frontier) =>
  a.size === b.size && Buffer.concat(a.hashes).equals(Buffer.concat(b.hashes))

type Row = Awaited<ReturnType<typeof batchOf>>[number]

function batchOf(db: Writer, log: Log, from: number) {
  return db
    .selectFrom('store.leaf as l')
    .leftJoin('store.statement as s', (join) =>
      join.onRef('s.arrangement', '=', 'l.arrangement').onRef('s.log', '=', 'l.log').onRef('s.index', '=', 'l.index'),
    )
    .leftJoin('store.tile as t', (join) =>
      join
        .onRef('t.arrangement', '=', 'l.arrangement')
        .onRef('t.log', '=', 'l.log')
        .on((eb) => eb('t.index', '=', eb(eb.ref('l.index'), '/', eb.lit(TILE)))),
    )
    .select(['s.id', 's.kind', 's.said_by', 's.recorded_by', 's.recorded_at', 's.corrects', 's.salt', 's.canonical'])
    .select(['l.arrangement', 'l.index', 'l.entry', 'l.lost', 't.root as tile'])
    .where('l.arrangement', '=', log.arrangement)
    .where('l.log', '=', log.id)
    .where('l.index', '>=', from)
    .where('l.index', '<', from + BATCH)
    .orderBy('l.index')
    .execute()
}

/** What is wrong at one place of a log: with its leaf, or with the statement under it. */
function checkPlace(log: Log, row: Row, index: number): string | null {
  if (row.index !== index) return 'the leaf of this place is missing'
  // Of another's log a copy holds every leaf, and the statements that its keeper may read.
  if (row.id === null) return log.vkey === null && !row.lost ? 'the statement of this leaf is missing' : null
  const remains = log.erasures.get(row.id)
  if (row.canonical === null) return checkErased(log, row as Said, remains)
  return remains ? 'it was erased, and its text is still there' : checkStatement(log, row as Said, index)
}

type Said = { [Key in keyof Row]: NonNullable<Row[Key]> } & { corrects: Id | null }

/** What erasures of a log name, of those that count; whether they are what was signed is checked at their own places. */
async function erasuresIn(db: Writer, kinds: Kinds, log: Pick<Log, 'arrangement' | 'id'>): Promise<Map<Id, Remains>> {
  const rows = db
    .selectFrom('store.statement')
    .select(['index', 'canonical'])
    .where('arrangement', '=', log.arrangement)
  const found = new Map<Id, Remains>()
  for (const { index, canonical } of await rows.where('log', '=', log.id).where('kind', '=', ERASED).execute()) {
    const said = canonical === null ? null : statementOf(canonical)
    const erasure: Recorded | null = said && { ...said, log: log.id, index }
    if (erasure && wrongErasure(kinds, erasure, null) === null) {
      const remains = remainsIn(erasure)!
      found.set(remains.statement, remains)
    }
  }
  return found
}

function statementOf(canonical: string): Statement | null {
  try {
    return statementSchema.parse(parseCanonical(canonical)) as Statement
  } catch {
    return null
  }
}

/** A missing text is damage, unless an erasure of the same log says of this very statement that it was destroyed. */
function checkErased(log: Log, row: Said, remains: Remains | undefined): string | null {
  if (!remains) return 'its text is missing, and no erasure in its log names it'
  const differs = differenceOf([
    ['place', row.index, remains.index],
    ['kind', row.kind, remains.kind],
    ['speaker', row.said_by, remains.saidBy],
    ['recorder', row.recorded_by, remains.recordedBy],
    ['time', row.recorded_at.toISOString(), remains.recordedAt],
    ['correction', row.corrects, remains.corrects],
    ['first moment', ...firstMoment(log, row.index, remains.recordedAt)],
  ])
  return differs ? `its ${differs} in the table is not the one that its erasure tells` : null
}

type Pair = [name: string, column: unknown, text: unknown]
const differenceOf = (pairs: Pair[]): string | undefined => pairs.find(([, column, text]) => column !== text)?.[0]

/** Who holds a seat from the log's first moment on reads all of it: that moment is the first statement's. */
const firstMoment = (log: Log, index: number, recordedAt: string): [unknown, unknown] =>
  index === 0 ? [log.created_at.toISOString(), log.first?.toISOString() ?? recordedAt] : [null, null]

function checkStatement(log: Log, row: Said, index: number): string | null {
  if (Buffer.compare(leafEntry(row.salt, row.canonical), row.entry) !== 0)
    return 'its text does not hash to its leaf: one of the two was changed'
  const statement = statementOf(row.canonical)
  if (!statement) return 'its text is no statement in canonical form'
  if (statement.kind === ERASED) {
    const wrong = wrongErasure(log.kinds, { ...statement, log: log.id, index }, null)
    if (wrong) return wrong
  }
  const differs = differenceOf([
    ['id', row.id, statement.id],
    ['arrangement', row.arrangement, statement.arrangement],
    ['kind', row.kind, statement.kind],
    ['speaker', row.said_by, statement.saidBy],
    ['recorder', row.recorded_by, statement.recordedBy],
    ['time', row.recorded_at.toISOString(), statement.recordedAt],
    ['correction', row.corrects, statement.corrects],
    ['audience', log.audience, audienceKey(statement.audience)],
    ['first moment', ...firstMoment(log, index, statement.recordedAt)],
  ])
  return differs ? `its ${differs} in the table is not the one in its text` : null
}
