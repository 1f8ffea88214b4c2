// SPDX-License-Identifier: Apache-2.0
import { rooms } from '@symbolon/app'
import {
  accept,
  ERASED,
  type Id,
  type Recorded,
  type Result,
  refuse,
  remainsIn,
  wrongErasure,
} from '@symbolon/foundation'
import { appendLeaves, emptyFrontier, frontierRoot, leafHash, TILE, tilePath } from '@symbolon/record'
import { digestOfText, type SourceBody } from '@symbolon/register'
import { type Half, placesOf, widthOf } from './half.ts'
import type { HalfSource } from './half-source.ts'
import { type JudgeOfHalf, judgeOfHalf } from './judge-half.ts'
import { hostKeyIn } from './keys.ts'
import { notAHalf } from './problems.ts'
import { type LogHead, readEntries, readHalf, readHead, readLines, statementOf } from './read-log.ts'

export type HalfDamage = { log: Id | null; index: number | null; statement: Id | null; what: string }
export type HalfReport = {
  whole: boolean
  arrangement: Id
  /** Statements that it holds, each proven, and how many the checkpoints speak of. */
  statements: number
  /** Those that an erasure in their log names. */
  erased: number
  of: number
  documents: number
  /** Tables and page, which prove nothing: as they were written. */
  derived: number
  /** The keys under which it verifies: whoever made it may have made them too, so compare them with a partner's. */
  keys: string[]
  damage: HalfDamage[]
  /** What is kept as it was said and yet to be looked at: no damage. */
  doubts: HalfDamage[]
}
const kinds = new Map(rooms.flatMap((room) => room.statements.map((kind) => [kind.kind, kind] as const)))
type Found = Omit<HalfDamage, 'log'>
const ofHalf = (what: string): HalfDamage => ({ log: null, index: null, statement: null, what })
const ofLog = (what: string): Found => ({ index: null, statement: null, what })

/**
 * Says whether a half is whole, from its files alone: signatures, roots, tiles, and every statement's text at its place,
 * every document's digest, that each is signed as the keys of its recorder ask for, and that tables and page are as they
 * were written. Names the first damage of each log. Refuses what is no half (`halves/not-a-half`). Whether
 * other copies tell the same history it cannot know: compare checkpoints and keys. With the half of the `register` it
 * knows all that was said of keys, and not only what this half was given.
 */
export async function fsckHalf(source: HalfSource, register: HalfSource | null = null): Promise<Result<HalfReport>> {
  const half = await readHalf(source)
  if (!half.ok) return refuse(notAHalf({ place: source.place, reason: half.what }))
  const { arrangement, logs, documents, derived } = half.value
  const report: HalfReport = {
    ...{ whole: true, arrangement, statements: 0, erased: 0, of: 0, documents: 0, derived: 0 },
    ...{ keys: [], damage: [], doubts: [] },
  }
  const known = register && (await fsckHalf(register))
  if (known && !(known.ok && known.value.whole)) report.damage.push(ofHalf('the half of the register is not whole'))
  const signing = await judgeOfHalf(source, half.value, register)
  if (!signing.ok) report.damage.push(ofHalf(signing.what))
  const { judge, hosts } = signing.ok ? signing.value : NOBODY
  const reading: Reading = { source, report, judge, digests: new Map() }
  for (const log of logs) {
    const damage = await checkLog(reading, arrangement, log)
    if (damage) report.damage.push({ log: log.id, ...damage })
  }
  if (report.keys.some((one) => hosts.some((host) => host !== hostKeyIn(one))))
    report.damage.push(ofHalf('what it says of keys is of another host'))
  const { digests } = reading
  for (const id of documents) {
    const what = await checkDocument(source, id, digests)
    if (what) report.damage.push(ofHalf(what))
    else report.documents++
  }
  for (const { path, sha256 } of derived) {
    if ((await source.digest(path)) === sha256) report.derived++
    else report.damage.push(ofHalf(`${path}, which proves nothing, is not as it was written`))
  }
  report.whole = report.damage.length === 0
  return accept(report)
}

type Log = Half['logs'][number]
type Reading = { source: HalfSource; report: HalfReport; judge: JudgeOfHalf['judge']; digests: Map<Id, string> }
/** Where the keys cannot be believed, that is said once, and not of every statement. */
const NOBODY: JudgeOfHalf = { judge: () => null, hosts: [] }

