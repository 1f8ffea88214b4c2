// SPDX-License-Identifier: Apache-2.0
import { startAuthentication, startRegistration } from '@simplewebauthn/browser'

/**
 * The one script of the pages about accounts: where a browser knows passkeys, the forms that use one appear. On sending
 * it asks the server what to prove, has the authenticator prove it, puts the proof into the form, and sends that.
 */
const asked = async (form: HTMLFormElement, act: string) => {
  const { value: name } = (form.elements.namedItem('name') as HTMLInputElement | null) ?? { value: null }
  const { value: invitation } = (form.elements.namedItem('invitation') as HTMLInputElement | null) ?? { value: null }
  const answer = await fetch(`/passkey/${act}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(act === 'new' ? { name: name || null, invitation: invitation || null } : {}),
  })
  if (!answer.ok) throw new Error(`refused: ${answer.status}`)
  return answer.json()
}

async function prove(form: HTMLFormElement): Promise<void> {
  const act = form.dataset.passkey!
  const { ceremony, options } = await asked(form, act)
  const proof =
    act === 'new'
      ? await startRegistration({ optionsJSON: options })
      : await startAuthentication({ optionsJSON: options })
  const put = (name: string, value: string) => {
    ;(form.elements.namedItem(name) as HTMLInputElement).value = value
  }
  put('ceremony', ceremony)
  put('proof', JSON.stringify(proof))
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
  if (!('PublicKeyCredential' in window)) continue
  form.hidden = false
  const failed = form.querySelector<HTMLElement>('[data-failed]')!
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    failed.hidden = true
    try {
      await prove(form)
      // Not `requestSubmit`: that would come back here.
      HTMLFormElement.prototype.submit.call(form)
    } catch {
      failed.hidden = false
    }
  })
}
for (const words of document.querySelectorAll<HTMLElement>('[data-without-passkey]'))
  words.hidden = 'PublicKeyCredential' in window
