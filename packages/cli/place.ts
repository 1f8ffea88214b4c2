// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path'
import { type App, type AppOptions, openApp } from '@symbolon/app'
import { weaknessesIn } from '@symbolon/store'

export const DEFAULT_FOLDER = process.env.SYMBOLON_DATA ?? 'data'

/** `beside`: also while the product runs on that folder, for what a host does to people and not to the record. */
export type PlaceOptions = AppOptions & { beside?: boolean }

/**
 * A given DATABASE_URL is refused: whoever runs the command line may speak for anybody in the database, so it works on
 * its own folder alone.
 */
export function refuseDatabaseUrl(): void {
  if (process.env.DATABASE_URL)
    throw new Error('DATABASE_URL is set. Symbolon keeps its own database in its data folder: unset it.')
}

/** What the host takes upon itself to have off, by name. */
export const acceptedWeak = () => weaknessesIn(process.env.SYMBOLON_ACCEPT_WEAK ?? '')

/** Opens the house on a data folder. */
export async function openPlace(folder: string, options: PlaceOptions = {}): Promise<App> {
  refuseDatabaseUrl()
  const { beside, ...more } = options
  return openApp({ dataFolder: resolve(folder), beside }, { acceptWeak: acceptedWeak(), ...more })
}

/** Runs work on an opened house and closes it whatever happens. */
export async function withApp(
  folder: string,
  work: (app: App) => Promise<void>,
  options: PlaceOptions = {},
): Promise<void> {
  const app = await openPlace(folder, options)
  try {
    await work(app)
  } finally {
    await app.close()
  }
}
