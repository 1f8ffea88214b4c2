// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { ErasedBody } from '@symbolon/register/contract'
import { GROUNDS } from '@symbolon/register/vocabulary'
import type { Refused } from '../doors.ts'
import { momentIn } from '../format.ts'
import { wordFor } from '../glossary.ts'
import { audienceWords, kindWords } from '../record-words.ts'
import { FoldedForm, SelectField, WordsField } from './act-form.tsx'

export type Erased = ErasedBody & { erasure: string; by: string; at: string }
type Spoken = { statement: string; kind: string; audience: string }
type Shown = { here: string; nameOf: (id: string) => string }

/** What stays of a statement whose text was destroyed, in words. */
export function ErasedStatement({ erased, here, nameOf }: Shown & { erased: Erased }) {
  const { i18n } = useLingui()
  const { locale } = i18n
  return (
    <>
      <p className="note">
        <strong>
          {i18n._('Erased on {moment} by {party}, on this ground: {ground}.', {
            moment: momentIn(erased.at, locale),
            party: nameOf(erased.by),
            ground: wordFor(i18n, erased.ground),
          })}
        </strong>{' '}
        {i18n._(
          'Its text and its salt are destroyed, here and, with their next round, in the mirrors of partners. What stands below stays.',
        )}{' '}
        <a href={`${here}/record/${erased.erasure}`}>{i18n._('The erasure')}</a>
      </p>
      {erased.words && <blockquote dir="auto">{erased.words}</blockquote>}
      <dl className="facts">
        <dt>{i18n._('What it did')}</dt>
        <dd>{kindWords(i18n, erased.kind)}</dd>
        <dt>{i18n._('Said by')}</dt>
        <dd>
          <a href={`/parties/${erased.saidBy}`}>{nameOf(erased.saidBy)}</a>
        </dd>
        <dt>{i18n._('Recorded by')}</dt>
        <dd>
          <a href={`/parties/${erased.recordedBy}`}>{nameOf(erased.recordedBy)}</a>,{' '}
          {momentIn(erased.recordedAt, locale)}
        </dd>
        {erased.corrects && (
          <>
            <dt>{i18n._('It corrected')}</dt>
            <dd>
              <a href={`${here}/record/${erased.corrects}`}>{i18n._('The earlier statement')}</a>
            </dd>
          </>
        )}
      </dl>
    </>
  )
}

type FormProps = Shown & { speakOfIt: Spoken[]; refused: Refused | undefined }

/** For the party that entered a statement. What repeats its words is named before, since it stays. */
export function EraseForm({ speakOfIt, refused, here, nameOf }: FormProps) {
  const { i18n } = useLingui()
  const grounds = GROUNDS.map((ground): [string, string] => [ground, wordFor(i18n, ground)])
  return (
    <div className="no-print">
      <h2>{i18n._('Erase it')}</h2>
      <p>
        {i18n._(
          'For personal data that must go. The text is destroyed for good, with everything that rests on it: nobody can bring it back. The record keeps that it stood here, and says when it was erased, by whom and on what ground. A mistake without personal data is corrected or entered in error instead.',
        )}
      </p>
      {speakOfIt.length > 0 && (
        <>
          <p>{i18n._('These statements speak of it and may repeat its words. They stay; each is erased by itself:')}</p>
          <ul>
            {speakOfIt.map(({ statement, kind, audience }) => (
              <li key={statement}>
                <a href={`${here}/record/${statement}`}>{kindWords(i18n, kind)}</a>{' '}
                <small>{audienceWords(i18n, audience, nameOf)}</small>
              </li>
            ))}
          </ul>
        </>
      )}
      <FoldedForm
        act="erase"
        refused={refused}
        title={i18n._('Erase this statement for good')}
        lead={i18n._('Only a head of the delegation does this, and with four eyes a second one confirms it.')}
        button={i18n._('Erase it for good')}
        quiet
      >
        <SelectField name="ground" label={i18n._('On what ground')} required options={grounds} />
        <WordsField
          name="words"
          maxLength={1000}
          label={i18n._('In words, if needed')}
          hint={i18n._('Never who asked for it, and never whom it was about: this stays on the record.')}
        />
      </FoldedForm>
    </div>
  )
}
