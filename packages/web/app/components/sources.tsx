// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { SourceBody } from '@symbolon/register/contract'

type Known = ({ id: string } & SourceBody)[]
type Cited = { source: string; place: string | null }[]

/** Where a fact is known from. Nothing cited means unsourced, and that is said. */
export function Sources({ cited, known }: { cited: Cited; known: Known }) {
  const { i18n } = useLingui()
  if (cited.length === 0) return <small>{i18n._('Unsourced')}</small>
  return (
    <small>
      {cited.map(({ source, place }, i) => {
        const found = known.find(({ id }) => id === source)
        const words = [found?.short ?? '…', place].filter(Boolean).join(', ')
        return (
          <span key={`${source} ${place}`} title={found?.title}>
            {i > 0 && '; '}
            {found?.url ? <a href={found.url}>{words}</a> : words}
          </span>
        )
      })}
    </small>
  )
}
