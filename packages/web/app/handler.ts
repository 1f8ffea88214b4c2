// SPDX-License-Identifier: Apache-2.0

import * as build from 'virtual:react-router/server-build'
import { createRequestHandler, RouterContextProvider } from 'react-router'
import { type Doors, doorsContext } from './doors.ts'

const handle = createRequestHandler(build, import.meta.env.MODE)

/** Answers a request for a page. The server mounts this; it opens the doors for each request. */
export function handlePage(request: Request, doors: Doors): Promise<Response> {
  const context = new RouterContextProvider()
  context.set(doorsContext, doors)
  return handle(request, context)
}
