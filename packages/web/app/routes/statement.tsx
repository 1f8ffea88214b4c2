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
import { LiftingForms, type Restated, RestatedStatement } from '../components/lifting-parts.tsx'
import { SignedLine } from '../components/own-key-parts.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Done, doneIn } from '../components/said.tsx'
import { StatementBody } from '../components/statement-body.tsx'
import { answerTo, doorsOf, formIn, refusedWith } from '../doors.ts'
import { dateIn, momentIn, nameIn } from '../format.ts'
import { audienceWords, kindWords } from '../record-words.ts'
import { registerArrangement } from '../register-home.ts'
import { useVisit } from '../root.tsx'
import { verifyScript } from '../verify-script.ts'

type Answer = {
  statement: Said
  canonical: string
  salt: string
  log: string
  index: number
  checkpoint: string | null
  proof: string[] | null
  restated: Restated | null
  signed: SignedHow
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
    parties: [...answer.parties, ...parties.filter(({ id }) => answer.canonical.includes(id))],
    source: await sourceOf(args, answer.statement.citation),
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
  const refused = useActionData<typeof action>()
  const [search] = useSearchParams()
  const me = useVisit()?.party?.id
  const page = useLoaderData<typeof loader>()
  const { statement, arrangement, source } = page
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
      <PageHead
        title={kindWords(i18n, statement.kind)}
        trail={[
          { href: '/arrangements', text: i18n._('Arrangements') },
          { href: here, text: nameIn(arrangement.names, i18n.locale) },
          { href: `${here}/record`, text: i18n._('The record') },
        ]}
      >
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
      <h2>{i18n._('The proof')}</h2>
      <p>
        {page.proof
          ? i18n._(
              'It has number {index} in its log. The checkpoint below covers it: the host signed that this very text stands in that place, and cannot take it back without being found out.',
              { index: page.index },
            )
          : i18n._(
              'It has number {index} in its log. No checkpoint covers it yet: the host signs one within moments. Load the page again.',
              { index: page.index },
            )}
      </p>
      <h3>{i18n._('The text, letter for letter')}</h3>
      <pre className="wrapped">{page.canonical}</pre>
      <dl className="facts">
        <dt>{i18n._('Salt')}</dt>
        <dd>
          <code className="digest">{page.salt}</code>{' '}
          <small>{i18n._('Random, so that nobody can guess a statement from its digest alone.')}</small>
        </dd>
        {page.checkpoint && (
          <>
            <dt>{i18n._('Checkpoint')}</dt>
            <dd>
              <pre className="wrapped">{page.checkpoint}</pre>
            </dd>
          </>
        )}
        {page.proof && (
          <>
            <dt>{i18n._('Inclusion proof')}</dt>
            <dd>
              {page.proof.length === 0
                ? i18n._('empty: it is the only statement of its log')
                : page.proof.map((hash) => (
                    <code key={hash} className="digest block">
                      {hash}
                    </code>
                  ))}
            </dd>
          </>
        )}
      </dl>
      <h2>{i18n._('How to check it yourself')}</h2>
      <p>
        {i18n._(
          'On a computer with Node 20 or later, save this as check.mjs and run: node check.mjs. It needs nothing of Symbolon and trusts nothing but arithmetic.',
        )}
      </p>
      <pre className="wrapped">{verifyScript(page.address)}</pre>
      <p>{i18n._('Whoever hosts the record can check all of it, every log and every statement:')}</p>
      <pre className="wrapped">symbolon fsck</pre>
    </>
  )
}
