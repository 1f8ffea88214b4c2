// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { tablesOf } from '../tables.ts'

export type Rules = { past: 'opened' | 'closed'; trace: 'left' | 'none' }

/** What an arrangement has chosen, by the last word on each rule that the reader may read. */
export async function rulesOf(view: View, arrangement: Id): Promise<Rules> {
  const last = await lastChoices(view, arrangement)
  return {
    past: last.get('past')?.choice === 'opened' ? 'opened' : 'closed',
    trace: last.get('trace')?.choice === 'left' ? 'left' : 'none',
  }
}

/** Since when the past of an arrangement is open to whoever takes a seat; null where it is closed. */
export async function pastOpenSince(view: View, arrangement: Id): Promise<string | null> {
  const last = (await lastChoices(view, arrangement)).get('past')
  return last?.choice === 'opened' ? last.recorded_at.toISOString() : null
}

async function lastChoices(view: View, arrangement: Id) {
  const rows = await tablesOf(view)
    .selectFrom('register.rule')
    .select(['rule', 'choice', 'recorded_at'])
    .where('arrangement', '=', arrangement)
    .orderBy('recorded_at')
    .orderBy('index')
    .execute()
  return new Map(rows.map((row) => [row.rule, row]))
}
