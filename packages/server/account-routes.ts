// SPDX-License-Identifier: Apache-2.0
import { doormanFor } from '@symbolon/accounts'
import type { App } from '@symbolon/app'
import { type Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { type Accounts, houseOf } from './accounts.ts'
import { notJson } from './problems.ts'
import { refusal } from './refusal.ts'
import { addressOf, isLedFromElsewhere, isSecure, keepToken, ownCookie, tokenOf } from './session.ts'

const BINDING = 'symbolon_openid'

/** The few steps of signing in that are no page: what a passkey's script asks, and the way to a provider and back. */
export function accountRoutes(app: App, accounts: Accounts): Hono {
  const routes = new Hono()
  const doorman = (context: Context) => doormanFor(houseOf(app, accounts), tokenOf(context), addressOf(context))

  routes.post('/passkey/:act{options|new}', async (context) => {
    const input = await context.req.json().catch(() => undefined)
    if (typeof input !== 'object') return refusal(context, notJson())
    const act = context.req.param('act') === 'options' ? 'passkey-options' : 'new-passkey-options'
    const asked = await (await doorman(context)).act(act, input)
    return asked.ok ? context.json(asked.value.answer as object) : refusal(context, asked.problem)
  })

  routes.get('/openid/leave', async (context) => {
    // Who is signed in at a provider is let through there unasked: a page elsewhere must not sign anybody in by that.
    if (isLedFromElsewhere(context)) return context.redirect('/sign-in', 303)
    const left = await (await doorman(context)).act('leave-for-openid', {
      invitation: context.req.query('invitation') ?? null,
      link: context.req.query('link') ?? null,
    })
    if (!left.ok) return backToSay(context, left.problem.code)
    const { url, binding } = left.value.answer as { url: string; binding: string }
    setCookie(context, ownCookie(isSecure(context), BINDING), binding, {
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
      secure: isSecure(context),
      maxAge: 600,
    })
    return context.redirect(url, 302)
  })

  routes.get('/openid/callback', async (context) => {
    const cookie = ownCookie(isSecure(context), BINDING)
    const binding = getCookie(context, cookie) ?? null
    deleteCookie(context, cookie, { path: '/', secure: isSecure(context) })
    const { search } = new URL(context.req.url)
    const back = await (await doorman(context)).act('return-from-openid', { binding, search })
    if (!back.ok) return backToSay(context, back.problem.code)
    keepToken(context, back.value.token ?? null)
    return context.redirect(back.value.answer === null ? '/' : '/account?done=link-openid#done', 303)
  })
  return routes
}

const OF_LINKING = new Set(['accounts/not-linked', 'accounts/sign-in-again'])

/** To the page that says why in words: only codes that it knows are told. */
const backToSay = (context: Context, code: string) =>
  context.redirect(`${OF_LINKING.has(code) ? '/account' : '/sign-in'}?refused=${encodeURIComponent(code)}`, 303)
