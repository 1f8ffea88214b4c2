// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path'
import { type App, openApp } from '@symbolon/app'

export const DEFAULT_FOLDER = process.env.SYMBOLON_DATA ?? 'data'

/**
 * Opens the house on a data folder. A given DATABASE_URL is refused: whoever runs the command line may speak for anybody
 * in the database, so it works on its own folder alone.
 */
export async function openPlace(
  folder: string,
  options: { onFault?: (fault: unknown) => void; beside?: boolean } = {},
): Promise<App> {
  if (process.env.DATABASE_URL)
    throw new Error('DATABASE_URL is set. Symbolon keeps its own database in its data folder: unset it.')
  const { onFault, beside } = options
  return openApp({ dataFolder: resolve(folder), beside }, { onFault })
}

/**
 * Runs work on an opened house and closes it whatever happens. `beside`: also while the product runs on that folder, for
 * what a host does to people and not to the record.
 */
export async function withApp(folder: string, work: (app: App) => Promise<void>, beside = false): Promise<void> {
  const app = await openPlace(folder, { beside })
  try {
    await work(app)
  } finally {
    await app.close()
  }
}
