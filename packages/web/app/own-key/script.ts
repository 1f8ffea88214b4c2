// SPDX-License-Identifier: Apache-2.0
import {
  base64URLStringToBuffer,
  bufferToBase64URLString,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'

/**
 * The script of the pages about a party's own keys: it makes a passkey to sign with, and signs statements with one. What
 * it signs is the digest that stands on the page; nothing is asked of the server, and nothing is sent but the form.
 */
type ToSign = { statement: string; challenge: string }
type Passkey = { key: string; credential: string; rp: string }

const ES256 = -7
const random = (bytes: number) => bufferToBase64URLString(crypto.getRandomValues(new Uint8Array(bytes)).buffer)
/** As the record writes bytes: base 64 with the usual signs and its padding. */
const toBase64 = (url: string) => btoa(String.fromCharCode(...new Uint8Array(base64URLStringToBuffer(url))))
const put = (form: HTMLFormElement, name: string, value: string) => {
  ;(form.elements.namedItem(name) as HTMLInputElement).value = value
}

async function make(form: HTMLFormElement): Promise<void> {
  const name = form.dataset.party!
  const { id, response } = await startRegistration({
    optionsJSON: {
      rp: { id: location.hostname, name: 'Symbolon' },
      user: { id: random(16), name, displayName: name },
      challenge: random(32),
      pubKeyCredParams: [{ type: 'public-key', alg: ES256 }],
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      attestation: 'none',
    },
  })
  if (!response.publicKey || response.publicKeyAlgorithm !== ES256) throw new Error('not a key of ES256')
  put(form, 'credential', id)
  put(form, 'publicKey', toBase64(response.publicKey))
  put(form, 'rp', location.hostname)
}

async function sign(form: HTMLFormElement): Promise<void> {
  const passkeys: Passkey[] = JSON.parse(form.dataset.passkeys!)
  const here = passkeys.filter(({ rp }) => location.hostname === rp || location.hostname.endsWith(`.${rp}`))
  const signatures = []
  // One after the other: an authenticator signs one text at a time, and asks its user each time.
  for (const { statement, challenge } of JSON.parse(form.dataset.statements!) as ToSign[]) {
    const { id, response } = await startAuthentication({
      optionsJSON: {
        challenge,
        rpId: here[0]!.rp,
        allowCredentials: here.map(({ credential }) => ({ id: credential, type: 'public-key' })),
        userVerification: 'required',
      },
    })
    const signature = {
      algorithm: 'webauthn-es256',
      key: here.find(({ credential }) => credential === id)!.key,
      value: toBase64(response.signature),
      authenticatorData: toBase64(response.authenticatorData),
      clientDataJSON: toBase64(response.clientDataJSON),
    }
    signatures.push({ statement, signature })
  }
  put(form, 'signatures', JSON.stringify(signatures))
}

// An address of numbers is no name that a passkey could be bound to.
const usable = 'PublicKeyCredential' in window && !/^[\d.]+$|:/.test(location.hostname)
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-own-key]')) {
  if (!usable) continue
  form.hidden = false
  const failed = form.querySelector<HTMLElement>('[data-failed]')!
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    failed.hidden = true
    try {
      await (form.dataset.ownKey === 'make' ? make(form) : sign(form))
      // Not `requestSubmit`: that would come back here.
      HTMLFormElement.prototype.submit.call(form)
    } catch {
      failed.hidden = false
    }
  })
}
for (const words of document.querySelectorAll<HTMLElement>('[data-without-passkey]')) words.hidden = usable
