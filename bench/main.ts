// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util'
import { benchHalf } from './half.ts'
import { benchLoad } from './load.ts'
import { benchPages } from './pages.ts'
import { benchReading } from './reading.ts'
import { benchRecord } from './record.ts'
import { type Row, tableOf } from './row.ts'
import { benchScoreboard } from './scoreboard.ts'
import { benchStart } from './start.ts'
import { benchUnreadable } from './unreadable.ts'

const MEASURES: Record<string, () => Row[] | Promise<Row[]>> = {
  record: benchRecord,
  half: benchHalf,
  scoreboard: benchScoreboard,
  unreadable: benchUnreadable,
  start: benchStart,
  pages: benchPages,
  reading: benchReading,
  load: benchLoad,
}

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true })
const unknown = positionals.find((name) => !MEASURES[name])
if (unknown) {
  console.error(`There is no measure "${unknown}". Choose from: ${Object.keys(MEASURES).join(', ')}.`)
  process.exit(2)
}

const measured: Record<string, Row[]> = {}
for (const name of positionals.length ? positionals : Object.keys(MEASURES)) {
  measured[name] = await MEASURES[name]!()
  if (!values.json) console.log(`\n${name}\n${tableOf(measured[name])}`)
}
if (values.json) console.log(JSON.stringify(measured, null, 2))
