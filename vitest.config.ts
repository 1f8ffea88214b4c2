// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from 'vitest/config'

/** Suites that need a PostgreSQL: `vitest run --project database` repeats them, with DATABASE_URL on the given server. */
const DATABASE = ['store', 'rooms', 'accounts', 'app', 'halves', 'server'].map(
  (name) => `packages/${name}/**/*.test.ts`,
)

/** These start servers of their own, or try doors before any database is asked: given one, they would do the same once more. */
const ON_THEIR_OWN = [
  'store/{killed,embedded,durability,power-loss,copied}',
  'app/{backup,schemas,disk-full,replicas}',
  'halves/recover',
  'server/{limits,archives}',
].map((name) => `packages/${name}.test.ts`)

const patient = { testTimeout: 120_000, hookTimeout: 120_000 }
const notOurs = ['**/node_modules/**', '**/build/**']

export default defineConfig({
  test: {
    // By default one processor of two would be left idle.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...patient,
          name: 'plain',
          include: ['*.test.ts', 'packages/**/*.test.{ts,tsx}', 'atlas/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: [...notOurs, ...DATABASE],
        },
      },
      {
        test: {
          ...patient,
          name: 'database',
          // The house is loaded once a worker, not once a file: no suite changes a module's state.
          isolate: false,
          include: DATABASE,
          exclude: [...notOurs, ...(process.env.DATABASE_URL ? ON_THEIR_OWN : [])],
          globalSetup: ['packages/testing/global-setup.ts'],
        },
      },
    ],
  },
})
