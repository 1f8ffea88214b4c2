// SPDX-License-Identifier: Apache-2.0
import type { App } from '@symbolon/app'
import { accept, type Id, type Result, refuse } from '@symbolon/foundation'
import { digestOfText, digestsOf, keepText, textsOf } from '@symbolon/register'
import { sweepErased } from '@symbolon/store'
import { continuationOf } from './continuation.ts'
import { type Half, placesOf } from './half.ts'
import { type HalfSource, NotReached } from './half-source.ts'
import { type KeptLog, mirrorLog } from './mirror-log.ts'
import { notAHalf, notReached, ownArrangement } from './problems.ts'
import { readHalf } from './read-log.ts'
import { noteRegister } from './register-of.ts'

export type Kept = {
  arrangement: Id
  register: Id
  logs: KeptLog[]
  /** Texts that were added, and those that are not what their statement says and were left out. */
  documents: number
  spoiltDocuments: Id[]
  /** Logs that are kept and no longer shown: a seat ended, or they are withheld. */
  noLongerShown: Id[]
}

/**
 * Keeps the half that a folder or a hub holds in this database, or brings what is kept up to date. Only what is proven
 * by a signed checkpoint is added, 256 entries at a time: where it breaks off it goes on the next time. Each log says
 * whether it still tells the history that was kept. Refuses what is no half (`halves/not-a-half`), a place that does not
 * answer (`halves/not-reached`) and an arrangement of this record's own (`halves/own-arrangement`).
 */
export async function keepHalf(
  app: App,
  source: HalfSource,
  progress: (done: number, of: number) => void = () => {},
): Promise<Result<Kept>> {
  try {
    const half = await readHalf(source)
    if (!half.ok) return refuse(notAHalf({ place: source.place, reason: half.what }))
    if (await isOwn(app, half.value)) return refuse(ownArrangement({ arrangement: half.value.arrangement }))
    return accept(await keep(app, source, half.value, progress))
  } catch (error) {
    if (error instanceof NotReached) return refuse(notReached({ place: source.place, reason: error.message }))
    throw error
  }
}

async function isOwn(app: App, { arrangement }: Half): Promise<boolean> {
  const rows = app.store.projector.selectFrom('store.log').select('id').where('arrangement', '=', arrangement)
  return (await rows.where('vkey', 'is', null).limit(1).execute()).length > 0
}

async function keep(
  app: App,
  source: HalfSource,
  half: Half,
  progress: (done: number, of: number) => void,
): Promise<Kept> {
  const { arrangement, register } = half
  const kept: Kept = { arrangement, register, logs: [], documents: 0, spoiltDocuments: [], noLongerShown: [] }
  await noteRegister(app.store, arrangement, register)
  for (const log of half.logs) kept.logs.push(await mirrorLog(app.store, source, { arrangement, ...log }, progress))
  for (const log of kept.logs) {
    const { history } = log
    if (history.ok || !history.fork) continue
    const continuedIn = await continuationOf(app.store, { arrangement, log: log.log }, history)
    if (continuedIn) log.history = { ok: true, continuedIn, kept: history.kept, shown: history.shown }
  }
  await keepDocuments(app, source, half, kept)
  const rows = app.store.projector.selectFrom('store.log').select('id').where('arrangement', '=', arrangement)
  const shown = new Set(half.logs.map(({ id }) => id))
  kept.noLongerShown = (await rows.orderBy('id').execute()).map(({ id }) => id).filter((id) => !shown.has(id))
  if (kept.logs.some((log) => log.erased > 0)) await sweepErased(app.store)
  return kept
}

/** A text is kept where a statement that is kept carries its digest. */
export async function keepDocuments(
  app: App,
  source: HalfSource,
  { arrangement, documents }: Pick<Half, 'arrangement' | 'documents'>,
  kept: Pick<Kept, 'documents' | 'spoiltDocuments'>,
): Promise<void> {
  const { projector } = app.store
  const have = new Set(await projector.transaction().execute((view) => textsOf(view, arrangement)))
  const missing = documents.filter((one) => !have.has(one))
  const digests =
    missing.length > 0
      ? await projector.transaction().execute((view) => digestsOf(view, arrangement, missing))
      : new Map<Id, string>()
  for (const id of missing) {
    const digest = digests.get(id)
    // Not said yet in what is kept: a log that grew meanwhile. The next round brings it.
    if (digest === undefined) continue
    const text = (await source.read(placesOf.document(id)))?.toString()
    if (text === undefined || digestOfText(text) !== digest) kept.spoiltDocuments.push(id)
    else {
      await projector.transaction().execute((writer) => keepText(writer, arrangement, id, text))
      kept.documents++
    }
  }
}
