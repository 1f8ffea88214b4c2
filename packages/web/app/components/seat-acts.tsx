// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { ArrangementPage } from '@symbolon/register/contract'
import type { Refused } from '../doors.ts'
import { wordFor } from '../glossary.ts'
import { Choices, Field, FoldedForm, SelectField } from './act-form.tsx'
import { ListedParty } from './party-field.tsx'

type Seats = ArrangementPage['seats']
type Acts = { refused: Refused | undefined; seats: Seats; me: string; tier: string; nameOf: (id: string) => string }

/** Suspending is for who granted the seat and for a secretariat, as the register decides; others are not offered it. */
export function SuspendForms({ refused, seats, me, tier, nameOf }: Acts) {
  const { i18n } = useLingui()
  const mine = seats.filter((seat) => seat.party !== me && (seat.grantedBy === me || tier === 'secretariat'))
  const options = (of: Seats): [string, string][] =>
    of.map((seat) => [seat.id, `${nameOf(seat.party)}, ${wordFor(i18n, seat.tier)}`])
  const running = mine.filter((seat) => seat.suspended === null)
  const suspended = mine.filter((seat) => seat.suspended !== null)
  return (
    <>
      {running.length > 0 && (
        <FoldedForm
          act="suspend"
          refused={refused}
          title={i18n._('Suspend a seat')}
          lead={i18n._(
            'Nothing is read or said from it until it resumes, and what the seats say in between stays unread by it for good.',
          )}
          button={i18n._('Suspend the seat')}
          quiet
        >
          <SelectField name="seat" label={i18n._('Seat')} required options={options(running)} />
          <Field name="reason" maxLength={1000} label={i18n._('Why (may stay empty)')} />
        </FoldedForm>
      )}
      {suspended.length > 0 && (
        <FoldedForm
          act="resume"
          refused={refused}
          title={i18n._('Let a suspended seat resume')}
          button={i18n._('Let the seat resume')}
          quiet
        >
          <SelectField name="seat" label={i18n._('Seat')} required options={options(suspended)} />
          <Field name="reason" maxLength={1000} label={i18n._('Why (may stay empty)')} />
        </FoldedForm>
      )}
    </>
  )
}

export function HandOverForm({ refused }: { refused: Refused | undefined }) {
  const { i18n } = useLingui()
  return (
    <FoldedForm
      act="hand-over"
      refused={refused}
      title={i18n._('Hand over our seat')}
      lead={i18n._(
        'Our seat ends and the other party sits in our place, with the same tier and last day. It does not read what was said before, unless the arrangement opened its past.',
      )}
      button={i18n._('Hand over the seat')}
      quiet
    >
      <HandOverFields />
    </FoldedForm>
  )
}

function HandOverFields() {
  const { i18n } = useLingui()
  return (
    <>
      <ListedParty />
      <Field name="reason" maxLength={1000} label={i18n._('Why (may stay empty)')} />
    </>
  )
}

type RuleProps = { rules: ArrangementPage['rules']; refused: Refused | undefined; chooses: boolean }

/** What the arrangement has chosen for all who sit here, and the forms for those who may choose. */
export function RulesOfSeats({ rules, refused, chooses }: RuleProps) {
  const { i18n } = useLingui()
  return (
    <>
      <h2>{i18n._('What the arrangement has chosen')}</h2>
      <dl className="facts">
        <dt>{i18n._('The past')}</dt>
        <dd>
          {rules.past === 'opened'
            ? i18n._('Opened: who takes a seat now also reads what was said since it was opened.')
            : i18n._('Closed: who takes a seat later does not read what was said before.')}
        </dd>
        <dt>{i18n._('Traces')}</dt>
        <dd>
          {rules.trace === 'left'
            ? i18n._('Left: everybody sees that something was said in confidence, by whom and when; never what.')
            : i18n._('None: nobody outside can learn that anything is said in confidence here.')}
        </dd>
      </dl>
      {chooses && (
        <div className="no-print">
          <FoldedForm
            act="past"
            refused={refused}
            title={i18n._('Open or close the past')}
            lead={i18n._('It holds from now on. What was said while it was closed stays closed to later seats.')}
            button={i18n._('Put this on the record')}
            quiet
          >
            <Choices
              name="past"
              legend={i18n._('The past')}
              required
              choices={[
                { value: 'opened', words: i18n._('Later seats read what is said from now on') },
                { value: 'closed', words: i18n._('Later seats read nothing from before them') },
              ]}
            />
          </FoldedForm>
          <FoldedForm
            act="trace"
            refused={refused}
            title={i18n._('Leave traces in public, or none')}
            lead={i18n._(
              'A trace tells everybody that a statement was made in confidence, by whom and when. Whoever counts traces learns how much is said in confidence.',
            )}
            button={i18n._('Put this on the record')}
            quiet
          >
            <Choices
              name="trace"
              legend={i18n._('Traces')}
              required
              choices={[
                { value: 'left', words: i18n._('Each confidential statement leaves a trace') },
                { value: 'none', words: i18n._('No traces') },
              ]}
            />
          </FoldedForm>
        </div>
      )}
    </>
  )
}
