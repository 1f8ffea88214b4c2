// SPDX-License-Identifier: Apache-2.0
import { accept, type Id, type Result, refuse } from '@symbolon/foundation'
import { closeSession, type Store } from '@symbolon/store'
import { z } from 'zod'
import { defineAct, done, inTransaction, isMember, type Outcome, type Visitor } from './act.ts'
import { note, noteFailure } from './audit.ts'
import { hashOfInvitation, useInvitation } from './invitations.ts'
import { countAddress, countName, forgetName } from './limits.ts'
import { linkKnown, takeLink } from './linking.ts'
import { type Known, leaveForOpenId, returnFromOpenId } from './openid.ts'
import { askForPasskey, personOfPasskey } from './passkeys.ts'
import { personOf } from './passwords.ts'
import { makePerson } from './persons.ts'
import { cannotSignIn, noOpenId, notLinked } from './problems.ts'
import { startSession } from './sessions.ts'
import { tablesOf } from './tables.ts'

const invitation = z.string().min(20).max(200).nullable().default(null)
/** What an authenticator answered, as JSON; the library that proves it looks at its inside. */
export const proofSchema = z
  .string()
  .max(20_000)
  .transform((text, context) => {
    try {
      return z.looseObject({ id: z.string() }).parse(JSON.parse(text))
    } catch {
      context.addIssue({ code: 'custom', message: /*i18n*/ 'it is of another kind' })
      return z.NEVER
    }
  })

/**
 * Opens the session of somebody who proved who they are; with an invitation they first become a member. The browser's
 * token is always a new one, and whatever session it brought along is ended, so that none can be laid under it.
 */
export async function admitPerson(
  visitor: Visitor,
  person: Id,
  how: string,
  invited: string | null,
  otherwise = cannotSignIn(),
  db?: Store['projector'],
): Promise<Result<Outcome<null>>> {
  const { store } = visitor
  const work = async (db: Store['projector']): Promise<Result<Outcome<null>>> => {
    const joined = invited === null ? null : await useInvitation(store, db, invited, person)
    if (joined && !joined.ok) return joined
    const started = await startSession(store, db, person, how, joined?.value)
    if (!started) return refuse(otherwise)
    await note(store, { party: started.party, person, act: 'sign-in', subject: how }, db)
    return accept({ answer: null, token: started.token })
  }
  const admitted = await (db ? work(db) : inTransaction(store, work))
  if (admitted.ok && visitor.token !== null) await closeSession(store, visitor.token)
  return admitted
}

const signIn = defineAct({
  name: 'sign-in',
  input: z.strictObject({
    name: z.string().min(1).max(200),
    password: z.string().min(1).max(200),
    code: z.string().min(1).max(40),
    invitation,
  }),
  run: async (visitor, { name, password, code, invitation }) => {
    const { store, address } = visitor
    const key = name.trim().toLowerCase()
    const often = (await countAddress(store, address)) ?? (await countName(store, key))
    if (often) return refuse(often)
    const person = await personOf(store, key, password, code)
    if (person === null) {
      await noteFailure(store, key, 'password')
      return refuse(cannotSignIn())
    }
    await forgetName(store, key)
    return admitPerson(visitor, person, 'password', invitation && hashOfInvitation(invitation))
  },
})

const passkeyOptions = defineAct({
  name: 'passkey-options',
  input: z.strictObject({}),
  run: async (visitor) => {
    const often = await countAddress(visitor.store, visitor.address)
    return often ? refuse(often) : done(await askForPasskey(visitor))
  },
})

const signInWithPasskey = defineAct({
  name: 'sign-in-with-passkey',
  input: z.strictObject({ ceremony: z.string().max(200), proof: proofSchema, invitation }),
  run: async (visitor, { ceremony, proof, invitation }) => {
    const person = await personOfPasskey(visitor, ceremony, proof)
    if (!person.ok) return person
    return admitPerson(visitor, person.value, 'passkey', invitation && hashOfInvitation(invitation))
  },
})

const signOut = defineAct({
  name: 'sign-out',
  input: z.strictObject({}),
  run: async ({ store, token, session }) => {
    if (token !== null) await closeSession(store, token)
    if (session) await note(store, { party: session.party, person: session.person, act: 'sign-out' })
    return done(null, null)
  },
})

const leave = defineAct({
  name: 'leave-for-openid',
  input: z.strictObject({ invitation, link: z.string().max(200).nullable().default(null) }),
  run: async (visitor, given) => {
    const { store, openId, address } = visitor
    if (!openId) return refuse(noOpenId())
    const often = await countAddress(store, address)
    if (often) return refuse(often)
    const link = given.link === null ? null : await takeLink(visitor, given.link)
    if (given.link !== null && link === null) return refuse(notLinked())
    const invitation = given.invitation && hashOfInvitation(given.invitation)
    return done(await leaveForOpenId(store, openId, { invitation, link }))
  },
})

const comeBack = defineAct({
  name: 'return-from-openid',
  input: z.strictObject({ binding: z.string().max(200).nullable(), search: z.string().max(8000) }),
  run: async (visitor, { binding, search }) => {
    if (!visitor.openId) return refuse(noOpenId())
    const known = await returnFromOpenId(visitor.store, visitor.openId, binding, search)
    // What this browser began is not known any more; whoever is signed in is not told that they are not.
    if (!known.ok) return isMember(visitor) ? refuse(notLinked()) : known
    return known.value.link === null ? admitKnown(visitor, known.value) : linkKnown(visitor, known.value)
  },
})

/** Somebody whom the provider knows: a person of ours, or, with an invitation, a new one. No address is ever matched. */
async function admitKnown(visitor: Visitor, known: Known): Promise<Result<Outcome<null>>> {
  const { store } = visitor
  const { issuer, subject, invitation } = known
  const found = await tablesOf(store.projector)
    .selectFrom('accounts.identity')
    .select('person')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  if (found) return admitPerson(visitor, found.person, 'openid', invitation, noOpenId())
  if (invitation === null) return refuse(noOpenId())
  const person = store.world.newId()
  return inTransaction(store, async (db) => {
    await makePerson(store, db, person, known.name?.slice(0, 120) || subject.slice(0, 120))
    await tablesOf(db).insertInto('accounts.identity').values({ person, issuer, subject }).execute()
    return admitPerson(visitor, person, 'openid', invitation, noOpenId(), db)
  })
}

export const signInActs = [signIn, passkeyOptions, signInWithPasskey, signOut, leave, comeBack]
