// SPDX-License-Identifier: Apache-2.0
import { type Audience, audienceOfKey, type Citation, type Id, type Wording } from '@symbolon/foundation'
import { tierOf } from '@symbolon/register'
import type { View } from '@symbolon/store'
import type { CommitmentBody } from '../contract.ts'
import { tablesOf } from '../tables.ts'

/** What a decision about one commitment needs to know: the actor's seat, the commitment, its audience and ending. */
export type CommitmentFacts = {
  tier: string | null
  commitment: {
    promisors: Id[]
    saidBy: Id
    saidOn: string | null
    recordedBy: Id
    statement: Id
    audience: Audience
    citation: Citation | null
    wording: Wording | null
    body: CommitmentBody
  } | null
  ending: string | null
}

export async function commitmentFacts(
  view: View,
  arrangement: Id,
  commitment: Id,
  party: Id,
): Promise<CommitmentFacts> {
  const db = tablesOf(view)
  const row = await db
    .selectFrom('partnership.commitment as c')
    .innerJoin('store.log as l', (join) =>
      join.onRef('l.arrangement', '=', 'c.arrangement').onRef('l.id', '=', 'c.log'),
    )
    .select(['c.promisors', 'c.said_by', 'c.said_on', 'c.recorded_by', 'c.statement'])
    .select(['c.citation', 'c.wording', 'c.body', 'l.audience'])
    .where('c.arrangement', '=', arrangement)
    .where('c.id', '=', commitment)
    .executeTakeFirst()
  const ended = await db
    .selectFrom('partnership.ending')
    .select('how')
    .where('arrangement', '=', arrangement)
    .where('commitment', '=', commitment)
    .where('error', 'is', null)
    .executeTakeFirst()
  return {
    tier: await tierOf(view, arrangement, party),
    commitment: row
      ? {
          promisors: row.promisors,
          saidBy: row.said_by,
          saidOn: row.said_on,
          recordedBy: row.recorded_by,
          statement: row.statement,
          audience: audienceOfKey(row.audience),
          citation: row.citation,
          wording: row.wording,
          body: row.body,
        }
      : null,
    ending: ended?.how ?? null,
  }
}
