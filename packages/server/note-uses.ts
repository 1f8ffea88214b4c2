// SPDX-License-Identifier: Apache-2.0
import { noteUse, whoIs } from '@symbolon/accounts'
import type { App } from '@symbolon/app'
import type { MiddlewareHandler } from 'hono'
import { tokenOf } from './session.ts'

/** Puts every use of an API token on the trail of its delegation: which route, and how it ended. */
export const noteUses =
  (app: App): MiddlewareHandler =>
  async (context, next) => {
    // Looked up before: a use that comes to nothing because the token ends meanwhile is one as well.
    const token = context.req.header('authorization') ? tokenOf(context) : null
    const session = token === null ? null : await whoIs(app.store, token)
    await next()
    if (session) await noteUse(app.store, session, `${context.req.method} ${context.req.path}`, context.res.status)
  }
