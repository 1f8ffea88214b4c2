// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react'
import { LANGUAGES } from '../names-form.ts'
import { Field, useTyped } from './act-form.tsx'

/** A name in the six languages; one is enough. `namesFrom` reads them back. */
export function NamesFields({ hint }: { hint: string }) {
  const { i18n } = useLingui()
  const { problemOf } = useTyped()
  const nameOf = new Intl.DisplayNames(i18n.locale, { type: 'language' })
  return (
    <fieldset aria-describedby={problemOf('names')}>
      <legend>{i18n._('Name')}</legend>
      <p className="hint">{hint}</p>
      {LANGUAGES.map((language) => (
        <Field
          key={language}
          name={`names.${language}`}
          label={i18n._('In {language}', { language: nameOf.of(language) ?? language })}
          lang={language}
          maxLength={300}
        />
      ))}
    </fieldset>
  )
}
