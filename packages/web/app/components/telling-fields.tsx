// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { Telling } from '@symbolon/performance/contract'
import { LEVELS } from '@symbolon/performance/vocabulary'
import { Choices, DateField, WordsField } from './act-form.tsx'
import { EvidenceFields, FiguresFields } from './figures-fields.tsx'
import { levelWords } from './token.tsx'

/** What each level says, in a sentence. */
export function useLevelSentence(): (level: Telling['level']) => string {
  const { i18n } = useLingui()
  return (level) => {
    switch (level) {
      case 'not started':
        return i18n._('Nothing of it has been done yet.')
      case 'limited':
        return i18n._('A part of it has been done; most is still to do.')
      case 'substantial':
        return i18n._('Most of it has been done; something is still to do.')
      case 'complete':
        return i18n._('All of it has been done.')
      case 'no evidence available':
        return i18n._('Nothing shows whether it was done or not. This is no level, and is never counted as one.')
      default:
        return i18n._('You tell what was done and give no level. None is guessed.')
    }
  }
}

const STEPS = LEVELS.slice(1)
type Start = Pick<Telling, 'words' | 'asOf' | 'quantities' | 'money' | 'evidence'> & {
  level: Telling['level'] | undefined
}
const nothing: Start = { level: undefined, words: '', asOf: null, quantities: [], money: [], evidence: [] }

/** A report or an assessment: both sides tell by the same means. */
export function TellingFields({ telling = nothing }: { telling?: Start }) {
  const { i18n } = useLingui()
  const sentence = useLevelSentence()
  return (
    <>
      <Choices
        name="level"
        legend={i18n._('How far it was delivered')}
        required
        value={telling.level === null ? 'none' : (telling.level ?? null)}
        choices={[
          ...STEPS.map((level) => ({ value: level, words: levelWords(i18n, level), says: sentence(level) })),
          {
            value: 'no evidence available',
            words: levelWords(i18n, 'no evidence available'),
            says: sentence('no evidence available'),
            apart: true,
          },
          { value: 'none', words: i18n._('no level'), says: sentence(null), apart: true },
        ]}
      />
      <WordsField
        name="words"
        required
        maxLength={8000}
        label={i18n._('What was delivered, in words')}
        value={telling.words}
      />
      <FiguresFields quantities={telling.quantities} money={telling.money} />
      <DateField name="asOf" label={i18n._('As of which date')} value={telling.asOf} />
      <EvidenceFields evidence={telling.evidence} />
    </>
  )
}
