// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { Locale, Visit } from '../doors.ts'
import { nameIn } from '../format.ts'
import { Sign } from './token.tsx'

const LANGUAGES: Record<Locale, string> = { en: 'English', fr: 'Français', es: 'Español' }

/** Who reads, in which language, and, where it is one, that all this is a demonstration. */
export function Masthead({ visit }: { visit: Visit | undefined }) {
  const { i18n } = useLingui()
  return (
    <>
      {visit?.demonstration && (
        <aside aria-label={i18n._('Demonstration.')}>
          <p className="demonstration">
            <strong>{i18n._('Demonstration.')}</strong>{' '}
            {i18n._('Seats are made up; commitments are told by the documents named beside them, not by the parties.')}
          </p>
        </aside>
      )}
      <header className="masthead">
        <a className="sign" href="/">
          <Sign /> Symbolon
        </a>
        <nav aria-label={i18n._('Main')}>
          <a href="/arrangements">{i18n._('Arrangements')}</a>
          <a href="/parties">{i18n._('Parties')}</a>
          <a href="/read">{i18n._('Read a document')}</a>
        </nav>
        <div className="who">
          {/* After a fault nobody knows who reads, and nothing is said of it. */}
          {visit && <Who visit={visit} />}
          <nav aria-label={i18n._('Language')} className="languages">
            {(Object.keys(LANGUAGES) as Locale[]).map((locale) => (
              <a
                key={locale}
                href={languageHref(visit?.path ?? '/', locale)}
                lang={locale}
                hrefLang={locale}
                aria-current={locale === i18n.locale ? 'true' : undefined}
              >
                {LANGUAGES[locale]}
              </a>
            ))}
          </nav>
        </div>
      </header>
    </>
  )
}

function Who({ visit }: { visit: Visit }) {
  const { i18n } = useLingui()
  const me = visit.accounts?.me
  const speaks = visit.party && i18n._('You speak for {party}', { party: nameIn(visit.party.names, i18n.locale) })
  const to = encodeURIComponent(visit.path)
  if (!visit.accounts) return <a href={`/delegation?to=${to}`}>{speaks ?? i18n._('You read as the public')}</a>
  if (!me)
    return (
      <span>
        {i18n._('You read as the public')} · <a href={`/sign-in?to=${to}`}>{i18n._('Sign in')}</a>
      </span>
    )
  return (
    <>
      <span>
        <a href="/account">{me.name}</a> · <a href="/delegation/people">{speaks}</a>
      </span>
      <form method="post" action="/account" className="inline">
        <input type="hidden" name="act" value="sign-out" />
        <button type="submit" className="quiet">
          {i18n._('Sign out')}
        </button>
      </form>
    </>
  )
}

function languageHref(path: string, locale: Locale): string {
  const url = new URL(path, 'http://here')
  url.searchParams.set('lang', locale)
  return url.pathname + url.search
}
