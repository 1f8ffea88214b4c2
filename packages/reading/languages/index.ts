// SPDX-License-Identifier: Apache-2.0
import { english } from './en/index.ts'
import type { Language } from './language.ts'

/** The languages that are read. A further one is a folder beside `en` and a line here. */
export const LANGUAGES: Record<string, Language> = { en: english }
