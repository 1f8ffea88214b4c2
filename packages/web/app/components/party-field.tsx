// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { useId } from 'react'
import type { PartyChoice } from '../party-names.ts'
import { useTyped } from './act-form.tsx'

const LIST = 'party-choices'

/** What the fields offer while one types. Stands once on a page. */
export function PartyList({ choices }: { choices: PartyChoice[] }) {
  return (
    <datalist id={LIST}>
      {choices.map(({ id, words }) => (
        <option key={id} value={words} />
      ))}
    </datalist>
  )
}

type Props = {
  /** One row is called `name`; several `name.0`, `name.1`, ...: `partiesTyped` reads both. */
  name: string
  label: string
  hint?: string
  /** What stands in the rows already: what was typed, or the words of the parties that are chosen. */
  values: string[]
  /** Rows to type several parties into; left out, one. */
  many?: boolean
  required?: boolean
  /** The id of what says that this field is wrong. */
  problem?: string | undefined
}

/** Parties by their names, one a row: without script, the list that a browser offers does the search. */
export function PartyField({ name, label, hint, values, many, required, problem }: Props) {
  const id = useId()
  const rows = many ? [...values, ...(values.length === 0 ? ['', ''] : [''])] : [values[0] ?? '']
  const describedBy = [hint && `${id}-hint`, problem].filter(Boolean).join(' ') || undefined
  const inputs = rows.map((value, row) => (
    <input
      // The rows are told apart by their place alone.
      // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name
      key={row}
      id={row === 0 ? id : undefined}
      name={many ? `${name}.${row}` : name}
      list={LIST}
      defaultValue={value}
      required={required && row === 0}
      autoComplete="off"
      aria-label={row === 0 ? undefined : `${label} (${row + 1})`}
      aria-describedby={describedBy}
      aria-invalid={problem ? true : undefined}
    />
  ))
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {inputs}
    </div>
  )
}

/** The one party that an act on seats names, as the list offers it. */
export function ListedParty() {
  const { i18n } = useLingui()
  const { rowsOf, problemOf } = useTyped()
  return (
    <PartyField
      name="party"
      required
      label={i18n._('Party')}
      hint={i18n._('As the list offers it. A party that is not in the list has to be registered first.')}
      values={rowsOf('party', [])}
      problem={problemOf('party')}
    />
  )
}
