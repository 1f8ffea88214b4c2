// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { Draft } from '@symbolon/partnership/contract'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { draftState } from '../draft-words.ts'
import { DocumentText, type MarkedPassage } from './document-text.tsx'
import { inPlace } from './draft-list.tsx'

type TextProps = {
  page: { text: string | null; markdown: boolean; language: string }
  drafts: Draft[]
  current: string | null
  open: (id: string) => void
  pane: RefObject<HTMLElement | null>
}

/** The document at the start side: every draft's passage marked, the open one's brought forward. */
export function ReviewText({ page, drafts, current, open, pane }: TextProps) {
  const { i18n } = useLingui()
  const passages = useMemo(
    () =>
      drafts.flatMap(({ id, start, end, state }, n): MarkedPassage[] =>
        state === 'merged'
          ? []
          : [
              {
                id,
                start,
                end,
                state,
                number: n + 1,
                href: `?draft=${id}#passage-${id}`,
                label: i18n._('Draft {n}, {state}', { n: n + 1, state: draftState(i18n, state) }),
                anchor: `passage-${id}`,
              },
            ],
      ),
    [drafts, i18n],
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="review-text" ref={pane} tabIndex={0} aria-labelledby="text">
      <h2 id="text">{i18n._('The document')}</h2>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the number of each passage is a link that does the same */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a larger place to click on, and no more */}
      <div
        onClick={(event) => {
          const mark = (event.target as HTMLElement).closest<HTMLElement>('[data-passage]')
          const reading = window.getSelection()?.isCollapsed === false
          if (mark && !reading) inPlace(event, () => open(mark.dataset.passage!))
        }}
      >
        <DocumentText
          text={page.text ?? ''}
          markdown={page.markdown}
          language={page.language}
          passages={passages}
          current={current}
        />
      </div>
    </section>
  )
}

/** Brings the passage of the open draft into view, and the draft itself; what is in view already is not moved. */
export function useFollowing(id: string | undefined) {
  const text = useRef<HTMLElement>(null)
  const draft = useRef<HTMLElement>(null)
  const first = useRef(true)
  useEffect(() => {
    const mark = document.getElementById(`passage-${id}`)
    const pane = text.current
    if (mark && pane) {
      const [inner, outer] = [mark.getBoundingClientRect(), pane.getBoundingClientRect()]
      const [top, bottom] = [Math.max(outer.top, 0), Math.min(outer.bottom, window.innerHeight)]
      if (inner.top < top || inner.bottom > bottom) pane.scrollTop += inner.top - top - (bottom - top) / 4
    }
    const top = draft.current?.getBoundingClientRect().top ?? 0
    if (!first.current && (top < -40 || top > window.innerHeight / 2)) draft.current?.scrollIntoView()
    first.current = false
  }, [id])
  return { text, draft }
}
