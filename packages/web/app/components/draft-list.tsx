// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { Draft } from '@symbolon/partnership/contract'
import { type MouseEvent, memo } from 'react'
import { draftState } from '../draft-words.ts'

type Props = {
  drafts: Draft[]
  current: string | null
  nameOf: (id: string) => string
  open: (id: string) => void
}

/** Follows a link in place where there is a script and the reader did not ask for another window. */
export const inPlace = (event: MouseEvent, go: () => void): void => {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  go()
}

/** Every draft in the order of the text, with where it stands; boxes to merge what is one commitment. */
export const DraftList = memo(function DraftList({ drafts, current, nameOf, open }: Props) {
  const { i18n } = useLingui()
  const who = (ids: string[]) => ids.slice(0, 3).map(nameOf).join(', ') + (ids.length > 3 ? ` +${ids.length - 3}` : '')
  return (
    <ol className="draft-list">
      {drafts.map(({ id, state, fields }, n) => (
        <li key={id} data-state={state} aria-current={id === current ? 'true' : undefined}>
          <span>
            {(state === 'open' || state === 'accepted' || state === 'dropped') && (
              <input
                type="checkbox"
                name="merge"
                value={id}
                aria-label={i18n._('Choose draft {n} to merge', { n: n + 1 })}
              />
            )}
          </span>
          <span className="draft-number">{n + 1}</span>
          <a href={`?draft=${id}#passage-${id}`} onClick={(event) => inPlace(event, () => open(id))}>
            {who(fields.promisors) || i18n._('nobody named')}: {fields.summary}
          </a>
          <span className="draft-state">{draftState(i18n, state)}</span>
        </li>
      ))}
    </ol>
  )
})
