// SPDX-License-Identifier: Apache-2.0
import {
  type Checkpoint,
  type NoteVerifier,
  openCheckpoint,
  parseCheckpoint,
  splitNote,
  verifyConsistency,
} from '@symbolon/record'

/** What a witness last co-signed of a log; size 0 where it has not seen it. */
export type Seen = { size: number; root: Uint8Array }
/** An answer as tlog-witness words it; `accept` is set where the checkpoint may be co-signed. */
export type Judgement =
  | { status: 200; checkpoint: Checkpoint }
  | { status: 400 | 403 | 404 | 422; why: string }
  | { status: 409; size: number }

/** A request (C2SP tlog-witness, "add-checkpoint"): the size that the sender thinks was seen, a proof, the checkpoint. */
export type Asked = { old: number; proof: Uint8Array[]; note: string }

export const formatAsked = ({ old, proof, note }: Asked): string =>
  `old ${old}\n${proof.map((hash) => `${Buffer.from(hash).toString('base64')}\n`).join('')}\n${note}`

/** Null where the body is not of that form. */
export function parseAsked(body: string): Asked | null {
  const at = body.indexOf('\n\n')
  if (at < 0) return null
  const [first = '', ...lines] = body.slice(0, at).split('\n')
  const old = /^old (0|[1-9]\d{0,15})$/.exec(first)?.[1]
  if (old === undefined || !Number.isSafeInteger(Number(old)) || lines.length > 63) return null
  const proof = lines.map((line) => Buffer.from(line, 'base64'))
  if (proof.some((hash, n) => hash.length !== 32 || hash.toString('base64') !== lines[n])) return null
  return { old: Number(old), proof, note: body.slice(at + 2) }
}

/** The origin line of a checkpoint that nobody has verified yet; null where it is none. */
export function originIn(note: string): string | null {
  const split = splitNote(note)
  const parsed = split.ok ? parseCheckpoint(split.text) : split
  return parsed.ok ? parsed.checkpoint.origin : null
}

/** Whether a witness that saw `seen` may co-sign: every check of tlog-witness, "add-checkpoint", in its order. Pure. */
export function judge({ old, proof, note }: Asked, key: NoteVerifier | null, seen: Seen): Judgement {
  if (!key) return { status: 404, why: 'this witness does not know the log' }
  const opened = openCheckpoint(note, key)
  if (!opened.ok) return { status: 403, why: `the log did not sign this checkpoint: ${opened.message}` }
  const { checkpoint } = opened
  if (old > checkpoint.size) return { status: 400, why: 'the old size is larger than that of the checkpoint' }
  if (old !== seen.size) return { status: 409, size: seen.size }
  if (old === 0) {
    const empty = { size1: 0, size2: 0, root1: checkpoint.root, root2: checkpoint.root, proof: [] }
    if (proof.length > 0) return { status: 422, why: 'from size 0 there is nothing to prove' }
    if (checkpoint.size === 0 && !verifyConsistency(empty).ok)
      return { status: 422, why: 'this is not the root of an empty log' }
    return { status: 200, checkpoint }
  }
  const claim = { size1: old, size2: checkpoint.size, root1: seen.root, root2: checkpoint.root, proof }
  const held = verifyConsistency(claim)
  return held.ok ? { status: 200, checkpoint } : { status: 422, why: held.message }
}

/** What a witness answered to a checkpoint that was handed in. */
export type Answer = { status: number; body: string }

/**
 * Hands a checkpoint to a witness: asks first how far it has seen the log, as tlog-witness allows, then sends the proof.
 * `proofFrom` makes the proof from an older size. Answers the witness's last word: 200 with its signature lines, 409
 * with a size that is beyond ours, 422 where what it saw is another history.
 */
export async function submit(
  send: (body: string) => Promise<Answer>,
  checkpoint: { size: number; note: string },
  proofFrom: (old: number) => Promise<Uint8Array[]>,
): Promise<Answer> {
  const { size, note } = checkpoint
  const first = await send(formatAsked({ old: 0, proof: [], note }))
  const old = first.status === 409 ? Number(first.body.trim()) : 0
  if (first.status !== 409 || !Number.isSafeInteger(old) || old > size) return first
  return send(formatAsked({ old, proof: await proofFrom(old), note }))
}
