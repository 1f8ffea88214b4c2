// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path'
import { type App, type AppOptions, openApp } from '@symbolon/app'
import { weaknessesIn } from '@symbolon/store'

export const DEFAULT_FOLDER = process.env.SYMBOLON_DATA ?? 'data'

/** `beside`: also while the product runs on that folder, for what a host does to people and not to the record. */
export type PlaceOptions = AppOptions & { beside?: boolean }

/**
 * The PostgreSQL that the host keeps, where there is one. It comes by the environment alone: what stands on a command
 * line, with its password, every user of the machine can read.
 */
export const databaseUrl = (): string | undefined => process.env.DATABASE_URL || undefined

/** Replicas of it, with commas between them. Throws a sentence where there is nothing that they could be replicas of. */
function replicaUrls(): string[] {
  const urls = (process.env.DATABASE_REPLICA_URLS ?? '').split(',').flatMap((url) => url.trim() || [])
  if (urls.length > 0 && !databaseUrl())
    throw new Error('DATABASE_REPLICA_URLS is set and DATABASE_URL is not: name the primary there, or unset this one.')
  return urls
}

/** What the host takes upon itself to have off, by name. */
export const acceptedWeak = () => weaknessesIn(process.env.SYMBOLON_ACCEPT_WEAK ?? '')

/** Opens the house on a data folder, or on the given PostgreSQL with the secrets in that folder. */
export async function openPlace(folder: string, options: PlaceOptions = {}): Promise<App> {
  const { beside, ...more } = options
  const [dataFolder, given, replicas] = [resolve(folder), databaseUrl(), replicaUrls()]
  // Beside others there is nothing to start: what they do once a second they go on doing.
  const quiet = given && beside ? { sequencer: false } : {}
  const place = given ? { dataFolder, databaseUrl: given, replicaUrls: replicas } : { dataFolder, beside }
  return openApp(place, { acceptWeak: acceptedWeak(), ...quiet, ...more })
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
