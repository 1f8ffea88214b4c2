// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { App } from '@symbolon/app'
import { accept, idSchema, type Result } from '@symbolon/foundation'
import {
  folderSource,
  type HalfSource,
  hubSource,
  type Kept,
  type KeptLog,
  keepHalf,
  readHalf,
  type SignedWrongly,
  signedWrongly,
} from '@symbolon/halves'
import { EXIT, sayRefused } from './exit.ts'
import { withApp } from './place.ts'
import { progressOf } from './progress.ts'
import { cosignAt, showTo } from './witness-verbs.ts'

type Options = { data: string; json?: boolean }
type MirrorOptions = Options & { token?: string; every?: string; witness?: string; name?: string }

/** Brings the half of a party, and the register that names who speaks in it, into a data folder of one's own. */
export async function mirrorVerb(hub: string, arrangement: string, options: MirrorOptions): Promise<void> {
  const url = hubOf(hub)
  if (!idSchema.safeParse(arrangement).success)
    throw new Error(`${arrangement} is no id of an arrangement. Copy it from the address of its page.`)
  const token = tokenOf(options.token)
  const every = secondsOf(options.every)
  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort())
  await withApp(
    options.data,
    async (app) => {
      do {
        const kept = await keepAll(app, (id) => hubSource(url, id, token), arrangement, options)
        if (!kept.ok) sayRefused(kept.problem, options.json ?? false)
        else {
          for (const one of kept.value) {
            tell(one, options)
            await showForks({ url, token }, one, options)
          }
          await tellSigning(app, kept.value, options)
          if (options.witness !== undefined && process.exitCode !== EXIT.damaged)
            await cosign(app, { url, token }, kept.value, options)
        }
        // A line that is down now may be up the next time; a hub that tells two stories is not asked again.
        if (process.exitCode === EXIT.damaged) return
        if (every !== null) await wait(every * 1000, undefined, { signal: ending.signal }).catch(() => {})
      } while (every !== null && !ending.signal.aborted)
    },
    { copies: true },
  )
}

async function cosign(
  app: App,
  hub: { url: URL; token: string | null },
  kept: Kept[],
  { witness, name, json }: MirrorOptions,
): Promise<void> {
  const arrangements = kept.map(({ arrangement }) => arrangement)
  for (const { words, fork } of await cosignAt(app, hub, arrangements, { folder: witness!, name })) {
    if (fork) process.exitCode = EXIT.damaged
    if (!json) (fork ? console.error : console.log)(words)
  }
}

/** Brings an exported half into a data folder: a partner leaves one hub and shows its half at another. */
export async function importVerb(folder: string, options: Options): Promise<void> {
  await withApp(
    options.data,
    async (app) => {
      const progress = progressOf('Entries', options.json)
      const kept = await keepHalf(app, folderSource(resolve(folder)), progress.step)
      progress.stop()
      if (!kept.ok) return sayRefused(kept.problem, options.json ?? false)
      tell(kept.value, options)
      await tellSigning(app, [kept.value], options)
    },
    { copies: true },
  )
}

/** A hub that went back may have been restored from an old backup: it is shown what it signed, so that it stops. */
async function showForks(hub: { url: URL; token: string | null }, kept: Kept, { json }: Options): Promise<void> {
  for (const { log, history } of kept.logs) {
    if (history.ok || !history.fork) continue
    const said = await showTo(hub, { arrangement: kept.arrangement, log }, history.kept)
    if (!json) console.error(said)
  }
}

/** What a party did not say though it stands in its name: each with what proves that the hub recorded it so. */
async function tellSigning(app: App, kept: Kept[], options: Options): Promise<void> {
  for (const one of await signedWrongly(
    app,
    kept.map(({ arrangement }) => arrangement),
  )) {
    process.exitCode = EXIT.damaged
    const path = keepSigning(options.data, one)
    if (options.json) console.log(JSON.stringify(one))
    else
      console.error(
        `${one.arrangement}, log ${one.log}, statement ${one.statement.id}: ${one.what}. The hub signed that it stands there: ${path} holds the proof. Show it to partners.`,
      )
  }
}

