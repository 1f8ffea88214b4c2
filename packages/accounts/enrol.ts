// SPDX-License-Identifier: Apache-2.0
import { accept, type Id, type Result, refuse } from '@symbolon/foundation'
import { z } from 'zod'
import { defineAct, defineMemberAct, done, inTransaction, isMember, type Visitor } from './act.ts'
import { note } from './audit.ts'
import { begin, look, take } from './ceremony.ts'
import { type InvitationPage, LEAST_PASSWORD } from './contract.ts'
import { hashOfInvitation, invitationOf, useInvitation } from './invitations.ts'
import { countAddress } from './limits.ts'
import { askForNewPasskey, keepPasskey, newPasskeyOf } from './passkeys.ts'
import { enrolmentOf, freshSecret, hashOfPassword, keepPassword, stepOf } from './passwords.ts'
import { makePerson, personName } from './persons.ts'
import { noInvitation, notSignedInHere, signInAgain, tooLate, wrongCode } from './problems.ts'
import { seal, unseal } from './sealed.ts'
import { isFresh, rotate } from './sessions.ts'
import { admitPerson, proofSchema } from './sign-in.ts'
import { tablesOf } from './tables.ts'

const token = z.string().min(1).max(200)

/** Who is about to get a way in: somebody invited, who is nobody yet, or whoever is signed in since not long. */
async function newcomerOf(
  visitor: Visitor,
  invitation: string | null,
  name: string | null,
): Promise<Result<{ person: Id; name: string; invitation: string | null }>> {
  if (invitation !== null) {
    const often = await countAddress(visitor.store, visitor.address)
    if (often) return refuse(often)
    const hash = hashOfInvitation(invitation)
    const found = await invitationOf(visitor.store, hash)
    if (!found.ok) return found
    return accept({ person: visitor.store.world.newId(), name: name ?? '', invitation: hash })
  }
  if (!isMember(visitor)) return refuse(notSignedInHere())
  if (!isFresh(visitor.session)) return refuse(signInAgain())
  return accept({ person: visitor.session.person, name: visitor.session.name, invitation: null })
}

const invitation = defineAct({
  name: 'invitation',
  input: z.strictObject({ token }),
  run: async (visitor, { token }) => {
    const often = await countAddress(visitor.store, visitor.address)
    if (often) return refuse(often)
    const found = await invitationOf(visitor.store, hashOfInvitation(token))
    if (!found.ok) return found
    const { party, role, expires } = found.value
    const [named] = await visitor.namesOf([party])
    if (!named) return refuse(noInvitation())
    const answer: InvitationPage = { party: named, role, expires: expires.toISOString() }
    return done(answer)
  },
})

const acceptAsMember = defineMemberAct({
  name: 'accept-invitation',
  input: z.strictObject({ invitation: token }),
  run: async ({ store, session }, { invitation }) =>
    inTransaction(store, async (db) => {
      const joined = await useInvitation(store, db, hashOfInvitation(invitation), session.person)
      // The session stays as old as it is: joining is no proof of who is there.
      return joined.ok ? done(null, await rotate(store, session, joined.value, db)) : joined
    }),
})

type Password = { person: Id; name: string; invitation: string | null; hash: string; secret: string }

const startPassword = defineAct({
  name: 'start-password',
  input: z.strictObject({
    invitation: token.nullable().default(null),
    name: personName.nullable().default(null),
    password: z.string().min(LEAST_PASSWORD).max(200),
  }),
  run: async (visitor, input) => {
    const newcomer = await newcomerOf(visitor, input.invitation, input.name)
    if (!newcomer.ok) return newcomer
    const { store } = visitor
    const { person, name } = newcomer.value
    const secret = freshSecret()
    const hash = await hashOfPassword(input.password)
    const kept: Password = { ...newcomer.value, hash, secret: seal(store, person, secret) }
    return done(enrolmentOf(await begin(store, 'password', kept), secret, name))
  },
})

/** What was kept of a first step, for whoever took it: one invited, or the person who is signed in here. */
async function begunBy({ store, session }: Visitor, ceremony: string): Promise<Password | null> {
  const kept = await look<Password>(store, 'password', ceremony)
  const secret = kept && unseal(store, kept.person, kept.secret)
  return kept && secret && (kept.invitation !== null || session?.person === kept.person) ? { ...kept, secret } : null
}

