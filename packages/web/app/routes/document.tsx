// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { CitingPage, Draft } from '@symbolon/partnership/contract'
import type { ArrangementPage, PartySummary, Provenance, SourceBody } from '@symbolon/register/contract'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { DocumentText, type MarkedPassage } from '../components/document-text.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ProblemBox } from '../components/problem-box.tsx'
import { Said } from '../components/said.tsx'
import { WhyNot } from '../components/speak-here.tsx'
import { answerTo, doorsOf } from '../doors.ts'
import { dateIn, nameFinder, nameIn, numberIn } from '../format.ts'

export type DocumentAnswer = {
  source: { id: string } & SourceBody & { provenance: Provenance }
  text: string | null
  parties: PartySummary[]
}

export async function loader(args: LoaderFunctionArgs) {
  const { arrangement, source } = args.params
  const document = await answerTo<DocumentAnswer>(args, 'document', { arrangement, source })
  const { arrangement: about, seats } = await answerTo<ArrangementPage>(args, 'arrangement', { arrangement })
  const { commitments, more, parties } = await answerTo<CitingPage>(args, 'citing', { arrangement, source })
  const { party } = doorsOf(args).visit
  const seated = party !== null && seats.some((seat) => seat.party === party.id && seat.held)
  const drafts = seated ? (await answerTo<{ drafts: Draft[] }>(args, 'drafts', { arrangement, source })).drafts : []
  return {
    ...document,
    asked: passageIn(new URL(args.request.url)),
    about: { id: about.id, names: about.names },
    seated,
    drafts: drafts.length,
    open: drafts.filter((one) => one.state === 'open').length,
    citing: commitments,
    more,
    parties: [...document.parties, ...parties],
  }
}

/** A commitment leads to its passage: `?start=120&end=340#passage`, in code points. */
function passageIn({ searchParams }: URL): { start: number; end: number } | null {
  const [start, end] = [Number(searchParams.get('start')), Number(searchParams.get('end'))]
  return Number.isSafeInteger(start) && Number.isSafeInteger(end) && end > start && start >= 0 ? { start, end } : null
}

export async function action(args: ActionFunctionArgs) {
  const { arrangement, source } = args.params
  const done = await doorsOf(args).run<{ drafts: number }>('open-review', { arrangement, source })
  if (!done.ok) return data({ problem: done.problem }, { status: done.problem.status })
  return redirect(
    `/arrangements/${arrangement}/documents/${source}/review?done=open&n=${done.value.drafts}#review`,
    303,
  )
}

