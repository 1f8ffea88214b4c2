// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { idSchema, statementSchema } from '@symbolon/foundation'
import { fingerprintOf, textToSign } from '@symbolon/record'
import { z } from 'zod'
import { makeKeyFile, openKeyFile, signAll, vkeyIn } from './key-file.ts'
import { passphraseFor } from './passphrase.ts'

type Options = { json?: boolean; passphrase?: string }

/** Makes a key file, and prints what of it is public. */
export async function makeKeyVerb(file: string, options: Options & { name: string }): Promise<void> {
  const path = resolve(file)
  const vkey = makeKeyFile(path, options.name, await passphraseFor(path, options.passphrase))
  const key = { algorithm: 'ed25519' as const, vkey }
  if (options.json) return console.log(JSON.stringify({ file: path, key, fingerprint: fingerprintOf(key) }, null, 2))
  console.log(`Made ${path}. Keep it and its passphrase apart, and a copy of each in a safe: nobody can make it again.`)
  console.log('The public key, to name on the record (Delegation, Keys; or the verb name-key):')
  console.log(vkey)
  console.log(`Its fingerprint, to compare: ${fingerprintOf(key)}`)
}

/** Prints what of a key file is public. Asks for no passphrase. */
export async function showKeyVerb(file: string, options: Options): Promise<void> {
  const key = { algorithm: 'ed25519' as const, vkey: vkeyIn(resolve(file)) }
  if (options.json) return console.log(JSON.stringify({ key, fingerprint: fingerprintOf(key) }, null, 2))
  console.log(key.vkey)
  console.log(`Its fingerprint, to compare: ${fingerprintOf(key)}`)
}

/** What `/api/v1/prepare/…` answers, as far as it is needed here; the texts are made anew from what is read. */
const preparedSchema = z.looseObject({
  prepared: idSchema,
  statements: z.array(
    z.looseObject({ statement: z.looseObject(statementSchema.omit({ recordedAt: true, signature: true }).shape) }),
  ),
})

/**
 * Signs what was prepared at a hub, on a machine that need not reach it: shows what would be said, then signs that, and
 * not what the file says is to be signed.
 */
export async function signVerb(file: string, prepared: string, options: Options & { key: string }): Promise<void> {
  const path = resolve(file)
  const parsed = preparedSchema.safeParse(jsonIn(prepared))
  if (!parsed.success) throw new Error(`${prepared} is not what a hub prepares to be signed.`)
  if (!idSchema.safeParse(options.key).success)
    throw new Error('--key takes the id under which the register has this key: the verb "keys" lists them.')
  const statements = parsed.data.statements.map(({ statement }) => ({
    statement,
    text: textToSign(statement as never),
  }))
  if (!options.json) for (const { statement } of statements) console.error(JSON.stringify(statement, null, 2))
  const signer = openKeyFile(path, await passphraseFor(path, options.passphrase))
  const signatures = signAll(signer, options.key, statements)
  console.log(JSON.stringify({ prepared: parsed.data.prepared, signatures }))
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(resolve(path), 'utf8'))
  } catch (cause) {
    throw new Error(`${path} cannot be read as JSON.`, { cause })
  }
}
