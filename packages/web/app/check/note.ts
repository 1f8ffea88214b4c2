// SPDX-License-Identifier: Apache-2.0
import { type Bytes, concat, fromBase64, same, sha256, utf8 } from './bytes.ts'

export type Checkpoint = { origin: string; size: number; root: Bytes }
/** `unknown`: this browser cannot judge Ed25519. */
export type Signed = 'yes' | 'no' | 'unknown'

/**
 * What a checkpoint says (C2SP tlog-checkpoint), and whether the key of that text signed it (C2SP signed-note, type
 * 0x01). Null where it is no checkpoint, or the key is none.
 */
export async function openCheckpoint(
  note: string,
  vkey: string,
): Promise<{ checkpoint: Checkpoint; signed: Signed } | null> {
  const end = note.indexOf('\n\n')
  const [origin, digits, root64] = note.slice(0, Math.max(end, 0)).split('\n')
  const root = fromBase64(root64 ?? '')
  if (!origin || !/^(0|[1-9]\d{0,14})$/.test(digits ?? '') || root?.length !== 32) return null
  const key = await keyOf(vkey)
  if (!key || key.name !== origin) return null
  const signature = note
    .slice(end + 2)
    .split('\n')
    .flatMap((line) => {
      const [, name, value] = /^— (\S+) (\S+)$/.exec(line) ?? []
      const bytes = name === key.name ? fromBase64(value ?? '') : null
      return bytes?.length === 68 && same(bytes.subarray(0, 4), key.id) ? [bytes.slice(4)] : []
    })[0]
  const text = utf8(note.slice(0, end + 1))
  const signed = signature ? await verify(key.publicKey, signature, text) : 'no'
  return { checkpoint: { origin, size: Number(digits), root }, signed }
}

async function keyOf(vkey: string): Promise<{ name: string; id: Bytes; publicKey: Bytes } | null> {
  const [, name, id, key64] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(vkey) ?? []
  const key = fromBase64(key64 ?? '')
  if (!name || key?.length !== 33 || key[0] !== 1) return null
  const hash = (await sha256(utf8(`${name}\n`), key)).slice(0, 4)
  const written = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return written === id ? { name, id: hash, publicKey: key.slice(1) } : null
}

async function verify(publicKey: Bytes, signature: Bytes, text: Bytes): Promise<Signed> {
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify'])
    return (await crypto.subtle.verify({ name: 'Ed25519' }, key, signature, concat(text))) ? 'yes' : 'no'
  } catch {
    return 'unknown'
  }
}
