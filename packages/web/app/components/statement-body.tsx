// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { ReactNode } from 'react'
import { wordFor } from '../glossary.ts'
import { memberWords } from '../record-words.ts'

type Props = { body: unknown; here: string; nameOf: (id: string) => string | null }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** What matters most first; the record itself keeps members in the order of the alphabet. */
const FIRST = ['promisors', 'summary', 'commitment', 'level', 'position', 'how', 'party', 'names', 'assessor', 'words']
const LAST = ['correction', 'note', 'sources']
const rank = (member: string) => (FIRST.indexOf(member) + 1 || 50) + (LAST.includes(member) ? 50 : 0)
const inOrder = (of: object) => Object.entries(of).sort(([a], [b]) => rank(a) - rank(b))

/** What a statement says, member by member: names in place of numbers, and nothing left out. */
export function StatementBody({ body, here, nameOf }: Props) {
  const { i18n } = useLingui()

  const numberOf = (member: string, id: string): ReactNode => {
    const name = nameOf(id)
    if (name) return <a href={`/parties/${id}`}>{name}</a>
    const short = <code>{id}</code>
    if (member === 'commitment') return <a href={`${here}/commitments/${id}`}>{short}</a>
    if (['statement', 'corrects', 'restates', 'seat', 'handedOver'].includes(member))
      return <a href={`${here}/record/${id}`}>{short}</a>
    if (member === 'arrangement' || member === 'of') return <a href={`/arrangements/${id}`}>{short}</a>
    return short
  }

  const shown = (member: string, value: unknown): ReactNode => {
    if (value === null || value === undefined) return <span className="soft">{i18n._('not told')}</span>
    if (typeof value === 'boolean') return value ? i18n._('yes') : i18n._('no')
    if (typeof value === 'number') return i18n.number(value)
    if (typeof value === 'string') {
      if (UUID.test(value)) return numberOf(member, value)
      if (/^https?:\/\//.test(value) && !/\s/.test(value)) return <a href={value}>{value}</a>
      return <span dir="auto">{wordFor(i18n, value)}</span>
    }
    if (Array.isArray(value)) {
      if (value.length === 0) return <span className="soft">{i18n._('nothing named')}</span>
      return (
        <ul className="plain">
          {value.map((one) => (
            <li key={JSON.stringify(one)}>{shown(member, one)}</li>
          ))}
        </ul>
      )
    }
    return <Members of={value as object} />
  }

  function Members({ of }: { of: object }) {
    return (
      <dl className="facts">
        {inOrder(of).map(([member, value]) => (
          <div key={member} className="contents">
            <dt>{memberWords(i18n, member)}</dt>
            <dd>{shown(member, value)}</dd>
          </div>
        ))}
      </dl>
    )
  }

  return typeof body === 'object' && body !== null ? <Members of={body} /> : shown('', body)
}
