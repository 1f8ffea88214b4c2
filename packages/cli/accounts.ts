// SPDX-License-Identifier: Apache-2.0
import { endChosenSessions, openIdSettings, openOpenId, sealOld } from '@symbolon/accounts'
import type { App } from '@symbolon/app'
import type { Accounts } from '@symbolon/server'

/**
 * The origin under which browsers reach the product: HTTPS, with a proxy that holds the certificate before us, or this
 * machine's own name. Throws a sentence where it is none.
 */
export function originOf(given: string): string {
  const url = URL.parse(given)
  const near = url?.protocol === 'http:' && url.hostname === 'localhost'
  if (url && url.pathname === '/' && !url.search && !url.hash && !url.username && (url.protocol === 'https:' || near))
    return url.origin
  throw new Error(`--address takes the address of the product and no more: https://record.example.org, not ${given}.`)
}

/** Opens accounts: whoever only chose a delegation before is out, and a provider is asked for its description. */
export async function openAccounts(app: App, origin: string): Promise<Accounts> {
  const settings = openIdSettings(process.env)
  await endChosenSessions(app.store)
  await sealOld(app.store)
  return { origin, openId: origin && settings ? await openOpenId(settings, origin) : null }
}

/** Tells accounts where they are reached, once that is known. */
export async function nameAccounts(accounts: Accounts, origin: string): Promise<void> {
  const settings = openIdSettings(process.env)
  accounts.origin = origin
  accounts.openId = settings && (await openOpenId(settings, origin))
}
