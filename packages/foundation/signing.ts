// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { type Id, idSchema } from './ids.ts'

/**
 * A key of a party's own: a key file (Ed25519, as a C2SP signed-note verifier key) or a passkey (WebAuthn with ES256: its
 * public key as SPKI, and the host name that it is bound to). Another algorithm is another member here and in
 * `signatureSchema`, and another line in record/party-signature.ts.
 */
export const partyKeySchema = z
  .discriminatedUnion('algorithm', [
    z.strictObject({ algorithm: z.literal('ed25519'), vkey: z.string().trim().min(1).max(300) }),
    z.strictObject({
      algorithm: z.literal('webauthn-es256'),
      credential: z
        .string()
        .max(1500)
        .regex(/^[\w-]+$/),
      publicKey: z.base64().min(1).max(200),
      rp: z
        .string()
        .max(253)
        .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/),
    }),
  ])
  .meta({ id: 'PartyKey' })
export type PartyKey = z.infer<typeof partyKeySchema>

/** By which key of its recorder a statement is signed: `key` is the statement that named it. Bytes are in base64. */
export const signatureSchema = z
  .discriminatedUnion('algorithm', [
    z.strictObject({ algorithm: z.literal('ed25519'), key: idSchema, value: z.base64().max(120) }),
    z.strictObject({
      algorithm: z.literal('webauthn-es256'),
      key: idSchema,
      value: z.base64().max(120),
      authenticatorData: z.base64().max(4000),
      clientDataJSON: z.base64().max(4000),
    }),
  ])
  .meta({ id: 'Signature' })
export type Signature = z.infer<typeof signatureSchema>

export const REVOKED_BECAUSE = ['lost', 'replaced', 'compromised'] as const

export const keyNamedBody = z.strictObject({
  party: idSchema,
  label: z.string().trim().min(1).max(100),
  key: partyKeySchema,
})
export const keyRevokedBody = z.strictObject({
  party: idSchema,
  /** The statement that named it. */
  key: idSchema,
  reason: z.enum(REVOKED_BECAUSE),
  /** From when on what it signed is in doubt, though it was recorded before this; null: from this statement on. */
  since: z.iso.datetime().nullable(),
})
export const signingRequiredBody = z.strictObject({
  party: idSchema,
  required: z.boolean(),
  /** The keys that count from here on, besides those that are named later: a key that was slipped in does not. */
  keys: z.array(idSchema).max(100),
})
export type KeyNamedBody = z.infer<typeof keyNamedBody>
export type KeyRevokedBody = z.infer<typeof keyRevokedBody>
export type SigningRequiredBody = z.infer<typeof signingRequiredBody>

/** What a party says of its own keys, in the public log of the register: enough to judge every signature of its. */
export const KEY_KINDS = ['key.named', 'key.revoked', 'signing.required'] as const

/** A signature as it is handed in: for the statement of that id. */
export const signedSchema = z.strictObject({ statement: idSchema, signature: signatureSchema })
export type Signed = { statement: Id; signature: Signature }
