// SPDX-License-Identifier: Apache-2.0
import { type App, DEMONSTRATION, demoDelegations, hasMark, seatedParties } from '@symbolon/app'
import type { Id } from '@symbolon/foundation'
import type { PartySummary } from '@symbolon/register/contract'
import type { Visit } from '@symbolon/web'

/** Without accounts: whom one may speak for, the demonstration's own first, then every party with a seat. */
export async function delegationsOf(app: App): Promise<Visit['delegations']> {
  const parties = await seatedParties(app.store)
  const roles = new Map<Id, string>()
  if (await hasMark(app.store, DEMONSTRATION))
    for (const { role, party } of demoDelegations()) if (party) roles.set(party, role)
  const rank = (party: PartySummary) => [...roles.keys()].indexOf(party.id) >>> 0
  return parties
    .sort((a, b) => rank(a) - rank(b) || nameOf(a).localeCompare(nameOf(b)))
    .map((party) => ({ role: roles.get(party.id) ?? null, party: { id: party.id, names: party.names } }))
}

const nameOf = ({ names }: PartySummary) => names.en ?? Object.values(names)[0] ?? ''
