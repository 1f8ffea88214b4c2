// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path'
import { exportHalf, folderSource, fsckHalf } from '@symbolon/halves'
import { openSession } from '@symbolon/store'
import { EXIT, sayRefused } from './exit.ts'
import { withApp } from './place.ts'
import { progressOf } from './progress.ts'

type Options = { data: string; json?: boolean; as?: string }

/** Writes the half of a party, or of the public, into a new folder. */
export async function exportVerb(arrangement: string, folder: string, options: Options): Promise<void> {
  await withApp(options.data, async (app) => {
    const token = options.as ? await openSession(app.store, options.as) : null
    const progress = progressOf('Statements', options.json)
    const done = await exportHalf(app, token, arrangement, resolve(folder), progress.step)
    progress.stop()
    if (!done.ok) return sayRefused(done.problem, options.json ?? false)
    if (options.json) return console.log(JSON.stringify(done.value, null, 2))
    const { statements, logs, documents, tables } = done.value
    console.log(`Wrote ${statements} statements of ${logs} logs and ${documents} documents to ${done.value.folder}.`)
    console.log(`Open index.html in a browser; ${tables} tables for a spreadsheet are in the folder tables.`)
    console.log(`Verify it anywhere, without a database: symbolon fsck ${folder}`)
  })
}

/** Says whether an exported half is whole; ends with 3 where it is not. Opens no database. */
export async function fsckHalfVerb(folder: string, options: { json?: boolean; register?: string }): Promise<void> {
  const register = options.register === undefined ? null : folderSource(resolve(options.register))
  const checked = await fsckHalf(folderSource(resolve(folder)), register)
  if (!checked.ok) return sayRefused(checked.problem, options.json ?? false)
  const { whole, statements, erased, of, documents, derived, keys, damage, doubts } = checked.value
  if (options.json) console.log(JSON.stringify(checked.value, null, 2))
  else if (whole) {
    console.log(`The half is whole: ${statements} of ${of} statements, each proven, and ${documents} documents.`)
    if (erased > 0) console.log(`${erased} erased: an erasure in the same log says when, by whom and on what ground.`)
    if (derived > 0)
      console.log('Tables and page are as they were written. They are for convenience: what proves are the statements.')
    console.log('It verifies under these keys. Compare them with what your partners have:')
    for (const key of keys) console.log(`  ${key}`)
  } else
    for (const one of damage)
      console.log(
        `Damaged: log ${one.log ?? '?'}, index ${one.index ?? '?'}, statement ${one.statement ?? '?'}: ${one.what}.`,
      )
  if (!options.json)
    for (const one of doubts)
      console.log(`Noted: log ${one.log}, index ${one.index}, statement ${one.statement}: ${one.what}.`)
  if (!whole) process.exitCode = EXIT.damaged
}
