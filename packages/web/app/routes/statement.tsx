// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { Citation, Statement as Said } from '@symbolon/foundation'
import type { ArrangementSummary, PartySummary, SignedHow, SourceBody } from '@symbolon/register/contract'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
} from 'react-router'
import { audienceKeyOf, audienceOf } from '../audience.ts'
import { unknownAct } from '../commitment-acts.ts'
import { type Erased, ErasedStatement, EraseForm } from '../components/erasing-parts.tsx'
import { LiftingForms, type Restated, RestatedStatement } from '../components/lifting-parts.tsx'
import { SignedLine } from '../components/own-key-parts.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ProofOf } from '../components/proof-parts.tsx'
import { Done, doneIn } from '../components/said.tsx'
import { StatementBody } from '../components/statement-body.tsx'
import { answerTo, doorsOf, formIn, refusedWith } from '../doors.ts'
import { dateIn, momentIn, nameIn } from '../format.ts'
import { audienceWords, kindWords } from '../record-words.ts'
import { registerArrangement } from '../register-home.ts'
import { useVisit } from '../root.tsx'

type Answer = {
  erased: Erased | null
  erasable: { speakOfIt: { statement: string; kind: string; audience: string }[] } | null
  /** Null where it was erased, with text and salt. */
  statement: Said | null
  canonical: string | null
  salt: string | null
  log: string
  index: number
  checkpoint: string | null
  proof: string[] | null
  restated: Restated | null
  signed: SignedHow
  signedText: string | null
  parties: PartySummary[]
}

export async function loader(args: LoaderFunctionArgs) {
  const { arrangement, statement } = args.params
  const answer = await answerTo<Answer>(args, 'statement', { arrangement, statement })
  const of = await answerTo<{ arrangement: ArrangementSummary }>(args, 'arrangement', { arrangement })
  // Whichever parties the text names by their numbers, so that the page can name them in words.
  const { parties } = await answerTo<{ parties: PartySummary[] }>(args, 'parties', {})
  const url = new URL(args.request.url)
  const path = `/api/v1/register/statement?arrangement=${arrangement}&statement=${statement}`
  return {
    ...answer,
    arrangement: of.arrangement,
    parties: [...answer.parties, ...parties.filter(({ id }) => answer.canonical?.includes(id))],
    source: await sourceOf(args, answer.statement?.citation ?? null),
    address: `${url.origin}${path}`,
  }
}

export async function action(args: ActionFunctionArgs) {
  const form = await formIn(args.request)
  const { arrangement, statement } = args.params
  const { run } = doorsOf(args)
  const to = audienceOf(form.get('to'))
  const lifting = { arrangement, statement, to }
  const act = form.get('act')
  const done =
    act === 'lift'
      ? await run<{ statement: string }>('declassify-statement', lifting)
      : act === 'embargo'
        ? await run('set-embargo', { ...lifting, until: form.get('until') })
        : act === 'erase'
          ? await run('erase-statement', {
              ...{ arrangement, statement, ground: form.get('ground'), words: form.get('words') || null },
            })
          : { ok: false as const, problem: unknownAct }
  if (!done.ok) return refusedWith(done.problem, form)
  const shown = act === 'lift' ? (done.value as { statement: string }).statement : statement
  return redirect(`/arrangements/${arrangement}/record/${shown}?done=${act}#done`, 303)
}

type Source = { title: string; href: string }

/** The document that the statement cites: one of this arrangement, or of the register. Null where the reader may not read it. */
async function sourceOf(args: LoaderFunctionArgs, citation: Citation | null): Promise<Source | null> {
  if (!citation) return null
  const { source } = citation
  for (const arrangement of [args.params.arrangement, await registerArrangement(args)]) {
    const found = await doorsOf(args).ask<{ source: SourceBody }>('document', { arrangement, source })
    if (found.ok) return { title: found.value.source.title, href: `/arrangements/${arrangement}/documents/${source}` }
  }
  return null
}