/** The same once more, for a page on which the code did not fit. */
const seeEnrolment = defineAct({
  name: 'see-enrolment',
  input: z.strictObject({ ceremony: token }),
  run: async (visitor, { ceremony }) => {
    const kept = await begunBy(visitor, ceremony)
    return kept ? done(enrolmentOf(ceremony, kept.secret, kept.name)) : refuse(tooLate())
  },
})

const finishPassword = defineAct({
  name: 'finish-password',
  input: z.strictObject({ ceremony: token, code: z.string().min(1).max(40) }),
  run: async (visitor, { ceremony, code }) => {
    const { store, session } = visitor
    const often = await countAddress(store, visitor.address)
    if (often) return refuse(often)
    const kept = await begunBy(visitor, ceremony)
    if (!kept) return refuse(tooLate())
    const step = stepOf(kept.secret, code)
    if (step === null) return refuse(wrongCode())
    return inTransaction(store, async (db) => {
      if (!(await take(store, 'password', ceremony, db))) return refuse(tooLate())
      const { person, invitation } = kept
      const signInName =
        invitation === null ? await signInNameOf(db, person) : await makePerson(store, db, person, kept.name)
      const recovery = await keepPassword(store, db, person, { hash: kept.hash, secret: kept.secret, step })
      const answer = { signInName, recovery }
      if (invitation !== null) {
        const admitted = await admitPerson(visitor, person, 'password', invitation, noInvitation(), db)
        return admitted.ok ? accept({ ...admitted.value, answer }) : admitted
      }
      await note(store, { party: session!.party, person, act: 'add-password' }, db)
      return accept({ answer, token: await rotate(store, session!, session!.party, db) })
    })
  },
})

const signInNameOf = async (db: Visitor['store']['projector'], person: Id): Promise<string> =>
  (
    await tablesOf(db)
      .selectFrom('accounts.person')
      .select('sign_in_name')
      .where('person', '=', person)
      .executeTakeFirstOrThrow()
  ).sign_in_name

const newPasskeyOptions = defineAct({
  name: 'new-passkey-options',
  input: z.strictObject({ invitation: token.nullable().default(null), name: personName.nullable().default(null) }),
  run: async (visitor, input) => {
    const newcomer = await newcomerOf(visitor, input.invitation, input.name)
    if (!newcomer.ok) return newcomer
    const { person, name, invitation } = newcomer.value
    return done(await askForNewPasskey(visitor, person, name, invitation))
  },
})

const acceptWithPasskey = defineAct({
  name: 'accept-with-passkey',
  input: z.strictObject({
    name: personName,
    ceremony: token,
    proof: proofSchema,
    label: personName.default('Passkey'),
  }),
  run: async (visitor, { name, ceremony, proof, label }) => {
    const { store } = visitor
    const made = await newPasskeyOf(visitor, ceremony, proof)
    if (!made.ok) return made
    const { person, invitation } = made.value
    if (invitation === null) return refuse(noInvitation())
    return inTransaction(store, async (db) => {
      await makePerson(store, db, person, name)
      const kept = await keepPasskey(db, made.value, label)
      return kept.ok ? admitPerson(visitor, person, 'passkey', invitation, noInvitation(), db) : kept
    })
  },
})

const addPasskey = defineMemberAct({
  name: 'add-passkey',
  input: z.strictObject({ ceremony: token, proof: proofSchema, label: personName.default('Passkey') }),
  fresh: true,
  run: async (member, { ceremony, proof, label }) => {
    const { store, session } = member
    const made = await newPasskeyOf(member, ceremony, proof)
    if (!made.ok) return made
    if (made.value.person !== session.person) return refuse(notSignedInHere())
    return inTransaction(store, async (db) => {
      const kept = await keepPasskey(db, made.value, label)
      if (!kept.ok) return kept
      await note(store, { party: session.party, person: session.person, act: 'add-passkey', subject: label }, db)
      return done(null, await rotate(store, session, session.party, db))
    })
  },
})

export const enrolActs = [
  invitation,
  acceptAsMember,
  startPassword,
  seeEnrolment,
  finishPassword,
  newPasskeyOptions,
  acceptWithPasskey,
  addPasskey,
]
