// SPDX-License-Identifier: Apache-2.0
import type { App } from '@symbolon/app'
import type { Id } from '@symbolon/foundation'
import {
  continueLog,
  copyOf,
  isWithheld,
  lostPlaces,
  markReconciled,
  rebuild,
  resumeLog,
  stopLog,
} from '@symbolon/store'
import type { Half } from './half.ts'
import type { HalfSource } from './half-source.ts'
import { keepDocuments } from './mirror.ts'
import { arrangementsHere, beyondHere, originLog, ownLogs } from './own-logs.ts'
import { readHalf } from './read-log.ts'
import { type RecoveredLog, recoverLog } from './recover-log.ts'

/** Where a partner's half of an arrangement is read from; null where this one has none of it. */
export type Partner = (arrangement: Id) => HalfSource | null
export type Gap = { arrangement: Id; log: Id; size: number; signed: number }
export type Recovery = {
  /** What came back to each log, partner by partner. */
  logs: RecoveredLog[]
  documents: number
  spoiltDocuments: Id[]
  /** Leaves that are here again without their text. */
  lostTexts: number
  /** Logs that no partner showed: who keeps them was not asked. */
  unshown: { arrangement: Id; log: Id; audience: string }[]
  /** Logs of which more was signed than is here and than anybody gave. */
  gaps: Gap[]
  /** Logs that were closed over such a gap, and in which they go on. */
  continued: { log: Id; in: Id }[]
  /** Whether the record takes statements again. */
  reconciled: boolean
}
export type RecoverOptions = {
  /** Checkpoints that somebody showed, without the leaves under them. */
  shown?: readonly string[]
  /** The host's word that nobody keeps more: what is missing now is lost, and its logs go on in others. */
  noneHasMore?: boolean
  /** Arrangements that nothing here names: those of which a partner brought a half. */
  also?: readonly Id[]
  progress?: (done: number, of: number) => void
}

/**
 * Brings back to a restored record what partners kept of it, proven by the checkpoints that it signed itself, and lets
 * it speak again once every log was shown by somebody, or the host says that nobody has more. Run again it goes on where
 * it stopped. Nobody else has the record open.
 */
export async function recover(app: App, partners: readonly Partner[], options: RecoverOptions = {}): Promise<Recovery> {
  const { store } = app
  const recovery: Recovery = {
    ...{ logs: [], documents: 0, spoiltDocuments: [], lostTexts: 0, unshown: [], gaps: [], continued: [] },
    reconciled: false,
  }
  const halves: { source: HalfSource; half: Half }[] = []
  // What was founded since the backup is named by what comes back.
  for (const asked = new Set<Id>(); ; ) {
    const here = [...(await arrangementsHere(store)), ...(options.also ?? [])]
    const next = here.find((one) => !asked.has(one))
    if (next === undefined) break
    asked.add(next)
    for (const partner of partners) halves.push(...(await recoverFrom(app, partner(next), recovery, options)))
  }
  const notes = [...(options.shown ?? []), ...recovery.logs.flatMap(({ shown }) => shown ?? [])]
  const gaps = await gapsIn(app, notes)
  // Stopped first: whatever cuts this short, no log with a gap is signed.
  for (const { gap, note } of gaps) await stopLog(store, gap, note)
  if (recovery.logs.length > 0) await rebuild(store)
  for (const { source, half } of halves) await keepDocuments(app, source, half, recovery)
  const shown = new Set(recovery.logs.filter(({ shown }) => shown !== null).map(({ log }) => log))
  for (const { arrangement, id, audience } of await ownLogs(store)) {
    recovery.lostTexts += (await lostPlaces(store, arrangement, id)).length
    if (!shown.has(id)) recovery.unshown.push({ arrangement, log: id, audience })
  }
  const asked = `${partners.length} asked`
  if (options.noneHasMore) await markReconciled(store, `the host says that nobody keeps more (${asked})`)
  else if (recovery.unshown.length === 0 && gaps.length === 0)
    await markReconciled(store, `every log was shown by somebody (${asked})`)
  for (const { gap, note } of gaps) {
    const into = options.noneHasMore ? await continueLog(store, gap, note) : null
    if (into) recovery.continued.push({ log: gap.log, in: into })
    else recovery.gaps.push(gap)
  }
  recovery.reconciled = !(await isWithheld(store.projector)) && recovery.gaps.length === 0
  return recovery
}

async function recoverFrom(app: App, source: HalfSource | null, recovery: Recovery, { progress }: RecoverOptions) {
  const half = source && (await readHalf(source))
  if (!source || !half?.ok) return []
  const { arrangement, logs } = half.value
  for (const log of logs) recovery.logs.push(await recoverLog(app, source, { arrangement, ...log }, progress))
  return [{ source, half: half.value }]
}

/**
 * The logs of this record's own of which a note under its own key tells more, or something else, than there is now; with
 * the earliest of such notes. A log that was stopped and that there is nothing against any more goes on.
 */
async function gapsIn(app: App, shown: readonly string[]): Promise<{ gap: Gap; note: string }[]> {
  const gaps: { gap: Gap; note: string }[] = []
  for (const { arrangement, id, stopped } of await ownLogs(app.store)) {
    const notes = [...shown.filter((note) => originLog(note) === id), ...(stopped === null ? [] : [stopped])]
    const beyond = []
    for (const note of notes) {
      const size = await beyondHere(app, arrangement, id, note)
      if (size !== null) beyond.push({ note, size })
    }
    const [first] = beyond.sort((a, b) => a.size - b.size)
    if (first) {
      const { size } = (await copyOf(app.store, arrangement, id))!
      gaps.push({ gap: { arrangement, log: id, size, signed: first.size }, note: first.note })
    } else if (stopped !== null) await resumeLog(app.store, { arrangement, log: id })
  }
  return gaps
}
