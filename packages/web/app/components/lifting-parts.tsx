// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { Statement } from '@symbolon/foundation'
import type { SignedHow } from '@symbolon/register/contract'
import type { Refused } from '../doors.ts'
import { dateIn, momentIn } from '../format.ts'
import { kindWords } from '../record-words.ts'
import { Field, FoldedForm, SelectField } from './act-form.tsx'
import { SignedLine } from './own-key-parts.tsx'
import { StatementBody } from './statement-body.tsx'

export type Restated =
  | { holds: true; statement: Statement; size: number; index: number; signed: SignedHow }
  | { holds: false; why: 'text' | 'key' | 'checkpoint' | 'proof' }

type RestatedProps = { restated: Restated; embargo: string | null; here: string; nameOf: (id: string) => string | null }

/** What a declassified statement re-states, and whether the proof holds that it was said then. */
export function RestatedStatement({ restated, embargo, here, nameOf }: RestatedProps) {
  const { i18n } = useLingui()
  if (!restated.holds)
    return (
      <p className="problem">
        {i18n._('The proof does not hold: take what stands below as the word of who recorded it, and as no more.')}
      </p>
    )
  const { statement, size, index, signed } = restated
  return (
    <>
      <p className="note">
        {i18n._(
          'Said in confidence by {author} on {moment}, and re-stated here. The proof holds: this very text stood in a narrower log, as number {index} of {size} that the host had signed then.',
          {
            author: nameOf(statement.saidBy) ?? '…',
            moment: momentIn(statement.recordedAt, i18n.locale),
            index,
            size,
          },
        )}{' '}
        {embargo
          ? i18n._('Its embargo ended on {date}.', { date: dateIn(embargo, i18n.locale) })
          : i18n._('Whoever recorded it lifted the confidence.')}
      </p>
      <h3>{kindWords(i18n, statement.kind)}</h3>
      <p>
        {i18n._('Signature')}: <SignedLine signed={signed} recorder={nameOf(statement.recordedBy) ?? '…'} />
      </p>
      <StatementBody body={statement.body} here={here} nameOf={nameOf} />
    </>
  )
}

/** For whoever recorded a confidential statement: to lift its confidence now, or on a day. */
export function LiftingForms({ refused }: { refused: Refused | undefined }) {
  const { i18n } = useLingui()
  const audiences: [string, string][] = [
    ['public', i18n._('Everybody')],
    ['seats', i18n._('All who hold a seat: members, observers, secretariat')],
    ['members', i18n._('Members alone')],
  ]
  return (
    <div className="no-print">
      <h2>{i18n._('Lift the confidence')}</h2>
      <p>
        {i18n._(
          'The statement is re-stated, letter for letter, for wider readers, with the proof that it was said then. That tells them that a narrower log exists, who may read it, its number, and how many statements stood in it when this one was signed; never what the others say, nor what came after. It cannot be taken back.',
        )}
      </p>
      <FoldedForm
        act="lift"
        refused={refused}
        title={i18n._('Re-state it for wider readers now')}
        button={i18n._('Lift the confidence')}
        quiet
      >
        <SelectField name="to" label={i18n._('For whom')} required options={audiences} />
      </FoldedForm>
      <FoldedForm
        act="embargo"
        refused={refused}
        title={i18n._('Set an embargo: re-state it on a day')}
        lead={i18n._('On that day the host re-states it in your name, without asking again.')}
        button={i18n._('Set the embargo')}
        quiet
      >
        <Field name="until" type="date" required label={i18n._('From which day on they read it')} />
        <SelectField name="to" label={i18n._('For whom')} required options={audiences} />
      </FoldedForm>
    </div>
  )
}
