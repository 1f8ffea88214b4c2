// SPDX-License-Identifier: Apache-2.0
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

const COOKIE = 'symbolon_session'

/** The token of whoever asks: a bearer token of a program, or the cookie of a browser. */
export function tokenOf(context: Context): string | null {
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(context.req.header('authorization') ?? '')
  return bearer?.[1] ?? getCookie(context, COOKIE) ?? null
}

export function keepToken(context: Context, token: string | null): void {
  setCookie(context, COOKIE, token ?? '', {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    ...(token === null ? { maxAge: 0 } : { maxAge: 30 * 86_400 }),
  })
}

/** A change must come from a page of this site, or from a program that names its token: never from another's form. */
export function comesFromElsewhere(context: Context): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(context.req.method)) return false
  if (context.req.header('authorization')) return false
  const origin = context.req.header('origin')
  return !origin || URL.parse(origin)?.host !== context.req.header('host')
}
