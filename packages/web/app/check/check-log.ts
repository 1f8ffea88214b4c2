// SPDX-License-Identifier: Apache-2.0
import { type Bytes, fromBase64, same, sha256, toBase64, utf8 } from './bytes.ts'
import { openCheckpoint } from './note.ts'
import { addLeaves, leafOf, type Peaks, rootOf } from './tree.ts'

/** Reads a file of the half below `logs/ID/`; null where there is none. Throws where the host does not answer. */
export type Read = (path: string) => Promise<Bytes | null>
/** What was found the last time, to see that nothing before it was changed. */
export type Remembered = { size: number; root: string; vkey: string; at: string }

export type Found =
  | {
      holds: true
      /** How many statements the checkpoint speaks of, and how many of them this reader may read. */
      size: number
      read: number
      root: string
      vkey: string
      /** False where this browser cannot judge the signature. */
      signature: boolean
      since: Remembered | null
    }
  | { holds: false; why: Why; index?: number }
export type Why = 'checkpoint' | 'signature' | 'key' | 'fewer' | 'rewritten' | 'entries' | 'root' | 'statement'

const TILE = 256

/**
 * Checks a whole log in this browser: the host's signature, every entry under the signed root (RFC 6962), the text of
 * every statement that the reader may read under its entry, and that what was there the last time is there unchanged.
 */
export async function checkLog(
  read: Read,
  since: Remembered | null,
  step: (entries: number) => void = () => {},
): Promise<Found> {
  const vkey = textOf(await read('key')).trim()
  const opened = await openCheckpoint(textOf(await read('checkpoint')), vkey)
  if (!opened) return no('checkpoint')
  if (opened.signed === 'no') return no('signature')
  const { size, root } = opened.checkpoint
  if (since && since.vkey !== vkey) return no('key')
  if (since && since.size > size) return no('fewer')
  let peaks: Peaks = []
  let texts = 0
  for (let from = 0; from < size; from += TILE) {
    const width = Math.min(TILE, size - from)
    const entries = entriesIn(await read(bundlePath(from / TILE, width)), width)
    if (!entries) return no('entries')
    const leaves = await Promise.all(entries.map(leafOf))
    if (since && since.size > from && since.size <= from + width && !(await stood(peaks, leaves, since, from)))
      return no('rewritten')
    peaks = await addLeaves(peaks, leaves)
    const found = await checkTexts(await read(textsPath(from / TILE)), entries, from)
    if (typeof found !== 'number') return found
    texts += found
    step(width)
  }
  const computed = await rootOf(peaks)
  if (!computed || !same(computed, root)) return no('root')
  const signature = opened.signed === 'yes'
  return { holds: true, size, read: texts, root: toBase64(root), vkey, signature, since }
}

const no = (why: Why, index?: number): Found => ({ holds: false, why, ...(index === undefined ? {} : { index }) })
const textOf = (bytes: Bytes | null) => new TextDecoder().decode(bytes ?? new Uint8Array())

/** C2SP tlog-tiles, "Log entries": groups of three digits, each but the last behind an x. */
const bundlePath = (index: number, width: number) =>
  `tile/entries/${digits(index)}${width === TILE ? '' : `.p/${width}`}`
const textsPath = (index: number) => `statements/${digits(index)}.jsonl`

function digits(index: number): string {
  const last = String(index % 1000).padStart(3, '0')
  const before = Math.floor(index / 1000)
  return before === 0 ? last : `${digits(before).replace(/(\d{3})$/, 'x$1')}/${last}`
}

/** The entries of a bundle, each behind its length in two bytes; null where they are not as many digests. */
function entriesIn(bundle: Bytes | null, width: number): Bytes[] | null {
  if (bundle?.length !== width * 34) return null
  const at = Array.from({ length: width }, (_, n) => n * 34)
  if (at.some((from) => bundle[from] !== 0 || bundle[from + 1] !== 32)) return null
  return at.map((from) => bundle.slice(from + 2, from + 34))
}

/** Whether the first `since.size` leaves make up the root that was seen then. */
async function stood(peaks: Peaks, leaves: Bytes[], since: Remembered, from: number): Promise<boolean> {
  const root = await rootOf(await addLeaves(peaks, leaves.slice(0, since.size - from)))
  return root !== null && toBase64(root) === since.root
}

/** How many statements stand under their entries; or which one does not. */
async function checkTexts(bytes: Bytes | null, entries: Bytes[], from: number): Promise<number | Found> {
  let [count, last] = [0, from - 1]
  for (const text of textOf(bytes).split('\n').filter(Boolean)) {
    const line = lineIn(text)
    if (!line || line.index <= last) return no('statement', line?.index)
    // Said since the checkpoint was signed: nothing proves it yet.
    if (line.index >= from + entries.length) continue
    if (!same(await sha256(line.salt, utf8(line.canonical)), entries[line.index - from]!))
      return no('statement', line.index)
    last = line.index
    count++
  }
  return count
}

function lineIn(text: string): { index: number; salt: Bytes; canonical: string } | null {
  try {
    const { index, salt, canonical } = JSON.parse(text)
    const bytes = typeof salt === 'string' ? fromBase64(salt) : null
    return Number.isInteger(index) && bytes && typeof canonical === 'string' ? { index, salt: bytes, canonical } : null
  } catch {
    return null
  }
}
