// SPDX-License-Identifier: Apache-2.0
import type { App } from '@symbolon/app'
import { accept, type Id, type Result, refuse } from '@symbolon/foundation'
import { openSession } from '@symbolon/store'
import { delegationsOf } from './delegations.ts'
import { notSeatedAnywhere } from './problems.ts'

/** Opens a session for a party that holds a seat; null is the public, which has none. */
export async function chooseDelegation(app: App, party: Id | null): Promise<Result<string | null>> {
  if (party === null) return accept(null)
  const known = await delegationsOf(app)
  if (!known.some((one) => one.party?.id === party)) return refuse(notSeatedAnywhere())
  return accept(await openSession(app.store, party))
}
