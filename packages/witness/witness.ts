// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  cosigner,
  type NoteSigner,
  type NoteVerifier,
  parseCheckpoint,
  signatureLine,
  splitNote,
} from '@symbolon/record'
import writeFileAtomic from 'write-file-atomic'
import { type Answer, judge, originIn, parseAsked, type Seen } from './add-checkpoint.ts'

export type Witness = {
  name: string
  /** Its verifier key (C2SP tlog-cosignature, Ed25519): what a party names on the record. */
  vkey: string
  /** C2SP tlog-witness, "add-checkpoint": body of the request to status and body of the answer. */
  addCheckpoint: (body: string) => Promise<Answer>
  /** The last checkpoint of a log that it co-signed, as the log signed it; null where it has seen none. */
  lastSeen: (origin: string) => string | null
}

/**
 * Opens a witness whose key and memory are in `folder` (made if absent). What it saw is on disk, synced, before it
 * answers: a crash between the two leaves a checkpoint that counts as seen and was co-signed for nobody, which the next
 * request signs again. A head that contradicts what was seen is kept in `conflicts/`, as proof against who signed it.
 */
export function openWitness(
  folder: string,
  name: string,
  trusted: (origin: string) => NoteVerifier | null,
  seconds: () => number = () => Math.floor(Date.now() / 1000),
): Witness {
  mkdirSync(join(folder, 'seen'), { recursive: true, mode: 0o700 })
  const seed = seedIn(folder)
  const signer = cosigner(name, seed, seconds)
  let turn: Promise<unknown> = Promise.resolve()
  return {
    name,
    vkey: signer.vkey,
    lastSeen: (origin) => noteAt(placeOf(folder, origin)),
    // One at a time: between reading what was seen and writing it nobody else may do the same.
    addCheckpoint: (body) => {
      const answer = turn.then(() => answerTo(folder, signer, trusted, body))
      turn = answer.catch(() => {})
      return answer
    },
  }
}

async function answerTo(
  folder: string,
  signer: NoteSigner,
  trusted: (origin: string) => NoteVerifier | null,
  body: string,
): Promise<Answer> {
  const asked = parseAsked(body)
  const origin = asked && originIn(asked.note)
  if (!asked || origin === null) return { status: 400, body: 'This is no request to add a checkpoint.\n' }
  const place = placeOf(folder, origin)
  const judged = judge(asked, trusted(origin), seenAt(place))
  if (judged.status === 409) return { status: 409, body: `${judged.size}\n` }
  if (judged.status === 422) await keepConflict(folder, place, asked.note)
  if (judged.status !== 200) return { status: judged.status, body: `${judged.why}\n` }
  // Synced and renamed: after a power cut the old state is there, or the new one.
  await writeFileAtomic(place, asked.note, { mode: 0o600 })
  const split = splitNote(asked.note)
  if (!split.ok) throw new Error(split.message)
  return { status: 200, body: `${signatureLine(split.text, signer)}\n` }
}

const placeOf = (folder: string, origin: string): string =>
  join(folder, 'seen', createHash('sha256').update(origin).digest('hex'))
const noteAt = (place: string): string | null => (existsSync(place) ? readFileSync(place, 'utf8') : null)

function seenAt(place: string): Seen {
  if (!existsSync(place)) return { size: 0, root: new Uint8Array(32) }
  const split = splitNote(readFileSync(place, 'utf8'))
  const parsed = split.ok ? parseCheckpoint(split.text) : split
  if (!parsed.ok) throw new Error(`What this witness saw cannot be read (${place}): ${parsed.message}`)
  return parsed.checkpoint
}

async function keepConflict(folder: string, place: string, note: string): Promise<void> {
  const kept = join(folder, 'conflicts')
  mkdirSync(kept, { recursive: true, mode: 0o700 })
  const both = `Seen before:\n\n${noteAt(place) ?? ''}\nShown now:\n\n${note}`
  // Named by what it holds: the same conflict handed in a thousand times fills no disk.
  const name = createHash('sha256').update(both).digest('hex').slice(0, 32)
  await writeFileAtomic(join(kept, `${name}.txt`), both, { mode: 0o600 })
}

/** The seed of the witness's key, made at its first start: apart from any log's key, as tlog-cosignature asks. */
function seedIn(folder: string): Buffer {
  const path = join(folder, 'witness-key.secret')
  if (!existsSync(path)) writeFileAtomic.sync(path, randomBytes(32).toString('hex'), { mode: 0o600 })
  return Buffer.from(readFileSync(path, 'utf8').trim(), 'hex')
}
