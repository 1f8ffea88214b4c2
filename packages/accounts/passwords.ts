// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type { Id } from '@symbolon/foundation'
import type { Store } from '@symbolon/store'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { renderSVG } from 'uqr'
import type { Enrolment } from './contract.ts'
import { seal, unseal } from './sealed.ts'
import { tablesOf } from './tables.ts'

/** Argon2id as OWASP has it (19 MiB, two passes): the defaults of the library. */
export const hashOfPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'))

// For a name that nobody has: the same work is done and comes to nothing.
let nobodys: Promise<string> | undefined
const hashOfNobody = () => (nobodys ??= hash('nobody has this password'))
const secretOfNobody = new Secret().base32

const totpOf = (secret: string, label = 'Symbolon') =>
  new TOTP({ issuer: 'Symbolon', label, secret: Secret.fromBase32(secret), digits: 6, period: 30 })

export const freshSecret = (): string => new Secret({ size: 20 }).base32

/** The secret of a second factor as an authenticator takes it: typed, as a link, as a picture. */
export function enrolmentOf(ceremony: string, secret: string, label: string): Enrolment {
  const uri = totpOf(secret, label).toString()
  const picture = `data:image/svg+xml;base64,${Buffer.from(renderSVG(uri)).toString('base64')}`
  return { ceremony, secret, uri, picture }
}

/** The step of 30 seconds that a code belongs to, the one before and the next included; null where it fits none. */
export function stepOf(secret: string, code: string): number | null {
  const delta = totpOf(secret).validate({ token: code.replace(/\s/g, ''), window: 1 })
  return delta === null ? null : Math.floor(Date.now() / 30_000) + delta
}

const CODES = 8
const hashOfCode = (code: string) =>
  createHash('sha256')
    .update(code.toLowerCase().replace(/[^0-9a-z]/g, ''))
    .digest()

/** Gives a person a password with its second factor, and codes for when that is lost; what there was before is gone. */
export async function keepPassword(
  store: Store,
  db: Store['projector'],
  person: Id,
  kept: { hash: string; secret: string; step: number },
): Promise<string[]> {
  const row = { hash: kept.hash, totp_secret: seal(store, person, kept.secret), last_step: kept.step }
  await tablesOf(db)
    .insertInto('accounts.password')
    .values({ person, ...row })
    .onConflict((conflict) => conflict.column('person').doUpdateSet(row))
    .execute()
  await tablesOf(db).deleteFrom('accounts.recovery').where('person', '=', person).execute()
  const codes = Array.from({ length: CODES }, () => Buffer.from(store.world.random(16)).toString('hex'))
  await tablesOf(db)
    .insertInto('accounts.recovery')
    .values(codes.map((code) => ({ person, code_hash: hashOfCode(code) })))
    .execute()
  return codes.map((code) => code.match(/.{4}/g)!.join('-'))
}

/**
 * Who signs in with a name, a password and a code of the second factor, or one that was kept for when it is lost. Null
 * where they do not fit together; for a name that nobody has, after the same work. A code serves once.
 */
export async function personOf(store: Store, name: string, password: string, code: string): Promise<Id | null> {
  const row = await tablesOf(store.projector)
    .selectFrom('accounts.person as p')
    .leftJoin('accounts.password as w', 'w.person', 'p.person')
    .select(['p.person', 'w.hash', 'w.totp_secret'])
    .where('p.sign_in_name', '=', name.trim().toLowerCase())
    .where('p.disabled_at', 'is', null)
    .executeTakeFirst()
  const fits = await verify(row?.hash ?? (await hashOfNobody()), password.normalize('NFKC'))
  const secret = row?.totp_secret ? unseal(store, row.person, row.totp_secret) : null
  const step = stepOf(secret ?? secretOfNobody, code)
  if (!row?.hash || !fits) return null
  const used =
    step === null || secret === null ? await useCode(store, row.person, code) : await useStep(store, row.person, step)
  return used ? row.person : null
}

async function useStep(store: Store, person: Id, step: number): Promise<boolean> {
  const { rows } = await sql`update accounts.password set last_step = ${step}
    where person = ${person} and last_step < ${step} returning person`.execute(store.projector)
  return rows.length === 1
}

async function useCode(store: Store, person: Id, code: string): Promise<boolean> {
  const { rows } = await sql`delete from accounts.recovery
    where person = ${person} and code_hash = ${hashOfCode(code)} returning person`.execute(store.projector)
  return rows.length === 1
}
