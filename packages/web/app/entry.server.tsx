// SPDX-License-Identifier: Apache-2.0
import { I18nProvider } from '@lingui/react'
import { renderToReadableStream } from 'react-dom/server.node'
import { type EntryContext, type RouterContextProvider, ServerRouter } from 'react-router'
import { doorsContext } from './doors.ts'
import { wordsOf } from './words.ts'

/** Pages are sent whole: small pages on a slow line gain nothing from a stream, and an error must not come half-way. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  router: EntryContext,
  context: RouterContextProvider,
): Promise<Response> {
  const { visit } = context.get(doorsContext)
  const i18n = await wordsOf(visit.locale)
  const body = await renderToReadableStream(
    <I18nProvider i18n={i18n}>
      <ServerRouter context={router} url={request.url} nonce={visit.nonce} />
    </I18nProvider>,
    { nonce: visit.nonce },
  )
  await body.allReady
  headers.set('Content-Type', 'text/html; charset=utf-8')
  return new Response(await new Response(body).text(), { status, headers })
}

export const handleError = (error: unknown, { request }: { request: Request }): void => {
  if (!request.signal.aborted) console.error(error)
}
