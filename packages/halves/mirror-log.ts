// SPDX-License-Identifier: Apache-2.0
import { bodyOfToday, ERASED, type Id, type Recorded, remainsIn, wrongErasure } from '@symbolon/foundation'
import { appendLeaves, emptyFrontier, frontierRoot, type HashSource, leafHash, rootAt, TILE } from '@symbolon/record'
import {
  type CopiedLog,
  type CopiedStatement,
  copyCheckpoint,
  copyEarlier,
  copyEntries,
  copyOf,
  entriesBetween,
  hashSource,
  keyStatements,
  type LogCopy,
  placesHeld,
  type Store,
  statementIn,
  textsHeld,
} from '@symbolon/store'
import { rootOfNote, widthOf } from './half.ts'
import type { HalfSource } from './half-source.ts'
import { readKeys } from './keys.ts'
import { type LogHead, readEntries, readHead, readLines, statementOf, tileSource } from './read-log.ts'
import { judgeOfPlaces } from './signed-wrongly.ts'

/** How what is shown now stands to what was kept. Two signed notes that cannot both be true are proof against their signer. */
export type History =
  | { ok: true }
  /** It went back, and its host said so in the log that goes on from it: both notes stay as proof. */
  | { ok: true; continuedIn: Id; kept: string; shown: string }
  | { ok: false; fork: true; what: string; kept: string; shown: string }
  | { ok: false; fork: false; what: string }
/** `erased`: how many erasures came, whose statements are here no longer. */
export type KeptLog = {
  log: Id
  audience: string
  before: number
  size: number
  statements: number
  erased: number
  history: History
}

type Place = { arrangement: Id; id: Id; audience: string }
/** `statements`: how many of it the hub says may be read. */
export type Mirrored = Place & { statements: number }

/**
 * Brings the copy of one log up to the checkpoint that its hub shows now, if that goes on from what was kept. With `own`,
 * the key that this house signs it with, it is no copy: what partners kept of it comes back to it.
 */
export async function mirrorLog(
  store: Store,
  source: HalfSource,
  log: Mirrored,
  progress: (done: number, of: number) => void = () => {},
  own: string | null = null,
): Promise<KeptLog> {
  const found = await copyOf(store, log.arrangement, log.id)
  const kept = found && { ...found, vkey: found.vkey ?? own }
  const report: KeptLog = {
    ...{
      log: log.id,
      audience: log.audience,
      before: kept?.size ?? 0,
      size: kept?.size ?? 0,
      statements: 0,
      erased: 0,
    },
    history: { ok: true },
  }
  const read = await readHead(source, log.id)
  if (!read.ok) return { ...report, history: doubt(read.what) }
  const head = read.value
  if (own !== null && head.vkey !== own)
    return { ...report, history: doubt('it is signed under another key than ours') }
  const history = standing(kept, head) ?? (await proveRuns(store, source, log, kept?.size ?? 0, head))
  if (!('roots' in history)) return { ...report, history }
  const { statements: readable, ...where } = log
  const copied: CopiedLog = { ...where, vkey: own === null ? head.vkey : null }
  for (let size = report.size; size < head.size; ) {
    const run = await nextRun(store, source, copied, size, history)
    if (typeof run === 'string') return { ...report, history: doubt(run) }
    if ('differs' in run) return { ...report, history: await judge(source, log, kept, head, run.differs) }
    await copyEntries(store, copied, size, run.entries, run.statements)
    size += run.entries.length
    report.size = size
    report.statements += run.statements.length
    report.erased += run.statements.filter(({ said }) => said.kind === ERASED).length
    progress(size, head.size)
  }
  if (kept?.signedSize !== head.size) await copyCheckpoint(store, copied, head)
  // What comes back to its own house after a restore is filled elsewhere (recover-log.ts).
  const earlier = own !== null ? [] : await openedSince(store, source, copied, { size: report.size, readable })
  if (typeof earlier === 'string') return { ...report, history: doubt(earlier) }
  if (earlier.length > 0) await copyEarlier(store, copied, earlier)
  report.statements += earlier.length
  return report
}

const doubt = (what: string): History => ({ ok: false, fork: false, what })