export default function Document() {
  const { i18n } = useLingui()
  const page = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { source, text, about } = page
  const nameOf = nameFinder(page.parties, i18n.locale)
  const home = `/arrangements/${about.id}`
  const here = `${home}/documents/${source.id}`
  const language = new Intl.DisplayNames(i18n.locale, { type: 'language', fallback: 'code' })
  return (
    <>
      <PageHead
        title={source.title}
        trail={[
          { href: '/arrangements', text: i18n._('Arrangements') },
          { href: home, text: nameIn(about.names, i18n.locale) },
        ]}
      />
      <dl className="facts">
        <dt>{i18n._('Whose word')}</dt>
        <dd>
          {source.author
            ? i18n._('{party} says it: every promise and judgement in it is theirs.', { party: nameOf(source.author) })
            : i18n._('The author is not named. What is taken from it is told by whoever records it.')}
        </dd>
        <dt>{i18n._('Date')}</dt>
        <dd>{dateIn(source.date, i18n.locale) || i18n._('not told')}</dd>
        <dt>{i18n._('Cited as')}</dt>
        <dd>{source.short}</dd>
        {source.url && (
          <>
            <dt>{i18n._('Published')}</dt>
            <dd>
              <a href={source.url}>{source.url}</a>
            </dd>
          </>
        )}
        <dt>{i18n._('On the record')}</dt>
        <dd>
          <Said provenance={source.provenance} arrangement={about.id} nameOf={nameOf} />
        </dd>
        {source.text && (
          <>
            <dt>{i18n._('Text')}</dt>
            <dd>
              {i18n._('{language}, {length} characters', {
                language: language.of(source.text.language) ?? source.text.language,
                length: numberIn(source.text.length, i18n.locale),
              })}
              . {i18n._('Digest (SHA-256):')} <code className="digest">{source.text.sha256}</code>
            </dd>
          </>
        )}
      </dl>
      {source.provenance.error && (
        <p className="note">
          <strong>{i18n._('Entered in error:')}</strong> {source.provenance.error}
        </p>
      )}
      <ProblemBox problem={refused?.problem} />
      <Review page={page} here={here} />
      <h2 id="commitments">{i18n._('Commitments that cite it')}</h2>
      {page.citing.length === 0 ? (
        <p>{i18n._('No commitment on the record cites this document yet.')}</p>
      ) : (
        <ol className="citing">
          {page.citing.map((one) => (
            <li key={one.id}>
              <a href={`${home}/commitments/${one.id}`}>
                {one.promisors.map(nameOf).join(', ')}: {one.summary}
              </a>
            </li>
          ))}
        </ol>
      )}
      {page.more && (
        <p>
          {i18n._('The first 1,000 commitments of the arrangement were looked through.')}{' '}
          <a href={`${home}/scoreboard`}>{i18n._('Scoreboard')}</a>
        </p>
      )}
      <h2 id="text">{i18n._('The document')}</h2>
      {text === null || !source.text ? (
        <p>{i18n._('Its text is not kept here.')}</p>
      ) : (
        <>
          {source.text.mediaType === 'text/markdown' && (
            <p className="soft">
              {i18n._('Marks of Markdown are left out here.')}{' '}
              <a href={`/api/v1/register/document?arrangement=${about.id}&source=${source.id}`}>
                {i18n._('The exact text, as data')}
              </a>
            </p>
          )}
          <Text page={page} text={text} home={home} />
        </>
      )}
    </>
  )
}

type Page = Awaited<ReturnType<typeof loader>>

function Review({ page, here }: { page: Page; here: string }) {
  const { i18n } = useLingui()
  if (page.text === null) return null
  if (!page.seated) return <WhyNot seated={false} arrangement={page.about.id} />
  if (page.drafts > 0)
    return (
      <p className="actions no-print">
        <a className="button" href={`${here}/review`}>
          {i18n._('Go on with the review')}
        </a>
        <span>
          {i18n._('{n, plural, one {One draft} other {# drafts}}, {open} not yet reviewed', {
            n: page.drafts,
            open: page.open,
          })}
        </span>
      </p>
    )
  return (
    <form method="post" className="actions">
      <button type="submit">{i18n._('Review what it promises')}</button>
      <span>{i18n._('Lays out drafts that your delegation alone sees. Nothing goes on the record yet.')}</span>
    </form>
  )
}

/** The text, with the passages that commitments cite, and the one that the address asks for. */
function Text({ page, text, home }: { page: Page; text: string; home: string }) {
  const { i18n } = useLingui()
  const asked = page.asked
  const passages = page.citing.flatMap(({ id, start, end, summary }, n): MarkedPassage[] =>
    start === null || end === null
      ? []
      : [
          {
            id,
            start,
            end,
            number: n + 1,
            href: `${home}/commitments/${id}`,
            label: i18n._('Commitment {n}: {summary}', { n: n + 1, summary }),
            anchor: asked?.start === start && asked.end === end ? 'passage' : `commitment-${id}`,
          },
        ],
  )
  if (asked && !passages.some((one) => one.anchor === 'passage'))
    passages.push({ id: 'passage', ...asked, anchor: 'passage' })
  // Of several commitments in one passage the first has the place that the address names.
  const current = passages.find((one) => one.anchor === 'passage')
  for (const one of passages) if (one !== current && one.anchor === 'passage') one.anchor = `commitment-${one.id}`
  return (
    <DocumentText
      text={text}
      markdown={page.source.text?.mediaType === 'text/markdown'}
      language={page.source.text?.language ?? 'und'}
      passages={passages}
      current={current?.id}
    />
  )
}