export default function Statement() {
  const { i18n } = useLingui()
  const page = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const { statement, arrangement, erased } = page
  const names = new Map(page.parties.map((one) => [one.id, nameIn(one.names, i18n.locale)]))
  const nameOf = (id: string) => names.get(id) ?? '…'
  const here = `/arrangements/${arrangement.id}`
  const trail = [
    { href: '/arrangements', text: i18n._('Arrangements') },
    { href: here, text: nameIn(arrangement.names, i18n.locale) },
    { href: `${here}/record`, text: i18n._('The record') },
  ]
  if (erased)
    return (
      <>
        <PageHead title={i18n._('A statement that was erased')} trail={trail} />
        <Done words={search.get('done') === 'erase' ? i18n._('It is erased. This is what stays of it.') : null} />
        <ErasedStatement erased={erased} here={here} nameOf={nameOf} />
        <h2>{i18n._('The proof')}</h2>
        <p>
          {i18n._(
            'It had number {index} in its log, and its leaf stands there still: every checkpoint holds as before. Without its salt the leaf tells nothing of what it was.',
            { index: page.index },
          )}
        </p>
        {page.checkpoint && <pre className="wrapped">{page.checkpoint}</pre>}
      </>
    )
  return statement && <WholeStatement page={page} statement={statement} trail={trail} />
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>
type WholeProps = { page: Page; statement: Said; trail: { href: string; text: string }[] }

function WholeStatement({ page, statement, trail }: WholeProps) {
  const { i18n } = useLingui()
  const refused = useActionData<typeof action>()
  const [search] = useSearchParams()
  const me = useVisit()?.party?.id
  const { arrangement, source } = page
  const names = new Map(page.parties.map((one) => [one.id, nameIn(one.names, i18n.locale)]))
  const nameOf = (id: string) => names.get(id) ?? '…'
  const here = `/arrangements/${arrangement.id}`
  const { citation, wording } = statement
  const done: Record<string, string> = {
    lift: i18n._('The confidence is lifted. This is the statement that its new readers read.'),
    embargo: i18n._('The embargo is set. On its day the statement is re-stated in your name.'),
  }
  const liftable = statement.audience.to !== 'public' && statement.recordedBy === me && !page.restated
  return (
    <>
      <PageHead title={kindWords(i18n, statement.kind)} trail={trail}>
        <p className="lead">
          {i18n._('One statement, as it was said by {author} and entered by {recorder} on {moment}.', {
            author: nameOf(statement.saidBy),
            recorder: nameOf(statement.recordedBy),
            moment: momentIn(statement.recordedAt, i18n.locale),
          })}
        </p>
      </PageHead>
      <Done words={refused ? null : doneIn(done, search)} />
      {statement.corrects && (
        <p className="note">
          {i18n._('It corrects an earlier statement, which stays on the record.')}{' '}
          <a href={`${here}/record/${statement.corrects}`}>{i18n._('The earlier statement')}</a>
        </p>
      )}
      <dl className="facts">
        <dt>{i18n._('Said by')}</dt>
        <dd>
          <a href={`/parties/${statement.saidBy}`}>{nameOf(statement.saidBy)}</a>
          {statement.saidOn && `, ${dateIn(statement.saidOn, i18n.locale)}`}
          {statement.saidBy !== statement.recordedBy && (
            <> · {i18n._('attributed: a document says so, entered by another')}</>
          )}
        </dd>
        <dt>{i18n._('Recorded by')}</dt>
        <dd>
          <a href={`/parties/${statement.recordedBy}`}>{nameOf(statement.recordedBy)}</a>,{' '}
          {momentIn(statement.recordedAt, i18n.locale)}
        </dd>
        <dt>{i18n._('Signature')}</dt>
        <dd>
          <SignedLine signed={page.signed} recorder={nameOf(statement.recordedBy)} />
        </dd>
        <dt>{i18n._('Who reads it')}</dt>
        <dd>{audienceWords(i18n, audienceKeyOf(statement.audience), nameOf)}</dd>
        <dt>{i18n._('Where it was said')}</dt>
        <dd>
          {!citation && i18n._('here first: no document is cited')}
          {citation && source && <a href={source.href}>{source.title}</a>}
          {citation && !source && i18n._('in a document that you may not read')}
          {citation?.place && `, ${citation.place}`}
        </dd>
        {wording && (
          <>
            <dt>{i18n._('Original wording')}</dt>
            <dd>
              <blockquote lang={wording.language === 'und' ? undefined : wording.language} dir="auto">
                {wording.text}
              </blockquote>
            </dd>
          </>
        )}
      </dl>
      <h2>{i18n._('What it says')}</h2>
      {statement.kind === 'commitment.agreed' && (
        <p>
          <a href={`${here}/commitments/${statement.corrects ?? statement.id}`}>{i18n._('To the commitment')}</a>
        </p>
      )}
      {page.restated && (
        <RestatedStatement
          restated={page.restated}
          embargo={(statement.body as { embargo: string | null }).embargo}
          here={here}
          nameOf={(id) => names.get(id) ?? null}
        />
      )}
      {!page.restated?.holds && (
        <StatementBody body={statement.body} here={here} nameOf={(id) => names.get(id) ?? null} />
      )}
      {liftable && <LiftingForms refused={refused} />}
      {page.erasable && <EraseForm {...page.erasable} refused={refused} here={here} nameOf={nameOf} />}
      <ProofOf page={page} recorder={nameOf(statement.recordedBy)} />
    </>
  )
}
