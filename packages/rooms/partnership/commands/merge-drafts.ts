// SPDX-License-Identifier: Apache-2.0
import { accept, defineCommand, type Id, idSchema, refuse } from '@symbolon/foundation'
import type { View } from '@symbolon/store'
import { z } from 'zod'
import type { DraftFields } from '../contract.ts'
import { draftsOf, keepDrafts, next } from '../drafts.ts'
import { cannotMerge } from '../problems.ts'

export const mergeDrafts = defineCommand({
  name: 'merge-drafts',
  summary: 'Makes one draft of several passages that say one commitment. The first keeps its place.',
  input: z.strictObject({ arrangement: idSchema, source: idSchema, drafts: z.array(idSchema).min(2).max(50) }),
  answer: z.strictObject({ draft: idSchema }),
  example: {
    arrangement: '01900000-0000-7000-8000-000000000001',
    source: '01900000-0000-7000-8000-000000000002',
    drafts: ['01900000-0000-7000-8000-000000000003', '01900000-0000-7000-8000-000000000004'],
  },
  arrangement: (input) => input.arrangement,
  read: (view: View, { arrangement, source }) => draftsOf(view, arrangement, source),
  decide: ({ arrangement, source, drafts: ids }, drafts, actor, world) => {
    const chosen = drafts.filter((one) => ids.includes(one.id) && one.state !== 'recorded' && one.state !== 'merged')
    const [first, ...rest] = chosen
    if (!first || chosen.length !== new Set(ids).size || rest.length === 0) return refuse(cannotMerge())
    const whole = next(first, {
      end: Math.max(...chosen.map((one) => one.end)),
      quote: chosen.map((one) => one.quote).join('\n\n'),
      state: 'open',
      fields: rest.reduce((fields, one) => joinFields(fields, one.fields), first.fields),
      doubts: [...new Set(chosen.flatMap((one) => one.doubts))],
    })
    const merged = rest.map((one) => next(one, { state: 'merged' as const }))
    return accept({
      say: [],
      keep: keepDrafts(world, { arrangement, party: actor.party, source }, chosen, [whole, ...merged]),
      answer: () => ({ draft: first.id }),
    })
  },
})

/** Lists are joined; of single values the first that is told stays. */
export function joinFields(a: DraftFields, b: DraftFields): DraftFields {
  const union = <T>(one: T[], other: T[]): T[] =>
    [...one, ...other].filter((x, i, all) => all.findIndex((y) => JSON.stringify(x) === JSON.stringify(y)) === i)
  return {
    promisors: union<Id>(a.promisors, b.promisors),
    beneficiaries: union<Id>(a.beneficiaries, b.beneficiaries),
    toWords: a.toWords ?? b.toWords,
    pillar: a.pillar ?? b.pillar,
    theme: a.theme ?? b.theme,
    strength: a.strength ?? b.strength,
    kind: a.kind === b.kind ? a.kind : 'both',
    summary: a.summary,
    quantities: union(a.quantities, b.quantities),
    money: union(a.money, b.money),
    deadline: a.deadline ?? b.deadline,
    condition: a.condition ?? b.condition,
  }
}
