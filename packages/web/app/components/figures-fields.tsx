// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { Money, Quantity } from '@symbolon/partnership/contract'
import type { Telling } from '@symbolon/performance/contract'
import { BOUNDS } from '@symbolon/register/vocabulary'
import { useId } from 'react'
import { numberTyped, rowsIn } from '../figures-form.ts'
import { wordFor } from '../glossary.ts'
import { useTyped } from './act-form.tsx'

type Column = { name: string; label: string; kind?: 'number' | 'bound' | 'link' | 'code'; wide?: boolean }
type Row = Record<string, string>

/** Rows of like fields, with an empty one (two at first) to add to. `figuresFrom` reads them back. */
function Rows(props: { part: string; legend: string; hint: string; columns: Column[]; rows: Row[] }) {
  const { part, legend, hint, columns, rows } = props
  const { form } = useTyped()
  const names = columns.map(({ name }) => name)
  const filled = form ? rowsIn(form, part, names) : rows
  const shown = [...filled, ...(filled.length ? [{}] : [{}, {}])] as Row[]
  return (
    <fieldset>
      <legend>{legend}</legend>
      <p className="hint">{hint}</p>
      {shown.map((row, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name
        <div className="row-of-fields" key={n}>
          {columns.map((column) => (
            <Cell key={column.name} part={part} column={column} row={n} value={row[column.name] ?? ''} />
          ))}
        </div>
      ))}
    </fieldset>
  )
}

function Cell({ part, column, row, value }: { part: string; column: Column; row: number; value: string }) {
  const { i18n } = useLingui()
  const id = useId()
  const name = `${part}.${row}.${column.name}`
  const problem = useTyped().problemOf(name)
  const common = { id, name, 'aria-describedby': problem, 'aria-invalid': problem ? (true as const) : undefined }
  return (
    <div className={column.wide ? 'wide' : undefined}>
      <label htmlFor={id}>
        {column.label}
        <span className="unseen"> {i18n._('(row {n})', { n: row + 1 })}</span>
      </label>
      {column.kind === 'bound' ? (
        <select {...common} defaultValue={value || 'exact'}>
          {BOUNDS.map((bound) => (
            <option key={bound} value={bound}>
              {wordFor(i18n, bound)}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          defaultValue={value}
          autoComplete="off"
          type={column.kind === 'link' ? 'url' : 'text'}
          inputMode={column.kind === 'number' ? 'decimal' : undefined}
          maxLength={column.kind === 'code' ? 3 : undefined}
        />
      )}
    </div>
  )
}

/** Figures and amounts, each with how exact it is. */
export function FiguresFields({ quantities, money }: { quantities: Quantity[]; money: Money[] }) {
  const { i18n } = useLingui()
  const bound: Column = { name: 'bound', label: i18n._('How exact'), kind: 'bound' }
  return (
    <>
      <Rows
        part="quantities"
        legend={i18n._('Figures')}
        hint={i18n._('For example: at least 500, visas, year. Leave rows empty that you do not need.')}
        columns={[
          bound,
          { name: 'value', label: i18n._('Number'), kind: 'number' },
          { name: 'unit', label: i18n._('Of what'), wide: true },
          { name: 'period', label: i18n._('In which period') },
        ]}
        rows={quantities.map((one) => ({
          bound: one.bound,
          value: numberTyped(one.value, i18n.locale),
          unit: one.unit ?? '',
          period: one.period ?? '',
        }))}
      />
      <Rows
        part="money"
        legend={i18n._('Money')}
        hint={i18n._('Each amount in its own currency; different currencies are never added.')}
        columns={[
          bound,
          { name: 'amount', label: i18n._('Amount'), kind: 'number', wide: true },
          { name: 'currency', label: i18n._('Currency (EUR, USD)'), kind: 'code' },
        ]}
        rows={money.map((one) => ({
          bound: one.bound,
          amount: numberTyped(one.amount, i18n.locale),
          currency: one.currency,
        }))}
      />
    </>
  )
}

export function EvidenceFields({ evidence }: { evidence: Telling['evidence'] }) {
  const { i18n } = useLingui()
  return (
    <Rows
      part="evidence"
      legend={i18n._('Evidence')}
      hint={i18n._('What shows it: a document, a statistic, a project. The link may stay empty.')}
      columns={[
        { name: 'text', label: i18n._('What it is'), wide: true },
        { name: 'url', label: i18n._('Link'), kind: 'link', wide: true },
      ]}
      rows={evidence.map((one) => ({ text: one.text, url: one.url ?? '' }))}
    />
  )
}
