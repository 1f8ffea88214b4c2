// SPDX-License-Identifier: Apache-2.0
import { audienceKey, type Id, type Statement, statementSchema } from '@symbolon/foundation'
import {
  entriesPath,
  type HashSource,
  leafEntry,
  type NoteVerifier,
  openCheckpoint,
  parseBundle,
  parseCanonical,
  parseVerifierKey,
  TILE,
  tilePath,
} from '@symbolon/record'
import { type Half, halfSchema, type Line, lineSchema, placesOf, widthOf } from './half.ts'
import type { HalfSource } from './half-source.ts'

/** What was read, or in words why it cannot be believed. */
export type Read<T> = { ok: true; value: T } | { ok: false; what: string }
const no = (what: string): Read<never> => ({ ok: false, what })

export async function readHalf(source: HalfSource): Promise<Read<Half>> {
  const bytes = await source.read(placesOf.half)
  if (!bytes) return no('it has no symbolon.json')
  try {
    const parsed = halfSchema.safeParse(JSON.parse(bytes.toString()))
    return parsed.success ? { ok: true, value: parsed.data } : no('its symbolon.json is of another form or version')
  } catch {
    return no('its symbolon.json cannot be read')
  }
}

export type LogHead = { vkey: string; verifier: NoteVerifier; note: string; size: number; root: Uint8Array }

/** The head of a log: its checkpoint, verified under the key that stands beside it. Whose key that is, the caller asks. */
export async function readHead(source: HalfSource, log: Id): Promise<Read<LogHead>> {
  const vkey = (await source.read(placesOf.key(log)))?.toString().trim() ?? ''
  const key = parseVerifierKey(vkey)
  if (!key.ok) return no('its key cannot be read')
  if (!key.verifier.name.endsWith(`/${log}`)) return no('its key is that of another log')
  const note = (await source.read(placesOf.checkpoint(log)))?.toString() ?? ''
  const opened = openCheckpoint(note, key.verifier)
  if (!opened.ok) return no(`its checkpoint does not hold: ${opened.message}`)
  const { size, root } = opened.checkpoint
  return { ok: true, value: { vkey, verifier: key.verifier, note, size, root } }
}

/** The entries of one run of 256, `width` of them; null where the bundle is missing, cut off or of another form. */
export async function readEntries(
  source: HalfSource,
  log: Id,
  run: number,
  width: number,
): Promise<readonly Uint8Array[] | null> {
  const bytes = await source.read(placesOf.tile(log, entriesPath(run, width)))
  const bundle = bytes && parseBundle(bytes)
  if (!bundle?.ok || bundle.entries.length !== width || bundle.entries.some((entry) => entry.length !== 32)) return null
  return bundle.entries
}

/** The hashes in the tiles of a log of `size`: leaves, and roots of complete runs. A missing tile gives no hashes. */
export function tileSource(source: HalfSource, log: Id, size: number): HashSource {
  const tile = async (level: number, index: number) => {
    const width = widthOf(index, Math.floor(size / TILE ** level))
    const bytes = await source.read(placesOf.tile(log, tilePath(level, index, width)))
    return bytes?.length === width * 32 ? bytes : Buffer.alloc(0)
  }
  return {
    levels: 2,
    hashes: async (level, from, to) => {
      const hashes: Uint8Array[] = []
      for (let at = from; at < to; ) {
        const index = Math.floor(at / TILE)
        const bytes = await tile(level, index)
        const end = Math.min(to, (index + 1) * TILE)
        for (let n = at; n < end; n++) {
          const hash = bytes.subarray((n - index * TILE) * 32, (n - index * TILE + 1) * 32)
          if (hash.length === 32) hashes.push(hash)
        }
        at = end
      }
      return hashes
    },
  }
}

/** The lines of one run, as they stand; `null` in the place of one that cannot be read. */
export async function readLines(source: HalfSource, log: Id, run: number): Promise<(Line | null)[] | null> {
  const bytes = await source.read(placesOf.statements(log, run))
  if (!bytes) return null
  return bytes.toString().split('\n').filter(Boolean).map(lineOf)
}

function lineOf(text: string): Line | null {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** The statement of a line, if text and salt make up the entry at its place, and it is of this arrangement and log. */
export function statementOf(line: Line, entry: Uint8Array, of: { arrangement: Id; audience: string }): Read<Statement> {
  const salt = Buffer.from(line.salt, 'base64')
  if (salt.length !== 32 || !line.canonical.isWellFormed()) return no('its salt or its text is broken')
  if (Buffer.compare(leafEntry(salt, line.canonical), entry) !== 0) return no('its text is not what was signed')
  return textOf(line.canonical, of)
}

/** The statement that a text is, if it is of this arrangement and these readers; that it was said is proven elsewhere. */
export function textOf(canonical: string, of: { arrangement: Id; audience: string }): Read<Statement> {
  const said = statementSchema.safeParse(parsed(canonical))
  if (!said.success) return no('its text is no statement')
  if (said.data.arrangement !== of.arrangement) return no('it is of another arrangement')
  if (audienceKey(said.data.audience) !== of.audience) return no('it was said to others than the readers of this log')
  return { ok: true, value: said.data }
}

function parsed(canonical: string): unknown {
  try {
    return parseCanonical(canonical)
  } catch {
    return null
  }
}
