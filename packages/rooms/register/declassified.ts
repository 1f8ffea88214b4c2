// SPDX-License-Identifier: Apache-2.0
import { type Statement, statementSchema } from '@symbolon/foundation'
import {
  leafEntry,
  leafHash,
  openCheckpoint,
  parseCanonical,
  parseVerifierKey,
  verifyInclusion,
} from '@symbolon/record'
import type { DeclassifiedBody } from './contract.ts'

export type Declassified =
  | { holds: true; statement: Statement; size: number; index: number }
  | { holds: false; why: 'text' | 'key' | 'checkpoint' | 'proof' }

/**
 * Whether a declassified statement was said then, letter for letter, in the log that it names: its salted text is a leaf
 * under a checkpoint that the host signed. `hostKey` is the verifier key of a log that the reader trusts: the same host
 * signs all its logs with one key. Every field of the body may come from an adversary; never throws.
 */
export function verifyDeclassified(body: DeclassifiedBody, hostKey: string | null): Declassified {
  const statement = statementIn(body.canonical)
  if (statement?.id !== body.statement) return { holds: false, why: 'text' }
  const key = parseVerifierKey(body.key)
  if (!key.ok || hostKey === null || publicPart(body.key) !== publicPart(hostKey)) return { holds: false, why: 'key' }
  const opened = openCheckpoint(body.checkpoint, key.verifier)
  if (!opened.ok) return { holds: false, why: 'checkpoint' }
  const { size, root } = opened.checkpoint
  const leaf = leafHash(leafEntry(bytes(body.salt), body.canonical))
  const proven = verifyInclusion({ index: body.index, size, root, leafHash: leaf, proof: body.proof.map(bytes) })
  return proven.ok ? { holds: true, statement, size, index: body.index } : { holds: false, why: 'proof' }
}

function statementIn(canonical: string): Statement | null {
  try {
    return statementSchema.parse(parseCanonical(canonical)) as Statement
  } catch {
    return null
  }
}

/** A verifier key without the name and id of its log. */
const publicPart = (vkey: string): string | undefined => /^[^+]+\+[0-9a-f]{8}\+(.+)$/s.exec(vkey)?.[1]
const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64')
