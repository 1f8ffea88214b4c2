// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { PartySummary } from '@symbolon/register/contract'
import { type ActionFunctionArgs, data, useActionData } from 'react-router'
import { FoundDrafts } from '../components/found-drafts.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ProblemBox } from '../components/problem-box.tsx'
import { UploadFields } from '../components/upload-fields.tsx'
import { answerTo, doorsOf, formIn } from '../doors.ts'
import { nameIn } from '../format.ts'
import { namedIn, PASTED, uploadIn } from '../upload.ts'

/** Reads and answers; nothing is kept. */
export async function action(args: ActionFunctionArgs) {
  const form = await formIn(args.request)
  const text = String(form.get('text') ?? '')
  const doors = doorsOf(args)
  const upload = await uploadIn(form)
  const read = upload.ok ? await doors.read(upload.value.bytes, upload.value.name) : upload
  if (!read.ok) return data({ problem: read.problem, found: null, names: {}, text }, { status: read.problem.status })
  const { parties } = await answerTo<{ parties: PartySummary[] }>(args, 'parties', {})
  const codes = new Set(read.value.items.flatMap((item) => [...item.actors, ...item.beneficiaries]))
  const names = Object.fromEntries(
    parties.flatMap((one) =>
      one.code && codes.has(one.code) ? [[one.code, nameIn(one.names, doors.visit.locale)] as const] : [],
    ),
  )
  return data({ problem: null, found: read.value, names: names as Record<string, string>, text: '' })
}

export default function Read() {
  const { i18n } = useLingui()
  const answer = useActionData<typeof action>()
  const problem = answer?.problem ? namedIn(answer.problem, i18n._('The pasted text')) : undefined
  const found = answer?.found
  const names: Record<string, string> = answer?.names ?? {}
  const nameOf = (code: string) => (code === '*' ? i18n._('the signatories together') : (names[code] ?? code))
  return (
    <>
      <PageHead title={i18n._('Read a document')}>
        <p className="lead">
          {i18n._(
            'Lays out what a declaration or a fact sheet promises: who, to whom, how firmly, how much, by when. It reads by rules, here on this machine, and keeps nothing.',
          )}
        </p>
      </PageHead>
      {found && (
        <>
          <h2 id="found">
            {i18n._(
              '{n, plural, =0 {No promise or report was found} one {One passage promises or reports something} other {# passages promise or report something}}',
              { n: found.items.length },
            )}
          </h2>
          <p>
            {found.document === PASTED ? i18n._('The pasted text') : found.document}.{' '}
            {i18n._(
              'Nothing was kept. To put it on the record, choose an arrangement and register the document there.',
            )}{' '}
            <a href="/arrangements">{i18n._('To the arrangements')}</a>
          </p>
          {found.items.length === 0 ? (
            <p>
              {i18n._(
                'A passage is found where a party is named with a verb such as will, commits to, aims to, or has provided. Look whether the text names parties, or enter its commitments by hand in an arrangement.',
              )}
            </p>
          ) : (
            <FoundDrafts items={found.items} nameOf={nameOf} />
          )}
        </>
      )}
      <h2 className="no-print">{found ? i18n._('Read another') : i18n._('The document')}</h2>
      <ProblemBox problem={problem} />
      <form method="post" encType="multipart/form-data" action="/read#content">
        <UploadFields text={answer?.text ?? ''} problem={problem && 'problem'} />
        <p className="actions">
          <button type="submit">{i18n._('Read it')}</button>
        </p>
      </form>
    </>
  )
}
