// SPDX-License-Identifier: Apache-2.0
import { type Doorman, doormanFor } from '@symbolon/accounts'
import { type App, DEMONSTRATION, hasMark, openBytes, readBytes } from '@symbolon/app'
import { accept, notFound, refuse } from '@symbolon/foundation'
import type { PartySummary } from '@symbolon/register/contract'
import { partyOf } from '@symbolon/store'
import type { Doors, Locale } from '@symbolon/web'
import type { Context } from 'hono'
import { type Accounts, houseOf } from './accounts.ts'
import { chooseDelegation } from './choose.ts'
import { delegationsOf } from './delegations.ts'
import { notWithAccounts } from './problems.ts'
import { addressOf, keepToken, tokenOf } from './session.ts'
import { toSignJson } from './signing-routes.ts'

/** Opens the doors for one request: every question and act of a page goes through its reader's own session. */
export async function doorsFor(app: App, context: Context, nonce: string, accounts: Accounts | null): Promise<Doors> {
  const token = tokenOf(context)
  const party = token === null ? null : await partyOf(app.store, token)
  const url = new URL(context.req.url)
  const doorman = accounts && (await doormanFor(houseOf(app, accounts), token, addressOf(context)))
  const known = party === null ? null : await app.ask<{ party: PartySummary }>('party', token, { party })
  return {
    ask: (query, input) => app.ask(query, token, input),
    run: async <Answer>(command: string, input: unknown) => {
      // What must be signed is shown first, word for word, on the page that asks for the signature.
      if (await app.mustSign(command, token)) {
        const act = await app.prepare(command, token, input)
        if (act.ok) throw seeOther(`/delegation/sign?prepared=${act.value.prepared}`)
        if (act.problem.code !== 'store/nothing-to-sign') return act
      }
      const result = await app.run(command, token, input)
      // What waits for a second person is shown where it waits, not as a refusal beside a form that would send it again.
      if (!result.ok && result.problem.code === 'accounts/waits') throw seeOther(WAITING)
      return result.ok ? accept(result.value.answer as Answer) : result
    },
    prepared: async (id) => {
      const act = await app.prepared(token, id)
      if (!act) return null
      const { command, said, statements } = act
      return { command, said, ...toSignJson({ prepared: act.id, statements, required: true }) }
    },
    submit: async (given) => {
      const done = await app.submit(token, given)
      if (!done.ok && done.problem.code === 'accounts/waits') throw seeOther(WAITING)
      return done.ok ? accept(null) : done
    },
    read: async (bytes, name) => readBytes(bytes, name),
    open: openBytes,
    choose: async (chosen) => {
      if (accounts) return refuse(notWithAccounts())
      const result = await chooseDelegation(app, chosen)
      if (result.ok) keepToken(context, result.value)
      return result.ok ? accept(null) : result
    },
    account: async <Answer>(act: string, input: object) => {
      const result = doorman ? await doorman.act(act, input) : refuse(notFound())
      if (!result.ok) return result
      if (result.value.token !== undefined) keepToken(context, result.value.token)
      return accept(result.value.answer as Answer)
    },
    visit: {
      locale: context.get('language') as Locale,
      party: known?.ok ? known.value.party : null,
      demonstration: await hasMark(app.store, DEMONSTRATION),
      // With accounts nobody learns from a list who sits anywhere.
      delegations: accounts ? [] : await delegationsOf(app),
      accounts: accountsIn(accounts, doorman),
      nonce,
      path: url.pathname + url.search,
    },
  }
}

const accountsIn = (accounts: Accounts | null, doorman: Doorman | null) =>
  accounts && { me: doorman?.me ?? null, openId: accounts.openId?.issuer ?? null }

const WAITING = '/delegation/people?done=waits#waiting'
const seeOther = (location: string) => new Response(null, { status: 303, headers: { Location: location } })
