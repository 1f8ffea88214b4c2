// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { Problem } from '@symbolon/foundation'
import type { CommitmentPage } from '@symbolon/partnership/contract'
import type { DeliveriesPage } from '@symbolon/performance/contract'
import type { ArrangementPage } from '@symbolon/register/contract'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
} from 'react-router'
import { runCommitmentAct } from '../commitment-acts.ts'
import { MendForms, SpeakForms, TellingForms } from '../components/commitment-forms.tsx'
import { TermsList, Wording } from '../components/commitment-terms.tsx'
import { Endings, Versions, WhoseWord } from '../components/commitment-word.tsx'
import { PageHead } from '../components/page-head.tsx'
import { PartyList } from '../components/party-field.tsx'
import { Done, doneIn, Erred, Said } from '../components/said.tsx'
import { WhyNot } from '../components/speak-here.tsx'
import { TwoSides } from '../components/tellings.tsx'
import { TokenMark, tokenWords } from '../components/token.tsx'
import { answerTo, doorsOf, formIn, refusedWith } from '../doors.ts'
import { nameFinder, nameIn } from '../format.ts'
import { wordFor } from '../glossary.ts'
import { partyChoices } from '../party-names.ts'
import { useVisit } from '../root.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const { arrangement, commitment } = args.params
  const found = await doorsOf(args).ask<CommitmentPage>('commitment', { arrangement, commitment })
  if (!found.ok) return notShown(args, found.problem)
  const page = found.value
  const deliveries = await answerTo<DeliveriesPage>(args, 'deliveries', { arrangement, commitment })
  const of = await answerTo<ArrangementPage>(args, 'arrangement', { arrangement })
  const me = doorsOf(args).visit.party?.id
  const mends = me !== undefined && page.commitment.provenance.recordedBy === me
  return {
    page,
    deliveries,
    arrangement: of.arrangement,
    parties: [...page.parties, ...deliveries.parties, ...of.parties],
    seated: of.seats.some((seat) => seat.party === me && seat.held),
    kept: of.documents.some(({ id, text }) => id === page.source?.id && text !== null),
    // Only a form that names parties needs them all.
    choices: mends ? await partyChoices(args) : [],
  }
}

/** Of a commitment whose text was destroyed its statement is left, and says so. */
async function notShown(args: LoaderFunctionArgs, problem: Problem): Promise<never> {
  const { arrangement, commitment: statement } = args.params
  const found = await doorsOf(args).ask<{ erased: object | null }>('statement', { arrangement, statement })
  if (found.ok && found.value.erased) throw redirect(`/arrangements/${arrangement}/record/${statement}`)
  throw data(problem, { status: problem.status })
}

export async function action(args: ActionFunctionArgs) {
  const form = await formIn(args.request)
  const { arrangement, commitment } = args.params as { arrangement: string; commitment: string }
  const done = await runCommitmentAct(args, { arrangement, commitment }, form)
  if (!done.ok) return refusedWith(done.problem, form)
  return redirect(`/arrangements/${arrangement}/commitments/${commitment}?done=${form.get('act')}#done`, 303)
}

export default function Commitment() {
  const { i18n } = useLingui()
  const { page, deliveries, arrangement, parties, seated, kept, choices } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const [search] = useSearchParams()
  const me = useVisit()?.party?.id
  const { commitment } = page
  const nameOf = nameFinder(parties, i18n.locale)
  const wordsOf = (id: string) => choices.find((one) => one.id === id)?.words ?? nameOf(id)
  const here = `/arrangements/${arrangement.id}`
  const name = nameIn(arrangement.names, i18n.locale)
  const done: Record<string, string> = {
    entered: i18n._('The commitment is on the record now.'),
    position: i18n._('What you said of this commitment is on the record now.'),
    report: i18n._('The report is on the record now. It stands first on the promising side.'),
    assess: i18n._('The assessment is on the record now. It stands first among the others.'),
    end: i18n._('The ending is on the record now.'),
    correct: i18n._('The correction is on the record now. The earlier wording stands below.'),
    'correct-telling': i18n._('The correction is on the record now.'),
    error: i18n._('It is marked as entered in error now, and stays in view.'),
  }
  return (
    <>
      <PageHead
        title={commitment.summary}
        trail={[
          { href: '/arrangements', text: i18n._('Arrangements') },
          { href: here, text: name },
          { href: `${here}/scoreboard`, text: i18n._('Scoreboard') },
        ]}
      >
        <p className="lead">
          {i18n._('What {promisors} promised, and what each side says of it. {arrangement}.', {
            promisors: commitment.promisors.map(nameOf).join(', '),
            arrangement: name,
          })}
        </p>
        <p>
          <strong>{[...new Set(commitment.standing.map(({ standing }) => wordFor(i18n, standing)))].join(', ')}</strong>
          . <Said provenance={commitment.provenance} arrangement={arrangement.id} nameOf={nameOf} />
        </p>
      </PageHead>
      <Done words={refused ? null : doneIn(done, search)} />
      {commitment.provenance.error && <Erred error={commitment.provenance.error}>{commitment.summary}</Erred>}
      <div className="token-and-words large">
        <TokenMark token={deliveries.token} size={64} />
        <p>{tokenWords(i18n, deliveries.token, nameOf)}</p>
      </div>
      <h2>{i18n._('What is promised')}</h2>
      <TermsList terms={commitment} nameOf={nameOf} />
      <h2>{i18n._('As it was said')}</h2>
      <Wording page={page} here={here} kept={kept} />
      <h2>{i18n._('Whose word it is')}</h2>
      <WhoseWord page={page} here={here} nameOf={nameOf} />
      <h2>{i18n._('What was delivered')}</h2>
      <TwoSides
        deliveries={deliveries}
        arrangement={arrangement.id}
        nameOf={nameOf}
        formsOf={(telling) =>
          seated && telling.provenance.recordedBy === me ? <TellingForms telling={telling} refused={refused} /> : null
        }
      />
      <Endings page={page} here={here} nameOf={nameOf} />
      <Versions page={page} here={here} nameOf={nameOf} />
      <h2 className="no-print">{i18n._('What you can say here')}</h2>
      <div className="no-print">
        <WhyNot seated={seated} arrangement={arrangement.id} />
        {seated && me && <SpeakForms page={page} me={me} refused={refused} nameOf={nameOf} />}
        {seated && me === commitment.provenance.recordedBy && (
          <>
            <PartyList choices={choices} />
            <MendForms page={page} refused={refused} wordsOf={wordsOf} />
          </>
        )}
      </div>
    </>
  )
}
