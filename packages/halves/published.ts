// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import { addSignature, formatBundle, type HashSource, parseTilePath, rangeHash, TILE } from '@symbolon/record'
import { textOf, textsOf } from '@symbolon/register'
import { entriesBetween, type Hub, hashSource, statementsBetween, type View, verifierKeyOf } from '@symbolon/store'
import type { Half, Line } from './half.ts'
import { wordsOfKeys } from './words-of-keys.ts'

/** A log under the last checkpoint that was signed over it, as a reader of it has it. */
export type PublishedLog = { arrangement: Id; id: Id; audience: string; size: number; vkey: string; note: string }

/** The logs of an arrangement that the reader may read and that a checkpoint covers; of those the one with id `only`. */
export async function publishedLogs(view: View, hub: Hub, arrangement: Id, only?: Id): Promise<PublishedLog[]> {
  const all = view
    .selectFrom('store.log as l')
    .innerJoin('store.checkpoint as c', (join) =>
      join
        .onRef('c.arrangement', '=', 'l.arrangement')
        .onRef('c.log', '=', 'l.id')
        .onRef('c.size', '=', 'l.signed_size'),
    )
    .select(['l.arrangement', 'l.id', 'l.audience', 'l.signed_size as size', 'l.vkey', 'c.note'])
    .where('l.arrangement', '=', arrangement)
    // Closed ones first: whoever copies them learns of what goes on from one after it.
    .orderBy((eb) => eb('l.continued_in', 'is', null))
    .orderBy('l.id')
  const rows = await (only === undefined ? all : all.where('l.id', '=', only)).execute()
  return rows.map((row) => ({ ...row, vkey: row.vkey ?? verifierKeyOf(hub, row.id) }))
}

/** What the half of a reader holds at this moment; null where it holds nothing. */
export async function describeHalf(
  view: View,
  hub: Hub,
  of: { arrangement: Id; reader: Id | null; register: Id; at: Date },
): Promise<Half | null> {
  const published = await publishedLogs(view, hub, of.arrangement)
  if (published.length === 0) return null
  const logs = []
  for (const { id, audience, size } of published) {
    const counted = view
      .selectFrom('store.statement')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('arrangement', '=', of.arrangement)
      .where('log', '=', id)
      .where('index', '<', size)
      .where('canonical', 'is not', null)
    logs.push({ id, audience, statements: Number((await counted.executeTakeFirstOrThrow()).n) })
  }
  const documents = await textsOf(view, of.arrangement)
  const keys = (await wordsOfKeys(view, of)).length > 0
  return { format: 'symbolon-half', version: 3, ...of, at: of.at.toISOString(), logs, documents, keys, derived: [] }
}

/**
 * One file of a half below `logs/ID/`, under the checkpoint of that log; null where there is none. `lasts` says that it
 * is the same for ever: a complete tile or bundle.
 */
export async function logFile(
  view: View,
  log: PublishedLog,
  path: string,
): Promise<{ bytes: Buffer; lasts: boolean } | null> {
  if (path === 'checkpoint') return { bytes: Buffer.from(await withCosignatures(view, log)), lasts: false }
  if (path === 'key') return { bytes: Buffer.from(`${log.vkey}\n`), lasts: true }
  const run = runOf(path)
  if (run !== null) return statementsFile(view, log, run)
  const tile = parseTilePath(path)
  if (!tile) return null
  const [from, to] = [tile.index * TILE, tile.index * TILE + tile.width]
  const span = tile.level === 'entries' ? 1 : TILE ** tile.level
  if (to * span > log.size) return null
  const lasts = tile.width === TILE
  if (tile.level !== 'entries')
    return { bytes: Buffer.concat(await tileHashes(view, log, tile.level, from, to)), lasts }
  const entries = await entriesBetween(view, { arrangement: log.arrangement, log: log.id, from, to })
  return { bytes: Buffer.from(formatBundle(entries)), lasts }
}

/** The text kept with a document, as the reader may read it. */
export async function documentFile(view: View, arrangement: Id, source: Id): Promise<Buffer | null> {
  const text = await textOf(view, arrangement, source)
  return text === null ? null : Buffer.from(text)
}

/** The checkpoint, with what witnesses signed under it. */
async function withCosignatures(view: View, log: PublishedLog): Promise<string> {
  const rows = view.selectFrom('store.cosignature').select('line').where('arrangement', '=', log.arrangement)
  const lines = await rows.where('log', '=', log.id).where('size', '=', log.size).orderBy('name').execute()
  return lines.reduce((note, { line }) => {
    const added = addSignature(note, line)
    return added.ok ? added.note : note
  }, log.note)
}

async function tileHashes(view: View, { arrangement, id }: PublishedLog, level: number, from: number, to: number) {
  const source: HashSource = hashSource(view, arrangement, id)
  if (level < source.levels) return source.hashes(level, from, to)
  const span = TILE ** level
  return Promise.all(
    Array.from({ length: to - from }, (_, n) =>
      rangeHash({ from: (from + n) * span, to: (from + n + 1) * span }, source),
    ),
  )
}

function runOf(path: string): number | null {
  const [, digits] = /^statements\/((?:x\d{3}\/)*\d{3})\.jsonl$/.exec(path) ?? []
  const tile = digits === undefined ? null : parseTilePath(`tile/entries/${digits}`)
  return tile?.index ?? null
}

async function statementsFile(view: View, log: PublishedLog, run: number) {
  if (run * TILE >= log.size) return null
  const to = Math.min(log.size, (run + 1) * TILE)
  const rows = await statementsBetween(view, { arrangement: log.arrangement, log: log.id, from: run * TILE, to })
  const lines = rows.map(({ index, salt, canonical }): Line => ({ index, salt: salt.toString('base64'), canonical }))
  return { bytes: Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join('')), lasts: false }
}
