// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import type { Id, Signed } from '@symbolon/foundation'
import { generateSigner, isKeyName, type NoteSigner, noteSigner } from '@symbolon/record'
import { z } from 'zod'

const base64 = z.base64()
const fileSchema = z.strictObject({
  format: z.literal('symbolon-key'),
  version: z.literal(1),
  /** The public key, to name on the record. */
  vkey: z.string(),
  /** The seed of the private key, under AES-256-GCM with a key that scrypt makes of the passphrase. */
  sealed: z.strictObject({ salt: base64, n: z.number(), iv: base64, tag: base64, seed: base64 }),
})

/** 128 MB and most of a second: what each guess at a passphrase costs. */
const COST = 2 ** 17
const MOST = 2 ** 20
const LEAST_PASSPHRASE = 12

const keyOf = (passphrase: string, salt: Buffer, n: number) =>
  scryptSync(passphrase.normalize('NFC'), salt, 32, { N: n, r: 8, p: 1, maxmem: 2 ** 31 - 1 })
const toText = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

/** Makes a key in a new file that its owner alone may read. Answers the public key. Throws a sentence where it cannot. */
export function makeKeyFile(path: string, name: string, passphrase: string, n = COST): string {
  if (!isKeyName(name)) throw new Error(`${name} cannot name a key: use letters, digits, "-", "." and "/", no spaces.`)
  if (passphrase.length < LEAST_PASSPHRASE)
    throw new Error(`The passphrase has fewer than ${LEAST_PASSPHRASE} characters. Take a longer one: a few words.`)
  const [seed, salt, iv] = [randomBytes(32), randomBytes(16), randomBytes(12)]
  const { vkey } = generateSigner(name, seed)
  const cipher = createCipheriv('aes-256-gcm', keyOf(passphrase, salt, n), iv).setAAD(Buffer.from(vkey))
  const sealed = Buffer.concat([cipher.update(seed), cipher.final()])
  const parts = { salt: toText(salt), n, iv: toText(iv), tag: toText(cipher.getAuthTag()), seed: toText(sealed) }
  const file: z.infer<typeof fileSchema> = { format: 'symbolon-key', version: 1, vkey, sealed: parts }
  // Never over another file: it might be a key.
  writeFileSync(path, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  return vkey
}

/** The public key in a key file. */
export const vkeyIn = (path: string): string => fileAt(path).vkey

/** Opens a key file. Throws a sentence where it is none, or the passphrase is another. */
export function openKeyFile(path: string, passphrase: string): NoteSigner {
  const { vkey, sealed } = fileAt(path)
  const bytes = (text: string) => Buffer.from(text, 'base64')
  // What a stranger's file may cost is bounded.
  if (sealed.n > MOST) throw new Error(`${path} asks for more work than a key file may.`)
  const key = keyOf(passphrase, bytes(sealed.salt), sealed.n)
  const cipher = createDecipheriv('aes-256-gcm', key, bytes(sealed.iv), { authTagLength: 16 })
  cipher.setAAD(Buffer.from(vkey)).setAuthTag(bytes(sealed.tag))
  try {
    return noteSigner(vkey.split('+')[0]!, Buffer.concat([cipher.update(bytes(sealed.seed)), cipher.final()]))
  } catch (cause) {
    throw new Error(`${path} does not open with this passphrase, or was changed.`, { cause })
  }
}

function fileAt(path: string): z.infer<typeof fileSchema> {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new Error(`${path} is no key file. "symbolon key make ${path}" makes one.`, { cause })
  }
}

type ToSign = { statement: { id: Id }; text: string }

/** The signatures of all statements of an act, under the statement that named the key. */
export const signAll = (signer: NoteSigner, key: Id, statements: readonly ToSign[]): Signed[] =>
  statements.map(({ statement, text }) => ({
    statement: statement.id,
    signature: { algorithm: 'ed25519', key, value: toText(signer.sign(Buffer.from(text))) },
  }))
