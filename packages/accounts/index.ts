// SPDX-License-Identifier: Apache-2.0
import { type Result, refuse } from '@symbolon/foundation'
import { accountActs, meOf } from './account.ts'
import { type House, isMember, type Outcome, runAct, type Visitor } from './act.ts'
import { tokenActs } from './api-tokens.ts'
import type { Me } from './contract.ts'
import { enrolActs } from './enrol.ts'
import { fourEyesActs } from './four-eyes.ts'
import { memberActs } from './members.ts'
import { people } from './people.ts'
import { noSuchMember } from './problems.ts'
import { touch, whoIs } from './sessions.ts'
import { signInActs } from './sign-in.ts'
import { wayInActs } from './ways-in.ts'

export type { House, Outcome } from './act.ts'
export { noteUse } from './api-tokens.ts'
export { ROLES, type Role } from './contract.ts'
export { asksForSignature, forgetWaiting, prepareAllowed, preparedFor, runAllowed, submitAllowed } from './gate.ts'
export { makeInvitation } from './invitations.ts'
export { forgetOld } from './limits.ts'
export { type OpenId, type OpenIdSettings, openIdSettings, openOpenId } from './openid.ts'
export { disablePerson, type Listed, listPeople } from './persons.ts'
export { noSuchParty } from './problems.ts'
export { doesBind, mayRun, RULES } from './roles.ts'
export { sealOld } from './sealed.ts'
export { endChosenSessions, type Session, whoIs } from './sessions.ts'
export { accountTables, migrations } from './tables.ts'

const ACTS = new Map(
  [...signInActs, ...enrolActs, ...accountActs, ...wayInActs, ...memberActs, ...tokenActs, ...fourEyesActs, people].map(
    (act) => [act.name, act],
  ),
)

/** One request's way to accounts: who asks, and their acts. */
export type Doorman = {
  me: Me | null
  /** Does an act by its name. The answer says which token the browser holds from now on, where that changes. */
  act: (name: string, input: unknown) => Promise<Result<Outcome<unknown>>>
}

/** Opens accounts for whoever holds the token and comes from the address. */
export async function doormanFor(house: House, token: string | null, address: string): Promise<Doorman> {
  const session = token === null ? null : await whoIs(house.store, token)
  const visitor: Visitor = { ...house, token, session, address }
  if (session) await touch(house.store, session)
  return {
    me: isMember(visitor) ? await meOf(visitor) : null,
    act: async (name, input) => {
      const act = ACTS.get(name)
      return act ? runAct(act, visitor, input) : refuse(noSuchMember())
    },
  }
}
