// SPDX-License-Identifier: Apache-2.0
import {
  accept,
  defineCommand,
  type Id,
  idSchema,
  keyNamedBody,
  partyKeySchema,
  REVOKED_BECAUSE,
  refuse,
} from '@symbolon/foundation'
import { checkPartyKey, fingerprintOf, keyHistory, NOW } from '@symbolon/record'
import { keyStatements, type View } from '@symbolon/store'
import { z } from 'zod'
import { alreadyRequired, keyTaken, lastKey, noKeyYet, noSuchKey, notAKey, revokedLater } from '../own-key-problems.ts'

/** What the register knows of a party's keys: those that sign today, and whether it asks for signatures. */
async function ownKeys(view: View, _input: unknown, { party }: { party: Id }) {
  const history = keyHistory(await keyStatements(view, null, [party]))
  return { signing: history.keysAt(party, NOW), required: history.isRequired(party, NOW) }
}

export const nameKey = defineCommand({
  name: 'name-key',
  summary: 'Names a key of one’s own party, a key file or a passkey, under which it may sign what it says.',
  input: z.strictObject({ label: keyNamedBody.shape.label, key: partyKeySchema }),
  answer: z.strictObject({ key: idSchema, fingerprint: z.string() }),
  example: {
    label: 'Key file of the desk',
    key: { algorithm: 'ed25519', vkey: 'desk+603a59a4+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c' },
  },
  arrangement: (_input, home) => home.register,
  read: async (view: View) => {
    const all = await keyStatements(view, null)
    // Also those that were revoked, or never counted: who made them can sign with them still.
    return all.flatMap(({ kind, body }) => (kind === 'key.named' ? [fingerprintOf(keyNamedBody.parse(body).key)] : []))
  },
  decide: ({ label, key }, named, { party }) => {
    if (!checkPartyKey(key).ok) return refuse(notAKey())
    const fingerprint = fingerprintOf(key)
    if (named.includes(fingerprint)) return refuse(keyTaken())
    return accept({
      say: [{ kind: 'key.named', body: { party, label, key } }],
      answer: (said) => ({ key: said[0]!.id, fingerprint }),
    })
  },
})

export const revokeKey = defineCommand({
  name: 'revoke-key',
  summary: 'Says that a key of one’s own party signs for it no more, and why. What it signed before stays signed.',
  input: z.strictObject({
    key: idSchema,
    reason: z.enum(REVOKED_BECAUSE),
    since: z.iso.datetime().nullable().default(null),
  }),
  answer: z.strictObject({ key: idSchema }),
  example: { key: '01900000-0000-7000-8000-000000000001', reason: 'lost' },
  arrangement: (_input, home) => home.register,
  read: ownKeys,
  decide: ({ key, reason, since }, { signing, required }, { party }, world) => {
    if (!signing.some(({ id }) => id === key)) return refuse(noSuchKey({ key }))
    if (required && signing.length === 1) return refuse(lastKey())
    const past = since === null || (reason === 'compromised' && Date.parse(since) <= world.now().getTime())
    if (!past) return refuse(revokedLater())
    return accept({
      say: [{ kind: 'key.revoked', body: { party, key, reason, since } }],
      answer: () => ({ key }),
    })
  },
})

export const requireSigning = defineCommand({
  name: 'require-signing',
  summary:
    'Says that from now on nothing unsigned is one’s own party’s word, or lifts that again. Either is signed itself.',
  input: z.strictObject({ required: z.boolean() }),
  answer: z.strictObject({ required: z.boolean(), keys: z.array(idSchema) }),
  example: { required: true },
  signed: true,
  arrangement: (_input, home) => home.register,
  read: ownKeys,
  decide: ({ required }, { signing, required: now }, { party }) => {
    if (signing.length === 0) return refuse(noKeyYet())
    if (required === now) return refuse(alreadyRequired())
    const keys = required ? signing.map(({ id }) => id) : []
    return accept({
      say: [{ kind: 'signing.required', body: { party, required, keys } }],
      answer: () => ({ required, keys }),
    })
  },
})
