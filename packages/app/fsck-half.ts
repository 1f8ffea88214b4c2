// SPDX-License-Identifier: Apache-2.0
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { accept, audienceKey, type Id, type Result, refuse, statementSchema } from '@symbolon/foundation'
import {
  appendLeaves,
  emptyFrontier,
  frontierRoot,
  leafEntry,
  leafHash,
  openCheckpoint,
  parseCanonical,
  parseVerifierKey,
  TILE,
  tilePath,
} from '@symbolon/record'
import { digestOfText } from '@symbolon/register'
import { type Half, halfSchema, lineSchema, notAHalf, placesOf, tilesOf } from './half.ts'

export type HalfDamage = { log: Id | null; index: number | null; statement: Id | null; what: string }
export type HalfReport = {
  whole: boolean
  arrangement: Id
  /** Statements that the folder holds, each proven, and how many the checkpoints speak of. */
  statements: number
  of: number
  documents: number
  /** The keys under which it verifies: whoever made the folder may have made them too, so compare them with a partner's. */
  keys: string[]
  damage: HalfDamage[]
}

/**
 * Says whether an exported half is whole, from its files alone: signatures, roots, tiles, and every statement's text at
 * its place, every document's digest. Names the first damage of each log. Refuses a folder that is no half
 * (`app/not-a-half`). Whether other copies tell the same history it cannot know: compare checkpoints and keys.
 */
export async function fsckHalf(folder: string): Promise<Result<HalfReport>> {
  const half = readHalf(folder)
  if (typeof half === 'string') return refuse(notAHalf({ folder, reason: half }))
  const report: HalfReport = {
    ...{ whole: true, arrangement: half.arrangement, statements: 0, of: 0, documents: 0, keys: [], damage: [] },
  }
  const digests = new Map<Id, string>()
  for (const log of half.logs) {
    const damage = await checkLog(folder, half, log, report, digests)
    if (damage) report.damage.push({ log: log.id, ...damage })
  }
  for (const source of half.documents) {
    const what = checkDocument(folder, source, digests)
    if (what) report.damage.push({ log: null, index: null, statement: null, what })
    else report.documents++
  }
  report.whole = report.damage.length === 0
  return accept(report)
}

function readHalf(folder: string): Half | string {
  const path = join(folder, placesOf.half)
  if (!existsSync(path)) return 'it has no symbolon.json'
  try {
    const parsed = halfSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return parsed.success ? parsed.data : 'its symbolon.json is of another form'
  } catch {
    return 'its symbolon.json cannot be read'
  }
}

type Found = Omit<HalfDamage, 'log'>
const ofLog = (what: string): Found => ({ index: null, statement: null, what })

async function checkLog(
  folder: string,
  { arrangement }: Half,
  log: Half['logs'][number],
  report: HalfReport,
  digests: Map<Id, string>,
): Promise<Found | null> {
  const text = (path: string) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : '')
  const vkey = text(placesOf.key(log.id)).trim()
  const key = parseVerifierKey(vkey)
  if (!key.ok) return ofLog('its key cannot be read')
  if (!key.verifier.name.endsWith(`/${log.id}`)) return ofLog('its key is that of another log')
  const opened = openCheckpoint(text(placesOf.checkpoint(log.id)), key.verifier)
  if (!opened.ok) return ofLog(`its checkpoint does not hold: ${opened.message}`)
  const { size, root } = opened.checkpoint
  report.keys.push(vkey)
  report.of += size
  const leaves = leavesIn(folder, log.id, size)
  if (leaves === null || Buffer.compare(frontierRoot(appendLeaves(emptyFrontier(), leaves)), root) !== 0)
    return ofLog('its tiles are not those that the checkpoint signs')
  for (const [path, bytes] of tilesOf(leaves))
    if (!fileHolds(join(folder, placesOf.tile(log.id, path)), bytes)) return ofLog(`${path} is not what it should be`)
  return checkStatements(folder, arrangement, log, leaves, report, digests)
}

const fileHolds = (path: string, bytes: Buffer): boolean => existsSync(path) && readFileSync(path).equals(bytes)

/** The leaf hashes in the tiles of level 0; null where a tile is missing or of another length. */
function leavesIn(folder: string, log: Id, size: number): Uint8Array[] | null {
  const leaves: Uint8Array[] = []
  for (let index = 0; index * TILE < size; index++) {
    const width = Math.min(TILE, size - index * TILE)
    const path = join(folder, placesOf.tile(log, tilePath(0, index, width)))
    const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0)
    if (bytes.length !== width * 32) return null
    for (let n = 0; n < width; n++) leaves.push(bytes.subarray(n * 32, (n + 1) * 32))
  }
  return leaves
}

async function checkStatements(
  folder: string,
  arrangement: Id,
  log: Half['logs'][number],
  leaves: Uint8Array[],
  report: HalfReport,
  digests: Map<Id, string>,
): Promise<Found | null> {
  const path = join(folder, placesOf.statements(log.id))
  if (!existsSync(path)) return ofLog('its statements are missing')
  let [last, held] = [-1, 0]
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    const line = lineOf(text)
    if (!line) return ofLog(`the line after statement ${last} cannot be read`)
    const found = (what: string): Found => ({ index: line.index, statement: idIn(line.canonical), what })
    if (line.index <= last) return found('it stands twice, or out of order')
    const leaf = leaves[line.index]
    if (!leaf) return found('it lies beyond the checkpoint')
    const what = checkLine(line, leaf, arrangement, log.audience, digests)
    if (what) return found(what)
    last = line.index
    held++
  }
  report.statements += held
  return held === log.statements ? null : ofLog(`it holds ${held} statements and should hold ${log.statements}`)
}

type Line = { index: number; salt: string; canonical: string }

function lineOf(text: string): Line | null {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

function idIn(canonical: string): Id | null {
  try {
    return (JSON.parse(canonical) as { id?: Id }).id ?? null
  } catch {
    return null
  }
}

/** What is wrong with a statement, or null: its text and salt make its leaf, and it is of this arrangement and log. */
function checkLine(line: Line, leaf: Uint8Array, arrangement: Id, audience: string, digests: Map<Id, string>) {
  const salt = Buffer.from(line.salt, 'base64')
  if (salt.length !== 32 || !line.canonical.isWellFormed()) return 'its salt or its text is broken'
  if (Buffer.compare(leafHash(leafEntry(salt, line.canonical)), leaf) !== 0) return 'its text is not what was signed'
  const said = statementSchema.safeParse(parseCanonical(line.canonical))
  if (!said.success) return 'its text is no statement'
  if (said.data.arrangement !== arrangement) return 'it is of another arrangement'
  if (audienceKey(said.data.audience) !== audience) return 'it was said to others than the readers of this log'
  const body = said.data.body as { source?: Id; text?: { sha256: string } | null }
  if (said.data.kind === 'source.registered' && body.source && body.text) digests.set(body.source, body.text.sha256)
  return null
}

function checkDocument(folder: string, source: Id, digests: Map<Id, string>): string | null {
  const path = join(folder, placesOf.document(source))
  if (!existsSync(path)) return `the text of document ${source} is missing`
  const registered = digests.get(source)
  if (!registered) return `document ${source} cannot be checked: no statement that holds registers it`
  return digestOfText(readFileSync(path, 'utf8')) === registered
    ? null
    : `the text of document ${source} is not the one that was registered`
}
