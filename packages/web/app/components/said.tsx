// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { Provenance } from '@symbolon/register/contract'
import type { ReactNode } from 'react'
import { dateIn, dayIn } from '../format.ts'

type Props = { provenance: Provenance; arrangement: string | null; nameOf: (id: string) => string }

/** Whose word something is, of when, and where it stands on the record. */
export function Said({ provenance, arrangement, nameOf }: Props) {
  const { i18n } = useLingui()
  const { saidBy, recordedBy, saidOn, recordedAt, statement, latest } = provenance
  const link = (id: string, words: string) =>
    arrangement ? <a href={`/arrangements/${arrangement}/record/${id}`}>{words}</a> : null
  const day = dayIn(recordedAt, i18n.locale)
  const own = saidBy === recordedBy && saidOn === null
  return (
    <small className="said">
      {own ? (
        i18n._('Said here by {author}, {date}.', { author: nameOf(saidBy), date: day })
      ) : (
        <>
          {saidOn
            ? i18n._('Said by {author}, {date}.', { author: nameOf(saidBy), date: dateIn(saidOn, i18n.locale) })
            : i18n._('Said by {author}.', { author: nameOf(saidBy) })}{' '}
          {i18n._('Recorded by {recorder}, {date}.', { recorder: nameOf(recordedBy), date: day })}
        </>
      )}{' '}
      {link(latest, i18n._('Statement'))}
      {latest !== statement && <> · {link(statement, i18n._('As first said, before it was corrected'))}</>}
    </small>
  )
}

/** What was entered in error stays in view, struck through, with the reason beside it. */
export function Erred({ error, children }: { error: string | null; children: ReactNode }) {
  const { i18n } = useLingui()
  if (error === null) return children
  return (
    <>
      <p className="error-reason">
        <strong>{i18n._('Entered in error:')}</strong> {error}
      </p>
      <del>{children}</del>
    </>
  )
}

/** What was done, by its name in the address, which anybody may write: a name that is not ours says nothing. */
export function doneIn(words: Record<string, string>, search: URLSearchParams): string | null {
  const name = search.get('done') ?? ''
  return Object.hasOwn(words, name) ? words[name]! : null
}

/** What was done, in sight after the page comes back. */
export function Done({ words, children }: { words: string | null; children?: ReactNode }) {
  if (words === null) return null
  return (
    <div className="note done" role="status" id="done">
      <p>
        <strong>{words}</strong> {children}
      </p>
    </div>
  )
}
