// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { Problem } from '@symbolon/foundation'
import type { Draft } from '@symbolon/partnership/contract'
import { COMMITMENT_KINDS, PILLARS, STRENGTHS } from '@symbolon/partnership/vocabulary'
import { BOUNDS } from '@symbolon/register/vocabulary'
import { createContext, type ReactNode, use } from 'react'
import { type Edit, type Field, fieldOf, TYPED_ROWS, type Typed, typedOf } from '../draft-form.ts'
import { fieldLabel } from '../draft-words.ts'
import { pillarWord, wordFor } from '../glossary.ts'
import { rowsTyped } from '../party-names.ts'
import { useStrengthWords } from './commitment-terms.tsx'

type Form = { typed: Typed; type: (name: string, value: string | null) => void; problem: Problem | null }
const FormContext = createContext<Form>({ typed: {}, type: () => {}, problem: null })

function useControl(name: string, hint?: string) {
  const { typed, type, problem } = use(FormContext)
  const of = problem && String(problem.details.field ?? '')
  const wrong = !!of && (of === name || of.startsWith(`${name}.`) || of === name.split('.')[0])
  return {
    id: `draft-${name}`,
    name,
    value: typed[name] ?? '',
    onChange: (event: { target: { value: string } }) => type(name, event.target.value),
    'aria-describedby': [hint && `draft-${name}-hint`, wrong && 'problem'].filter(Boolean).join(' ') || undefined,
    'aria-invalid': wrong ? (true as const) : undefined,
  }
}

function Labelled({ id, label, hint, children }: { id: string; label: string; hint?: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
    </div>
  )
}

type Named = { name: Field; hint?: string }

function Words({ name, hint, max }: Named & { max: number }) {
  const { i18n } = useLingui()
  const control = useControl(name, hint)
  return (
    <Labelled id={control.id} label={fieldLabel(i18n, name)} hint={hint}>
      <input {...control} maxLength={max} autoComplete="off" />
    </Labelled>
  )
}

function LongWords({ name, hint, rows }: Named & { rows: number }) {
  const { i18n } = useLingui()
  const control = useControl(name, hint)
  return (
    <Labelled id={control.id} label={fieldLabel(i18n, name)} hint={hint}>
      <textarea {...control} rows={rows} maxLength={2000} />
    </Labelled>
  )
}

