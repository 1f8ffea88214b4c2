// SPDX-License-Identifier: Apache-2.0

/** How many hashes or entries a full tile or bundle has (tlog-tiles, section "Merkle Tree"). */
export const TILE_WIDTH = 256

export interface TileAt {
  index: number
  width: number
}

/** The tiles over `count` hashes: full ones, then a partial one for the rest; never an empty one ("Partial Tiles"). */
export function* tilesOver(count: number): Generator<TileAt> {
  for (let index = 0; index * TILE_WIDTH < count; index++)
    yield { index, width: Math.min(TILE_WIDTH, count - index * TILE_WIDTH) }
}

/** `tile/<L>/<N>[.p/<W>]` and `tile/entries/<N>[.p/<W>]` (tlog-tiles, sections "Merkle Tree" and "Log entries"). */
export function tilePath(level: number | 'entries', { index, width }: TileAt): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)!
  const last = groups.pop()
  const directories = groups.map((group) => `x${group}/`).join('')
  return `tile/${level}/${directories}${last}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

/** The entries of a bundle: each behind its length as a big-endian uint16 (tlog-tiles, section "Log entries"). */
export function entriesOf(path: string, bundle: Uint8Array, count: number): Uint8Array[] {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.length)
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bundle.length) {
    const start = at + 2
    const end = start <= bundle.length ? start + view.getUint16(at) : Number.POSITIVE_INFINITY
    if (end > bundle.length) throw new Error(`${path} is cut off within its entry ${entries.length}.`)
    entries.push(bundle.subarray(start, end))
    at = end
  }
  if (entries.length !== count) throw new Error(`${path} holds ${entries.length} entries; ${count} were expected.`)
  return entries
}
