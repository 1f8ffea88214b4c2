// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { ArrangementPage, PartySummary, RecordPage } from '@symbolon/register/contract'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
} from 'react-router'
import { unknownAct } from '../commitment-acts.ts'
import { CheckHere } from '../components/check-here.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Done, doneIn } from '../components/said.tsx'
import { TakeHome, Watch, WatchForms } from '../components/watch-parts.tsx'
import { answerTo, doorsOf, formIn, refusedWith } from '../doors.ts'
import { momentIn, nameFinder, nameIn } from '../format.ts'
import { audienceWords, kindWords } from '../record-words.ts'

export const handle = { check: true, live: true }

/** As many as the query answers at once. */
const PAGE = 100

export async function loader(args: LoaderFunctionArgs) {
  const { arrangement } = args.params
  const page = Math.max(1, Number(new URL(args.request.url).searchParams.get('page')) || 1)
  const of = await answerTo<Pick<ArrangementPage, 'arrangement' | 'seats'>>(args, 'arrangement', { arrangement })
  const record = await answerTo<RecordPage>(args, 'record', { arrangement, page })
  const named = record.logs.some(({ audience }) => audience.startsWith('parties:'))
  const all = named ? (await answerTo<{ parties: PartySummary[] }>(args, 'parties', {})).parties : []
  const me = doorsOf(args).visit.party?.id
  const tier = of.seats.find((seat) => seat.party === me && seat.until === null)?.tier ?? null
  const { origin } = new URL(args.request.url)
  const signedIn = me !== undefined
  return { arrangement: of.arrangement, record, page, parties: [...record.parties, ...all], tier, origin, signedIn }
}

export async function action(args: ActionFunctionArgs) {
  const form = await formIn(args.request)
  const { arrangement } = args.params
  const { run } = doorsOf(args)
  const act = form.get('act')
  const done =
    act === 'name-witness'
      ? await run(act, { arrangement, vkey: String(form.get('vkey') ?? '') })
      : act === 'require-cosignatures'
        ? await run(act, { arrangement, count: String(form.get('count') ?? '') })
        : { ok: false as const, problem: unknownAct }
  if (!done.ok) return refusedWith(done.problem, form)
  return redirect(`/arrangements/${arrangement}/record?done=${act}#done`, 303)
}

