// SPDX-License-Identifier: Apache-2.0
import { Secret, TOTP } from 'otpauth'
import { type Product, symbolon } from './product.ts'

/** Somebody whom the host invites to the register's editors, who takes a password; gives the cookie of their session. */
export async function signInThere({ url, folder }: Product, role: string): Promise<string> {
  const { parties } = await (await fetch(`${url}/api/v1/register/parties`)).json()
  const place = ['--data', folder, '--address', url, '--json']
  const { link } = JSON.parse((await symbolon('invite', parties[0].id, '--role', role, ...place)).out)
  const send = (fields: Record<string, string>) =>
    fetch(link, { method: 'POST', headers: { origin: url }, body: new URLSearchParams(fields), redirect: 'manual' })
  const page = await (await send({ act: 'password', name: 'Ama', password: 'correct horse battery staple' })).text()
  const shown = (pattern: RegExp) => pattern.exec(page)?.[1] ?? ''
  const secret = Secret.fromBase32(shown(/<code class="digest">([A-Z2-7 ]+)</).replaceAll(' ', ''))
  const code = new TOTP({ secret }).generate()
  const done = await send({ act: 'finish', ceremony: shown(/name="ceremony" value="([\w-]+)"/), code })
  const cookie = done.headers.getSetCookie().find((one) => one.includes('symbolon_session='))
  if (!cookie) throw new Error(`Nobody was signed in: ${await done.text()}`)
  return cookie.split(';')[0]!
}
