// SPDX-License-Identifier: Apache-2.0
import { fromBase64, type Note, openNote } from './note.ts'
import { EMPTY_ROOT, HASH_LENGTH, sameBytes } from './tree-hash.ts'

export interface Checkpoint {
  origin: string
  size: number
  root: Uint8Array
  extensions: string[]
}

/** The lines of a checkpoint, from the text of an opened note (tlog-checkpoint, section "Note text"). */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n')
  if (lines.pop() !== '' || lines.length < 3) throw new Error('The checkpoint has fewer than three lines.')
  if (lines.includes('')) throw new Error('The checkpoint has an empty line in its text.')
  const [origin, sizeLine, rootLine, ...extensions] = lines as [string, string, string, ...string[]]
  if (!/^(0|[1-9][0-9]*)$/.test(sizeLine))
    throw new Error(`The checkpoint states ${JSON.stringify(sizeLine)} for its size, which is no decimal number.`)
  const size = Number(sizeLine)
  if (!Number.isSafeInteger(size)) throw new Error(`The checkpoint states ${sizeLine} entries, more than can be read.`)
  const root = fromBase64(rootLine)
  if (root?.length !== HASH_LENGTH)
    throw new Error(`The checkpoint states ${JSON.stringify(rootLine)} for its root, which is no SHA-256 hash.`)
  // The one root that follows from the size alone (RFC 6962 section 2.1).
  if (size === 0 && !sameBytes(root, EMPTY_ROOT))
    throw new Error('The checkpoint states no entries, yet its root is not that of the empty tree.')
  return { origin, size, root, extensions }
}

/** A checkpoint signed with `vkey` for `origin`; `which` names it in the sentence of an Error. */
export function openCheckpoint(
  which: string,
  note: string | Uint8Array,
  vkey: string,
  origin: string,
): { note: Note; checkpoint: Checkpoint } {
  try {
    const opened = openNote(note, vkey)
    const checkpoint = parseCheckpoint(opened.text)
    if (checkpoint.origin !== origin)
      throw new Error(`The checkpoint is one of ${checkpoint.origin}; one of ${origin} was expected.`)
    return { note: opened, checkpoint }
  } catch (error) {
    throw new Error(`${which}: ${(error as Error).message}`, { cause: error })
  }
}
