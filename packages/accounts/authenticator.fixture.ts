// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

type Options = { challenge: string; rp?: { id?: string }; rpId?: string }
/** What a proof may be given wrong, to see that it is refused. */
export type Wrong = { origin?: string; challenge?: string; rpId?: string; verified?: boolean; counter?: number }

const UP = 0x01
const UV = 0x04
const AT = 0x40
const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()

/** A device that keeps one passkey (P-256, no attestation), as WebAuthn level 2 has it. It can be told to lie. */
export function authenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  let counter = 0

  const clientData = (type: string, options: Options, wrong: Wrong) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: wrong.challenge ?? options.challenge,
        origin: wrong.origin ?? origin,
        crossOrigin: false,
      }),
    )
  const authData = (rpId: string, flags: number, wrong: Wrong, rest = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(wrong.counter ?? ++counter)
    return Buffer.concat([
      sha256(wrong.rpId ?? rpId),
      Buffer.of(flags | (wrong.verified === false ? 0 : UV)),
      count,
      rest,
    ])
  }
  const cose = () => {
    const { x, y } = publicKey.export({ format: 'jwk' })
    const bytes = (part: string) => new Uint8Array(Buffer.from(part, 'base64url'))
    return Buffer.from(
      isoCBOR.encode(
        new Map<number, number | Uint8Array<ArrayBuffer>>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, bytes(x!)],
          [-3, bytes(y!)],
        ]),
      ),
    )
  }
  const answer = (response: object) =>
    JSON.stringify({
      id: base64url(id),
      rawId: base64url(id),
      type: 'public-key',
      clientExtensionResults: {},
      response,
    })

  return {
    id: base64url(id),
    /** Makes the passkey: what a browser sends after `navigator.credentials.create`. */
    make: (options: Options, wrong: Wrong = {}) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const credential = Buffer.concat([Buffer.alloc(16), length, id, cose()])
      const data = authData(options.rp!.id!, UP | AT, wrong, credential)
      const object = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(data)],
      ])
      return answer({
        clientDataJSON: base64url(clientData('webauthn.create', options, wrong)),
        attestationObject: base64url(isoCBOR.encode(object as never)),
        transports: ['internal'],
      })
    },
    /** Proves who is there: what a browser sends after `navigator.credentials.get`. */
    prove: (options: Options, wrong: Wrong = {}) => {
      const client = clientData('webauthn.get', options, wrong)
      const data = authData(options.rpId!, UP, wrong)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
      return answer({
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(signature),
      })
    },
  }
}
