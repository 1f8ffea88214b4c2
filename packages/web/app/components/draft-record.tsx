// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { Problem } from '@symbolon/foundation'
import type { Draft } from '@symbolon/partnership/contract'
import { TypedContext } from './act-form.tsx'
import { AudienceField } from './audience-field.tsx'
import { ProblemBox } from './problem-box.tsx'

type Props = {
  drafts: Draft[]
  author: string | null
  recorder: string
  title: string
  nameOf: (id: string) => string
  problem: Problem | null
}

/** What is about to go on the record, and in whose name: read before it is said. */
export function DraftRecord({ drafts, author, recorder, title, nameOf, problem }: Props) {
  const { i18n } = useLingui()
  const accepted = drafts.filter((one) => one.state === 'accepted')
  const open = drafts.filter((one) => one.state === 'open').length
  const saidBy = author ?? recorder
  const owned = accepted.filter(
    ({ fields }) =>
      saidBy === recorder && fields.promisors.length > 0 && fields.promisors.every((id) => id === recorder),
  ).length
  const nobody = drafts.filter((one) => one.state === 'accepted' && one.fields.promisors.length === 0)
  if (accepted.length === 0)
    return (
      <p>
        {i18n._(
          'No draft has been accepted yet. Accept those that are right; then they can go on the record together.',
        )}
      </p>
    )
  return (
    <>
      {problem && <ProblemBox problem={problem} />}
      <div className="note">
        <p>
          <strong>
            {author
              ? i18n._('Said by {author} in “{title}”; recorded by {recorder}.', {
                  author: nameOf(author),
                  title,
                  recorder: nameOf(recorder),
                })
              : i18n._('“{title}” names no author: it is told by {recorder}, who records it.', {
                  title,
                  recorder: nameOf(recorder),
                })}
          </strong>
        </p>
        {accepted.length > owned && (
          <p>
            {i18n._(
              '{n, plural, one {One is attributed until its promisor confirms it.} other {# are attributed until their promisors confirm them.}} A promisor may also contest what is said of it.',
              { n: accepted.length - owned },
            )}
          </p>
        )}
        {owned > 0 && (
          <p>
            {i18n._(
              '{n, plural, one {One is your own word: owned at once.} other {# are your own word: owned at once.}}',
              {
                n: owned,
              },
            )}
          </p>
        )}
        <p>
          {i18n._(
            'What is on the record is not taken back. A mistake is mended by a further statement; both stay visible.',
          )}
        </p>
        {open > 0 && (
          <p>
            {i18n._(
              '{n, plural, one {One draft is still open; it stays here.} other {# drafts are still open; they stay here.}}',
              {
                n: open,
              },
            )}
          </p>
        )}
      </div>
      {nobody.length > 0 && (
        <p>
          {i18n._('These name nobody who promises. Name a party, or drop them:')}{' '}
          {nobody.map((one, i) => (
            <span key={one.id}>
              {i > 0 && ', '}
              <a href={`?draft=${one.id}#passage-${one.id}`}>{i18n._('draft {n}', { n: drafts.indexOf(one) + 1 })}</a>
            </span>
          ))}
        </p>
      )}
      <TypedContext value={{ form: null, problem }}>
        <AudienceField usual={i18n._('Whoever can read the document')} />
      </TypedContext>
      <p className="actions">
        <button type="submit">
          {i18n._(
            '{n, plural, one {Put the accepted draft on the record} other {Put # accepted drafts on the record}}',
            { n: accepted.length },
          )}
        </button>
      </p>
    </>
  )
}
