// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { CommitmentBody } from '@symbolon/partnership/contract'
import { COMMITMENT_KINDS, PILLARS, STRENGTHS } from '@symbolon/partnership/vocabulary'
import { pillarWord, wordFor } from '../glossary.ts'
import { DateField, Field, SelectField, useTyped, WordsField } from './act-form.tsx'
import { FiguresFields } from './figures-fields.tsx'
import { PartyField } from './party-field.tsx'

type Terms = Omit<CommitmentBody, 'correction'>
export const noTerms: Terms = {
  promisors: [],
  beneficiaries: [],
  toWords: null,
  pillar: null,
  theme: null,
  strength: 'will',
  kind: 'promise',
  summary: '',
  quantities: [],
  money: [],
  deadline: null,
  condition: null,
}

/** Who promises what to whom, how firmly, how much, by when. `termsFrom` reads it back. */
export function TermsFields({ terms, wordsOf }: { terms: Terms; wordsOf: (party: string) => string }) {
  const { i18n } = useLingui()
  const { rowsOf, problemOf } = useTyped()
  return (
    <>
      <PartyField
        name="promisors"
        many
        required
        label={i18n._('Who promises')}
        hint={i18n._('One party a row, as the list offers it.')}
        values={rowsOf('promisors', terms.promisors.map(wordsOf))}
        problem={problemOf('promisors')}
      />
      <WordsField
        name="summary"
        required
        maxLength={2000}
        label={i18n._('What is promised')}
        hint={i18n._('In one sentence, in your own words: Issues 500 seasonal visas a year.')}
        value={terms.summary}
      />
      <PartyField
        name="beneficiaries"
        many
        label={i18n._('To whom (parties)')}
        values={rowsOf('beneficiaries', terms.beneficiaries.map(wordsOf))}
        problem={problemOf('beneficiaries')}
      />
      <Field
        name="toWords"
        maxLength={500}
        label={i18n._('To whom (others, in words)')}
        hint={i18n._('For example: seasonal workers.')}
        value={terms.toWords}
      />
      <SelectField
        name="pillar"
        label={i18n._('Pillar')}
        value={terms.pillar}
        options={[
          ['', i18n._('No pillar named')],
          ...PILLARS.map((one): [string, string] => [one, pillarWord(i18n, one)]),
        ]}
      />
      <Field name="theme" maxLength={300} label={i18n._('Theme')} value={terms.theme} />
      <SelectField
        name="strength"
        label={i18n._('How firmly it is said')}
        hint={i18n._('Shall binds most, notes least.')}
        value={terms.strength}
        options={[['', i18n._('not told')], ...STRENGTHS.map((one): [string, string] => [one, wordFor(i18n, one)])]}
      />
      <SelectField
        name="kind"
        label={i18n._('Kind')}
        value={terms.kind}
        options={COMMITMENT_KINDS.map((one): [string, string] => [one, wordFor(i18n, one)])}
      />
      <FiguresFields quantities={terms.quantities} money={terms.money} />
      <DateField name="deadline" label={i18n._('By when')} value={terms.deadline} />
      <WordsField
        name="condition"
        maxLength={2000}
        label={i18n._('On what condition')}
        hint={i18n._('What has to happen first. Leave it empty where nothing does.')}
        value={terms.condition}
      />
    </>
  )
}
