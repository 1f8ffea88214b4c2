// SPDX-License-Identifier: Apache-2.0
import { type App, DEMONSTRATION, hasMark, openBytes, readBytes } from '@symbolon/app'
import { accept } from '@symbolon/foundation'
import type { PartySummary } from '@symbolon/register/contract'
import { partyOf } from '@symbolon/store'
import type { Doors, Locale } from '@symbolon/web'
import type { Context } from 'hono'
import { chooseDelegation } from './choose.ts'
import { delegationsOf } from './delegations.ts'
import { keepToken, tokenOf } from './session.ts'

/** Opens the doors for one request: every question and act of a page goes through its reader's own session. */
export async function doorsFor(app: App, context: Context, nonce: string): Promise<Doors> {
  const token = tokenOf(context)
  const party = token === null ? null : await partyOf(app.store, token)
  const url = new URL(context.req.url)
  const known = party === null ? null : await app.ask<{ party: PartySummary }>('party', token, { party })
  return {
    ask: (query, input) => app.ask(query, token, input),
    run: async <Answer>(command: string, input: unknown) => {
      const result = await app.run(command, token, input)
      return result.ok ? accept(result.value.answer as Answer) : result
    },
    read: async (bytes, name) => readBytes(bytes, name),
    open: openBytes,
    choose: async (chosen) => {
      const result = await chooseDelegation(app, chosen)
      if (result.ok) keepToken(context, result.value)
      return result.ok ? accept(null) : result
    },
    visit: {
      locale: context.get('language') as Locale,
      party: known?.ok ? known.value.party : null,
      demonstration: await hasMark(app.store, DEMONSTRATION),
      delegations: await delegationsOf(app),
      nonce,
      path: url.pathname + url.search,
    },
  }
}