function keepSigning(data: string, one: SignedWrongly): string {
  const folder = join(resolve(data), 'evidence')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${one.log}-statement-${one.index}.json`)
  writeFileSync(path, `${JSON.stringify(one, null, 2)}\n`)
  return path
}

async function keepAll(
  app: App,
  sourceOf: (arrangement: string) => HalfSource,
  arrangement: string,
  options: Options,
): Promise<Result<Kept[]>> {
  const kept: Kept[] = []
  // The register first: by what it says of keys it is judged whether an erasure is its recorder's own.
  const half = await readHalf(sourceOf(arrangement)).catch(() => null)
  const register = half?.ok ? half.value.register : arrangement
  for (const next of new Set([register, arrangement])) {
    const progress = progressOf('Entries', options.json)
    const one = await keepHalf(app, sourceOf(next), progress.step)
    progress.stop()
    if (!one.ok) return one
    kept.push(one.value)
  }
  return accept(kept)
}

function tell(kept: Kept, options: Options): void {
  if (options.json) console.log(JSON.stringify(kept))
  for (const log of kept.logs) {
    if (log.history.ok && 'continuedIn' in log.history) {
      const evidence = keepEvidence(options.data, log)
      if (!options.json)
        console.log(
          `${kept.arrangement}, log ${log.log}: its host lost its end, says so, and goes on in log ${log.history.continuedIn}. ` +
            `You keep ${log.size} entries: hand them to the host (symbolon export). Both notes are kept in ${evidence}.`,
        )
      continue
    }
    if (log.history.ok) {
      if (!options.json)
        console.log(
          `${kept.arrangement}, log ${log.log}: ${log.size} entries proven, ${log.statements} statements new.`,
        )
      if (!options.json && log.erased > 0)
        console.log(
          `${kept.arrangement}, log ${log.log}: ${log.erased} erased there. Text, salt and what rested on them are here no longer.`,
        )
      continue
    }
    process.exitCode = EXIT.damaged
    const evidence = log.history.fork ? keepEvidence(options.data, log) : null
    if (options.json) continue
    console.error(`${kept.arrangement}, log ${log.log}: ${log.history.what}. What was kept before stays as it is.`)
    if (evidence)
      console.error(
        `Two notes under one signature that cannot both be true are kept in ${evidence}. Show it to partners.`,
      )
  }
  for (const id of kept.spoiltDocuments) {
    process.exitCode = EXIT.damaged
    if (!options.json) console.error(`The text of document ${id} is not the one that was registered. It was left out.`)
  }
  if (options.json) return
  if (kept.documents > 0) console.log(`${kept.documents} texts of documents were added.`)
  for (const id of kept.noLongerShown) console.log(`Log ${id} is no longer shown there. What was kept of it stays.`)
}

/** What proves that the hub told two stories, or lost one: both notes, as they were signed. */
function keepEvidence(data: string, { log, history }: KeptLog): string | null {
  if (!('shown' in history)) return null
  const folder = join(resolve(data), 'evidence')
  mkdirSync(folder, { recursive: true })
  // Of a log that its host closed there is one such pair, however often it is shown.
  const name = history.ok ? 'continued' : new Date().toISOString().replaceAll(':', '')
  const path = join(folder, `${log}-${name}.txt`)
  const what = history.ok ? `its host goes on in log ${history.continuedIn}` : history.what
  writeFileSync(path, `Kept before:\n\n${history.kept}\nShown now (${what}):\n\n${history.shown}`)
  return path
}

export function hubOf(given: string): URL {
  const url = URL.parse(given)
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password) return url
  throw new Error(`${given} is no address of a hub. Write it as a browser shows it: https://record.example.org`)
}

/** A token in the list of processes would be everybody's on this machine: it comes in a file, or the environment. */
export function tokenOf(file: string | undefined): string | null {
  const text = file === undefined ? process.env.SYMBOLON_TOKEN : readFileSync(resolve(file), 'utf8')
  return text?.trim() || null
}

function secondsOf(given: string | undefined): number | null {
  if (given === undefined) return null
  if (/^[1-9]\d{0,5}$/.test(given)) return Number(given)
  throw new Error(`--every takes whole seconds from 1 on, not ${given}.`)
}
