// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type App, openApp } from '@symbolon/app'
import { folderSource, houseSource, hubSource, type Partner, type Recovery, recover } from '@symbolon/halves'
import { EXIT } from './exit.ts'
import { hubOf, tokenOf } from './mirror-verbs.ts'
import { acceptedWeak, withApp } from './place.ts'
import { progressOf } from './progress.ts'

type Options = {
  data: string
  from?: string[]
  token?: string
  shown?: string[]
  noneHasMore?: boolean
  json?: boolean
}

/** Brings back what partners keep of a restored record, and lets it speak again; ends with 2 where it may not yet. */
export async function recoverVerb(options: Options): Promise<void> {
  const shown = (options.shown ?? []).map((file) => readFileSync(resolve(file), 'utf8'))
  const opened: App[] = []
  try {
    const partners: Partner[] = []
    const also: string[] = []
    for (const place of options.from ?? []) {
      const { partner, keeps } = await partnerAt(place, options, opened)
      partners.push(partner)
      also.push(...keeps)
    }
    const work = async (app: App) => {
      const progress = progressOf('Entries', options.json)
      const { noneHasMore } = options
      const done = await recover(app, partners, { shown, noneHasMore, also, progress: progress.step }).finally(
        progress.stop,
      )
      if (options.json) console.log(JSON.stringify(done, null, 2))
      else tell(done)
      if (!done.reconciled) process.exitCode = EXIT.refused
    }
    await withApp(options.data, work, { sequencer: false })
  } finally {
    for (const app of opened) await app.close()
  }
}

/** The address of a mirror that serves, an exported half, or the data folder of a mirror. */
async function partnerAt(
  place: string,
  { token }: Options,
  opened: App[],
): Promise<{ partner: Partner; keeps: string[] }> {
  if (/^https?:/.test(place)) {
    const [url, word] = [hubOf(place), tokenOf(token)]
    return { partner: (arrangement) => hubSource(url, arrangement, word), keeps: [] }
  }
  const folder = resolve(place)
  if (existsSync(join(folder, 'symbolon.json'))) {
    const half = JSON.parse(readFileSync(join(folder, 'symbolon.json'), 'utf8')) as { arrangement: string }
    const partner: Partner = (arrangement) => (arrangement === half.arrangement ? folderSource(folder) : null)
    return { partner, keeps: [half.arrangement] }
  }
  if (!existsSync(join(folder, 'pg/PG_VERSION')))
    throw new Error(
      `${place} is no half and no mirror. Name an exported half, the data folder of a mirror, or an address.`,
    )
  const app = await openApp({ dataFolder: folder }, { sequencer: false, acceptWeak: acceptedWeak() })
  opened.push(app)
  const rows = await app.store.projector.selectFrom('store.log').select('arrangement').distinct().execute()
  const keeps = rows.map(({ arrangement }) => arrangement)
  return { partner: (arrangement) => houseSource(app, arrangement), keeps }
}

function tell({ logs, lostTexts, unshown, gaps, continued, reconciled }: Recovery): void {
  for (const { log, before, size, statements, what } of logs) {
    if (size > before || statements > 0)
      console.log(`Log ${log}: ${size - before} entries and ${statements} statements came back, up to ${size}.`)
    if (what !== null) console.error(`Log ${log}: ${what}.`)
  }
  if (lostTexts > 0)
    console.log(`${lostTexts} entries are here without their text: the partners who may read it were not among these.`)
  for (const one of continued)
    console.log(`Log ${one.log} is closed for good; what is said from now on stands in ${one.in}.`)
  for (const { log, size, signed } of gaps)
    console.error(`Log ${log}: ${signed} entries were signed, ${size} are here, and nobody gave the others.`)
  if (reconciled) {
    console.log('The record is reconciled: it takes statements and is signed again.')
    return
  }
  for (const { log, audience } of unshown) console.error(`Log ${log} (${audience}) was shown by nobody.`)
  console.error(
    'Nothing is said or signed yet. Ask further partners (--from), or end it with --none-has-more: what nobody gave is then ' +
      'lost, and a log of which more was signed is closed and goes on in another one.',
  )
}
