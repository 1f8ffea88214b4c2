// SPDX-License-Identifier: Apache-2.0
import { fromBase64, toBase64 } from './base64.ts'
import { RecordFault, type Refusal, refuse } from './fault.ts'
import { isHash } from './hashing.ts'
import { type OpenedNote, openNote, signNote } from './note.ts'
import type { NoteSigner, NoteVerifier } from './note-keys.ts'

/** The head of a log: which log, how many leaves, which root. `extensions` are opaque lines; the spec advises against. */
export type Checkpoint = {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
  readonly extensions?: readonly string[]
}

/** A checkpoint that the log's own key signed; `signatures` also names the witnesses that were asked for and signed. */
export type OpenedCheckpoint = OpenedNote & { readonly checkpoint: Checkpoint }

/**
 * The note text of a checkpoint (C2SP tlog-checkpoint, "Note text"), ending in a newline. Throws `record/bad-checkpoint`
 * on an empty or broken origin or extension line, a size that is no whole number below 2^53, a root that is no hash.
 */
export function formatCheckpoint({ origin, size, root, extensions = [] }: Checkpoint): string {
  if (!isHash(root)) throw new RecordFault('record/bad-checkpoint', 'root is not a hash of 32 bytes')
  if ([origin, ...extensions].some((line) => line.includes('\n'))) {
    throw new RecordFault('record/bad-checkpoint', 'a line of a checkpoint cannot hold a newline')
  }
  const text = [origin, size, toBase64(root), ...extensions].map((line) => `${line}\n`).join('')
  const parsed = parseCheckpoint(text)
  if (!parsed.ok) throw new RecordFault('record/bad-checkpoint', parsed.message)
  return text
}

/** A checkpoint read from a note text, which must have been verified first. Refuses `record/bad-checkpoint`. */
export function parseCheckpoint(text: string): { readonly ok: true; readonly checkpoint: Checkpoint } | Refusal {
  const no = (why: string) => refuse('record/bad-checkpoint', why)
  if (!text.endsWith('\n')) return no('does not end in a newline')
  const [origin, sizeText, rootText, ...extensions] = text.slice(0, -1).split('\n')
  if (!origin || !sizeText || !rootText) return no('fewer than three lines')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
  if (!text.isWellFormed() || /[\u0000-\u0009\u000b-\u001f]/.test(text)) return no('holds a control character')
  if (extensions.includes('')) return no('an extension line is empty')
  const size = Number(sizeText)
  if (!/^(0|[1-9][0-9]*)$/.test(sizeText)) return no('the size is not a decimal without leading zeroes')
  if (!Number.isSafeInteger(size)) return no('the size is beyond 2^53 - 1, the most that we can count')
  const root = fromBase64(rootText)
  if (!isHash(root)) return no('the root is not 32 bytes in base64')
  return { ok: true, checkpoint: { origin, size, root, ...(extensions.length > 0 && { extensions }) } }
}

/**
 * The signed note of a checkpoint. The log's signer should be named like the origin (openCheckpoint expects it).
 * A log must never sign a checkpoint that does not extend the one it signed before: that is the caller's promise.
 */
export function signCheckpoint(checkpoint: Checkpoint, signers: NoteSigner | readonly NoteSigner[]): string {
  return signNote(formatCheckpoint(checkpoint), signers)
}

/**
 * The checkpoint in a note, if the log signed it. A witness's signature alone is not enough. The origin must be the
 * name of the log's key, or `origin` where that differs, so that one log's head cannot pass for another's. Refuses as
 * openNote and parseCheckpoint do, and with `record/wrong-origin`; never throws.
 */
export function openCheckpoint(
  note: string | Uint8Array,
  log: NoteVerifier,
  { origin = log.name, witnesses = [] }: { origin?: string; witnesses?: readonly NoteVerifier[] } = {},
): OpenedCheckpoint | Refusal {
  const opened = openNote(note, [log, ...witnesses])
  if (!opened.ok) return opened
  if (!opened.signatures.some(({ name, keyId }) => name === log.name && keyId === log.keyId)) {
    return refuse('record/unsigned', 'the log itself did not sign this checkpoint')
  }
  const parsed = parseCheckpoint(opened.text)
  if (!parsed.ok) return parsed
  if (parsed.checkpoint.origin !== origin) return refuse('record/wrong-origin', 'the checkpoint is of another log')
  return { ...opened, checkpoint: parsed.checkpoint }
}