function Select({ name, options }: Named & { options: [string, string][] }) {
  const { i18n } = useLingui()
  const control = useControl(name)
  return (
    <Labelled id={control.id} label={fieldLabel(i18n, name)}>
      <select {...control}>
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

/** Parties that are there, to be unchecked, and rows to add others by name. */
function Parties({ name, offered, nameOf }: { name: 'promisors' | 'beneficiaries'; offered: string[]; nameOf: Names }) {
  const { i18n } = useLingui()
  const { typed, type } = use(FormContext)
  const control = useControl(name)
  const numbers = Object.keys(typed).flatMap((key) => {
    const row = Number(key.slice(name.length + 1))
    return fieldOf(key) === name && row >= TYPED_ROWS && typed[key]!.trim() !== '' ? [row] : []
  })
  const last = Math.max(TYPED_ROWS - 1, ...numbers) + 1
  const rows = Array.from({ length: last - TYPED_ROWS + 1 }, (_, n) => TYPED_ROWS + n)
  const chosen = rowsTyped(typed, name)
  return (
    <fieldset aria-describedby={control['aria-describedby']}>
      <legend>{fieldLabel(i18n, name)}</legend>
      {offered.map((id, n) => (
        <label className="choice" key={id}>
          <input
            type="checkbox"
            name={`${name}.${n}`}
            value={id}
            checked={chosen.includes(id)}
            onChange={(event) => type(`${name}.${n}`, event.target.checked ? id : null)}
          />
          <span>{nameOf(id)}</span>
        </label>
      ))}
      {rows.map((row) => (
        <input
          key={row}
          id={`draft-${name}.${row}`}
          name={`${name}.${row}`}
          list="party-choices"
          value={typed[`${name}.${row}`] ?? ''}
          onChange={(event) => type(`${name}.${row}`, event.target.value)}
          autoComplete="off"
          placeholder={i18n._('Add a party by its name')}
          aria-label={i18n._('{field}: add a party by its name', { field: fieldLabel(i18n, name) })}
          aria-describedby={control['aria-describedby']}
          aria-invalid={control['aria-invalid']}
        />
      ))}
    </fieldset>
  )
}

type Column = { name: string; label: string; wide?: boolean; number?: boolean }

function Rows({ part, columns }: { part: 'quantities' | 'money'; columns: Column[] }) {
  const { i18n } = useLingui()
  const { typed } = use(FormContext)
  const full = Object.keys(typed).flatMap((key) => {
    const [of, row, column] = key.split('.')
    return of === part && column !== 'bound' && typed[key]!.trim() !== '' ? [Number(row)] : []
  })
  const rows = Array.from({ length: Math.max(-1, ...full) + 2 }, (_, n) => n)
  return (
    <fieldset>
      <legend>{fieldLabel(i18n, part)}</legend>
      {rows.map((row) => (
        <div className="row-of-fields" key={row}>
          <Bound name={`${part}.${row}.bound`} row={row} />
          {columns.map((column) => (
            <Cell key={column.name} column={column} name={`${part}.${row}.${column.name}`} row={row} />
          ))}
        </div>
      ))}
    </fieldset>
  )
}

function Cell({ column, name, row }: { column: Column; name: string; row: number }) {
  const control = useControl(name)
  return (
    <div className={column.wide ? 'wide' : undefined}>
      <RowLabel id={control.id} label={column.label} row={row} />
      <input {...control} autoComplete="off" inputMode={column.number ? 'decimal' : undefined} />
    </div>
  )
}

function Bound({ name, row }: { name: string; row: number }) {
  const { i18n } = useLingui()
  const control = useControl(name)
  return (
    <div>
      <RowLabel id={control.id} label={i18n._('How exact')} row={row} />
      <select {...control} value={control.value || 'exact'}>
        {BOUNDS.map((bound) => (
          <option key={bound} value={bound}>
            {wordFor(i18n, bound)}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Labels are seen on the first row; the rows below have theirs for who does not see. */
function RowLabel({ id, label, row }: { id: string; label: string; row: number }) {
  const { i18n } = useLingui()
  return (
    <label htmlFor={id} className={row > 0 ? 'unseen' : undefined}>
      {label}
      <span className="unseen"> {i18n._('(row {n})', { n: row + 1 })}</span>
    </label>
  )
}

type Names = (id: string) => string
type Props = {
  draft: Draft
  edit: Edit
  type: (id: string, with_: (typed: Typed) => Typed) => void
  problem: Problem | null
  nameOf: Names
}

/** The fields of a draft, as a reviewer mends them. */
export function DraftFields({ draft, edit, type, problem, nameOf }: Props) {
  const { i18n } = useLingui()
  const strengthWords = useStrengthWords()
  const offered = (side: 'promisors' | 'beneficiaries') => {
    const kept = Object.entries(typedOf(draft.fields, i18n.locale)).filter(([name]) => fieldOf(name) === side)
    return kept.map(([, id]) => id)
  }
  const form: Form = {
    typed: edit.typed,
    problem,
    type: (name, value) =>
      type(draft.id, (typed) => {
        const { [name]: _before, ...others } = typed
        return value === null ? others : { ...others, [name]: value }
      }),
  }
  return (
    <FormContext value={form}>
      <Parties name="promisors" offered={offered('promisors')} nameOf={nameOf} />
      <LongWords name="summary" rows={3} hint={i18n._('In one sentence, in your own words.')} />
      <Parties name="beneficiaries" offered={offered('beneficiaries')} nameOf={nameOf} />
      <Words name="toWords" max={500} hint={i18n._('For example: seasonal workers.')} />
      <div className="pair">
        <Select
          name="strength"
          options={[['', i18n._('not told')], ...STRENGTHS.map((one): [string, string] => [one, strengthWords(one)])]}
        />
        <Select name="kind" options={COMMITMENT_KINDS.map((one): [string, string] => [one, wordFor(i18n, one)])} />
      </div>
      <div className="pair">
        <Select
          name="pillar"
          options={[
            ['', i18n._('No pillar named')],
            ...PILLARS.map((one): [string, string] => [one, pillarWord(i18n, one)]),
          ]}
        />
        <Words name="theme" max={300} />
      </div>
      <Rows
        part="quantities"
        columns={[
          { name: 'value', label: i18n._('Number'), number: true },
          { name: 'unit', label: i18n._('Of what'), wide: true },
          { name: 'period', label: i18n._('In which period') },
        ]}
      />
      <Rows
        part="money"
        columns={[
          { name: 'amount', label: i18n._('Amount'), wide: true, number: true },
          { name: 'currency', label: i18n._('Currency (EUR, USD)') },
        ]}
      />
      <Words
        name="deadline"
        max={60}
        hint={i18n._('As exact as it is known: 2027, 2027-03, 2027-03-31, or 2027/2029.')}
      />
      <LongWords
        name="condition"
        rows={2}
        hint={i18n._('What has to happen first. Leave it empty where nothing does.')}
      />
    </FormContext>
  )
}
