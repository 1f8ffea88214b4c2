// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path'
import { type App, openApp } from '@symbolon/app'
import { weaknessesIn } from '@symbolon/store'

export const DEFAULT_FOLDER = process.env.SYMBOLON_DATA ?? 'data'

/**
 * A given DATABASE_URL is refused: until there are accounts whoever reaches the product may speak for anybody, so it
 * works on its own folder and this machine alone.
 */
export function refuseDatabaseUrl(): void {
  if (process.env.DATABASE_URL)
    throw new Error(
      'DATABASE_URL is set. Until accounts exist Symbolon keeps its own database in its data folder: unset it.',
    )
}

/** What the host takes upon itself to have off, by name. */
export const acceptedWeak = () => weaknessesIn(process.env.SYMBOLON_ACCEPT_WEAK ?? '')

/** Opens the house on a data folder. */
export async function openPlace(folder: string, onFault?: (fault: unknown) => void): Promise<App> {
  refuseDatabaseUrl()
  return openApp({ dataFolder: resolve(folder) }, { onFault, acceptWeak: acceptedWeak() })
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
