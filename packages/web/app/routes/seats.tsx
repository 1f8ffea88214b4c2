// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { ArrangementPage, PartySummary } from '@symbolon/register/contract'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
} from 'react-router'
import { PageHead } from '../components/page-head.tsx'
import { PartyList } from '../components/party-field.tsx'
import { Done, doneIn } from '../components/said.tsx'
import { HandOverForm, RulesOfSeats, SuspendForms } from '../components/seat-acts.tsx'
import { type Acceptance, Assessors, EndSeatForm, GrantForm, SeatTable } from '../components/seat-parts.tsx'
import { WhyNot } from '../components/speak-here.tsx'
import { answerTo, doorsOf, formIn, refusedWith } from '../doors.ts'
import { nameFinder, nameIn } from '../format.ts'
import { partyChoices, partyTyped } from '../party-names.ts'
import { useVisit } from '../root.tsx'
import { runSeatAct } from '../seat-acts.ts'

type AssessorsAnswer = { acceptances: Acceptance[]; parties: PartySummary[] }

export async function loader(args: LoaderFunctionArgs) {
  const { arrangement } = args.params
  const page = await answerTo<ArrangementPage>(args, 'arrangement', { arrangement })
  const assessors = await answerTo<AssessorsAnswer>(args, 'assessors', { arrangement })
  const me = doorsOf(args).visit.party?.id
  const tier = page.seats.find((seat) => seat.party === me && seat.held)?.tier ?? null
  const grants = tier !== null && tier !== 'observer'
  return {
    arrangement: page.arrangement,
    seats: page.seats,
    rules: page.rules,
    acceptances: assessors.acceptances,
    parties: [...page.parties, ...assessors.parties],
    tier,
    choices: grants ? await partyChoices(args) : [],
  }
}

export async function action(args: ActionFunctionArgs) {
  const form = await formIn(args.request)
  const { arrangement } = args.params
  const { run } = doorsOf(args)
  const party = await partyTyped(args, form, 'party')
  if (!party.ok) return refusedWith(party.problem, form)
  const done = await runSeatAct(run, arrangement, form, party.value)
  if (!done.ok) return refusedWith(done.problem, form)
  return redirect(`/arrangements/${arrangement}/seats?done=${form.get('act')}#done`, 303)
}

export default function Seats() {
  const { i18n } = useLingui()
  const { arrangement, seats, rules, acceptances, parties, tier, choices } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const [search] = useSearchParams()
  const me = useVisit()?.party?.id
  const nameOf = nameFinder(parties, i18n.locale)
  const name = nameIn(arrangement.names, i18n.locale)
  const here = `/arrangements/${arrangement.id}`
  // Those that may be ended: a seat that begins later or is suspended too.
  const standing = seats.filter((seat) => seat.standing)
  const open = seats.filter((seat) => seat.held)
  const done: Record<string, string> = {
    grant: i18n._('The seat is granted. The party reads and speaks here from its first day on.'),
    suspend: i18n._('The seat is suspended. Nothing is read or said from it until it resumes.'),
    resume: i18n._('The seat counts again. What was said in between stays unread by it.'),
    'hand-over': i18n._('The seat is handed over. The other party sits here in your place.'),
    past: i18n._('What the arrangement has chosen is on the record now.'),
    trace: i18n._('What the arrangement has chosen is on the record now.'),
    end: i18n._('The seat has ended. What was said from it stays.'),
    assessor: i18n._('What you said of this assessor is on the record now.'),
  }
  return (
    <>
      <PageHead
        title={i18n._('Seats: {name}', { name })}
        trail={[
          { href: '/arrangements', text: i18n._('Arrangements') },
          { href: here, text: name },
        ]}
      >
        <p className="lead">
          {i18n._(
            'A seat is a place on this record. Who holds one speaks here in its own name and reads what is said to the seats; everybody else reads what is public.',
          )}
        </p>
        <p>
          {i18n._(
            'Members and the secretariat grant seats; observers do not. Taking part in the arrangement itself gives nobody a seat here, and a seat here makes nobody a party to the arrangement.',
          )}
        </p>
      </PageHead>
      <Done words={refused ? null : doneIn(done, search)} />
      <h2>{i18n._('Who sits here')}</h2>
      {seats.length === 0 ? (
        <p>{i18n._('Nobody has a seat on this record yet, so nothing can be said here.')}</p>
      ) : (
        <SeatTable seats={seats} nameOf={nameOf} here={here} />
      )}
      <WhyNot seated={tier !== null} />
      {tier === 'observer' && (
        <p className="note">
          {i18n._('{party} sits here as an observer: it speaks and judges, and grants no seats.', {
            party: nameOf(me!),
          })}
        </p>
      )}
      {tier !== null && (
        <div className="no-print">
          {tier !== 'observer' && (
            <>
              <PartyList choices={choices} />
              <GrantForm refused={refused} />
              <HandOverForm refused={refused} />
            </>
          )}
          <SuspendForms refused={refused} seats={standing} me={me!} tier={tier} nameOf={nameOf} />
          <EndSeatForm refused={refused} seats={standing} me={me!} nameOf={nameOf} />
        </div>
      )}
      <RulesOfSeats rules={rules} refused={refused} chooses={tier !== null && tier !== 'observer'} />
      <Assessors
        acceptances={acceptances}
        seats={open}
        me={tier === null ? null : me!}
        refused={refused}
        nameOf={nameOf}
      />
    </>
  )
}
