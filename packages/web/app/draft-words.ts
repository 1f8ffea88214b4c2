// SPDX-License-Identifier: Apache-2.0
import type { I18n } from '@lingui/core'
import type { Draft, DraftFields } from '@symbolon/partnership/contract'
import type { Field } from './draft-form.ts'
import { dateIn, figuresWords } from './format.ts'
import { pillarWord, wordFor } from './glossary.ts'

/** The fields as the forms of a commitment call them. */
export function fieldLabel(i18n: I18n, field: Field): string {
  switch (field) {
    case 'promisors':
      return i18n._('Who promises')
    case 'summary':
      return i18n._('What is promised')
    case 'beneficiaries':
      return i18n._('To whom (parties)')
    case 'toWords':
      return i18n._('To whom (others, in words)')
    case 'pillar':
      return i18n._('Pillar')
    case 'theme':
      return i18n._('Theme')
    case 'strength':
      return i18n._('How firmly it is said')
    case 'kind':
      return i18n._('Kind')
    case 'quantities':
      return i18n._('Figures')
    case 'money':
      return i18n._('Money')
    case 'deadline':
      return i18n._('By when')
    case 'condition':
      return i18n._('On what condition')
  }
}

export function draftState(i18n: I18n, state: Draft['state']): string {
  switch (state) {
    case 'open':
      return i18n._('open')
    case 'accepted':
      return i18n._('accepted')
    case 'dropped':
      return i18n._('dropped')
    case 'merged':
      return i18n._('merged into another')
    case 'recorded':
      return i18n._('on the record')
  }
}

/** What a field says, in words: to lay two beside each other. */
export function fieldWords(i18n: I18n, field: Field, fields: DraftFields, nameOf: (id: string) => string): string {
  const words = (): string => {
    switch (field) {
      case 'promisors':
      case 'beneficiaries':
        return fields[field].map(nameOf).join(', ')
      case 'quantities':
        return figuresWords(i18n, fields.quantities, []).join('; ')
      case 'money':
        return figuresWords(i18n, [], fields.money).join('; ')
      case 'pillar':
        return pillarWord(i18n, fields.pillar)
      case 'strength':
      case 'kind':
        return wordFor(i18n, fields[field])
      case 'deadline':
        return dateIn(fields.deadline, i18n.locale)
      default:
        return fields[field] ?? ''
    }
  }
  return words() || i18n._('(empty)')
}

/** What was done in a review, said where the page comes back. */
export function doneWords(i18n: I18n, done: string | null, n: number): string | null {
  switch (done) {
    case 'open':
      return i18n._(
        '{n, plural, =0 {Nothing was found to review.} one {One draft was laid out.} other {# drafts were laid out.}}',
        { n },
      )
    case 'save':
    case 'autosave':
      return i18n._('Saved.')
    case 'accept':
      return i18n._('Accepted.')
    case 'drop':
      return i18n._('Dropped. It stays in the list and can be opened again.')
    case 'reopen':
      return i18n._('Open again.')
    case 'undo':
      return i18n._('The last step was taken back.')
    case 'merge':
      return i18n._('Merged into one draft. Look over its fields, then accept it.')
    case 'split':
      return i18n._('Split into two drafts with the same fields. Mend both.')
    case 'record':
      return i18n._('{n, plural, one {One commitment is on the record.} other {# commitments are on the record.}}', {
        n,
      })
    default:
      return null
  }
}
