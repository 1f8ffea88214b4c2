// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportHalf, folderSource, fsckHalf, keepHalf } from '@symbolon/halves'
import { fill, makeArrangement, must, openHouse } from './house.ts'
import { ownMemory } from './memory.ts'
import { perSecond, type Row } from './row.ts'
import { timed } from './timing.ts'

/** Each brings two and a half statements: itself, a report, and an assessment of every other. The last is a million. */
const SIZES = [
  { commitments: 4_000, mirror: true },
  { commitments: 40_000, mirror: true },
  { commitments: 400_000, mirror: false },
]

/** A half written, proven and mirrored, at sizes of which each is ten times the one before: the curve must be a line. */
export async function benchHalf(): Promise<Row[]> {
  const house = await openHouse()
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-bench-half-'))
  try {
    const { app } = house
    const arrangement = await makeArrangement(app)
    const rows: Row[] = []
    let held = 0
    for (const { commitments, mirror } of SIZES) {
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
      )
      if (mirror) {
        const mirroring = await mirrorOf(at)
        rows.push({
          name: `mirror of ${size} in a new database`,
          figure: perSecond(statements, mirroring),
          unit: 'statements/s',
        })
      }
      rows.push({ name: `memory of this process, ${size}`, figure: ownMemory(), unit: 'MiB' })
      rmSync(at, { recursive: true })
    }
    return rows
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await house.close()
  }
}

/** How long a mirror takes that begins with nothing, in a house of its own. */
async function mirrorOf(folder: string): Promise<number> {
  const partner = await openHouse({ copies: true })
  try {
    return await timed(async () => {
      must(await keepHalf(partner.app, folderSource(folder)))
    })
  } finally {
    await partner.close()
  }
}
