// SPDX-License-Identifier: Apache-2.0

import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { accept, type Id, type Result, refuse } from '@symbolon/foundation'
import type { Store } from '@symbolon/store'
import { sql } from 'kysely'
import type { House } from './act.ts'
import { begin, take } from './ceremony.ts'
import { noPasskey, tooLate } from './problems.ts'
import { tablesOf } from './tables.ts'

const rpOf = (origin: string) => new URL(origin).hostname

/** What a browser needs to ask an authenticator who is there. It names nobody: the authenticator knows its accounts. */
export async function askForPasskey({ store, origin }: House) {
  const options = await generateAuthenticationOptions({ rpID: rpOf(origin), userVerification: 'required' })
  return { ceremony: await begin(store, 'passkey-proof', { challenge: options.challenge }), options }
}

/** What a browser needs to make a passkey for a person, who need not exist yet. */
export async function askForNewPasskey({ store, origin }: House, person: Id, name: string, invitation: string | null) {
  const known = await tablesOf(store.projector)
    .selectFrom('accounts.passkey')
    .select('credential as id')
    .where('person', '=', person)
    .execute()
  const options = await generateRegistrationOptions({
    rpName: 'Symbolon',
    rpID: rpOf(origin),
    userID: new Uint8Array(Buffer.from(person.replaceAll('-', ''), 'hex')),
    userName: name,
    userDisplayName: name,
    attestationType: 'none',
    excludeCredentials: known,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const ceremony = await begin(store, 'new-passkey', { challenge: options.challenge, person, invitation })
  return { ceremony, options }
}

/** Who proved to be there. Whatever is wrong with the proof, the answer is the same. */
export async function personOfPasskey(house: House, ceremony: string, response: unknown): Promise<Result<Id>> {
  const { store, origin } = house
  const kept = await take<{ challenge: string }>(store, 'passkey-proof', ceremony)
  if (!kept) return refuse(noPasskey())
  const { id } = response as { id?: unknown }
  const found = await tablesOf(store.projector)
    .selectFrom('accounts.passkey as k')
    .innerJoin('accounts.person as p', 'p.person', 'k.person')
    .selectAll('k')
    .where('k.credential', '=', String(id).slice(0, 1500))
    .where('p.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!found) return refuse(noPasskey())
  const credential = {
    id: found.credential,
    publicKey: new Uint8Array(found.public_key),
    counter: Number(found.counter),
  }
  const proof = await orNull(
    verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: kept.challenge,
      expectedOrigin: origin,
      expectedRPID: rpOf(origin),
      credential,
      requireUserVerification: true,
    }),
  )
  if (!proof?.verified) return refuse(noPasskey())
  await tablesOf(store.projector)
    .updateTable('accounts.passkey')
    .set({ counter: proof.authenticationInfo.newCounter, used_at: sql<Date>`now()` })
    .where('person', '=', found.person)
    .where('credential', '=', found.credential)
    .execute()
  return accept(found.person)
}

export type NewPasskey = {
  person: Id
  /** The hash of the invitation for which it was made, if it was. */
  invitation: string | null
  credential: string
  public_key: Buffer
  counter: number
  transports: string[]
}

/** The passkey that an authenticator made, proven; not yet kept. */
export async function newPasskeyOf(house: House, ceremony: string, response: unknown): Promise<Result<NewPasskey>> {
  const kept = await take<{ challenge: string; person: Id; invitation: string | null }>(
    house.store,
    'new-passkey',
    ceremony,
  )
  if (!kept) return refuse(tooLate())
  const proof = await orNull(
    verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: kept.challenge,
      expectedOrigin: house.origin,
      expectedRPID: rpOf(house.origin),
      requireUserVerification: true,
    }),
  )
  if (!proof?.verified) return refuse(noPasskey())
  const { id, publicKey, counter, transports = [] } = proof.registrationInfo.credential
  const { person, invitation } = kept
  return accept({ person, invitation, credential: id, public_key: Buffer.from(publicKey), counter, transports })
}

/** Keeps it. A credential that somebody has already is refused as a proof that failed: nobody learns whose it is. */
export async function keepPasskey(db: Store['projector'], made: NewPasskey, name: string): Promise<Result<null>> {
  const { invitation: _of, ...row } = made
  const kept = await tablesOf(db)
    .insertInto('accounts.passkey')
    .values({ ...row, name, used_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return kept.numInsertedOrUpdatedRows === 1n ? accept(null) : refuse(noPasskey())
}

/** The library throws for whatever does not fit, and what comes from a browser may be anything. */
async function orNull<T>(proof: Promise<T>): Promise<T | null> {
  try {
    return await proof
  } catch {
    return null
  }
}
