// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { Draft } from '@symbolon/partnership/contract'
import type { ArrangementPage } from '@symbolon/register/contract'
import { type FormEvent, useEffect, useMemo, useRef } from 'react'
import {
  type ActionFunctionArgs,
  type ClientActionFunctionArgs,
  type LoaderFunctionArgs,
  useActionData,
  useLoaderData,
  useLocation,
  useSearchParams,
  useSubmit,
} from 'react-router'
import { DraftList, inPlace } from '../components/draft-list.tsx'
import { DraftPanel } from '../components/draft-panel.tsx'
import { DraftRecord } from '../components/draft-record.tsx'
import { PageHead } from '../components/page-head.tsx'
import { PartyList } from '../components/party-field.tsx'
import { ProblemBox } from '../components/problem-box.tsx'
import { NotYet } from '../components/review-empty.tsx'
import { ReviewKeys } from '../components/review-keys.tsx'
import { ReviewText, useFollowing } from '../components/review-text.tsx'
import { Done } from '../components/said.tsx'
import { WhyNot } from '../components/speak-here.tsx'
import { answerTo, doorsOf } from '../doors.ts'
import { isReviewed } from '../draft-form.ts'
import { doneWords, draftState } from '../draft-words.ts'
import { dateIn, nameIn } from '../format.ts'
import { partyChoices } from '../party-names.ts'
import { actOnReview, type ReviewAnswer } from '../review-acts.ts'
import { unreached, useReview, useScripted } from '../use-review.ts'
import type { DocumentAnswer } from './document.tsx'

/** The one page that carries a script: it saves by itself and answers to keys. It works without. */
export const handle = { script: true }

type DraftsAnswer = { drafts: Draft[]; canUndo: boolean }

export async function loader(args: LoaderFunctionArgs) {
  const where = { arrangement: args.params.arrangement, source: args.params.source }
  const { source, text } = await answerTo<DocumentAnswer>(args, 'document', where)
  const { arrangement, seats } = await answerTo<ArrangementPage>(args, 'arrangement', where)
  const { party } = doorsOf(args).visit
  const seated = party !== null && seats.some((seat) => seat.party === party.id && seat.held)
  const { drafts, canUndo } = seated
    ? await answerTo<DraftsAnswer>(args, 'drafts', where)
    : { drafts: [], canUndo: false }
  const choices = await partyChoices(args)
  return {
    about: { id: arrangement.id, names: arrangement.names },
    source: { id: source.id, short: source.short, title: source.title, author: source.author, date: source.date },
    language: source.text?.language ?? 'und',
    markdown: source.text?.mediaType === 'text/markdown',
    text,
    us: seated ? party.id : null,
    drafts,
    canUndo,
    choices,
  }
}

export const action = (args: ActionFunctionArgs) => actOnReview(args)

