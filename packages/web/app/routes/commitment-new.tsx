// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import type { Problem } from '@symbolon/foundation'
import type { ArrangementPage } from '@symbolon/register/contract'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { audienceFrom } from '../audience.ts'
import { ActForm, Choices, DateField, Field, SelectField, useTyped, WordsField } from '../components/act-form.tsx'
import { AudienceField } from '../components/audience-field.tsx'
import { PageHead } from '../components/page-head.tsx'
import { PartyField, PartyList } from '../components/party-field.tsx'
import { WhyNot } from '../components/speak-here.tsx'
import { noTerms, TermsFields } from '../components/terms-fields.tsx'
import { answerTo, doorsOf, formIn, refusedWith } from '../doors.ts'
import { nameIn } from '../format.ts'
import { partyChoices, partyTyped } from '../party-names.ts'
import { useVisit } from '../root.tsx'
import { termsFrom, wordsIn } from '../terms-form.ts'

export async function loader(args: LoaderFunctionArgs) {
  const page = await answerTo<ArrangementPage>(args, 'arrangement', { arrangement: args.params.arrangement })
  const me = doorsOf(args).visit.party?.id
  const seated = page.seats.some((seat) => seat.party === me && seat.held)
  return {
    arrangement: page.arrangement,
    seated,
    sources: sourcesOf(page).map(({ id, short, title }) => ({
      id,
      words: short === title ? title : `${short}: ${title}`,
    })),
    choices: seated ? await partyChoices(args) : [],
  }
}

/** Documents of this arrangement first, then what the register cites of it. */
function sourcesOf({ documents, sources }: ArrangementPage) {
  return [...documents, ...sources.filter(({ id }) => !documents.some((one) => one.id === id))]
}

export async function action(args: ActionFunctionArgs) {
  const form = await formIn(args.request)
  const { arrangement } = args.params
  const terms = await termsFrom(args, form)
  if (!terms.ok) return refusedWith(terms.problem, form)
  const author = await partyTyped(args, form, 'author')
  if (!author.ok) return refusedWith(author.problem, form)
  const source = wordsIn(form, 'source')
  const own = form.get('whose') === 'own'
  if (!own && !source) return refusedWith(needsSource, form)
  const page = await answerTo<ArrangementPage>(args, 'arrangement', { arrangement })
  const document = sourcesOf(page).find(({ id }) => id === source)
  const wording = wordsIn(form, 'wording')
  const language = wordsIn(form, 'language') ?? document?.text?.language ?? 'und'
  // Left empty, it is the word of the document's author; where nobody is named as that, it is the recorder's own.
  const saidBy = own ? null : (author.value ?? document?.author ?? null)
  const done = await doorsOf(args).run<{ commitment: string }>('agree-commitment', {
    ...terms.value,
    arrangement,
    audience: audienceFrom(form, doorsOf(args).visit.party?.id),
    ...(saidBy && { saidBy }),
    saidOn: wordsIn(form, 'saidOn') ?? (own ? null : (document?.date ?? null)),
    citation: source ? { source, place: wordsIn(form, 'place') } : null,
    wording: wording ? { text: wording, language } : null,
  })
  if (!done.ok) return refusedWith(done.problem, form)
  return redirect(`/arrangements/${arrangement}/commitments/${done.value.commitment}?done=entered#done`, 303)
}

/** As the partnership says it. */
const needsSource: Problem = {
  code: 'partnership/needs-source',
  status: 422,
  sentence: /*i18n*/ 'What another party said needs the document in which it said so. Name the source and try again.',
  details: { field: 'source' },
}

export default function CommitmentNew() {
  const { i18n } = useLingui()
  const { arrangement, seated, sources, choices } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const me = useVisit()?.party
  const here = `/arrangements/${arrangement.id}`
  const name = nameIn(arrangement.names, i18n.locale)
  const wordsOf = (id: string) => choices.find((one) => one.id === id)?.words ?? ''
  return (
    <>
      <PageHead
        title={i18n._('Enter a commitment')}
        trail={[
          { href: '/arrangements', text: i18n._('Arrangements') },
          { href: here, text: name },
        ]}
      >
        <p className="lead">
          {i18n._(
            'By hand, one at a time. What you enter stands on the record of {arrangement}; a mistake is corrected, and both stay.',
            { arrangement: name },
          )}{' '}
          <a href={`${here}/documents/new`}>
            {i18n._('To enter a whole document, register it and review what is found in it.')}
          </a>
        </p>
      </PageHead>
      <WhyNot seated={seated} arrangement={arrangement.id} />
      {seated && me && (
        <ActForm act="agree" refused={refused} button={i18n._('Put the commitment on the record')}>
          <PartyList choices={choices} />
          <Choices
            name="whose"
            legend={i18n._('Whose word it is')}
            required
            choices={[
              {
                value: 'own',
                words: i18n._('The word of {party}', { party: nameIn(me.names, i18n.locale) }),
                says: i18n._('Where it promises this itself, the commitment is owned.'),
              },
              {
                value: 'told',
                words: i18n._('The word of a document'),
                says: i18n._(
                  'It is attributed: the page names the author and you, and the promisor may confirm or contest it.',
                ),
              },
            ]}
          />
          <SourceFields sources={sources} />
          <h2>{i18n._('What is promised')}</h2>
          <TermsFields terms={{ ...noTerms, promisors: [] }} wordsOf={wordsOf} />
          <AudienceField usual={i18n._('Whoever may read your seat')} />
        </ActForm>
      )}
    </>
  )
}

function SourceFields({ sources }: { sources: { id: string; words: string }[] }) {
  const { i18n } = useLingui()
  const { rowsOf, problemOf } = useTyped()
  return (
    <fieldset>
      <legend>{i18n._('Where it is said')}</legend>
      <p className="hint">
        {i18n._('Needed where it is the word of a document; your own word may name one too.')}{' '}
        {sources.length === 0 && i18n._('No document is registered here yet: register it first.')}
      </p>
      <SelectField
        name="source"
        label={i18n._('Document')}
        options={[['', i18n._('no document')], ...sources.map(({ id, words }): [string, string] => [id, words])]}
      />
      <Field name="place" maxLength={200} label={i18n._('Place in it')} hint={i18n._('Page, paragraph or article.')} />
      <PartyField
        name="author"
        label={i18n._('Who says it there')}
        hint={i18n._('Leave it empty where it is the author of the document.')}
        values={rowsOf('author', [])}
        problem={problemOf('author')}
      />
      <DateField name="saidOn" label={i18n._('Said on')} hint={i18n._('Left empty, the date of the document.')} />
      <WordsField
        name="wording"
        maxLength={20_000}
        label={i18n._('Original wording')}
        hint={i18n._('Word for word, in the language in which it was said.')}
      />
      <Field
        name="language"
        maxLength={35}
        label={i18n._('Language of the wording')}
        hint={i18n._('Its code: en, fr, es, pt, ru, ar.')}
      />
    </fieldset>
  )
}
