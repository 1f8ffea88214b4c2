// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import { buildPages, inNewFolder, startProduct } from './product.ts'
import type { Row } from './row.ts'
import { percentile } from './timing.ts'

const RUNS = 5

/** From the command to the first page, on a folder that is not there yet and on the same folder again, in turns. */
export async function benchStart(): Promise<Row[]> {
  buildPages()
  const fresh: number[] = []
  const again: number[] = []
  for (let run = 0; run < RUNS; run++)
    await inNewFolder(async (folder) => {
      for (const times of [fresh, again]) {
        const product = await startProduct(join(folder, 'data'))
        times.push(product.firstPage)
        await product.stop()
      }
    })
  const row = (name: string, times: number[], note: string): Row => {
    const figure = percentile(times, 0.5) / 1000
    return { name, figure, unit: 's', note: `median of ${RUNS}; ${note}` }
  }
  return [
    row('first page, new data folder', fresh, 'makes the database, loads atlas and demonstration; pages built before'),
    row('first page, existing data folder', again, 'the same folder'),
  ]
}
