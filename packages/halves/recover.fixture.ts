// SPDX-License-Identifier: Apache-2.0
import type { Result } from '@symbolon/foundation'
import { digestOf, dump } from '@symbolon/store'
import type { House } from '@symbolon/testing'

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.sentence)
  return result.value
}

/** The heads of an arrangement's logs, to compare two houses by. */
export async function headsOf(app: House, arrangement: string) {
  const rows = app.store.projector.selectFrom('store.log').select(['id', 'audience', 'size', 'frontier', 'signed_size'])
  return (await rows.where('arrangement', '=', arrangement).orderBy('id').execute()).map((row) => ({
    ...row,
    frontier: row.frontier.toString('hex'),
  }))
}

/** The digest of everything that was projected. */
export const projected = (app: House): Promise<string> =>
  app.store.projector.transaction().execute(async (db) => {
    const tables = app.store.rooms.flatMap((room) => room.projections)
    return digestOf(await dump(db, tables))
  })
