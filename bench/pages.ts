// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import { loadAtlas, openApp } from '@symbolon/app'
import type { Id } from '@symbolon/foundation'
import { openSession, startEmbedded } from '@symbolon/store'
import { analyze, fill, makeArrangement, must } from './house.ts'
import { memoryOfTree } from './memory.ts'
import { scriptsOf } from './page-scripts.ts'
import { buildPages, inNewFolder, startProduct } from './product.ts'
import type { Row } from './row.ts'
import { latencyRows, timesOf } from './timing.ts'

const COMMITMENTS = 10_000
const RUNS = 60
/** Kilobytes of 1000 bytes, compressed. */
const SCRIPT_LIMIT = 100

/** Pages of the running product over HTTP, and the scripts that a first visit loads. */
export const benchPages = (): Promise<Row[]> =>
  inNewFolder(async (folder) => {
    buildPages()
    const data = join(folder, 'data')
    const { arrangement, source, token } = await prepare(data)
    const product = await startProduct(data)
    try {
      const base = `${product.url}/arrangements/${arrangement}`
      const pages = { home: `${product.url}/`, arrangement: base, scoreboard: `${base}/scoreboard` }
      const rows: Row[] = []
      for (const [name, address] of Object.entries(pages))
        rows.push(...latencyRows(`page of ${name}`, await timesOf(RUNS, () => get(address))))
      const memory = memoryOfTree(product.pid)
      const note = `with ${COMMITMENTS.toLocaleString('en')} commitments`
      return [
        ...rows.map((row) => ({ ...row, note })),
        { name: 'memory of the product and its database', figure: memory, unit: 'MiB', note },
        ...(await scripts(pages)),
        {
          name: 'scripts of a review, the page that has most',
          figure: kilobytes(await scriptsOf(`${base}/documents/${source}/review`, token)),
          unit: 'kB',
        },
      ]
    } finally {
      await product.stop()
    }
  })

/** An arrangement with its commitments, and a document under review by one of its parties. */
async function prepare(dataFolder: string): Promise<{ arrangement: Id; source: Id; token: string }> {
  const app = await openApp({ dataFolder })
  await loadAtlas(app.store)
  const arrangement = await makeArrangement(app)
  await fill(app, arrangement, 0, COMMITMENTS)
  const { source, promising } = arrangement.cast
  const token = await openSession(app.store, promising[0]!)
  must(await app.run('open-review', token, { arrangement: arrangement.id, source }))
  await app.close()
  const server = await startEmbedded(dataFolder)
  await analyze({ ...server.admin, database: 'symbolon' })
  await server.stop()
  return { arrangement: arrangement.id, source, token }
}

async function get(address: string): Promise<void> {
  const page = await fetch(address)
  await page.text()
  if (page.status !== 200) throw new Error(`${address} answers ${page.status}`)
}

const kilobytes = (sizes: Map<string, number>) => [...sizes.values()].reduce((sum, size) => sum + size, 0) / 1000

/** An empty list is a finding: reading pages carry no script at all. */
async function scripts(pages: Record<string, string>): Promise<Row[]> {
  const all = new Map<string, number>()
  const row = (name: string, figure: number): Row => ({
    name,
    figure,
    unit: 'kB',
    against: `under ${SCRIPT_LIMIT} kB`,
    ratio: figure / SCRIPT_LIMIT,
  })
  const rows: Row[] = []
  for (const [name, address] of Object.entries(pages)) {
    const sizes = await scriptsOf(address)
    for (const [script, size] of sizes) all.set(script, size)
    rows.push(row(`scripts of ${name}, compressed`, kilobytes(sizes)))
  }
  return [...rows, row('scripts of all three, compressed', kilobytes(all))]
}
