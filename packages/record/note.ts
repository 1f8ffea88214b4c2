// SPDX-License-Identifier: Apache-2.0
import { fromBase64, toBase64 } from './base64.ts'
import { RecordFault, type Refusal, refuse } from './fault.ts'
import { concatBytes } from './hashing.ts'
import { isKeyName, type NoteSigner, type NoteVerifier } from './note-keys.ts'

/** Both as in Go's sumdb/note; the spec asks to accept 16 signatures at least. */
const MAX_BYTES = 1_000_000
const MAX_SIGNATURES = 100

const ID_BYTES = 4

/** One signature line of a note: by which key it says it is, and the bytes after the key id. */
export type NoteSignature = {
  readonly name: string
  readonly keyId: number
  readonly signature: Uint8Array
  /** As it stands in the note, without its newline. */
  readonly line: string
}

/** A note that at least one known key signed. `text` may be believed; nothing in `unverified` may. */
export type OpenedNote = {
  readonly ok: true
  readonly text: string
  readonly signatures: readonly NoteSignature[]
  readonly unverified: readonly NoteSignature[]
}

/** Text and signature lines of a note, nothing verified. */
export type UnverifiedNote = { readonly ok: true; readonly text: string; readonly lines: readonly NoteSignature[] }

/**
 * Text signed by one or more keys (C2SP signed-note, "Format"). The text must end in a newline and hold no other control
 * character: throws `record/bad-text`, and also without any signer.
 */
export function signNote(text: string, signers: NoteSigner | readonly NoteSigner[]): string {
  const all: readonly NoteSigner[] = 'sign' in signers ? [signers] : signers
  if (all.length === 0) throw new RecordFault('record/bad-text', 'a note has at least one signature')
  return `${text}\n${all.map((signer) => `${signatureLine(text, signer)}\n`).join('')}`
}

/** One signature line over a text, without its newline: what a witness answers. Throws `record/bad-text`. */
export function signatureLine(text: string, signer: NoteSigner): string {
  const bad = checkText(text)
  if (bad) throw new RecordFault('record/bad-text', bad)
  const id = new Uint8Array(ID_BYTES)
  new DataView(id.buffer).setUint32(0, signer.keyId)
  const signature = signer.sign(new TextEncoder().encode(text))
  return `— ${signer.name} ${toBase64(concatBytes([id, signature]))}`
}

/**
 * The note with one more signature line (a witness's answer); a line of the same key gives way. The line is not
 * verified: open the result. Refuses `record/bad-note`; never throws.
 */
export function addSignature(note: string, line: string): { readonly ok: true; readonly note: string } | Refusal {
  const parsed = splitNote(note)
  if (!parsed.ok) return parsed
  const added = parseLine(line)
  if (!added) return refuse('record/bad-note', 'not a signature line')
  const others = parsed.lines.filter(({ name, keyId }) => name !== added.name || keyId !== added.keyId)
  if (others.length >= MAX_SIGNATURES) return refuse('record/bad-note', `more than ${MAX_SIGNATURES} signatures`)
  return { ok: true, note: `${parsed.text}\n${[...others, added].map((each) => `${each.line}\n`).join('')}` }
}

/**
 * The text of a note and who signed it, of those whose verifier is given (C2SP signed-note, "Signatures").
 *
 * Signatures of other keys are set aside as `unverified`. One wrong signature of a known key refuses the whole note; of
 * several lines of one key the first counts. Refuses `record/bad-note` (form, or beyond 1 MB or 100 signatures),
 * `record/bad-signature`, `record/unsigned` (no known key), `record/ambiguous-key` (two verifiers of one name and id).
 * Never throws. Bytes must be UTF-8; a text that holds lone surrogates is refused.
 */
export function openNote(note: string | Uint8Array, verifiers: readonly NoteVerifier[]): OpenedNote | Refusal {
  const parsed = splitNote(note)
  if (!parsed.ok) return parsed
  const text = new TextEncoder().encode(parsed.text)
  const signatures: NoteSignature[] = []
  const unverified: NoteSignature[] = []
  for (const line of parsed.lines) {
    const known = verifiers.filter(({ name, keyId }) => name === line.name && keyId === line.keyId)
    if (known.length > 1) return refuse('record/ambiguous-key', `two verifiers for ${line.name}`)
    if (known.length === 0) unverified.push(line)
    else if (signatures.some(({ name, keyId }) => name === line.name && keyId === line.keyId)) continue
    else if (known[0]!.verify(text, line.signature)) signatures.push(line)
    else return refuse('record/bad-signature', `the signature of ${line.name} is wrong`)
  }
  if (signatures.length === 0) return refuse('record/unsigned', 'no key that we know signed this note')
  return { ok: true, text: parsed.text, signatures, unverified }
}

/** Takes a note apart without verifying it: to learn whose checkpoint somebody sends. Refuses `record/bad-note`. */
export function splitNote(note: string | Uint8Array): UnverifiedNote | Refusal {
  const whole = decode(note)
  if (whole === undefined) return refuse('record/bad-note', 'not UTF-8, or larger than 1 MB')
  const at = whole.lastIndexOf('\n\n')
  if (at < 0) return refuse('record/bad-note', 'no blank line between text and signatures')
  const [text, rest] = [whole.slice(0, at + 1), whole.slice(at + 2)]
  const bad = checkText(text)
  if (bad) return refuse('record/bad-note', bad)
  if (!rest.endsWith('\n')) return refuse('record/bad-note', 'no signatures, or the last does not end in a newline')
  const rawLines = rest.slice(0, -1).split('\n')
  if (rawLines.length > MAX_SIGNATURES) return refuse('record/bad-note', `more than ${MAX_SIGNATURES} signatures`)
  const lines: NoteSignature[] = []
  for (const rawLine of rawLines) {
    const line = parseLine(rawLine)
    if (!line) return refuse('record/bad-note', 'a line after the blank line is not a signature')
    lines.push(line)
  }
  return { ok: true, text, lines }
}

function parseLine(line: string): NoteSignature | undefined {
  const [, name, base64] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? []
  if (name === undefined || base64 === undefined || !isKeyName(name)) return undefined
  const bytes = fromBase64(base64)
  if (!bytes || bytes.length <= ID_BYTES) return undefined
  const keyId = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  return { name, keyId, signature: bytes.slice(ID_BYTES), line }
}

function decode(note: string | Uint8Array): string | undefined {
  if (typeof note === 'string') {
    return note.length <= MAX_BYTES && note.isWellFormed() && Buffer.byteLength(note) <= MAX_BYTES ? note : undefined
  }
  if (!(note instanceof Uint8Array) || note.length > MAX_BYTES) return undefined
  try {
    // ignoreBOM keeps a byte order mark as text; without it, what is verified would not be what was signed.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(note)
  } catch {
    return undefined
  }
}

/** What keeps a text from being signed, in words; undefined if nothing does. */
function checkText(text: string): string | undefined {
  if (!text.isWellFormed()) return 'text is not well-formed Unicode'
  if (!text.endsWith('\n')) return 'text does not end in a newline'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
  return /[\u0000-\u0009\u000b-\u001f]/.test(text) ? 'text holds a control character' : undefined
}
