// SPDX-License-Identifier: Apache-2.0
import { RecordFault, type Refusal, refuse, type Verdict } from './fault.ts'
import { appendLeaf, emptyFrontier, frontierRoot } from './frontier.ts'
import { concatBytes, leafHash, sameBytes } from './hashing.ts'
import { assertSize, TILE } from './ranges.ts'

const MAX_ENTRY_BYTES = 0xffff

/** Where a tile of hashes is kept: `tile/0/x001/x234/067`, with `.p/112` if it holds 112 of 256 (C2SP tlog-tiles). */
export function tilePath(level: number, index: number, width: number = TILE): string {
  if (!Number.isInteger(level) || level < 0 || level > 63) {
    throw new RecordFault('record/bad-tile', `${level} is no tile level`)
  }
  return `tile/${level}/${indexPath(index, width)}`
}

/** Where a bundle of entries is kept: `tile/entries/000`. Throws `record/bad-tile`, `record/bad-size`. */
export function entriesPath(index: number, width: number = TILE): string {
  return `tile/entries/${indexPath(index, width)}`
}

/** What a path of tilePath or entriesPath asks for; null where it is none, or another way of writing one. */
export function parseTilePath(path: string): { level: number | 'entries'; index: number; width: number } | null {
  const [, kind, groups, partial] =
    /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? []
  if (kind === undefined || groups === undefined) return null
  const level = kind === 'entries' ? kind : Number(kind)
  const [index, width] = [Number(groups.replace(/[x/]/g, '')), partial === undefined ? TILE : Number(partial)]
  const known = Number.isSafeInteger(index) && width >= 1 && width <= TILE && (level === 'entries' || level < 64)
  if (!known) return null
  const written = level === 'entries' ? entriesPath(index, width) : tilePath(level, index, width)
  return written === path ? { level, index, width } : null
}

/** A bundle: each entry behind its length in two bytes, big-endian (tlog-tiles, "Log entries"). */
export function formatBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length > TILE) throw new RecordFault('record/bad-tile', `${entries.length} entries, at most ${TILE}`)
  return concatBytes(
    entries.flatMap((entry) => {
      if (entry.length > MAX_ENTRY_BYTES)
        throw new RecordFault('record/bad-tile', 'an entry is longer than 65,535 bytes')
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]
    }),
  )
}

/** The entries of a bundle. Refuses `record/bad-tile` if it is cut off or holds more than 256; never throws. */
export function parseBundle(
  bundle: Uint8Array,
): { readonly ok: true; readonly entries: readonly Uint8Array[] } | Refusal {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bundle.length; ) {
    const end = at + 2 + ((bundle[at]! << 8) | (bundle[at + 1] ?? 0))
    if (at + 2 > bundle.length || end > bundle.length) return refuse('record/bad-tile', 'the bundle is cut off')
    if (entries.length === TILE) return refuse('record/bad-tile', `the bundle holds more than ${TILE} entries`)
    entries.push(bundle.slice(at + 2, end))
    at = end
  }
  return { ok: true, entries }
}

/**
 * Whether these entries, in order and no others, are the log that a checkpoint speaks of. Takes them one at a time, so a
 * log larger than memory will do. Refuses `record/size-mismatch`, `record/root-mismatch`; throws only what reading the
 * entries throws.
 */
export async function verifyLog(
  entries: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  { size, root }: { readonly size: number; readonly root: Uint8Array },
): Promise<Verdict> {
  let frontier = emptyFrontier()
  for await (const entry of entries) {
    if (frontier.size === size) return refuse('record/size-mismatch', `more entries than the ${size} of the checkpoint`)
    frontier = appendLeaf(frontier, leafHash(entry))
  }
  if (frontier.size !== size) return refuse('record/size-mismatch', `${frontier.size} entries, checkpoint says ${size}`)
  return sameBytes(frontierRoot(frontier), root)
    ? { ok: true }
    : refuse('record/root-mismatch', 'the entries are not those that the log signed')
}

function indexPath(index: number, width: number): string {
  assertSize(index)
  if (!Number.isInteger(width) || width < 1 || width > TILE) {
    throw new RecordFault('record/bad-tile', `${width} is no tile width`)
  }
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g)!
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')
  return width === TILE ? path : `${path}.p/${width}`
}
