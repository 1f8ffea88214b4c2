// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Id } from '@symbolon/foundation'
import type { Store } from '@symbolon/store'
import { tablesOf } from './tables.ts'

const MARK = 'v1.'

/**
 * What must be known again as it was, such as the secret of a second factor, is kept sealed (AES-256-GCM) under a key
 * that follows from the secret file of the installation: rows that leave the house without that file open nothing. It is
 * sealed to its person, so that a row which somebody copies to another opens nothing either.
 */
export function seal({ sealingKey }: Store, person: Id, text: string): string {
  // Not of the world: a nonce must never come twice, whatever world a test passes in.
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce).setAAD(Buffer.from(person))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return MARK + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** What was sealed; null where it is not what was sealed for this person here. What was kept before is given as it is. */
export function unseal({ sealingKey }: Store, person: Id, kept: string): string | null {
  if (!kept.startsWith(MARK)) return kept
  const bytes = Buffer.from(kept.slice(MARK.length), 'base64')
  try {
    const opener = createDecipheriv('aes-256-gcm', sealingKey, bytes.subarray(0, 12), { authTagLength: 16 })
    opener.setAAD(Buffer.from(person)).setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([opener.update(bytes.subarray(28)), opener.final()]).toString('utf8')
  } catch {
    return null
  }
}

/** Seals what an earlier version kept as it is; the host's start does it. */
export async function sealOld(store: Store): Promise<void> {
  const db = tablesOf(store.projector)
  const rows = await db
    .selectFrom('accounts.password')
    .select(['person', 'totp_secret'])
    .where('totp_secret', 'not like', `${MARK}%`)
    .execute()
  for (const { person, totp_secret } of rows)
    await db
      .updateTable('accounts.password')
      .set({ totp_secret: seal(store, person, totp_secret) })
      .where('person', '=', person)
      .where('totp_secret', '=', totp_secret)
      .execute()
}
