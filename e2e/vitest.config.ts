// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from 'vitest/config'

/** Journeys through the real product in a real browser. Both are started once; two files run at a time. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    // The second makes databases for what looks at the pages from beside the product.
    globalSetup: ['global-setup.ts', '../packages/testing/global-setup.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
