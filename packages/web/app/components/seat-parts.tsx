// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { ArrangementPage } from '@symbolon/register/contract'
import type { Refused } from '../doors.ts'
import { dayIn } from '../format.ts'
import { wordFor } from '../glossary.ts'
import { Choices, Field, FoldedForm, SelectField, WordsField } from './act-form.tsx'
import { ListedParty } from './party-field.tsx'

type Seats = ArrangementPage['seats']
type Names = (id: string) => string
export type Acceptance = { by: string; assessor: string; accepted: boolean }

type TableProps = { seats: Seats; nameOf: Names; here: string }

export function SeatTable({ seats, nameOf, here }: TableProps) {
  const { i18n } = useLingui()
  const inOrder = seats.toSorted((a, b) => Number(b.held) - Number(a.held) || Number(b.standing) - Number(a.standing))
  return (
    <div className="table">
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{i18n._('Party')}</th>
            <th scope="col">{i18n._('Tier')}</th>
            <th scope="col">{i18n._('Since')}</th>
            <th scope="col">{i18n._('Until')}</th>
            <th scope="col">{i18n._('Who granted it')}</th>
          </tr>
        </thead>
        <tbody>
          {inOrder.map((seat) => (
            <tr key={seat.id}>
              <th scope="row">
                <a href={`/parties/${seat.party}`}>{nameOf(seat.party)}</a>
              </th>
              <td data-head={i18n._('Tier')}>{wordFor(i18n, seat.tier)}</td>
              <td data-head={i18n._('Since')}>{dayIn(seat.begins, i18n.locale)}</td>
              <td data-head={i18n._('Until')} className={seat.until || seat.ends ? undefined : 'empty'}>
                <HowLong seat={seat} />
              </td>
              <td data-head={i18n._('Who granted it')}>
                {`${nameOf(seat.grantedBy)} · `}
                <a href={`${here}/record/${seat.id}`}>
                  {i18n._('Statement')}
                  <span className="unseen"> {i18n._('on the seat of {party}', { party: nameOf(seat.party) })}</span>
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function HowLong({ seat }: { seat: Seats[number] }) {
  const { i18n } = useLingui()
  const day = (moment: string) => dayIn(moment, i18n.locale)
  if (seat.until) return day(seat.until)
  // The record keeps the first moment after; people name the last day.
  const last = seat.ends && day(new Date(Date.parse(seat.ends) - 1).toISOString())
  const words = last ?? i18n._('still held')
  if (seat.suspended) return `${words} · ${i18n._('suspended since {date}', { date: day(seat.suspended) })}`
  return seat.standing && !seat.held ? `${last ?? ''} ${i18n._('not begun yet')}` : words
}

export function GrantForm({ refused }: { refused: Refused | undefined }) {
  const { i18n } = useLingui()
  return (
    <FoldedForm act="grant" refused={refused} title={i18n._('Grant a seat')} button={i18n._('Grant the seat')}>
      <GrantFields />
    </FoldedForm>
  )
}

function GrantFields() {
  const { i18n } = useLingui()
  return (
    <>
      <ListedParty />
      <p>
        <a href="/parties/new">{i18n._('Register a party')}</a>
      </p>
      <Choices
        name="tier"
        legend={i18n._('Tier')}
        required
        choices={[
          {
            value: 'member',
            words: i18n._('member'),
            says: i18n._('Speaks, grants seats, reads what is said to members.'),
          },
          { value: 'observer', words: i18n._('observer'), says: i18n._('Speaks and judges, grants no seats.') },
          {
            value: 'secretariat',
            words: i18n._('secretariat'),
            says: i18n._('Enters documents for the others, grants seats.'),
          },
        ]}
      />
      <Field
        name="from"
        type="date"
        label={i18n._('First day (may stay empty: from now on)')}
        hint={i18n._('Before it the party reads and says nothing here.')}
      />
      <Field
        name="until"
        type="date"
        label={i18n._('Last day (may stay empty: without end)')}
        hint={i18n._('After it the party reads only what is public, also of what it read before.')}
      />
    </>
  )
}

export function EndSeatForm(props: { refused: Refused | undefined; seats: Seats; me: string; nameOf: Names }) {
  const { i18n } = useLingui()
  const { refused, seats, me, nameOf } = props
  return (
    <FoldedForm
      act="end"
      refused={refused}
      title={i18n._('Give up a seat, or end one that you granted')}
      lead={i18n._('What was said from the seat stays. Only its holder and whoever granted it can end it.')}
      button={i18n._('End the seat')}
      quiet
    >
      <SelectField
        name="seat"
        label={i18n._('Seat')}
        required
        options={seats
          .toSorted((a, b) => Number(b.party === me) - Number(a.party === me))
          .map((seat): [string, string] => [seat.id, `${nameOf(seat.party)}, ${wordFor(i18n, seat.tier)}`])}
      />
      <Field name="reason" maxLength={1000} label={i18n._('Why (may stay empty)')} />
    </FoldedForm>
  )
}

type AssessorProps = {
  acceptances: Acceptance[]
  seats: Seats
  me: string | null
  refused: Refused | undefined
  nameOf: Names
}

/** Who accepts whom; an assessor counts as independent for a commitment once both its sides do. */
export function Assessors({ acceptances, seats, me, refused, nameOf }: AssessorProps) {
  const { i18n } = useLingui()
  const byAssessor = [...Map.groupBy(acceptances, ({ assessor }) => assessor)]
  const lastWords = (all: Acceptance[], accepted: boolean) =>
    [...new Map(all.map((one) => [one.by, one.accepted]))]
      .filter(([, word]) => word === accepted)
      .map(([by]) => nameOf(by))
      .join(', ')
  const others = seats.filter((seat) => seat.party !== me)
  return (
    <>
      <h2>{i18n._('Independent assessors')}</h2>
      <p>
        {i18n._(
          'Any seated party may judge what another delivered. It counts as independent for a commitment only where both sides accept it: every party that promised, and every seated party that gains (or, where none is named, at least one other).',
        )}
      </p>
      {byAssessor.length === 0 ? (
        <p>{i18n._('No side has accepted an assessor yet, so no judgement here counts as independent.')}</p>
      ) : (
        <div className="table">
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{i18n._('Assessor')}</th>
                <th scope="col">{i18n._('Accepted by')}</th>
                <th scope="col">{i18n._('Not accepted by')}</th>
              </tr>
            </thead>
            <tbody>
              {byAssessor.map(([assessor, all]) => (
                <tr key={assessor}>
                  <th scope="row">
                    <a href={`/parties/${assessor}`}>{nameOf(assessor)}</a>
                  </th>
                  <td data-head={i18n._('Accepted by')}>{lastWords(all, true) || i18n._('nobody')}</td>
                  <td data-head={i18n._('Not accepted by')}>{lastWords(all, false) || i18n._('nobody has said so')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {me && others.length > 0 && (
        <div className="no-print">
          <FoldedForm
            act="assessor"
            refused={refused}
            title={i18n._('Accept an assessor, or take it back')}
            button={i18n._('Put this on the record')}
          >
            <SelectField
              name="assessor"
              required
              label={i18n._('Assessor')}
              options={others.map((seat): [string, string] => [seat.party, nameOf(seat.party)])}
            />
            <Choices
              name="accepted"
              legend={i18n._('What {party} says', { party: nameOf(me) })}
              required
              choices={[
                { value: 'yes', words: i18n._('We accept it as independent') },
                { value: 'no', words: i18n._('We do not accept it, or no longer') },
              ]}
            />
            <WordsField name="words" maxLength={2000} label={i18n._('Why (may stay empty)')} />
          </FoldedForm>
        </div>
      )}
    </>
  )
}
