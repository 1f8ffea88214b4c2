// SPDX-License-Identifier: Apache-2.0
import type { House, OpenId } from '@symbolon/accounts'
import { type App, namesOfParties } from '@symbolon/app'

/** How browsers reach the product with accounts, and a provider to sign in by, where there is one. */
export type Accounts = { origin: string; openId: OpenId | null }

export const houseOf = (app: App, { origin, openId }: Accounts): House => ({
  store: app.store,
  commands: app.commands,
  namesOf: (parties) => namesOfParties(app.store, parties),
  origin,
  openId,
})
