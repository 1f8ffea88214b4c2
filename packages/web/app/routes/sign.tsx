// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { Problem } from '@symbolon/foundation'
import type { KeysPage, PartySummary } from '@symbolon/register/contract'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { audienceKeyOf } from '../audience.ts'
import { SignForms } from '../components/own-key-parts.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Done } from '../components/said.tsx'
import { StatementBody } from '../components/statement-body.tsx'
import { answerTo, doorsOf, refusedWith } from '../doors.ts'
import { nameFinder } from '../format.ts'
import { audienceWords, kindWords } from '../record-words.ts'

/** A passkey needs a script of its own; a key file needs none. */
export const handle = { ownKey: true }

const idIn = ({ url }: Request) => new URL(url).searchParams.get('prepared') ?? ''

export async function loader(args: LoaderFunctionArgs) {
  const { visit, prepared } = doorsOf(args)
  const act = await prepared(idIn(args.request))
  if (!act || !visit.party) return null
  const { keys } = await answerTo<KeysPage>(args, 'keys', { party: visit.party.id })
  const { parties } = await answerTo<{ parties: PartySummary[] }>(args, 'parties', {})
  const told = JSON.stringify(act.statements)
  return { act, keys: keys.filter(({ signs }) => signs), parties: parties.filter(({ id }) => told.includes(id)) }
}

export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData()
  const prepared = idIn(args.request)
  const signatures = signaturesIn(form.get('signatures'))
  if (signatures === undefined) return refusedWith(notSignatures, form)
  const done = await doorsOf(args).submit({ prepared, signatures })
  return done.ok ? redirect(`/delegation/sign?prepared=${prepared}#done`, 303) : refusedWith(done.problem, form)
}

/** The signatures alone, or all that the command prints. */
function signaturesIn(text: unknown): unknown {
  try {
    const given = JSON.parse(String(text))
    return Array.isArray(given) ? given : given.signatures
  } catch {
    return undefined
  }
}

const notSignatures: Problem = {
  code: 'web/not-signatures',
  status: 422,
  sentence:
    /*i18n*/ 'These are no signatures. Copy all that "symbolon key sign" prints, from the first brace to the last. Nothing was recorded.',
  details: {},
}

/** What would be said, word for word, before it is signed; and after, where it stands. */
export default function SignPage() {
  const { i18n } = useLingui()
  const page = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  if (page === null)
    return (
      <>
        <PageHead title={i18n._('Sign')} />
        <p>
          {i18n._(
            'Nothing of your party waits here to be signed. What must be signed comes here by itself when you say it.',
          )}{' '}
          <a href="/delegation/keys">{i18n._('Keys of your own')}</a>
        </p>
      </>
    )
  const { act, keys, parties } = page
  const nameOf = nameFinder(parties, i18n.locale)
  const known = new Map(parties.map(({ id }) => [id, nameOf(id)]))
  return (
    <>
      <PageHead title={act.said ? i18n._('Signed and said') : i18n._('Read, then sign')}>
        <p className="lead">
          {act.said
            ? i18n._('This stands on the record, with your signature.')
            : i18n._(
                'This is exactly what would be said in the name of your party. Nothing is recorded before you sign.',
              )}
        </p>
      </PageHead>
      <Done words={act.said && !refused ? i18n._('It is said.') : null} />
      {act.statements.map(({ statement }) => {
        const here = `/arrangements/${statement.arrangement}`
        return (
          <section key={statement.id}>
            <h2>{kindWords(i18n, statement.kind)}</h2>
            <p>
              {i18n._('Who reads it')}: {audienceWords(i18n, audienceKeyOf(statement.audience), nameOf)}
            </p>
            <StatementBody body={statement.body} here={here} nameOf={(id) => known.get(id) ?? null} />
            {act.said && (
              <p>
                <a href={`${here}/record/${statement.id}`}>{i18n._('The statement on the record')}</a>
              </p>
            )}
          </section>
        )
      })}
      {!act.said && <SignForms act={act} keys={keys} refused={refused} />}
    </>
  )
}
