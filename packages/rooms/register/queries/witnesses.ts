// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import { cosignatureTime, splitNote } from '@symbolon/record'
import type { View } from '@symbolon/store'
import type { RecordPage } from '../contract.ts'
import { tablesOf } from '../tables.ts'

type Log = RecordPage['logs'][number]

/** Whose witness co-signs under which key, in an arrangement; the latest word of each party. */
export async function witnessesOf(view: View, arrangement: Id): Promise<{ party: Id; vkey: string }[]> {
  const rows = tablesOf(view).selectFrom('register.witness').select('body').where('arrangement', '=', arrangement)
  return (await rows.orderBy('id').execute()).map(({ body }) => body)
}

/** How many parties must co-sign a checkpoint of an arrangement before it counts. */
export async function requiredOf(view: View, arrangement: Id): Promise<number> {
  const rows = tablesOf(view).selectFrom('register.quorum').select('body').where('arrangement', '=', arrangement)
  return (await rows.executeTakeFirst())?.body.count ?? 0
}

/**
 * Who co-signed a log last, and how far it counts: the largest size that as many parties co-signed as are required. A
 * party whose witness signed a larger size has seen every smaller one with it: witnesses co-sign what is consistent.
 */
export async function cosignaturesOf(
  view: View,
  { arrangement, log, required }: { arrangement: Id; log: Id; required: number },
  witnesses: { party: Id; vkey: string }[],
): Promise<Pick<Log, 'cosignatures' | 'counts'>> {
  const rows = await view
    .selectFrom('store.cosignature as c')
    .innerJoin('store.checkpoint as p', (join) =>
      join.onRef('p.arrangement', '=', 'c.arrangement').onRef('p.log', '=', 'c.log').onRef('p.size', '=', 'c.size'),
    )
    .select(['c.name', 'c.size', 'c.line'])
    .where('c.arrangement', '=', arrangement)
    .where('c.log', '=', log)
    .orderBy('c.size', 'desc')
    .execute()
  const cosignatures = witnesses.flatMap(({ party, vkey }) => {
    const last = rows.find(({ name }) => name === vkey.split('+')[0])
    return last ? [{ party, size: last.size, at: timeIn(last.line) }] : []
  })
  const sizes = cosignatures.map(({ size }) => size).sort((a, b) => b - a)
  return { cosignatures, counts: required === 0 ? null : (sizes[required - 1] ?? null) }
}

function timeIn(line: string): string {
  const split = splitNote(`x\n\n${line}\n`)
  const seconds = split.ok ? cosignatureTime(split.lines[0]!.signature) : undefined
  return seconds === undefined ? '' : new Date(seconds * 1000).toISOString()
}
