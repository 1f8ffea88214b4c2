// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { useEffect, useRef, useState } from 'react'

const KEPT = 'symbolon.review-keys'

type Keys = Record<string, () => void>

/** The keys of a review, listed; they can be turned off, and are silent while somebody types. */
export function ReviewKeys({ keys }: { keys: Keys }) {
  const { i18n } = useLingui()
  const [on, setOn] = useState(true)
  const help = useRef<HTMLDetailsElement>(null)
  useEffect(() => setOn(localStorage.getItem(KEPT) !== 'off'), [])
  useEffect(() => {
    if (!on) return
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      const target = event.target as HTMLElement
      if (event.key === 'Escape') target.blur()
      if (target.closest('input, select, textarea, [contenteditable]')) return
      if (event.key === '?') {
        help.current!.open = true
        help.current!.querySelector('summary')!.focus()
      } else if (keys[event.key]) keys[event.key]!()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [on, keys])
  const listed: [string, string][] = [
    ['j', i18n._('next draft')],
    ['k', i18n._('previous draft')],
    ['a', i18n._('accept')],
    ['e', i18n._('mend: go to the fields')],
    ['d', i18n._('drop')],
    ['u', i18n._('undo')],
    ['Esc', i18n._('leave a field')],
    ['?', i18n._('show the keys')],
  ]
  return (
    <details ref={help} id="keys" className="no-print">
      <summary>{i18n._('Keys')}</summary>
      <dl className="facts">
        {listed.map(([key, words]) => (
          <div className="contents" key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <label className="choice">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            localStorage.setItem(KEPT, event.target.checked ? 'on' : 'off')
            setOn(event.target.checked)
          }}
        />
        <span>{i18n._('Use these keys')}</span>
      </label>
    </details>
  )
}
