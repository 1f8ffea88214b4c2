// SPDX-License-Identifier: Apache-2.0
// Leaves the present schema as a fixture: a backup of a small record, in packages/app/schemas under the name of the last
// migration. Run it before a migration is added: node packages/testing/leave-schema.ts
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allMigrations, openApp, takeBackup } from '@symbolon/app'
import { seededWorld } from '@symbolon/foundation'
import { openSession, signCheckpoints } from '@symbolon/store'
import { populate } from './populate.ts'

const last = Object.keys(allMigrations()).sort().at(-1)!
const target = join(import.meta.dirname, '../app/schemas', last)
if (existsSync(target)) throw new Error(`The schema ${last} has its fixture: ${target}. It is never made again.`)
const folder = mkdtempSync(join(tmpdir(), 'symbolon-schema-'))
const app = await openApp({ dataFolder: join(folder, 'data') }, { world: seededWorld(50), sequencer: false })
try {
  // Every kind of statement, a text, drafts, a request, checkpoints between.
  await populate(app.store, 150, { arrangements: 1 })
  await signCheckpoints(app.store, app.hub)
  const { register, editors } = app.store.home
  const token = await openSession(app.store, editors)
  const text = 'Belize will issue 500 seasonal visas by 2027. Canada will open two centres.'
  const paper = { arrangement: register, short: 'D', title: 'D', text, mediaType: 'text/plain', language: 'en' }
  const done = await app.run('register-source', token, paper, 'one-key')
  if (!done.ok) throw new Error(done.problem.sentence)
  const { source } = done.value.answer as { source: string }
  const review = await app.run('open-review', token, { arrangement: register, source })
  if (!review.ok) throw new Error(review.problem.sentence)
  await signCheckpoints(app.store, app.hub)
  const taken = await takeBackup(join(folder, 'data'), target)
  if (!taken.ok) throw new Error(taken.problem.sentence)
  console.log(`${taken.value.statements} statements in ${target}`)
} finally {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
}