async function checkLog(reading: Reading, arrangement: Id, log: Log): Promise<Found | null> {
  const { source, report } = reading
  const head = await readHead(source, log.id)
  if (!head.ok) return ofLog(head.what)
  report.keys.push(head.value.vkey)
  report.of += head.value.size
  const entries = await entriesUnder(source, log.id, head.value)
  if (typeof entries === 'string') return ofLog(entries)
  for (const [path, bytes] of tilesOf(entries.map(leafHash))) {
    const kept = await source.read(placesOf.tile(log.id, path))
    if (!kept?.equals(bytes)) return ofLog(`${path} is not what it should be`)
  }
  return checkStatements(reading, { arrangement, ...log }, entries)
}

/** Every entry of a log in memory, 32 bytes each, where they make up the root that the checkpoint signs. */
async function entriesUnder(source: HalfSource, log: Id, { size, root }: LogHead): Promise<Uint8Array[] | string> {
  const entries: Uint8Array[] = []
  let frontier = emptyFrontier()
  for (let run = 0; run * TILE < size; run++) {
    const some = await readEntries(source, log, run, widthOf(run, size))
    if (some === null) return `the bundle of entries ${run} is missing or cut off`
    frontier = appendLeaves(frontier, some.map(leafHash))
    for (const entry of some) entries.push(entry)
  }
  return Buffer.compare(frontierRoot(frontier), root) === 0 ? entries : 'its entries are not those that were signed'
}

/** Every tile of hashes of a log, from its leaf hashes: path and bytes, level by level. */
function* tilesOf(leaves: readonly Uint8Array[]): Generator<[path: string, bytes: Buffer]> {
  for (let level = 0, hashes = leaves; hashes.length > 0; level++) {
    const above: Uint8Array[] = []
    for (let index = 0; index * TILE < hashes.length; index++) {
      const tile = hashes.slice(index * TILE, (index + 1) * TILE)
      yield [tilePath(level, index, tile.length), Buffer.concat(tile)]
      if (tile.length === TILE) above.push(frontierRoot(appendLeaves(emptyFrontier(), tile)))
    }
    hashes = above
  }
}

async function checkStatements(
  { source, report, judge, digests }: Reading,
  log: Log & { arrangement: Id },
  entries: readonly Uint8Array[],
): Promise<Found | null> {
  let [last, held] = [-1, 0]
  const [said, erased] = [new Map<Id, number>(), new Set<Id>()]
  for (let run = 0; run * TILE < entries.length; run++) {
    const lines = await readLines(source, log.id, run)
    if (!lines) return ofLog(`the statements of run ${run} are missing`)
    for (const line of lines) {
      if (!line) return ofLog(`the line after statement ${last} cannot be read`)
      const found = (what: string): Found => ({ index: line.index, statement: idIn(line.canonical), what })
      if (line.index <= last) return found('it stands twice, or out of order')
      const entry = Math.floor(line.index / TILE) === run ? entries[line.index] : undefined
      if (!entry) return found('it stands in another run than its own, or beyond the checkpoint')
      const read = statementOf(line, entry, log)
      if (!read.ok) return found(read.what)
      const recorded: Recorded = { ...read.value, log: log.id, index: line.index }
      const signing = judge(recorded)
      if (signing?.wrong) return found(signing.what)
      if (signing) report.doubts.push({ log: log.id, ...found(signing.what) })
      if (recorded.kind === 'source.registered') noteDigest(recorded.body as SourceBody, digests)
      if (recorded.kind === ERASED) {
        const wrong = wrongErasure(kinds, recorded, null)
        if (wrong) return found(wrong)
        const { statement } = remainsIn(recorded)!
        const index = said.get(statement)
        if (index !== undefined) return { index, statement, what: 'it was erased, and its text is still there' }
        erased.add(statement)
      }
      said.set(recorded.id, line.index)
      last = line.index
      held++
    }
  }
  report.statements += held
  report.erased += erased.size
  return held === log.statements ? null : ofLog(`it holds ${held} statements and should hold ${log.statements}`)
}

function noteDigest({ source, text }: SourceBody, digests: Map<Id, string>): void {
  if (text) digests.set(source, text.sha256)
}

function idIn(canonical: string): Id | null {
  try {
    return (JSON.parse(canonical) as { id?: Id }).id ?? null
  } catch {
    return null
  }
}

async function checkDocument(source: HalfSource, id: Id, digests: Map<Id, string>): Promise<string | null> {
  const bytes = await source.read(placesOf.document(id))
  if (!bytes) return `the text of document ${id} is missing`
  const registered = digests.get(id)
  if (!registered) return `document ${id} cannot be checked: no statement that is held registers it`
  return digestOfText(bytes.toString()) === registered
    ? null
    : `the text of document ${id} is not the one that was registered`
}
