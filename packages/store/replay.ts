// SPDX-License-Identifier: Apache-2.0
import type { Id, Recorded, Statement } from '@symbolon/foundation'
import { sql } from 'kysely'
import { project } from './append.ts'
import { statementsBetween } from './statements-between.ts'
import type { Store } from './store.ts'
import type { Writer } from './tables.ts'

const BATCH = 1000

/** Projects the statements of one log again, in their order; answers how many there are. Its rows must be gone. */
export async function replay(
  store: Store,
  writer: Writer,
  { arrangement, id, size }: { arrangement: Id; id: Id; size: number },
  progress: (done: number) => void = () => {},
): Promise<number> {
  let done = 0
  for (let from = 0; from < size; from += BATCH) {
    const rows = await statementsBetween(writer, { arrangement, log: id, from, to: from + BATCH })
    await project(
      store,
      writer,
      rows.map(({ canonical, index }) => recordedOf(canonical, id, index)),
    )
    done += rows.length
    progress(done)
  }
  return done
}

/** Takes the rows of one log out of every projection: a projector touches the rows of its own log alone. */
export async function unproject(store: Store, writer: Writer, log: { arrangement: Id; id: Id }): Promise<void> {
  for (const table of store.rooms.flatMap((room) => room.projections).toReversed())
    await sql`delete from ${sql.table(table)} where arrangement = ${log.arrangement} and log = ${log.id}`.execute(
      writer,
    )
}

const recordedOf = (canonical: string, log: string, index: number): Recorded => ({
  ...(JSON.parse(canonical) as Statement),
  log,
  index,
})
