// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'

/** A message is its own id: the English text. Sentences of the rooms' refusals are taken along. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'fr', 'es'],
  catalogs: [
    {
      path: '<rootDir>/locales/{locale}',
      include: [
        '<rootDir>/app',
        '<rootDir>/../foundation',
        '<rootDir>/../rooms',
        '<rootDir>/../reading',
        '<rootDir>/../formats',
        '<rootDir>/../server',
        '<rootDir>/../app',
        '<rootDir>/../store',
      ],
      exclude: ['**/node_modules/**', '**/*.test.ts', '**/*.test.tsx'],
    },
  ],
  format: formatter({ lineNumbers: false, origins: false }),
})
