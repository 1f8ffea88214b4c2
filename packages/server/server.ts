// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { type HttpBindings, serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import type { App } from '@symbolon/app'
import { notFound } from '@symbolon/foundation'
import { ThrownRefusal } from '@symbolon/store'
import { clientFolder, type PageHandler } from '@symbolon/web'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { languageDetector } from 'hono/language'
import { accountRoutes } from './account-routes.ts'
import type { Accounts } from './accounts.ts'
import { apiOf } from './api.ts'
import { doorsFor } from './doors.ts'
import { halvesOf } from './halves.ts'
import { limitConnections, serverOptions } from './limits.ts'
import { noteUses } from './note-uses.ts'
import { cutShort, fromElsewhere, notHere, notUnderThisName } from './problems.ts'
import { refusal } from './refusal.ts'
import { comesFromElsewhere, isSecure, ownCookie, type Reached } from './session.ts'

const MAX_BODY = 6 * 1024 * 1024
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/

const PROGRAMS = /^\/(api|halves|passkey)\//

type Env = { Variables: { language: string; nonce: string; reached: Reached } }

/**
 * One process: pages, interface for programs, static files. Only headers and routing live here, no rule. With accounts
 * it answers under their origin alone, and people sign in; without, under this machine's names, and they choose.
 */
export function serverOf(
  app: App,
  pages: PageHandler,
  onFault: (fault: unknown) => void,
  accounts: Accounts | null = null,
): Hono<Env> {
  const server = new Hono<Env>()
  server.use(compress())
  server.use(async (context, next) => {
    context.set('reached', { origin: accounts?.origin ?? null })
    await next()
    if (isSecure(context)) context.res.headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
  })
  server.use(async (context, next) => {
    const nonce = Buffer.from(app.store.world.random(16)).toString('base64')
    context.set('nonce', nonce)
    await next()
    const script = context.res.headers.get('content-type')?.startsWith('text/html') ? ` 'nonce-${nonce}'` : ''
    for (const [name, value] of Object.entries(HEADERS)) context.res.headers.set(name, value)
    context.res.headers.set('Content-Security-Policy', POLICY.replace('SCRIPT', `'self'${script}`))
    // What one reader gets is never kept for another.
    if (!context.res.headers.has('Cache-Control')) context.res.headers.set('Cache-Control', 'private, no-store')
  })
  server.use(async (context, next) => {
    // A name that is not ours is a page elsewhere that was pointed here (DNS rebinding).
    const host = context.req.header('host') ?? ''
    if (accounts === null && !LOOPBACK.test(host)) return refusal(context, notHere())
    if (accounts !== null && host !== new URL(accounts.origin).host)
      return refusal(context, notUnderThisName({ origin: accounts.origin }))
    if (comesFromElsewhere(context)) return refusal(context, fromElsewhere())
    // No path of ours holds a NUL, and no table that notes a path could keep one.
    if (context.req.path.includes('\0')) return refusal(context, notFound())
    return next()
  })
  server.use(bodyLimit({ maxSize: MAX_BODY, onError: (context) => refusal(context, tooLarge) }))
  server.get('/health', (context) => context.json({ ok: true }))
  server.use(
    '/assets/*',
    serveStatic({
      root: clientFolder,
      onFound: (_path, context) => context.header('Cache-Control', 'public, max-age=31536000, immutable'),
    }),
  )
  server.use('/favicon.svg', serveStatic({ root: clientFolder }))
  server.use((context, next) => {
    // Pages are refused by their doors, in words on the page.
    const reads = ['GET', 'HEAD'].includes(context.req.method) || !PROGRAMS.test(context.req.path)
    const full = reads ? null : app.noRoom()
    return full ? Promise.resolve(refusal(context, full)) : next()
  })
  server.use(noteUses(app))
  server.route('/api/v1', apiOf(app, accounts))
  server.route('/halves', halvesOf(app))
  if (accounts) server.route('/', accountRoutes(app, accounts))
  server.use((context, next) => detectLanguage(isSecure(context))(context, next))
  server.all('*', async (context) => {
    const answer = await pages(context.req.raw, await doorsFor(app, context, context.get('nonce'), accounts))
    // Looking at the response makes Hono merge into it the cookies that were set for this request.
    return context.res && answer
  })
  server.onError((fault, context) => {
    const problem = app.refusalOf(fault)
    if (problem) return refusal(context, problem)
    if (fault instanceof ThrownRefusal) return refusal(context, fault.problem)
    // Whoever went away in the middle of a request hears no answer, and has not found a fault of ours.
    if (wasCutShort(context.env as Partial<HttpBindings>)) return refusal(context, cutShort())
    const incident = randomBytes(4).toString('hex')
    onFault({ incident, method: context.req.method, path: context.req.path, fault })
    const message = `The fault is ours. Nothing was lost. If it comes again, tell the host this number: ${incident}.`
    return context.json({ code: 'server/fault', status: 500, message, details: { incident } }, 500)
  })
  return server
}

const wasCutShort = ({ incoming }: Partial<HttpBindings>): boolean => Boolean(incoming?.destroyed && !incoming.complete)

const detectLanguage = (secure: boolean) =>
  languageDetector({
    supportedLanguages: ['en', 'fr', 'es'],
    fallbackLanguage: 'en',
    order: ['querystring', 'cookie', 'header'],
    lookupQueryString: 'lang',
    lookupCookie: ownCookie(secure, 'symbolon_language'),
    caches: ['cookie'],
    cookieOptions: { path: '/', sameSite: 'Lax', secure, maxAge: 365 * 86_400 },
    convertDetectedLanguage: (tag) => tag.slice(0, 2).toLowerCase(),
  })

const tooLarge = {
  code: 'server/too-large',
  status: 413 as const,
  sentence: 'This is larger than {limit} megabytes. Split the document into parts and send each.',
  details: { limit: 6 },
}

const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
}
const POLICY = [
  "default-src 'none'",
  'script-src SCRIPT',
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

export type Listening = { url: string; close: () => Promise<void> }

/** Listens on loopback alone. Port 0 takes any free one. Throws a sentence where the port is taken. */
export function listen(server: Pick<Hono, 'fetch'>, port: number): Promise<Listening> {
  return new Promise((done, fail) => {
    const http = serve({ fetch: server.fetch, hostname: '127.0.0.1', port, serverOptions }, (info) =>
      done({
        url: `http://127.0.0.1:${info.port}`,
        close: () =>
          new Promise((closed) => {
            http.close(() => closed())
            if (!('closeIdleConnections' in http)) return
            http.closeIdleConnections()
            // A socket that a browser opened ahead of use counts as busy: after two seconds what is left is cut.
            setTimeout(() => http.closeAllConnections(), 2000).unref()
          }),
      }),
    )
    limitConnections(http as Server)
    http.once('error', (error: NodeJS.ErrnoException) =>
      fail(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken. Choose another with --port.`) : error),
    )
  })
}