/** Where the server cannot be reached, what was typed stays on the page. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  try {
    return await serverAction<typeof action>()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const answer: ReviewAnswer = { act: '', problem: unreached, draft: null, changes: {}, refused: null }
    return answer
  }
}

export default function Review() {
  const { i18n } = useLingui()
  const page = useLoaderData<typeof loader>()
  const { about, source } = page
  const home = `/arrangements/${about.id}`
  const names = useMemo(() => new Map(page.choices.map(({ id, words }) => [id, words])), [page.choices])
  return (
    <>
      <PageHead
        title={i18n._('Review: {title}', { title: source.short })}
        trail={[
          { href: '/arrangements', text: i18n._('Arrangements') },
          { href: home, text: nameIn(about.names, i18n.locale) },
          { href: `${home}/documents/${source.id}`, text: source.short },
        ]}
      >
        <p className="lead">
          {source.author
            ? i18n._('Whose word: {author}. Drafts are seen by your delegation alone.', {
                author: [names.get(source.author) ?? '…', dateIn(source.date, i18n.locale)].filter(Boolean).join(', '),
              })
            : i18n._('Its author is not named. Drafts are seen by your delegation alone.')}
        </p>
      </PageHead>
      {page.us === null ? (
        <WhyNot seated={false} arrangement={about.id} />
      ) : page.drafts.length === 0 ? (
        <NotYet kept={page.text !== null} home={home} />
      ) : (
        <Reviewing us={page.us} names={names} home={home} />
      )}
    </>
  )
}

type Inside = { us: string; names: Map<string, string>; home: string }

function Reviewing({ us, names, home }: Inside) {
  const { i18n } = useLingui()
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<ReviewAnswer>()
  const [search] = useSearchParams()
  const location = useLocation()
  const scripted = useScripted()
  const submit = useSubmit()
  const asked = search.get('draft')
  const current =
    page.drafts.find((one) => one.id === asked) ?? page.drafts.find((one) => one.state === 'open') ?? page.drafts[0]!
  const review = useReview({
    drafts: page.drafts,
    current: current.id,
    answer,
    locale: i18n.locale,
    page: `${location.key} ${search}`,
  })
  const { drafts, draft, edit, said, open, save, actAndGoOn } = review
  const nameOf = useMemo(() => (id: string) => names.get(id) ?? '…', [names])
  const at = drafts.findIndex((one) => one.id === draft?.id)
  const [before, after] = [drafts[at - 1], drafts[at + 1]]
  const counted = drafts.filter((one) => one.state !== 'merged')
  const reviewed = counted.filter(isReviewed).length
  const accepted = drafts.filter((one) => one.state === 'accepted').length
  const canUndo = page.canUndo || (said !== null && said.problem === null)

  const panes = useFollowing(draft?.id)
  const recorded = !said && search.get('done') === 'record'
  useEffect(() => {
    if (recorded) document.getElementById('done')?.scrollIntoView({ block: 'center' })
  }, [recorded])
  const post = async (form: FormData, id: string | undefined) => {
    if (id && !(await save('autosave', id))) return
    await submit(form, { method: 'post', action: id ? `?draft=${id}` : undefined, preventScrollReset: true })
  }
  const onAct = (act: string, form: FormData, event: FormEvent) => {
    event.preventDefault()
    if (!draft) return
    if (act === 'accept' || act === 'drop') return void actAndGoOn(act, draft.id)
    if (act === 'save' || act === 'reopen') return void save(act, draft.id)
    if (act === 'split-here') {
      form.set('do', 'split')
      form.set('at', String(form.get('cursor')))
    }
    // What is typed was saved on the way, so that only the act itself is left.
    void post(justTheAct(form), draft.id)
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void post(new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter), draft?.id)
  }
  const undo = useRef<HTMLFormElement>(null)
  const keys = useMemo(
    () => ({
      j: () => after && open(after.id),
      k: () => before && open(before.id),
      a: () => draft && isMendable(draft) && actAndGoOn('accept', draft.id),
      d: () => draft && isMendable(draft) && actAndGoOn('drop', draft.id),
      e: () => document.getElementById('draft-summary')?.focus(),
      u: () => canUndo && undo.current?.requestSubmit(),
    }),
    [after, before, draft, canUndo, open, actAndGoOn],
  )
  const problem = said ? said.problem : (answer?.problem ?? null)
  const recording = problem !== null && !said && answer?.act === 'record'
  const status = review.pending
    ? i18n._('Saving…')
    : (doneWords(i18n, said ? said.act : search.get('done'), Number(search.get('n'))) ?? '')
  const step = (to: Draft | undefined, words: string) =>
    to ? (
      <a href={`?draft=${to.id}#passage-${to.id}`} onClick={(event) => inPlace(event, () => open(to.id))}>
        {words}
      </a>
    ) : (
      <span className="soft">{words}</span>
    )
  return (
    <>
      {recorded && (
        <Done words={doneWords(i18n, 'record', Number(search.get('n')))}>
          <a href={`${home}/scoreboard`}>{i18n._('To the scoreboard')}</a>
        </Done>
      )}
      {problem && !draft && <ProblemBox problem={problem} />}
      <div className="review-progress" id="review">
        <progress value={reviewed} max={counted.length} aria-label={i18n._('Reviewed')} />
        <strong>{i18n._('{reviewed} of {total} reviewed', { reviewed, total: counted.length })}</strong>
        {accepted > 0 && (
          <a href="#record">
            {i18n._('{n, plural, one {One is ready for the record} other {# are ready for the record}}', {
              n: accepted,
            })}
          </a>
        )}
        <form method="post" ref={undo} onSubmit={onSubmit}>
          <input type="hidden" name="do" value="undo" />
          <input type="hidden" name="from" value={draft?.id ?? ''} />
          <button type="submit" className="quiet" disabled={!canUndo}>
            {i18n._('Undo the last step')}
          </button>
        </form>
      </div>
      <div className="review">
        <ReviewText page={page} drafts={drafts} current={draft?.id ?? null} open={open} pane={panes.text} />
        <section className="review-drafts" ref={panes.draft} aria-label={i18n._('Drafts')}>
          {draft && edit && (
            <>
              <div className="draft-head">
                <h2 id="draft">
                  {i18n._('Draft {n}', { n: at + 1 })} <small>{draftState(i18n, draft.state)}</small>
                </h2>
                <nav aria-label={i18n._('Drafts, one by one')}>
                  {step(before, i18n._('Previous'))} {step(after, i18n._('Next'))}
                </nav>
              </div>
              <DraftPanel
                draft={draft}
                edit={edit}
                number={at + 1}
                here={home}
                scripted={scripted}
                problem={recording || (said && said.id !== draft.id) ? null : problem}
                status={status}
                nameOf={nameOf}
                type={review.type}
                settle={review.settle}
                onAct={onAct}
              />
            </>
          )}
          <h2 id="drafts">{i18n._('All drafts')}</h2>
          {/* What was chosen is chosen no more once the page has done something with it. */}
          <form method="post" onSubmit={onSubmit} key={location.key}>
            <input type="hidden" name="do" value="merge" />
            <DraftList drafts={drafts} current={draft?.id ?? null} nameOf={nameOf} open={open} />
            <p className="actions">
              <button type="submit" className="quiet">
                {i18n._('Merge the chosen drafts')}
              </button>
            </p>
          </form>
          <h2 id="record">{i18n._('Put on the record')}</h2>
          <form method="post" action="#record" onSubmit={onSubmit}>
            <input type="hidden" name="do" value="record" />
            <DraftRecord
              drafts={drafts}
              author={page.source.author}
              recorder={us}
              title={page.source.title}
              nameOf={nameOf}
              problem={recording ? problem : null}
            />
          </form>
          {scripted && <ReviewKeys keys={keys} />}
        </section>
      </div>
      <PartyList choices={page.choices} />
    </>
  )
}

const isMendable = ({ state }: Draft) => state === 'open' || state === 'accepted' || state === 'dropped'

function justTheAct(form: FormData): FormData {
  const act = new FormData()
  for (const name of ['do', 'draft', 'at']) if (form.has(name)) act.set(name, form.get(name)!)
  return act
}
