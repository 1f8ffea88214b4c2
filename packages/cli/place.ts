// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path'
import { type App, openApp } from '@symbolon/app'
import { weaknessesIn } from '@symbolon/store'

export const DEFAULT_FOLDER = process.env.SYMBOLON_DATA ?? 'data'

/**
 * Opens the house on a data folder. A given DATABASE_URL is refused: until there are accounts whoever reaches the
 * product may speak for anybody, so it works on its own folder and this machine alone.
 */
export async function openPlace(folder: string, onFault?: (fault: unknown) => void): Promise<App> {
  if (process.env.DATABASE_URL)
    throw new Error(
      'DATABASE_URL is set. Until accounts exist Symbolon keeps its own database in its data folder: unset it.',
    )
  const acceptWeak = weaknessesIn(process.env.SYMBOLON_ACCEPT_WEAK ?? '')
  return openApp({ dataFolder: resolve(folder) }, { onFault, acceptWeak })
}

/** Runs work on an opened house and closes it whatever happens. */
export async function withApp(folder: string, work: (app: App) => Promise<void>): Promise<void> {
  const app = await openPlace(folder)
  try {
    await work(app)
  } finally {
    await app.close()
  }
}
