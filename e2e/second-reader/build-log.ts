// SPDX-License-Identifier: Apache-2.0
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import type { Fetch } from './read-log.ts'

/** Small logs for the tests, built by the formulas of the specifications alone: nothing here is shared with the reader. */

const sha256 = (...parts: Uint8Array[]) => new Uint8Array(createHash('sha256').update(Buffer.concat(parts)).digest())
const utf8 = (text: string) => new Uint8Array(Buffer.from(text))
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

export const leafOf = (entry: Uint8Array) => sha256(Uint8Array.of(0), entry)

/** The largest power of two smaller than n. */
function split(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** MTH of RFC 6962 section 2.1, over leaf hashes. */
export function mth(leaves: Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256()
  if (leaves.length === 1) return leaves[0]!
  const k = split(leaves.length)
  return sha256(Uint8Array.of(1), mth(leaves.slice(0, k)), mth(leaves.slice(k)))
}

/** PATH of RFC 6962 section 2.1.1. */
export function inclusionPath(m: number, leaves: Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return []
  const k = split(leaves.length)
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)]
  return m < k ? [...inclusionPath(m, left), mth(right)] : [...inclusionPath(m - k, right), mth(left)]
}

/** SUBPROOF of RFC 6962 section 2.1.2; PROOF is the one with b = true. */
export function consistencyPath(m: number, leaves: Uint8Array[], b = true): Uint8Array[] {
  if (m === leaves.length) return b ? [] : [mth(leaves)]
  const k = split(leaves.length)
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)]
  return m <= k ? [...consistencyPath(m, left, b), mth(right)] : [...consistencyPath(m - k, right, false), mth(left)]
}

export interface Signer {
  name: string
  id: Uint8Array
  key: KeyObject
  vkey: string
}

/** A key out of a fixed seed, so that a failure can be had again. */
export function signer(name: string, seed: number, type: 1 | 4 = 1): Signer {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, seed)])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  const material = Buffer.concat([Uint8Array.of(type), raw])
  const id = sha256(utf8(`${name}\n`), material).slice(0, 4)
  return { name, id, key, vkey: `${name}+${Buffer.from(id).toString('hex')}+${base64(material)}` }
}

const signatureLine = ({ name, id }: Signer, signature: Uint8Array) =>
  `— ${name} ${base64(Buffer.concat([id, signature]))}\n`

export const signNote = (text: string, by: Signer) =>
  `${text}\n${signatureLine(by, sign(null, Buffer.from(text), by.key))}`

export function cosign(text: string, by: Signer, time: bigint): string {
  const timestamp = Buffer.alloc(8)
  timestamp.writeBigUInt64BE(time)
  const message = Buffer.from(`cosignature/v1\ntime ${time}\n${text}`)
  return signatureLine(by, Buffer.concat([timestamp, sign(null, message, by.key)]))
}

export const checkpointText = (origin: string, size: number, root: Uint8Array) =>
  `${origin}\n${size}\n${base64(root)}\n`

export const checkpointOf = (by: Signer, leaves: Uint8Array[], origin = by.name) =>
  signNote(checkpointText(origin, leaves.length, mth(leaves)), by)

/** Index 1234067 is x001/x234/067. */
function pathOf(kind: string, index: number, width: number): string {
  const digits = String(index).padStart(9, '0')
  const [a, b, c] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)]
  const n = index >= 1_000_000 ? `x${a}/x${b}/${c}` : index >= 1000 ? `x${b}/${c}` : c
  return `tile/${kind}/${n}${width < 256 ? `.p/${width}` : ''}`
}

export type Files = Map<string, Uint8Array>

/** All the files of a tiled log (tlog-tiles), each hash of a tile by the formal definition there. */
export function buildLog(
  entries: Uint8Array[],
  by: Signer,
): { files: Files; leaves: Uint8Array[]; checkpoint: string } {
  const leaves = entries.map(leafOf)
  const files: Files = new Map()
  for (let level = 0; 256 ** level <= leaves.length; level++) {
    const span = 256 ** level
    const hashes = Math.floor(leaves.length / span)
    for (let n = 0; n * 256 < hashes; n++) {
      const width = Math.min(256, hashes - n * 256)
      const tile: Uint8Array[] = []
      for (let i = 0; i < width; i++) tile.push(mth(leaves.slice((n * 256 + i) * span, (n * 256 + i + 1) * span)))
      files.set(pathOf(String(level), n, width), new Uint8Array(Buffer.concat(tile)))
    }
  }
  for (let n = 0; n * 256 < entries.length; n++) {
    const bundle = entries.slice(n * 256, n * 256 + 256)
    files.set(pathOf('entries', n, bundle.length), bundleOf(bundle))
  }
  const checkpoint = checkpointOf(by, leaves)
  files.set('checkpoint', utf8(checkpoint))
  return { files, leaves, checkpoint }
}

export function bundleOf(entries: Uint8Array[]): Uint8Array {
  const prefixed = entries.map((entry) =>
    Buffer.concat([Uint8Array.of(Math.floor(entry.length / 256), entry.length % 256), entry]),
  )
  return new Uint8Array(Buffer.concat(prefixed))
}

/** Entries of many lengths, the empty one and the longest among them, and some of them the same. */
export function someEntries(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, at) => {
    if (at === 1) return new Uint8Array()
    if (at === 254) return new Uint8Array(65_535).fill(7)
    return utf8(`entry ${at % 500} `.repeat(1 + (at % 5)))
  })
}

export const PREFIX = 'https://log.test/a'

/** Serves a log from a Map, and keeps what was asked for. */
export function serve(files: Files, asked: string[] = []): Fetch {
  return async (url) => {
    if (!url.startsWith(`${PREFIX}/`)) throw new Error(`Nothing lies at ${url}.`)
    const path = url.slice(PREFIX.length + 1)
    asked.push(path)
    const file = files.get(path)
    return file ? new Response(Buffer.from(file)) : new Response('not found', { status: 404 })
  }
}
