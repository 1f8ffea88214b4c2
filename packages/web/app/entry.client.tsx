// SPDX-License-Identifier: Apache-2.0
import { I18nProvider } from '@lingui/react'
import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { HydratedRouter } from 'react-router/dom'
import type { Locale } from './doors.ts'
import { wordsOf } from './words.ts'

const i18n = await wordsOf(document.documentElement.lang as Locale)
startTransition(() => {
  hydrateRoot(
    document,
    <I18nProvider i18n={i18n}>
      <HydratedRouter />
    </I18nProvider>,
  )
})
