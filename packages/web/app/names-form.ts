// SPDX-License-Identifier: Apache-2.0
import { wordsIn } from './terms-form.ts'

/** The languages of the United Nations' registers that names are asked for in; English first. */
export const LANGUAGES = ['en', 'fr', 'es', 'pt', 'ru', 'ar'] as const

/** The names that were typed, by language. None typed the command refuses, in words. */
export const namesFrom = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    LANGUAGES.flatMap((language) => {
      const name = wordsIn(form, `names.${language}`)
      return name ? [[language, name]] : []
    }),
  )
