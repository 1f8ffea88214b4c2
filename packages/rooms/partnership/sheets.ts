// SPDX-License-Identifier: Apache-2.0
import type { Sheet } from '@symbolon/foundation'
import { mapParts, namesOf, SPEAKER_COLUMNS, speakersOf } from '@symbolon/register'
import { inParts, type View } from '@symbolon/store'
import { tablesOf } from './tables.ts'

const positions: Sheet<View> = {
  columns: ['commitment', 'position', 'words', ...SPEAKER_COLUMNS, 'entered in error', 'statement'],
  rowsOf: (view, arrangement) =>
    mapParts(
      inParts(view, { table: 'partnership.position', arrangement }, (ids) =>
        tablesOf(view)
          .selectFrom('partnership.position')
          .selectAll()
          .where('arrangement', '=', arrangement)
          .where('id', 'in', ids)
          .orderBy('id')
          .execute(),
      ),
      async (rows) => {
        const nameOf = await namesOf(
          view,
          rows.flatMap((row) => [row.said_by, row.recorded_by]),
        )
        return rows.map((row) => ({
          ...{ commitment: row.commitment, position: row.position, words: row.body.words ?? '' },
          ...speakersOf(row, nameOf),
          ...{ 'entered in error': row.error ?? '', statement: row.latest },
        }))
      },
    ),
}

export const sheets: Record<string, Sheet<View>> = { positions }
