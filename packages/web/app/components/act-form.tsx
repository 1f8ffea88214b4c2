// SPDX-License-Identifier: Apache-2.0
import type { I18n } from '@lingui/core'
import { useLingui } from '@lingui/react'
import type { Problem } from '@symbolon/foundation'
import { createContext, type HTMLInputTypeAttribute, type ReactNode, use, useId } from 'react'
import type { Refused } from '../doors.ts'
import { rowsTyped } from '../party-names.ts'
import { memberWords } from '../record-words.ts'
import { ProblemBox } from './problem-box.tsx'

/** What was typed into the form that a field stands in, if it came back, and why. */
type Typed = { form: Record<string, string> | null; problem: Problem | null }
export const TypedContext = createContext<Typed>({ form: null, problem: null })

/** What stands in a field: what was typed, else what the record says. */
export function useTyped() {
  const { form, problem } = use(TypedContext)
  return {
    form,
    valueOf: (name: string, else_ = '') => (form ? (form[name] ?? '') : else_),
    rowsOf: (name: string, else_: string[]) => (form ? rowsTyped(form, name) : else_),
    /** The id of the problem, for a field that it speaks of. */
    problemOf: (name: string) => {
      const field = problem && String(problem.details.field ?? '')
      return field && (field === name || field.startsWith(`${name}.`)) ? 'problem' : undefined
    },
  }
}

export const isRefused = (refused: Refused | undefined, act: string, of = '') =>
  refused !== undefined && refused.form.act === act && (refused.form.of ?? '') === of

type Props = {
  /** What the form does, and to which thing; the action of the page reads both. */
  act: string
  of?: string
  refused: Refused | undefined
  button: string
  quiet?: boolean
  className?: string
  children?: ReactNode
}

/** One of the forms of a page. Refused, it stands where it stood, with what was typed and why. */
export function ActForm({ act, of, refused, button, quiet, className, children }: Props) {
  const { i18n } = useLingui()
  const mine = isRefused(refused, act, of)
  const id = `form-${act}${of ? `-${of}` : ''}`
  return (
    <form method="post" action={`#${id}`} id={id} className={className}>
      <input type="hidden" name="act" value={act} />
      {of && <input type="hidden" name="of" value={of} />}
      {mine && <ProblemBox problem={inWords(i18n, refused!.problem)} />}
      <TypedContext value={mine ? refused! : { form: null, problem: null }}>{children}</TypedContext>
      <p className="actions">
        <button type="submit" className={quiet ? 'quiet' : undefined} aria-describedby={mine ? 'problem' : undefined}>
          {button}
        </button>
      </p>
    </form>
  )
}

/** The problem with its field called as the form calls it. */
function inWords(i18n: I18n, problem: Problem): Problem {
  const { field } = problem.details
  if (typeof field !== 'string') return problem
  return { ...problem, details: { ...problem.details, field: memberWords(i18n, field.split('.')[0]!) } }
}

/** A form that is folded away until it is wanted, or refused. */
export function FoldedForm({ title, lead, ...form }: Props & { title: string; lead?: string }) {
  return (
    <details className="act" open={isRefused(form.refused, form.act, form.of)}>
      <summary>{title}</summary>
      {lead && <p>{lead}</p>}
      <ActForm {...form} />
    </details>
  )
}

type FieldProps = {
  name: string
  label: string
  hint?: string
  value?: string | null
  type?: HTMLInputTypeAttribute
  required?: boolean
  maxLength?: number
  minLength?: number
  lang?: string
  list?: string
  autoComplete?: string
}

/** What all fields share: the id of the control, and what describes it. */
function useControl(name: string, hint: string | undefined) {
  const id = useId()
  const typed = useTyped()
  const problem = typed.problemOf(name)
  const describedBy = [hint && `${id}-hint`, problem].filter(Boolean).join(' ') || undefined
  return {
    typed,
    hintLine: hint && (
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
    ),
    control: { id, name, 'aria-describedby': describedBy, 'aria-invalid': problem ? (true as const) : undefined },
  }
}

export function Field({ name, label, hint, value, type = 'text', ...rest }: FieldProps) {
  const { typed, hintLine, control } = useControl(name, hint)
  return (
    <div className="field">
      <label htmlFor={control.id}>{label}</label>
      {hintLine}
      <input {...control} {...rest} type={type} defaultValue={typed.valueOf(name, value ?? '')} />
    </div>
  )
}

export function WordsField({ name, label, hint, value, type: _type, list: _list, ...rest }: FieldProps) {
  const { typed, hintLine, control } = useControl(name, hint)
  return (
    <div className="field">
      <label htmlFor={control.id}>{label}</label>
      {hintLine}
      <textarea {...control} {...rest} defaultValue={typed.valueOf(name, value ?? '')} />
    </div>
  )
}

/** A date as the record keeps it: as exact as it is known. */
export function DateField({ hint, ...props }: FieldProps) {
  const { i18n } = useLingui()
  const how = i18n._('As exact as it is known: 2027, 2027-03, 2027-03-31, or 2027/2029.')
  return <Field maxLength={60} {...props} hint={hint ? `${hint} ${how}` : how} />
}

type Options = [value: string, words: string][]

export function SelectField(props: Omit<FieldProps, 'type' | 'maxLength' | 'list' | 'lang'> & { options: Options }) {
  const { name, label, hint, value, options, required } = props
  const { typed, hintLine, control } = useControl(name, hint)
  return (
    <div className="field">
      <label htmlFor={control.id}>{label}</label>
      {hintLine}
      <select {...control} required={required} defaultValue={typed.valueOf(name, value ?? '')}>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

type Choice = { value: string; words: string; says?: string; apart?: boolean }

/** One of a few, each with a sentence; what is no step of the scale stands apart from it. */
export function Choices(props: {
  name: string
  legend: string
  hint?: string
  choices: Choice[]
  value?: string | null
  required?: boolean
}) {
  const { name, legend, hint, choices, value, required } = props
  const id = useId()
  const typed = useTyped()
  const chosen = typed.form ? typed.form[name] : value
  return (
    <fieldset aria-describedby={typed.problemOf(name)}>
      <legend>{legend}</legend>
      {hint && <p className="hint">{hint}</p>}
      <ul className="plain choices">
        {choices.map((one, n) => (
          <li key={one.value} className={one.apart ? 'apart' : undefined}>
            <input
              type="radio"
              id={`${id}-${n}`}
              name={name}
              value={one.value}
              required={required}
              defaultChecked={chosen === one.value}
              aria-describedby={one.says && `${id}-${n}-says`}
            />
            <label htmlFor={`${id}-${n}`}>{one.words}</label>
            {one.says && (
              <small id={`${id}-${n}-says`} className="says">
                {one.says}
              </small>
            )}
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

export function CheckField({ name, label, hint }: { name: string; label: string; hint?: string }) {
  const { typed, hintLine, control } = useControl(name, hint)
  return (
    <div className="field check">
      <input {...control} type="checkbox" value="yes" defaultChecked={typed.form?.[name] === 'yes'} />
      <label htmlFor={control.id}>{label}</label>
      {hintLine}
    </div>
  )
}