/** What the two notes alone tell; null where only the entries can. */
function standing(kept: LogCopy | null, head: LogHead): History | null {
  if (!kept) return null
  if (!kept.note) return kept.size > head.size ? doubt('it is shorter than what was proven before') : null
  if (kept.vkey !== head.vkey) return doubt('it is signed under another key than before')
  const against = (what: string): History => ({ ok: false, fork: true, what, kept: kept.note!, shown: head.note })
  if (head.size < kept.signedSize) return against('the hub went back to an earlier state: statements were taken out')
  if (head.size > kept.signedSize)
    return kept.size > head.size ? doubt('it is shorter than what was proven before') : null
  return rootOfNote(kept.note) === rootOfNote(head.note)
    ? null
    : against('the hub signed two histories of the same length')
}

type Proven = { roots: readonly Uint8Array[]; tail: readonly Uint8Array[] }

/**
 * The roots of all complete runs, ours as far as we have them and the hub's from there on, and the leaves of the last
 * one, held against the signed root: if that is the same, what comes goes on from what we have, and each run can be
 * checked by itself when it arrives.
 */
async function proveRuns(
  store: Store,
  source: HalfSource,
  log: Place,
  have: number,
  head: LogHead,
): Promise<Proven | History> {
  const [ours, all] = [Math.floor(have / TILE), Math.floor(head.size / TILE)]
  const theirs = tileSource(source, log.id, head.size)
  const own = hashSource(store.projector, log.arrangement, log.id)
  const roots = [
    ...(await own.hashes(1, 0, Math.min(ours, all))),
    ...(await theirs.hashes(1, Math.min(ours, all), all)),
  ]
  const tail = await theirs.hashes(0, all * TILE, head.size)
  if (await leadsTo(head, { roots, tail })) return { roots, tail }
  return judge(
    source,
    log,
    await copyOf(store, log.arrangement, log.id),
    head,
    'its tiles do not lead to the signed root',
  )
}

async function leadsTo({ size, root }: LogHead, { roots, tail }: Proven): Promise<boolean> {
  if (roots.length * TILE + tail.length !== size) return false
  const array: HashSource = {
    levels: 2,
    hashes: async (level, from, to) =>
      level === 1 ? roots.slice(from, to) : tail.slice(from - roots.length * TILE, to - roots.length * TILE),
  }
  return Buffer.compare(await rootAt(size, array), root) === 0
}

/** A fork where the hub's own tiles prove what it signed and it is not what we have; else it is not proven at all. */
async function judge(
  source: HalfSource,
  log: Place,
  kept: LogCopy | null,
  head: LogHead,
  what: string,
): Promise<History> {
  if (!kept?.note) return doubt(what)
  const theirs = tileSource(source, log.id, head.size)
  const all = Math.floor(head.size / TILE)
  const alone = { roots: await theirs.hashes(1, 0, all), tail: await theirs.hashes(0, all * TILE, head.size) }
  if (!(await leadsTo(head, alone))) return doubt(what)
  const fork = 'the hub signed another history than the one that was kept'
  return { ok: false, fork: true, what: fork, kept: kept.note, shown: head.note }
}

/**
 * The rest of the run that `have` lies in: its entries, proven, and the statements under them; or what is wrong. Only
 * entries that are signed and differ from ours can be proof against the hub: a file that does not fit is broken.
 */
async function nextRun(
  store: Store,
  source: HalfSource,
  log: CopiedLog,
  have: number,
  { roots, tail }: Proven,
): Promise<{ entries: readonly Uint8Array[]; statements: CopiedStatement[] } | { differs: string } | string> {
  const run = Math.floor(have / TILE)
  const end = run < roots.length ? (run + 1) * TILE : roots.length * TILE + tail.length
  const entries = await readEntries(source, log.id, run, widthOf(run, end))
  if (entries === null) return `the bundle of entries ${run} is missing or cut off`
  const leaves = entries.map(leafHash)
  const proven =
    run < roots.length
      ? Buffer.compare(frontierRoot(appendLeaves(emptyFrontier(), leaves)), roots[run]!) === 0
      : Buffer.compare(Buffer.concat(leaves), Buffer.concat(tail)) === 0
  if (!proven) return `the entries of run ${run} are not those that were signed`
  const own = await entriesBetween(store.projector, {
    arrangement: log.arrangement,
    log: log.id,
    from: run * TILE,
    to: have,
  })
  if (own.some((entry, n) => Buffer.compare(entry, entries[n]!) !== 0))
    return { differs: 'it differs from what was kept' }
  const statements = await readStatements(store, source, log, { run, have, end, entries })
  return typeof statements === 'string' ? statements : { entries: entries.slice(have - run * TILE), statements }
}

