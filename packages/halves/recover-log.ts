// SPDX-License-Identifier: Apache-2.0
import type { App } from '@symbolon/app'
import type { Id } from '@symbolon/foundation'
import { TILE } from '@symbolon/record'
import { copyOf, entriesBetween, fillStatements, lostPlaces, verifierKeyOf } from '@symbolon/store'
import { widthOf } from './half.ts'
import type { HalfSource } from './half-source.ts'
import { type Mirrored, mirrorLog, readStatements } from './mirror-log.ts'
import { beyondHere } from './own-logs.ts'
import { readHead } from './read-log.ts'

export type RecoveredLog = {
  arrangement: Id
  log: Id
  audience: string
  /** Entries before and after; statements that came under them, or under entries that had none. */
  before: number
  size: number
  statements: number
  /** The checkpoint that was shown, signed by this record itself; null where there is none such. */
  shown: string | null
  /** Why nothing could be taken, in words; null where all fits. */
  what: string | null
}

/** Brings back to one log of this record's own what a partner kept of it: entries, and the statements that it may read. */
export async function recoverLog(
  app: App,
  source: HalfSource,
  log: Mirrored,
  progress?: (done: number, of: number) => void,
): Promise<RecoveredLog> {
  const { store } = app
  const vkey = verifierKeyOf(app.hub, log.id)
  const here = await copyOf(store, log.arrangement, log.id)
  const before = here?.size ?? 0
  const done: RecoveredLog = {
    ...{ arrangement: log.arrangement, log: log.id, audience: log.audience },
    ...{ before, size: before, statements: 0, shown: null, what: null },
  }
  const head = await readHead(source, log.id)
  if (!head.ok) return { ...done, what: head.what }
  if (head.value.vkey !== vkey || (here && here.vkey !== null)) return { ...done, what: 'this record does not sign it' }
  done.shown = head.value.note
  if (head.value.size <= before) {
    if ((await beyondHere(app, log.arrangement, log.id, head.value.note)) !== null)
      return { ...done, what: 'another history of it was signed here' }
  } else {
    const kept = await mirrorLog(store, source, log, progress, vkey)
    Object.assign(done, { size: kept.size, statements: kept.statements })
    if (!kept.history.ok) return { ...done, what: kept.history.what }
  }
  const filled = await fill(app, source, log, head.value.size)
  return { ...done, statements: done.statements + filled.statements, what: filled.what }
}

/** Statements under entries that another partner gave without them. */
async function fill(app: App, source: HalfSource, log: Mirrored, shown: number) {
  const lost = new Set((await lostPlaces(app.store, log.arrangement, log.id)).filter((index) => index < shown))
  const filled = { statements: 0, what: null as string | null }
  for (const run of new Set([...lost].map((index) => Math.floor(index / TILE)))) {
    const end = run * TILE + widthOf(run, shown)
    const place = { arrangement: log.arrangement, log: log.id, from: run * TILE, to: end }
    const entries = await entriesBetween(app.store.projector, place)
    const read = await readStatements(app.store, source, log, { run, have: run * TILE, end, entries })
    if (typeof read === 'string') return { ...filled, what: read }
    const missing = read.filter(({ said }) => lost.has(said.index))
    await fillStatements(app.store, log, missing)
    filled.statements += missing.length
  }
  return filled
}
