// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { Problem } from '@symbolon/foundation'
import type { ArrangementPage } from '@symbolon/register/contract'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { audienceFrom } from '../audience.ts'
import { DateField, Field, SelectField, TypedContext, useTyped } from '../components/act-form.tsx'
import { AudienceField } from '../components/audience-field.tsx'
import { PageHead } from '../components/page-head.tsx'
import { PartyField, PartyList } from '../components/party-field.tsx'
import { ProblemBox } from '../components/problem-box.tsx'
import { WhyNot } from '../components/speak-here.tsx'
import { UploadFields } from '../components/upload-fields.tsx'
import { answerTo, doorsOf, formIn, refusedWith } from '../doors.ts'
import { nameIn } from '../format.ts'
import { partyChoices, partyTyped } from '../party-names.ts'
import { wordsIn } from '../terms-form.ts'
import { namedIn, PASTED, uploadIn } from '../upload.ts'

export async function loader(args: LoaderFunctionArgs) {
  const { arrangement: id } = args.params
  const { arrangement, seats } = await answerTo<ArrangementPage>(args, 'arrangement', { arrangement: id })
  const { party } = doorsOf(args).visit
  const seated = new Set(seats.filter((seat) => seat.held).map((seat) => seat.party))
  const choices = await partyChoices(args)
  return {
    id: arrangement.id,
    names: arrangement.names,
    seated: party !== null && seated.has(party.id),
    // Who sits here is the likeliest author, so the list begins with them.
    choices: [...choices.filter((one) => seated.has(one.id)), ...choices.filter((one) => !seated.has(one.id))],
  }
}

export async function action(args: ActionFunctionArgs) {
  const form = await formIn(args.request)
  const doors = doorsOf(args)
  const arrangement = args.params.arrangement!
  const upload = await uploadIn(form)
  if (!upload.ok) return refusedWith(upload.problem, form)
  const { bytes, name } = upload.value
  const opened = doors.open(bytes, name)
  if (!opened.ok) return refusedWith(opened.problem, form)
  const { text } = opened.value
  // A text that came back from a refusal stays what its file was.
  const before = name === PASTED ? wordsIn(form, 'mediaType') : null
  const mediaType = before === 'text/plain' || before === 'text/markdown' ? before : opened.value.mediaType
  // A file cannot be put back into a form; its words can, so that nobody has to look for it twice.
  form.set('text', text)
  form.set('mediaType', mediaType)
  const title = wordsIn(form, 'title') ?? opened.value.title
  if (!title) return refusedWith(noTitle, form)
  const author = await partyTyped(args, form, 'author')
  if (!author.ok) return refusedWith(inField(author.problem, 'author'), form)
  const language = wordsIn(form, 'language') ?? opened.value.language ?? (await languageOf(args, bytes, name))
  if (!language) return refusedWith(noLanguage, form)
  const done = await doors.run<{ source: string }>('register-source', {
    arrangement,
    short: wordsIn(form, 'short') ?? title.slice(0, 200).toWellFormed(),
    title,
    date: wordsIn(form, 'date') ?? opened.value.date,
    author: author.value,
    url: wordsIn(form, 'url') ?? opened.value.url,
    language,
    audience: audienceFrom(form, doors.visit.party?.id),
    text,
    mediaType,
  })
  if (!done.ok) return refusedWith(done.problem, form)
  return redirect(`/arrangements/${arrangement}/documents/${done.value.source}`, 303)
}

async function languageOf(args: ActionFunctionArgs, bytes: Uint8Array, name: string): Promise<string | null> {
  const read = await doorsOf(args).read(bytes, name)
  return read.ok ? read.value.language : null
}

const inField = (problem: Problem, field: string): Problem => ({ ...problem, details: { ...problem.details, field } })
const noTitle: Problem = {
  code: 'web/no-title',
  status: 422,
  sentence: /*i18n*/ 'The document does not say its title. Write it into the field below; nothing was recorded.',
  details: { field: 'title' },
}
const noLanguage: Problem = {
  code: 'web/no-language',
  status: 422,
  sentence:
    /*i18n*/ 'The document does not say which language it is in. Choose it from the list below; nothing was recorded.',
  details: { field: 'language' },
}

/** Languages in which documents of these processes are written; a reading may know fewer. */
const LANGUAGES = ['en', 'fr', 'es', 'pt', 'ru', 'ar', 'de', 'it', 'nl', 'ro', 'ka', 'tr', 'ht', 'so', 'sw', 'zh']

export default function DocumentNew() {
  const { i18n } = useLingui()
  const { id, names, seated, choices } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const problem = refused && namedIn(refused.problem, i18n._('The pasted text'))
  return (
    <>
      <PageHead
        title={i18n._('Register a document')}
        trail={[
          { href: '/arrangements', text: i18n._('Arrangements') },
          { href: `/arrangements/${id}`, text: nameIn(names, i18n.locale) },
        ]}
      >
        <p className="lead">
          {i18n._(
            'The text is kept as it is, with a digest that shows whether a letter was changed. Then you review what it promises.',
          )}
        </p>
      </PageHead>
      <WhyNot seated={seated} arrangement={id} />
      {seated && (
        <>
          <ProblemBox problem={problem} />
          <form method="post" encType="multipart/form-data">
            <TypedContext value={refused && problem ? { form: refused.form, problem } : { form: null, problem: null }}>
              <Fields opening={/^(documents|web\/nothing-sent)/.test(problem?.code ?? '')} />
            </TypedContext>
            <p className="actions">
              <button type="submit">{i18n._('Register the document')}</button>
            </p>
          </form>
          <PartyList choices={choices} />
        </>
      )}
    </>
  )
}

/** `opening`: the refusal speaks of the file or the text itself. */
function Fields({ opening }: { opening: boolean }) {
  const { i18n } = useLingui()
  const typed = useTyped()
  const languages = new Intl.DisplayNames(i18n.locale, { type: 'language', fallback: 'code' })
  return (
    <>
      <UploadFields text={typed.valueOf('text')} problem={opening ? 'problem' : undefined} />
      {typed.form?.mediaType && <input type="hidden" name="mediaType" value={typed.form.mediaType} />}
      <Field
        name="title"
        label={i18n._('Title')}
        maxLength={500}
        hint={i18n._('Leave it empty where the file says it in its head.')}
      />
      <Field
        name="short"
        label={i18n._('Short name')}
        maxLength={200}
        hint={i18n._('As you would cite it: Fact sheet, June 2022. Left empty, it is the title.')}
      />
      <PartyField
        name="author"
        label={i18n._('Whose word it is')}
        hint={i18n._(
          'The party that published it. What it says of itself you record for it; what it says of others is attributed to it. Leave it empty where the document does not say.',
        )}
        values={[typed.valueOf('author')]}
        problem={typed.problemOf('author')}
      />
      <DateField
        name="date"
        label={i18n._('Date')}
        hint={i18n._('Left empty, it is the date in the head of the file.')}
      />
      <Field
        name="url"
        type="url"
        label={i18n._('Where it was published')}
        hint={i18n._('The whole address, beginning with https://. Left empty, it is the one in the head of the file.')}
      />
      <SelectField
        name="language"
        label={i18n._('Language')}
        hint={i18n._('Documents in English are read; others are kept, and their commitments entered by hand.')}
        options={[
          ['', i18n._('As the document shows')],
          ...LANGUAGES.map((code): [string, string] => [code, languages.of(code) ?? code]),
        ]}
      />
      <AudienceField usual={i18n._('Whoever can read who sits here')} />
    </>
  )
}
