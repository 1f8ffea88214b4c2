// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { Problem } from '@symbolon/foundation'
import type { ReactNode } from 'react'
import {
  isRouteErrorResponse,
  Links,
  type LinksFunction,
  type LoaderFunctionArgs,
  Meta,
  Outlet,
  Scripts,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from 'react-router'
import styles from './app.css?url'
import checkScript from './check/script.ts?worker&url'
import { Masthead } from './components/masthead.tsx'
import { ProblemBox } from './components/problem-box.tsx'
import { doorsOf, type Visit } from './doors.ts'
import ownKeyScript from './own-key/script.ts?worker&url'
import passkeyScript from './passkey/script.ts?worker&url'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

export const loader = (args: LoaderFunctionArgs): Visit => doorsOf(args).visit

export const useVisit = (): Visit | undefined => useRouteLoaderData<typeof loader>('root')

/** Reading pages carry no script at all: only a page that says `handle.script` gets the client's. */
const useHandle = (name: 'script' | 'passkey' | 'check' | 'ownKey') =>
  useMatches().some((match) => (match.handle as Record<string, boolean> | undefined)?.[name])

export function Layout({ children }: { children: ReactNode }) {
  const { i18n } = useLingui()
  const visit = useVisit()
  const script = useHandle('script')
  // A small script of its own, and only where there are accounts to sign in to.
  const passkey = useHandle('passkey') && !!visit?.accounts
  const check = useHandle('check')
  const ownKey = useHandle('ownKey')
  return (
    <html lang={i18n.locale} dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        <a className="skip" href="#content">
          {i18n._('Skip to the content')}
        </a>
        <Masthead visit={visit} />
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        <footer className="foot">
          <p>{i18n._('Symbolon keeps what parties say, each in its own name. No party owns the record.')}</p>
          <p>
            <a href="/about">{i18n._('How to read this')}</a> ·{' '}
            <a href="/api/v1/openapi.json">{i18n._('Interface for programs')}</a>
          </p>
        </footer>
        {script && <Scripts nonce={visit?.nonce} />}
        {check && <script defer src={checkScript} nonce={visit?.nonce} />}
        {ownKey && <script defer src={ownKeyScript} nonce={visit?.nonce} />}
        {passkey && <script defer src={passkeyScript} nonce={visit.nonce} />}
      </body>
    </html>
  )
}

export default function Root() {
  return <Outlet />
}

/** A refusal says what to do; a fault says that it is ours, and a number to name it by. */
export function ErrorBoundary() {
  const error = useRouteError()
  const { i18n } = useLingui()
  const problem = isRouteErrorResponse(error) && error.data?.sentence ? (error.data as Problem) : null
  const missing = isRouteErrorResponse(error) && error.status === 404
  return (
    <>
      <title>{`${missing ? i18n._('Not found') : i18n._('This did not work')} · Symbolon`}</title>
      <h1>{missing ? i18n._('Not found') : i18n._('This did not work')}</h1>
      {problem ? (
        <ProblemBox problem={problem} />
      ) : (
        <p>
          {missing
            ? i18n._('There is no page at this address. Start again from the list of arrangements.')
            : i18n._('The fault is ours and has been noted. Nothing was lost: go back and try again in a moment.')}
        </p>
      )}
      <p>
        <a href="/arrangements">{i18n._('To the arrangements')}</a>
      </p>
    </>
  )
}