export default function Record() {
  const { i18n } = useLingui()
  const { arrangement, record, page, parties, tier, origin, signedIn } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const [search] = useSearchParams()
  const nameOf = nameFinder(parties, i18n.locale)
  const name = nameIn(arrangement.names, i18n.locale)
  const here = `/arrangements/${arrangement.id}`
  const pages = Math.max(1, Math.ceil(record.total / PAGE))
  const done: Record<string, string> = {
    'name-witness': i18n._('Your witness is named. What it co-signs from now on is shown here.'),
    'require-cosignatures': i18n._('From now on a checkpoint counts by this rule.'),
  }
  const audienceOf = new Map(record.logs.map((log) => [log.id, audienceWords(i18n, log.audience, nameOf)]))
  const signed = record.logs.flatMap(({ id, checkpoint }) => (checkpoint ? [{ id, name: audienceOf.get(id)! }] : []))
  return (
    <>
      <PageHead
        title={i18n._('The record: {name}', { name })}
        trail={[
          { href: '/arrangements', text: i18n._('Arrangements') },
          { href: here, text: name },
        ]}
      >
        <p className="lead">
          {i18n._('Every statement made in this arrangement that you may read, in the order in which it was entered.')}
        </p>
      </PageHead>
      <Done words={refused ? null : doneIn(done, search)} />
      <p>
        {i18n._(
          'A statement is never changed. A mistake is mended by a further statement; both stay. Where personal data must go, a text is destroyed: its place in the log stays, and an erasure says when, by whom and on what ground.',
        )}
      </p>
      <p>
        {i18n._(
          'Statements stand in logs, one for each circle of readers. From time to time the host signs a checkpoint: how many statements a log has, and a digest (its root) that depends on every letter and on the order of all of them. Who keeps one checkpoint can prove later, without trusting the host, that nothing before it was altered, taken out or slipped in.',
        )}
      </p>
      <p>
        {i18n._(
          'A checkpoint tells what the host recorded. That a party said it tells the party’s own signature, made with a key that the host does not have; the page of each statement says whether there is one and whether it holds. Unsigned, that the party said it rests on the host’s word and on the party’s silence since. The host alone tells when a statement was recorded; checkpoints that partners co-signed and keep bound how far it could be wrong.',
        )}
      </p>
      <h2>{i18n._('Logs')}</h2>
      {record.logs.length === 0 ? (
        <p>{i18n._('Nothing has been said here yet, so there is no log.')}</p>
      ) : (
        <div className="table">
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{i18n._('Who reads it')}</th>
                <th scope="col" className="number">
                  {i18n._('Statements')}
                </th>
                <th scope="col">{i18n._('Last signed checkpoint')}</th>
              </tr>
            </thead>
            <tbody>
              {record.logs.map((log) => (
                <tr key={log.id}>
                  <th scope="row">{audienceOf.get(log.id)}</th>
                  <td className="number" data-head={i18n._('Statements')}>
                    {i18n.number(log.size)}
                  </td>
                  <td data-head={i18n._('Last signed checkpoint')}>
                    {log.checkpoint ? (
                      <>
                        {i18n._('{n, plural, one {over # statement} other {over # statements}}', {
                          n: log.checkpoint.size,
                        })}
                        , {i18n._('root')} <code className="digest">{log.checkpoint.root}</code>
                        <details>
                          <summary>{i18n._('The signed note, to keep')}</summary>
                          <pre className="wrapped">{log.checkpoint.note}</pre>
                        </details>
                      </>
                    ) : (
                      i18n._('none yet: the host signs one within moments')
                    )}
                    {log.stopped && (
                      <p>
                        {i18n._(
                          'Stopped: somebody showed a later checkpoint than this record comes to. Nothing is added or signed until the host has asked partners for what is missing.',
                        )}
                      </p>
                    )}
                    {log.continuedIn && (
                      <p>
                        {i18n._(
                          'Closed: the host lost what came after this. It goes on in another log, whose first statement names the last checkpoint kept and the first lost.',
                        )}
                      </p>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {page === 1 && (
        <>
          <Watch record={record} nameOf={nameOf} audienceOf={audienceOf} />
          {signed.length > 0 && <CheckHere arrangement={arrangement.id} logs={signed} />}
          {tier && <WatchForms refused={refused} tier={tier} required={record.required} />}
          {record.logs.length > 0 && <TakeHome arrangement={arrangement.id} origin={origin} signedIn={signedIn} />}
        </>
      )}
      <h2>{i18n._('Statements')}</h2>
      <p
        role="status"
        hidden
        data-live={arrangement.id}
        data-after={record.logs.reduce((sum, log) => sum + log.size, 0)}
      >
        <span data-words={i18n._('New statements since this page was made: {n}.', { n: '#' })} />{' '}
        <a href={`${here}/record`}>{i18n._('Show them')}</a>
      </p>
      <p role="status">{i18n._('{total, plural, one {# statement} other {# statements}}', { total: record.total })}</p>
      {record.statements.length === 0 ? (
        <p>{record.total === 0 ? i18n._('Nothing has been said here yet.') : i18n._('This page has none: go back.')}</p>
      ) : (
        <div className="table">
          <table className="stack">
            <caption>{i18n._('Numbers count from 0 within a log. Times are in UTC.')}</caption>
            <thead>
              <tr>
                <th scope="col">{i18n._('What it does')}</th>
                <th scope="col">{i18n._('Said by')}</th>
                <th scope="col">{i18n._('Recorded by')}</th>
                <th scope="col">{i18n._('When')}</th>
                <th scope="col" className="number">
                  {i18n._('Place in its log')}
                </th>
                {record.logs.length > 1 && <th scope="col">{i18n._('Who reads it')}</th>}
              </tr>
            </thead>
            <tbody>
              {record.statements.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <a href={`${here}/record/${one.id}`}>{kindWords(i18n, one.kind)}</a>
                    {one.erased && (
                      <small>
                        {' '}
                        <a href={`${here}/record/${one.erased}`}>{i18n._('erased')}</a>
                      </small>
                    )}
                    {one.corrects && (
                      <small>
                        {' '}
                        <a href={`${here}/record/${one.corrects}`}>{i18n._('corrects an earlier one')}</a>
                      </small>
                    )}
                  </th>
                  <td data-head={i18n._('Said by')}>{nameOf(one.saidBy)}</td>
                  <td data-head={i18n._('Recorded by')}>{nameOf(one.recordedBy)}</td>
                  <td data-head={i18n._('When')} className="nowrap">
                    {momentIn(one.recordedAt, i18n.locale)}
                    {one.clockSetBack && (
                      <small> {i18n._('the clock was set back: the place in the log counts')}</small>
                    )}
                  </td>
                  <td className="number" data-head={i18n._('Place in its log')}>
                    {i18n.number(one.index)}
                  </td>
                  {record.logs.length > 1 && <td data-head={i18n._('Who reads it')}>{audienceOf.get(one.log)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {pages > 1 && (
        <nav className="actions" aria-label={i18n._('Pages')}>
          {page > 1 && <a href={`?page=${page - 1}`}>{i18n._('Previous')}</a>}
          <span>{i18n._('Page {page} of {pages}', { page, pages })}</span>
          {page < pages && <a href={`?page=${page + 1}`}>{i18n._('Next')}</a>}
        </nav>
      )}
    </>
  )
}
