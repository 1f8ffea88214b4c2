// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from '@symbolon/app'
import type { View } from '@symbolon/store'
import { csvOf } from '@symbolon/tables'
import { type Half, placesOf } from './half.ts'
import { type Listed, pageOf } from './page.ts'
import type { PublishedLog } from './published.ts'

/** More rows than a browser on a small machine shows well; the tables have them all. */
const MOST = 5000
/** What the page lists of the tables. */
const LISTED = ['statements', 'commitments', 'parties', 'documents'] as const

/**
 * Writes what a folder has beside its proof, for whoever opens it without this product: a table for each kind of fact, and
 * a page. Answers their digests. Nothing of it proves anything: it is made from what is proven, under the same view.
 */
export async function writeDerived(
  app: App,
  view: View,
  { folder, half, logs }: { folder: string; half: Half; logs: PublishedLog[] },
): Promise<Half['derived']> {
  const digests: Half['derived'] = []
  mkdirSync(join(folder, 'tables'), { recursive: true })
  const listed: Partial<Record<string, Listed>> = {}
  for (const room of app.store.rooms)
    for (const [name, { columns, rowsOf }] of Object.entries(room.sheets)) {
      const path = placesOf.table(name)
      const hash = createHash('sha256')
      const write = (text: string) => {
        appendFileSync(join(folder, path), text)
        hash.update(text)
      }
      const kept: Listed = { rows: [], total: 0, erased: 0 }
      write(csvOf([], columns))
      for await (const rows of rowsOf(view, half.arrangement)) {
        write(csvOf(rows, columns, false))
        kept.rows.push(...rows.slice(0, MOST - kept.rows.length))
        kept.total += rows.length
        kept.erased += rows.filter((row) => row.erased).length
      }
      if ((LISTED as readonly string[]).includes(name)) listed[name] = kept
      digests.push({ path, sha256: hash.digest('hex') })
    }
  const nothing: Listed = { rows: [], total: 0, erased: 0 }
  const [statements, commitments, parties, documents] = LISTED.map((name) => listed[name] ?? nothing) as [
    Listed,
    Listed,
    Listed,
    Listed,
  ]
  const name = await nameOf(app, view, half)
  const page = pageOf({ half: { ...half, derived: digests }, name, logs, statements, commitments, parties, documents })
  writeFileSync(join(folder, placesOf.page), page)
  digests.push({ path: placesOf.page, sha256: createHash('sha256').update(page).digest('hex') })
  return digests
}

/** What the arrangement is called, where its founding may be read; else its id. */
async function nameOf(app: App, view: View, { arrangement }: Half): Promise<string> {
  for (const { describers } of app.store.rooms) {
    const found = (await describers.arrangement?.(view, [arrangement]))?.get(arrangement)
    if (found !== undefined) return found
  }
  return arrangement
}
