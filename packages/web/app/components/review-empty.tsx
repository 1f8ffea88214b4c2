// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { useActionData, useSearchParams } from 'react-router'
import type { ReviewAnswer } from '../review-acts.ts'
import { ProblemBox } from './problem-box.tsx'

/** Why there is nothing to review yet, and what to do about it. */
export function NotYet({ kept, home }: { kept: boolean; home: string }) {
  const { i18n } = useLingui()
  const answer = useActionData<ReviewAnswer>()
  const [search] = useSearchParams()
  if (!kept) return <p>{i18n._('The text of this document is not kept here, so there is nothing to review.')}</p>
  if (search.get('done') === 'open')
    return (
      <p id="done">
        {i18n._(
          'The reading found no promise in this document. It looks for a named party with a verb such as will, commits to, aims to. Enter its commitments by hand.',
        )}{' '}
        <a href={`${home}/commitments/new`}>{i18n._('Enter a commitment')}</a>
      </p>
    )
  return (
    <>
      <ProblemBox problem={answer?.problem ?? undefined} />
      <form method="post">
        <p>{i18n._('Nobody of your delegation has had this document read yet.')}</p>
        <input type="hidden" name="do" value="open" />
        <button type="submit">{i18n._('Review what it promises')}</button>
      </form>
    </>
  )
}
