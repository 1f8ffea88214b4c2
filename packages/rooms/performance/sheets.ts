// SPDX-License-Identifier: Apache-2.0
import type { Sheet } from '@symbolon/foundation'
import { summariesOf } from '@symbolon/partnership'
import { mapParts, namesOf, partiesOf, SPEAKER_COLUMNS, speakersOf } from '@symbolon/register'
import { inParts, type View } from '@symbolon/store'
import { mentioned, withTellings } from './queries/scoreboard.ts'
import { amountsIn, SCOREBOARD_COLUMNS, scoreboardTable } from './scoreboard-table.ts'
import { tablesOf } from './tables.ts'

/** Each commitment with how it stands: the scoreboard, and the ids behind its names. */
const commitments: Sheet<View> = {
  columns: ['commitment', ...SCOREBOARD_COLUMNS, 'promisors (ids)', 'beneficiaries (ids)', 'entered in error'],
  rowsOf: (view, arrangement) =>
    mapParts(
      inParts(view, { table: 'partnership.commitment', arrangement }, (ids) =>
        tablesOf(view)
          .selectFrom('partnership.commitment')
          .selectAll()
          .where('arrangement', '=', arrangement)
          .where('id', 'in', ids)
          .orderBy('id')
          .execute(),
      ),
      async (found) => {
        const rows = await withTellings(view, arrangement, await summariesOf(view, arrangement, found, new Date()))
        const parties = await partiesOf(view, rows.flatMap(mentioned))
        return scoreboardTable({ rows, parties }).map((row, n) => {
          const { commitment } = rows[n]!
          return {
            ...{ commitment: commitment.id, ...row },
            'promisors (ids)': commitment.promisors.join(' '),
            'beneficiaries (ids)': commitment.beneficiaries.join(' '),
            'entered in error': commitment.provenance.error ?? '',
          }
        })
      },
    ),
}

const tellings = (table: 'performance.report' | 'performance.assessment'): Sheet<View> => ({
  columns: [
    ...['commitment', 'level', 'words', 'as of', 'quantities', 'money', 'evidence', ...SPEAKER_COLUMNS],
    ...['entered in error', 'statement'],
  ],
  rowsOf: (view, arrangement) =>
    mapParts(
      inParts(view, { table, arrangement }, (ids) =>
        tablesOf(view)
          .selectFrom(table)
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
          ...{
            commitment: row.commitment,
            level: row.level ?? '',
            words: row.body.words,
            'as of': row.body.asOf ?? '',
          },
          ...amountsIn(row.body),
          evidence: row.body.evidence.map(({ text, url }) => (url ? `${text} <${url}>` : text)).join('; '),
          ...speakersOf(row, nameOf),
          ...{ 'entered in error': row.error ?? '', statement: row.latest },
        }))
      },
    ),
})

export const sheets: Record<string, Sheet<View>> = {
  commitments,
  reports: tellings('performance.report'),
  assessments: tellings('performance.assessment'),
}
