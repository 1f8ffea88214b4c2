// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '@symbolon/app'
import { seededWorld } from '@symbolon/foundation'
import { dropDatabase, type EmbeddedServer, startEmbedded } from '@symbolon/store'
import type { TestProject } from 'vitest/node'
import { acceptedOn, adminOf, databasesLike } from './server.ts'

/**
 * One PostgreSQL for a whole run: the embedded one in a temporary folder, or, where DATABASE_URL is set, that one. On it
 * migrated templates (a house, a place of copies), of which each test file clones databases of its own. Afterwards nothing is left of either.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL
  const folder = given ? null : mkdtempSync(join(tmpdir(), 'symbolon-test-'))
  const server = folder === null ? null : await startEmbedded(folder)
  const databaseUrl = server ? urlOf(server) : given!
  const run = `symbolon_test_${process.pid}`
  for (const kind of ['template', 'copies']) {
    const options = { world: seededWorld(77), sequencer: false, acceptWeak: acceptedOn(databaseUrl) }
    const place = { databaseUrl, database: `${run}_${kind}` }
    await (await openApp(place, { ...options, copies: kind === 'copies' })).close()
  }
  project.provide('databaseUrl', databaseUrl)
  project.provide('run', run)
  return async () => {
    const admin = adminOf(databaseUrl)
    if (!server) for (const name of await databasesLike(admin, run)) await dropDatabase(admin, name)
    await server?.stop()
    if (folder) rmSync(folder, { recursive: true, force: true })
  }
}

function urlOf({ admin }: EmbeddedServer): string {
  const { host, user, password } = admin
  return `postgres://${user}:${password}@localhost/postgres?host=${encodeURIComponent(host!)}`
}

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string
    /** How the names of this run's databases begin. */
    run: string
  }
}
