// SPDX-License-Identifier: Apache-2.0
import type { App } from '@symbolon/app'
import { SCOREBOARD_COLUMNS, type ScoreboardPage, scoreboardTable } from '@symbolon/performance'
import { csvOf } from '@symbolon/tables'
import type { Context } from 'hono'
import { refusal } from './refusal.ts'
import { tokenOf } from './session.ts'

/** The scoreboard as a table for a spreadsheet: one row a commitment, with the ids of the statements under it. */
export async function scoreboardCsv(app: App, context: Context): Promise<Response> {
  const rows: Record<string, unknown>[] = []
  for (let page = 1, pages = 1; page <= pages; page++) {
    const input = { ...context.req.query(), page, size: 1000 }
    const result = await app.ask<ScoreboardPage>('scoreboard', tokenOf(context), input)
    if (!result.ok) return refusal(context, result.problem)
    pages = result.value.pages
    rows.push(...scoreboardTable(result.value))
  }
  context.header('Content-Type', 'text/csv; charset=utf-8')
  context.header('Content-Disposition', 'attachment; filename="scoreboard.csv"')
  return context.body(csvOf(rows, SCOREBOARD_COLUMNS))
}
