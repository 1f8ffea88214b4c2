// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { PARTY_KINDS } from '@symbolon/register/vocabulary'
import { type ActionFunctionArgs, redirect, useActionData } from 'react-router'
import { ActForm, Field, SelectField, WordsField } from '../components/act-form.tsx'
import { NamesFields } from '../components/names-fields.tsx'
import { PageHead } from '../components/page-head.tsx'
import { WhyNot } from '../components/speak-here.tsx'
import { doorsOf, formIn, refusedWith } from '../doors.ts'
import { wordFor } from '../glossary.ts'
import { namesFrom } from '../names-form.ts'
import { REGION_PATHS, regionWords } from '../regions.ts'
import { useVisit } from '../root.tsx'
import { wordsIn } from '../terms-form.ts'

export async function action(args: ActionFunctionArgs) {
  const form = await formIn(args.request)
  const done = await doorsOf(args).run<{ party: string }>('register-party', {
    kind: wordsIn(form, 'kind'),
    names: namesFrom(form),
    code: wordsIn(form, 'code'),
    regions: wordsIn(form, 'regions')?.split(' ') ?? [],
    note: wordsIn(form, 'note'),
  })
  if (!done.ok) return refusedWith(done.problem, form)
  return redirect(`/parties/${done.value.party}?done=registered#done`, 303)
}

export default function PartyNew() {
  const { i18n } = useLingui()
  const refused = useActionData<typeof action>()
  const signedIn = !!useVisit()?.party
  return (
    <>
      <PageHead title={i18n._('Register a party')} trail={[{ href: '/parties', text: i18n._('Parties') }]}>
        <p className="lead">
          {i18n._(
            'Any delegation may register another party, in public; the page of the party shows who did. Look first whether it is there already.',
          )}{' '}
          <a href="/parties">{i18n._('Search the parties')}</a>
        </p>
      </PageHead>
      <WhyNot seated={signedIn} />
      {signedIn && (
        <ActForm act="register" refused={refused} button={i18n._('Register the party')}>
          <SelectField
            name="kind"
            required
            label={i18n._('Kind')}
            options={[
              ['', i18n._('choose one')],
              ...PARTY_KINDS.map((kind): [string, string] => [kind, wordFor(i18n, kind)]),
            ]}
          />
          <NamesFields hint={i18n._('As the party writes itself; one language is enough.')} />
          <Field
            name="code"
            maxLength={40}
            label={i18n._('Code or acronym (may stay empty)')}
            hint={i18n._('For a state its two letters of ISO 3166-1; for a body what it is known by.')}
          />
          <SelectField
            name="regions"
            label={i18n._('Region (may stay empty)')}
            hint={i18n._('As the United Nations group countries for statistics (M49).')}
            options={[
              ['', i18n._('none named')],
              ...REGION_PATHS.map((path): [string, string] => [path.join(' '), regionWords(path, i18n.locale)]),
            ]}
          />
          <WordsField name="note" maxLength={2000} label={i18n._('Note (may stay empty)')} />
        </ActForm>
      )}
    </>
  )
}
