// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { BINDINGNESS, LAYERS } from '@symbolon/register/vocabulary'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect, useActionData, useLoaderData } from 'react-router'
import { ActForm, CheckField, DateField, Field, SelectField, WordsField } from '../components/act-form.tsx'
import { NamesFields } from '../components/names-fields.tsx'
import { PageHead } from '../components/page-head.tsx'
import { WhyNot } from '../components/speak-here.tsx'
import { answerTo, doorsOf, formIn, refusedWith } from '../doors.ts'
import { nameIn } from '../format.ts'
import { wordFor } from '../glossary.ts'
import { namesFrom } from '../names-form.ts'
import { useVisit } from '../root.tsx'
import { wordsIn } from '../terms-form.ts'

export async function loader(args: LoaderFunctionArgs) {
  const { facets } = await answerTo<{ facets: { form: Record<string, number> } }>(args, 'arrangements', {})
  return { forms: Object.keys(facets.form).sort() }
}

export async function action(args: ActionFunctionArgs) {
  const form = await formIn(args.request)
  const names = ['layer', 'form', 'bindingness', 'began', 'ended', 'status', 'statusAsOf', 'note']
  const done = await doorsOf(args).run<{ arrangement: string }>('register-arrangement', {
    ...Object.fromEntries(names.map((name) => [name, wordsIn(form, name)])),
    form: wordsIn(form, 'form') ?? '',
    names: namesFrom(form),
    aliases: (wordsIn(form, 'aliases') ?? '').split('\n').flatMap((line) => line.trim() || []),
    confidential: form.get('confidential') === 'yes',
  })
  if (!done.ok) return refusedWith(done.problem, form)
  return redirect(`/arrangements/${done.value.arrangement}#content`, 303)
}

export default function ArrangementNew() {
  const { i18n } = useLingui()
  const { forms } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const me = useVisit()?.party
  const choose = [['', i18n._('choose one')]] as [string, string][]
  return (
    <>
      <PageHead
        title={i18n._('Register an arrangement')}
        trail={[{ href: '/arrangements', text: i18n._('Arrangements') }]}
      >
        <p className="lead">
          {i18n._(
            'Whatever parties cooperate through. Who registers it takes its first seat and grants the next ones.',
          )}
        </p>
      </PageHead>
      <WhyNot seated={!!me} />
      {me && (
        <ActForm act="register" refused={refused} button={i18n._('Register the arrangement')}>
          <p>
            {i18n._('You speak for {party}, which becomes its first member here.', {
              party: nameIn(me.names, i18n.locale),
            })}
          </p>
          <NamesFields hint={i18n._('As its own texts name it; one language is enough.')} />
          <WordsField
            name="aliases"
            label={i18n._('Other names (may stay empty)')}
            hint={i18n._('One a line: an acronym, a former name.')}
          />
          <SelectField
            name="layer"
            required
            label={i18n._('Layer')}
            options={[...choose, ...LAYERS.map((one): [string, string] => [one, wordFor(i18n, one)])]}
          />
          <Field
            name="form"
            required
            maxLength={100}
            list="forms"
            label={i18n._('Form')}
            hint={i18n._(
              'What it is: convention, partnership, commission, working group, project. Choose one or write your own.',
            )}
          />
          <datalist id="forms">
            {forms.map((form) => (
              <option key={form} value={form} />
            ))}
          </datalist>
          <SelectField
            name="bindingness"
            required
            label={i18n._('What binds')}
            options={[...choose, ...BINDINGNESS.map((one): [string, string] => [one, wordFor(i18n, one)])]}
          />
          <DateField name="began" label={i18n._('Began (may stay empty)')} />
          <DateField name="ended" label={i18n._('Ended (may stay empty)')} />
          <Field
            name="status"
            maxLength={200}
            label={i18n._('Status (may stay empty)')}
            hint={i18n._('In a few words: in force, dormant, under negotiation.')}
          />
          <DateField name="statusAsOf" label={i18n._('Status as of (may stay empty)')} />
          <WordsField name="note" maxLength={4000} label={i18n._('Note (may stay empty)')} />
          <CheckField
            name="confidential"
            label={i18n._('Confidential')}
            hint={i18n._(
              'Only those who hold a seat learn that it exists, and read what is said in it. This cannot be changed later.',
            )}
          />
        </ActForm>
      )}
    </>
  )
}
