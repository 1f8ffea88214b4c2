// SPDX-License-Identifier: Apache-2.0
import { type I18n, setupI18n } from '@lingui/core'
import type { Locale } from './doors.ts'

const catalogues = {
  en: () => import('../locales/en.po'),
  fr: () => import('../locales/fr.po'),
  es: () => import('../locales/es.po'),
}

/** The words of one language. A message is its own id, so that a missing translation reads in English. */
export async function wordsOf(locale: Locale): Promise<I18n> {
  const { messages } = await catalogues[locale]()
  return setupI18n({ locale, messages: { [locale]: messages } })
}