/**
 * The statements of runs that are kept already and that may be read since, as when an arrangement opens its past: proven
 * by the entries that are here. Asked for only where the hub says that there are more than this copy has; none of a place
 * where something stands, so that nothing that was erased comes back.
 */
async function openedSince(
  store: Store,
  source: HalfSource,
  log: CopiedLog,
  { size, readable }: { size: number; readable: number },
): Promise<CopiedStatement[] | string> {
  if ((await textsHeld(store, log)) >= readable) return []
  const held = await placesHeld(store, log)
  const found: CopiedStatement[] = []
  for (let run = 0; run * TILE < size; run++) {
    const [from, to] = [run * TILE, Math.min(size, (run + 1) * TILE)]
    const entries = await entriesBetween(store.projector, { arrangement: log.arrangement, log: log.id, from, to })
    const statements = await readStatements(store, source, log, { run, have: from, end: to, entries })
    if (typeof statements === 'string') return statements
    found.push(...statements.filter(({ said }) => !held.has(said.index)))
  }
  return found
}

type Run = { run: number; have: number; end: number; entries: readonly Uint8Array[] }

/** Only statements that a room here knows and that fit it are kept: a copy is shown by the same pages. */
export async function readStatements(
  store: Store,
  source: HalfSource,
  log: Place & { vkey?: string | null },
  { run, have, end, entries }: Run,
): Promise<CopiedStatement[] | string> {
  const lines = await readLines(source, log.id, run)
  if (lines === null) return `the statements of run ${run} are missing`
  const kept: CopiedStatement[] = []
  let last = have - 1
  for (const line of lines) {
    if (line === null) return `a line of run ${run} cannot be read`
    // Known already; or said since the checkpoint, and not proven yet.
    if (line.index < have || line.index >= end) continue
    if (line.index <= last) return `statement ${line.index} stands twice, or out of order`
    const said = statementOf(line, entries[line.index - run * TILE]!, log)
    if (!said.ok) return `statement ${line.index}: ${said.what}`
    const kind = store.kinds.get(said.value.kind)
    const known = kind !== undefined && kind.version >= said.value.version
    if (!known || !kind.body.safeParse(bodyOfToday(kind, said.value)).success)
      return `statement ${line.index} is of a kind that this version does not know: ${said.value.kind}`
    last = line.index
    const recorded = { ...said.value, log: log.id, index: line.index }
    const wrong = recorded.kind === ERASED ? await wrongIn(store, source, log, recorded, kept) : null
    if (wrong) return `statement ${line.index} is an erasure that does not count: ${wrong}. Nothing was destroyed`
    kept.push({ said: recorded, salt: Buffer.from(line.salt, 'base64'), canonical: line.canonical })
  }
  return kept
}

/**
 * Held against what it erases, where that can be read: of what is kept already, or of what came with it. The hub could sign
 * an erasure in anybody's name; what it says of whose the statement was, this copy knows by itself.
 */
async function wrongIn(
  store: Store,
  source: HalfSource,
  { arrangement, id: log, vkey = null }: Place & { vkey?: string | null },
  erasure: Recorded,
  arriving: CopiedStatement[],
): Promise<string | null> {
  const id = remainsIn(erasure)?.statement
  const kept = id && (await store.projector.transaction().execute((writer) => statementIn(writer, erasure, id)))
  const target = kept || arriving.find(({ said }) => said.id === id)?.said
  const wrong = wrongErasure(store.kinds, erasure, target ?? null)
  if (wrong) return wrong
  // Before and not after: what is destroyed by a word that its recorder never signed does not come back.
  return store.projector.transaction().execute(async (db) => {
    const known = await keyStatements(db, vkey)
    const words = known.length > 0 || vkey === null ? known : await wordsBrought(source, vkey)
    return (await judgeOfPlaces(store, db, { arrangement, id: log }, words))(erasure, erasure.index)
  })
}

/** What a half says of keys to whoever keeps nothing of its register. */
async function wordsBrought(source: HalfSource, vkey: string): Promise<Recorded[]> {
  const read = await readKeys(source)
  const host = (key: string) => key.split('+').slice(2).join('+')
  return read.ok && host(read.value.key) === host(vkey) ? read.value.statements : []
}
