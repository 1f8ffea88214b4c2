// SPDX-License-Identifier: Apache-2.0
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

const COOKIE = 'symbolon_session'

/** What the server knows of how it is reached; set for each request before anything else. */
export type Reached = {
  /** With accounts: the one origin under which browsers reach the product. Null: this machine's own names. */
  origin: string | null
}
const reachedOf = (context: Context): Reached => context.get('reached') as Reached

export const isSecure = (context: Context): boolean => reachedOf(context).origin?.startsWith('https:') ?? false

/** Where a proxy with TLS stands before the product, a cookie that no other host, path or plain connection can set. */
export const ownCookie = (secure: boolean, name: string): string => (secure ? `__Host-${name}` : name)
const cookieOf = (context: Context) => ownCookie(isSecure(context), COOKIE)

const bearerOf = (context: Context): string | null =>
  /^Bearer ([\w-]{20,200})$/.exec(context.req.header('authorization') ?? '')?.[1] ?? null

/** The token of whoever asks: a bearer token of a program, or the cookie of a browser. */
export const tokenOf = (context: Context): string | null =>
  bearerOf(context) ?? getCookie(context, cookieOf(context)) ?? null

/**
 * With accounts the cookie comes along where a link elsewhere leads here, so that a link in a letter opens as its reader;
 * it never comes along with another site's form, and a change needs our own origin besides.
 */
export function keepToken(context: Context, token: string | null): void {
  // Whoever signs out leaves nothing behind for the next at this browser.
  if (token === null && isSecure(context)) context.header('Clear-Site-Data', '"cache", "storage"')
  setCookie(context, cookieOf(context), token ?? '', {
    path: '/',
    httpOnly: true,
    secure: isSecure(context),
    sameSite: reachedOf(context).origin === null ? 'Strict' : 'Lax',
    ...(token === null ? { maxAge: 0 } : { maxAge: 30 * 86_400 }),
  })
}

/** A change must come from a page of this site, or from a program that names its token: never from another's form. */
export function comesFromElsewhere(context: Context): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(context.req.method)) return false
  if (bearerOf(context) !== null) return false
  // Every browser of today says by itself where a request comes from, and no page can make it say otherwise.
  const site = context.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin') return true
  const origin = context.req.header('origin')
  const ours = reachedOf(context).origin
  if (ours !== null) return origin !== ours
  return !origin || URL.parse(origin)?.host !== context.req.header('host')
}

/** Whether a link or a page of another site led here. A browser that does not say is let through: few are that old, and what it begins stays bound to it. */
export const isLedFromElsewhere = (context: Context): boolean =>
  !['same-origin', 'none', undefined].includes(context.req.header('sec-fetch-site'))

/** Where a request comes from, as the proxy before us says it: what a client writes itself stands further left. */
export const addressOf = (context: Context): string =>
  (isSecure(context) && context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()) || 'this machine'
