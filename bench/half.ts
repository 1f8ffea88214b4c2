// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportHalf, folderSource, fsckHalf } from '@symbolon/halves'
import { fill, makeArrangement, must, openHouse } from './house.ts'
import { ownMemory } from './memory.ts'
import { perSecond, type Row } from './row.ts'
import { timed } from './timing.ts'

/** Each brings two and a half statements: itself, a report, and an assessment of every other. */
const COMMITMENTS = [4_000, 40_000]

/** A half written and proven again, at two sizes: the curve must be a line. */
export async function benchHalf(): Promise<Row[]> {
  const house = await openHouse()
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-bench-half-'))
  try {
    const { app } = house
    const arrangement = await makeArrangement(app)
    const rows: Row[] = []
    let held = 0
    for (const commitments of COMMITMENTS) {
      await fill(app, arrangement, held, commitments)
      held = commitments
      const at = join(folder, String(commitments))
      let statements = 0
      const writing = await timed(async () => {
        statements = must(await exportHalf(app, null, arrangement.id, at)).statements
      })
      const proving = await timed(async () => {
        if (!must(await fsckHalf(folderSource(at))).whole) throw new Error('the half is damaged')
      })
      const size = `${statements.toLocaleString('en')} statements`
      rows.push(
        { name: `export of ${size}`, figure: perSecond(statements, writing), unit: 'statements/s' },
        { name: `fsck of the folder, ${size}`, figure: perSecond(statements, proving), unit: 'statements/s' },
        { name: `memory of this process, ${size}`, figure: ownMemory(), unit: 'MiB' },
      )
    }
    return rows
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await house.close()
  }
}
