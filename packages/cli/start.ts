// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type App, COPIES, type Filling, fillingOf, hasMark, loadAtlas, loadDemonstration } from '@symbolon/app'
import { sentenceOf } from '@symbolon/foundation'
import { listen, serverOf } from '@symbolon/server'
import { notReconciled, withoutValues } from '@symbolon/store'
import { isBuilt, loadPages } from '@symbolon/web'
import { nameAccounts, openAccounts, originOf } from './accounts.ts'
import { openPlace } from './place.ts'
import { progressOf } from './progress.ts'

export type StartOptions = {
  data: string
  port: string
  empty?: boolean
  demonstration: boolean
  build?: boolean
  accounts?: boolean
  address?: string
}

/** Starts the product: folder, database, atlas, pages; prints the address; ends on Ctrl-C with everything closed. */
export async function start(options: StartOptions): Promise<void> {
  const port = portOf(options.port)
  const withAccounts = options.accounts || options.address !== undefined
  const origin = options.address === undefined ? null : originOf(options.address)
  if (options.build || !isBuilt()) buildPages(options.build ?? false)
  const note = (fault: unknown) => console.error(withoutValues(fault))
  const app = await openPlace(options.data, { onFault: note, jobs: true })
  try {
    // A place of copies shows what was copied and nothing else.
    if (!(await hasMark(app.store, COPIES))) await fill(app, wantedIn(options, withAccounts))
    const accounts = withAccounts ? await openAccounts(app, origin ?? '') : null
    const listening = await listen(serverOf(app, await loadPages(), note, accounts), port)
    // A passkey is bound to a name, and an address of numbers is none; with port 0 it is known from here on alone.
    if (accounts && !origin) await nameAccounts(accounts, listening.url.replace('127.0.0.1', 'localhost'))
    // Heard from here on: whoever reads the address may ask for the end at once.
    const asked = untilAsked()
    if (app.withheld) console.log(sentenceOf(notReconciled()))
    console.log(`Symbolon is at ${accounts?.origin ?? listening.url}`)
    if (origin) console.log(`Its proxy reaches it at ${listening.url}. End it with Ctrl-C.`)
    else console.log('It listens on this machine alone. End it with Ctrl-C.')
    await asked
    await listening.close()
  } finally {
    await app.close()
  }
}

export function portOf(given: string): number {
  const port = /^\d{1,5}$/.test(given) ? Number(given) : 65_536
  if (port < 65_536) return port
  throw new Error(`The port ${given} is no number from 0 to 65535. Choose one with --port; 0 takes any free one.`)
}

/** Where people sign in, the record is theirs: nothing made up is put into it unasked. */
function wantedIn({ empty, demonstration }: StartOptions, withAccounts: boolean): Filling {
  if (empty) return 'nothing'
  return demonstration && !withAccounts ? 'demonstration' : 'atlas'
}

async function fill(app: App, wanted: Filling): Promise<void> {
  const filling = await fillingOf(app.store, wanted)
  if (filling === 'nothing') return
  const atlas = progressOf('Loading the atlas')
  await loadAtlas(app.store, atlas.step)
  atlas.stop()
  if (filling !== 'demonstration') return
  const demo = progressOf('Loading the demonstration')
  await loadDemonstration(app.store, demo.step)
  demo.stop()
}

/** The pages are the one thing that is built; the rest runs as it is written. */
function buildPages(anew: boolean): void {
  console.error('Building the pages …')
  const root = fileURLToPath(new URL('../..', import.meta.url))
  // Several processes may start at once: each builds its own, and the first one that is whole stays.
  const part = `build-${process.pid}`
  const [from, to] = [part, 'build'].map((name) => join(root, 'packages/web', name)) as [string, string]
  try {
    const run = spawnSync('npm', ['run', 'build', '--silent'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      env: { ...process.env, SYMBOLON_PAGES: part },
    })
    if (run.status !== 0) throw new Error(`The pages could not be built:\n${run.stderr}`)
    if (!anew && isBuilt()) return
    if (existsSync(to)) renameSync(to, `${from}-old`)
    renameSync(from, to)
  } finally {
    for (const left of [from, `${from}-old`]) rmSync(left, { recursive: true, force: true })
  }
}

export const untilAsked = () =>
  new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done())
  })
