// SPDX-License-Identifier: Apache-2.0
import type { Draft, DraftFields } from '@symbolon/partnership/contract'
import { MONEY_ROW, numberTyped, QUANTITY_ROW, rowsIn } from './figures-form.ts'
import { rowsTyped } from './party-names.ts'

/** The fields of a draft in the order in which its form asks for them. */
export const FIELDS = [
  'promisors',
  'summary',
  'beneficiaries',
  'toWords',
  'pillar',
  'theme',
  'strength',
  'kind',
  'quantities',
  'money',
  'deadline',
  'condition',
] as const satisfies (keyof DraftFields)[]
export type Field = (typeof FIELDS)[number]

/** What stands in the controls of a form, by their names: `quantities.0.value`. */
export type Typed = Record<string, string>

export const fieldOf = (name: string): Field | null => FIELDS.find((field) => field === name.split('.')[0]) ?? null

/** Rows from here on are typed into; those before are boxes of parties that were there. */
export const TYPED_ROWS = 1000

/** The controls as they stand before anybody types. */
export function typedOf(fields: DraftFields, locale: string): Typed {
  const typed: Typed = {}
  for (const side of ['promisors', 'beneficiaries'] as const)
    for (const [n, id] of fields[side].entries()) typed[`${side}.${n}`] = id
  for (const [n, one] of fields.quantities.entries()) {
    typed[`quantities.${n}.bound`] = one.bound
    typed[`quantities.${n}.value`] = numberTyped(one.value, locale)
    typed[`quantities.${n}.unit`] = one.unit ?? ''
    typed[`quantities.${n}.period`] = one.period ?? ''
  }
  for (const [n, one] of fields.money.entries()) {
    typed[`money.${n}.bound`] = one.bound
    typed[`money.${n}.amount`] = numberTyped(one.amount, locale)
    typed[`money.${n}.currency`] = one.currency
  }
  for (const name of ['summary', 'toWords', 'pillar', 'theme', 'strength', 'kind', 'deadline', 'condition'] as const)
    typed[name] = fields[name] ?? ''
  return typed
}

export function typedIn(form: FormData): Typed {
  const typed: Typed = {}
  for (const [name, value] of form) if (typeof value === 'string' && fieldOf(name)) typed[name] = value
  return typed
}

const evenLines = (text: string) => text.replace(/\r\n?/g, '\n').trim()

/** What the controls of one field say, in one form of words, so that two can be compared. */
function said(typed: Typed, field: Field): string {
  if (field === 'promisors' || field === 'beneficiaries') return JSON.stringify(rowsTyped(typed, field).sort())
  if (field === 'quantities') return JSON.stringify(rowsIn(typed, field, QUANTITY_ROW))
  if (field === 'money') return JSON.stringify(rowsIn(typed, field, MONEY_ROW))
  return evenLines(typed[field] ?? '')
}

export const sameTyped = (a: Typed, b: Typed, field: Field): boolean => said(a, field) === said(b, field)

/** Fields whose controls no longer say what they said. */
export const touched = (typed: Typed, before: Typed): Field[] =>
  FIELDS.filter((field) => !sameTyped(typed, before, field))

/** `typed` with one field's controls taken from another form. */
export function withField(typed: Typed, field: Field, from: Typed): Typed {
  const of = (all: Typed, take: boolean) => Object.entries(all).filter(([name]) => (fieldOf(name) === field) === take)
  return Object.fromEntries([...of(typed, false), ...of(from, true)])
}

function written(value: unknown): string {
  if (typeof value === 'string') return evenLines(value)
  if (Array.isArray(value)) return JSON.stringify(value.map(written))
  if (value === null || typeof value !== 'object') return String(value)
  return JSON.stringify(
    Object.entries(value)
      .sort()
      .map(([name, one]) => [name, written(one)]),
  )
}
export const sameField = (a: Partial<DraftFields>, b: Partial<DraftFields>, field: Field): boolean =>
  written(a[field]) === written(b[field])

/** Only what a reviewer changed travels, so that two of one delegation lose nothing. */
export const changesIn = (now: DraftFields, before: DraftFields, without: Field[] = []): Partial<DraftFields> =>
  Object.fromEntries(
    FIELDS.filter((field) => !without.includes(field) && !sameField(now, before, field)).map((field) => [
      field,
      now[field],
    ]),
  )

/** The fields that a form says it was opened with, or null where that cannot be read. */
export function fieldsIn(text: string): DraftFields | null {
  try {
    const fields = JSON.parse(text) as DraftFields
    typedOf(fields, 'en')
    return fields
  } catch {
    return null
  }
}

/** A draft under a reviewer's hands: what it was when last seen, what is typed, and where a colleague differs. */
export type Edit = { id: string; revision: number; was: DraftFields; typed: Typed; theirs: Field[] }

export const editOf = (draft: Draft, locale: string): Edit => ({
  id: draft.id,
  revision: draft.revision,
  was: draft.fields,
  typed: typedOf(draft.fields, locale),
  theirs: [],
})

/**
 * The same edit beside the draft as it is now. What nobody here touched follows it; what was typed stays; where both
 * changed a field, it is named in `theirs` until the reviewer chooses. `mine` is what this reviewer has just saved, and
 * `sent` the controls as they were sent.
 */
export function besideFresh(
  edit: Edit,
  fresh: Draft,
  locale: string,
  mine: Partial<DraftFields> = {},
  sent?: Typed,
): Edit {
  const before = typedOf(edit.was, locale)
  const now = typedOf(fresh.fields, locale)
  let { typed } = edit
  const theirs = new Set(edit.theirs)
  for (const field of FIELDS) {
    const saved = field in mine
    const unchanged = sameTyped(typed, before, field) || (saved && sent !== undefined && sameTyped(typed, sent, field))
    if (unchanged) typed = withField(typed, field, now)
    const moved = !sameField(fresh.fields, edit.was, field) && !(saved && sameField(fresh.fields, mine, field))
    if (moved && !unchanged) theirs.add(field)
    if (sameTyped(typed, now, field)) theirs.delete(field)
  }
  return { ...edit, revision: fresh.revision, was: fresh.fields, typed, theirs: [...theirs] }
}

/** The reviewer chose: the other's words, or their own. */
export function settled(edit: Edit, field: Field, keep: 'theirs' | 'mine', locale: string): Edit {
  const typed = keep === 'theirs' ? withField(edit.typed, field, typedOf(edit.was, locale)) : edit.typed
  return { ...edit, typed, theirs: edit.theirs.filter((one) => one !== field) }
}

export const isReviewed = ({ state }: Pick<Draft, 'state'>): boolean =>
  state === 'accepted' || state === 'dropped' || state === 'recorded'

/** The next draft that waits for a reviewer, after this one and then from the start; else this one. */
export function nextOpen(drafts: Pick<Draft, 'id' | 'state'>[], id: string): string {
  const at = drafts.findIndex((one) => one.id === id)
  const turned = [...drafts.slice(at + 1), ...drafts.slice(0, Math.max(at, 0))]
  return turned.find((one) => one.state === 'open')?.id ?? id
}
