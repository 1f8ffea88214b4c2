// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path'
import { restoreBackup, takeBackup } from '@symbolon/app'
import { EXIT, sayRefused } from './exit.ts'
import { acceptedWeak, databaseUrl } from './place.ts'
import { progressOf } from './progress.ts'

type Options = { data: string; json?: boolean }

/** Writes a backup of the record, while the product runs on it or not. */
export async function backupVerb(folder: string, options: Options): Promise<void> {
  const progress = progressOf('Tables', options.json)
  const [data, target] = [resolve(options.data), resolve(folder)]
  const taken = await takeBackup(data, target, progress.step, databaseUrl()).finally(progress.stop)
  if (!taken.ok) return sayRefused(taken.problem, options.json ?? false)
  if (options.json) return console.log(JSON.stringify(taken.value, null, 2))
  const { statements, rows, tables } = taken.value
  console.log(`Backed up ${statements} statements (${rows} rows of ${tables} tables) to ${taken.value.folder}.`)
  console.log(
    'It holds everything that was ever said here, and the key that signs checkpoints (secrets.json, which its',
  )
  console.log(
    'owner alone may read): whoever has it can read the record and sign in its name. Keep it as you keep the data',
  )
  console.log(`folder, on another disk. Try it: symbolon restore ${folder} --data ./tried`)
}

/** Makes a new data folder of a backup and says whether the record in it is whole; ends with 3 where it is not. */
export async function restoreVerb(folder: string, options: Options): Promise<void> {
  if (databaseUrl())
    throw new Error(
      'DATABASE_URL is set, and restore makes a data folder with a database of its own. Unset it; a given PostgreSQL is restored with its own tools.',
    )
  const progress = progressOf('Tables', options.json)
  const asked = { progress: progress.step, acceptWeak: acceptedWeak() }
  const restored = await restoreBackup(resolve(folder), resolve(options.data), asked).finally(progress.stop)
  if (!restored.ok) return sayRefused(restored.problem, options.json ?? false)
  const { fsck } = restored.value
  if (options.json) console.log(JSON.stringify(restored.value, null, 2))
  else {
    console.log(`Restored ${restored.value.statements} statements to ${restored.value.folder}.`)
    if (fsck.whole)
      console.log(
        `The record is whole: ${fsck.statements} statements in ${fsck.logs} logs, ${fsck.checkpoints} checkpoints.`,
      )
    for (const one of fsck.damage)
      console.log(`Damaged: log ${one.log}, index ${one.index ?? '?'}, statement ${one.statement ?? '?'}: ${one.what}.`)
    console.log('Everybody signs in again. What was said after the backup was taken is not in it.')
    console.log(
      'Partners may keep it. Until you have asked them, it is read and takes no statement: symbolon recover --help',
    )
  }
  if (!fsck.whole) process.exitCode = EXIT.damaged
}
