// SPDX-License-Identifier: Apache-2.0
import { type Checkpoint, openCheckpoint } from './checkpoint.ts'
import { type Cosignature, verifyCosignatures } from './cosignature.ts'
import { parseVkey } from './note.ts'
import { entriesOf, TILE_WIDTH, type TileAt, tilePath, tilesOver } from './tiles.ts'
import { HASH_LENGTH, leafHash, rootOf, sameBytes } from './tree-hash.ts'

export type Fetch = (url: string, init?: { headers: Record<string, string> }) => Promise<Response>

export interface LogToRead {
  /** The URL under which `checkpoint` and `tile/` lie. */
  prefix: string
  /** The verifier key of the log. */
  vkey: string
  /** The origin line to expect: the name of the key where nothing else is said. */
  origin?: string
  /** Verifier keys of witnesses whose cosignatures are to be verified and listed. */
  witnesses?: readonly string[]
  fetch?: Fetch
  /** An older checkpoint of the same log, as it was signed: the log must have grown out of it. */
  before?: string
}

export interface LogRead {
  origin: string
  size: number
  root: Uint8Array
  entries: Uint8Array[]
  leafHashes: Uint8Array[]
  cosignatures: Cosignature[]
}

type GetFile = (path: string) => Promise<Uint8Array | undefined>

/**
 * Reads a whole tiled log and believes nothing of it: the signature and the lines of its checkpoint (tlog-checkpoint),
 * each entry against its leaf, each hash of an upper tile against the tile below, and the root over all leaves
 * (tlog-tiles). Throws an Error whose sentence names the file at the first thing wrong.
 */
export async function readLog(log: LogToRead): Promise<LogRead> {
  // Section "Signatures" of tlog-checkpoint: the name of the key SHOULD be the origin. It need not: hence the option.
  const { name } = parseVkey(log.vkey)
  const origin = log.origin ?? name
  const get = filesUnder(log.prefix, log.fetch ?? fetch)
  const bytes = await get('checkpoint')
  if (!bytes) throw new Error('checkpoint is missing.')
  const { note, checkpoint } = openCheckpoint('checkpoint', bytes, log.vkey, origin)
  const cosignatures = verifyCosignatures(note, log.witnesses ?? [])

  const older = log.before === undefined ? undefined : openCheckpoint('before', log.before, log.vkey, origin).checkpoint
  if (older && older.size > checkpoint.size)
    throw new Error(`checkpoint states ${checkpoint.size} entries, fewer than the ${older.size} of the older one.`)

  const { entries, leafHashes } = await readLeaves(get, checkpoint.size)
  await checkUpperTiles(get, leafHashes)
  checkRoot(checkpoint, leafHashes)
  if (older && !sameBytes(rootOf(leafHashes, older.size), older.root))
    throw new Error(`checkpoint does not grow out of the older one: the first ${older.size} leaves have another root.`)
  return { origin, size: checkpoint.size, root: checkpoint.root, entries, leafHashes, cosignatures }
}

/** How a file is had over HTTP; undefined stands for one that is not there. */
function filesUnder(prefix: string, fetch: Fetch): GetFile {
  // The example of a prefix in tlog-tiles, section "Parameters", ends in the slash that the paths bring along.
  const base = prefix.replace(/\/+$/, '')
  return async (path) => {
    let response: Response
    try {
      // Section "Log entries" asks clients to name both encodings.
      response = await fetch(`${base}/${path}`, { headers: { 'accept-encoding': 'gzip, identity' } })
      if (response.ok) return new Uint8Array(await response.arrayBuffer())
    } catch (error) {
      throw new Error(`${path} cannot be fetched: ${(error as Error).message}`, { cause: error })
    }
    // The rest of a refused answer is let go of, so that its connection is free again.
    await response.body?.cancel()
    if (response.status === 404 || response.status === 410) return undefined
    throw new Error(`${path} is answered with status ${response.status}.`)
  }
}

/**
 * A tile or a bundle, and how wide it was found. A partial one MAY be gone once the full one is there (tlog-tiles,
 * section "Partial Tiles"): the log may have grown since its checkpoint was fetched.
 */
async function getTile(get: GetFile, level: number | 'entries', tile: TileAt) {
  const path = tilePath(level, tile)
  const bytes = await get(path)
  if (bytes) return { path, bytes, width: tile.width }
  const fullPath = tilePath(level, { ...tile, width: TILE_WIDTH })
  const full = path === fullPath ? undefined : await get(fullPath)
  if (!full) throw new Error(`${path} is missing.`)
  return { path: fullPath, bytes: full, width: TILE_WIDTH }
}

async function getHashes(get: GetFile, level: number, tile: TileAt) {
  const { path, bytes, width } = await getTile(get, level, tile)
  if (bytes.length !== width * HASH_LENGTH)
    throw new Error(`${path} is ${bytes.length} bytes long; ${width} hashes have ${width * HASH_LENGTH}.`)
  const hashes = Array.from({ length: tile.width }, (_, at) => bytes.subarray(at * HASH_LENGTH, (at + 1) * HASH_LENGTH))
  return { path, hashes }
}

/** Level 0 and the entries, side by side: each entry has to hash to its leaf (tlog-tiles, section "Log entries"). */
async function readLeaves(get: GetFile, size: number) {
  const entries: Uint8Array[] = []
  const leafHashes: Uint8Array[] = []
  for (const tile of tilesOver(size)) {
    const { path, hashes } = await getHashes(get, 0, tile)
    const bundle = await getTile(get, 'entries', tile)
    const inBundle = entriesOf(bundle.path, bundle.bytes, bundle.width).slice(0, tile.width)
    for (const [at, entry] of inBundle.entries()) {
      if (!sameBytes(leafHash(entry), hashes[at]!))
        throw new Error(`${bundle.path}: entry ${entries.length} does not hash to its leaf in ${path}.`)
      entries.push(entry)
      leafHashes.push(hashes[at]!)
    }
  }
  return { entries, leafHashes }
}

/**
 * Levels 1 and above: each hash is the tree hash of one full tile of the level below, and a partial tile is not hashed
 * into any (tlog-tiles, section "Merkle Tree"). The level below is the one computed here, not the one served.
 */
async function checkUpperTiles(get: GetFile, leafHashes: Uint8Array[]) {
  let below = leafHashes
  for (let level = 1; below.length >= TILE_WIDTH; level++) {
    const expected: Uint8Array[] = []
    for (let end = TILE_WIDTH; end <= below.length; end += TILE_WIDTH)
      expected.push(rootOf(below.slice(end - TILE_WIDTH, end)))
    for (const tile of tilesOver(expected.length)) {
      const { path, hashes } = await getHashes(get, level, tile)
      for (const [at, hash] of hashes.entries()) {
        const index = tile.index * TILE_WIDTH + at
        const full = tilePath(level - 1, { index, width: TILE_WIDTH })
        if (!sameBytes(hash, expected[index]!)) throw new Error(`${path}: hash ${at} is not the one over ${full}.`)
      }
    }
    below = expected
  }
}

function checkRoot({ size, root }: Checkpoint, leafHashes: Uint8Array[]) {
  const computed = rootOf(leafHashes)
  if (sameBytes(computed, root)) return
  const [stated, found] = [root, computed].map((hash) => Buffer.from(hash).toString('base64'))
  throw new Error(`checkpoint states the root ${stated}; its ${size} leaves have the root ${found}.`)
}
