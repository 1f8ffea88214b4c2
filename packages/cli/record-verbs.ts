// SPDX-License-Identifier: Apache-2.0
import { rebuild } from '@symbolon/store'
import { EXIT } from './exit.ts'
import { withApp } from './place.ts'
import { progressOf } from './progress.ts'

type Options = { data: string; json?: boolean }

/** Says whether the record is whole; ends with 3 and names the first damaged statement of each log if it is not. */
export async function fsckVerb(options: Options): Promise<void> {
  await withApp(options.data, async (app) => {
    const progress = progressOf('Statements', options.json)
    const total = await app.store.projector
      .selectFrom('store.log')
      .select((eb) => eb.fn.sum<number>('size').as('total'))
      .executeTakeFirstOrThrow()
    const report = await app.fsck((done) => progress.step(done, Number(total.total)))
    progress.stop()
    if (options.json) console.log(JSON.stringify(report, null, 2))
    else if (report.whole)
      console.log(
        `The record is whole: ${report.statements} statements in ${report.logs} logs, ${report.checkpoints} checkpoints.`,
      )
    else
      for (const one of report.damage)
        console.log(
          `Damaged: log ${one.log}, index ${one.index ?? '?'}, statement ${one.statement ?? '?'}: ${one.what}.`,
        )
    if (!options.json && report.erased > 0)
      console.log(`${report.erased} of them were erased, each named by an erasure in its log.`)
    if (!options.json)
      for (const one of report.doubts)
        console.log(`Noted: log ${one.log}, index ${one.index}, statement ${one.statement}: ${one.what}.`)
    if (!report.whole) process.exitCode = EXIT.damaged
  })
}

/** Empties the projections and fills them again from the statements; names every row that was not what they say. */
export async function rebuildVerb(options: Options): Promise<void> {
  await withApp(options.data, async (app) => {
    const progress = progressOf('Statements', options.json)
    let last = 0
    const report = await rebuild(app.store, (done) => {
      last = done
      progress.step(done, Math.max(done, last + 1))
    })
    progress.stop()
    if (options.json) console.log(JSON.stringify(report, null, 2))
    else {
      for (const { table, sign, row } of report.differences) console.log(`${sign} ${table} ${row}`)
      console.log(
        report.differences.length
          ? `${report.differences.length} rows were not what the record says; they are now.`
          : `Rebuilt ${report.tables} tables from ${report.statements} statements: nothing differed.`,
      )
    }
    if (report.differences.length) process.exitCode = EXIT.damaged
  })
}
