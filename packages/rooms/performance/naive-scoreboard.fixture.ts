// SPDX-License-Identifier: Apache-2.0
import { daysOf, ERASED, type Id, type Recorded, remainsIn } from '@symbolon/foundation'
import type { CommitmentBody } from '@symbolon/partnership/contract'
import type { ScoreboardInput, TellingBody } from './contract.ts'

type Fact<Body> = { id: Id; saidBy: Id; recordedBy: Id; body: Body; wordedAt: number; error: boolean; said: Recorded }

/** The facts of one kind, in the order in which they were first said: corrected, erased, and marked where they were errors. */
function factsOf<Body>(said: Recorded[], kind: string): Fact<Body>[] {
  const facts = new Map<Id, Fact<Body>>()
  const errors = new Set<Id>()
  const erased = new Set(said.filter((one) => one.kind === ERASED).map((one) => remainsIn(one)!.statement))
  for (const one of said) {
    if (one.kind === 'statement.entered-in-error') {
      const { statement } = one.body as { statement: Id }
      const wrong = facts.get(statement)
      errors.add(statement)
      if (wrong) wrong.error = true
    }
    if (one.kind === ERASED) {
      const { statement, corrects, index } = remainsIn(one)!
      const first = corrects ?? statement
      const left = facts.get(first)
      if (left && left.wordedAt <= index) facts.delete(first)
      else if (left) left.error = errors.has(first)
    }
    if (one.kind !== kind || erased.has(one.id)) continue
    const words = { saidBy: one.saidBy, recordedBy: one.recordedBy, body: one.body as Body, wordedAt: one.index }
    const id = one.corrects ?? one.id
    const earlier = facts.get(id)
    if (earlier) Object.assign(earlier, words)
    else facts.set(id, { id, ...words, error: false, said: one })
  }
  return [...facts.values()]
}

type Row = Fact<CommitmentBody> & {
  contested: boolean
  owned: boolean
  owns: (party: Id) => boolean
  due: string | null
  ended: boolean
  overdue: boolean
  report: TellingBody | null
  judged: TellingBody | null
}
type Kept = Row[]

/** The scoreboard's counts, sides and sums by plain loops over what was said: slow, and with nothing to get wrong. */
export function naiveScoreboard(said: Recorded[], arrangement: Id, filters: Partial<ScoreboardInput>, today: string) {
  const here = said.filter((one) => one.arrangement === arrangement)
  const valid = <Body>(kind: string) => factsOf<Body>(here, kind).filter((one) => !one.error)
  const reports = valid<TellingBody>('delivery.reported')
  const assessments = valid<TellingBody>('delivery.assessed')
  const positions = valid<{ commitment: Id; position: string }>('position.taken')
  const endings = valid<{ commitment: Id }>('commitment.ended')
  const all = valid<CommitmentBody>('commitment.agreed').map((one): Row => {
    const of = <T extends { body: { commitment: Id } }>(facts: T[]) => facts.filter((x) => x.body.commitment === one.id)
    const own = (party: Id) =>
      of(positions)
        .filter((x) => x.saidBy === party && x.recordedBy === party)
        .at(-1)
    const { promisors, deadline } = one.body
    const owns = (party: Id) => {
      const word = own(party)
      const confirmed = word?.body.position === 'confirmed' && word.said.index > one.wordedAt
      return confirmed || (one.saidBy === party && one.recordedBy === party)
    }
    const contested = promisors.some((party) => own(party)?.body.position === 'contested')
    const due = deadline && daysOf(deadline).last
    const ended = of(endings).length > 0
    return {
      ...one,
      contested,
      owned: !contested && promisors.every(owns),
      owns,
      due,
      ended,
      overdue: !ended && due !== null && due < today,
      report: of(reports).at(-1)?.body ?? null,
      judged: of(assessments).at(-1)?.body ?? null,
    }
  })
  const kept = all.filter(
    (one) =>
      (!filters.party || one.body.promisors.includes(filters.party)) &&
      (!filters.pillar || (one.body.pillar ?? 'none') === filters.pillar) &&
      (!filters.kind || one.body.kind === filters.kind) &&
      (!filters.due || (one.overdue ? 'overdue' : one.due ? 'to come' : 'none') === filters.due) &&
      (!filters.standing || (one.contested ? 'contested' : one.owned ? 'owned' : 'attributed') === filters.standing) &&
      (!filters.told || told(one.report !== null, one.judged !== null, filters.told)),
  )
  return { kept, counts: countsOf(kept), sides: sidesOf(kept), sums: sumsOf(kept) }
}

const told = (reported: boolean, judged: boolean, wanted: ScoreboardInput['told']) =>
  wanted === 'told'
    ? reported && judged
    : wanted === 'no report'
      ? !reported
      : wanted === 'no judgement'
        ? !judged
        : !reported && !judged

function countsOf(kept: Kept) {
  const n = (test: (one: Kept[number]) => unknown) => kept.filter(test).length
  const level = (body: TellingBody | null) => (body?.level === 'no evidence available' ? null : (body?.level ?? null))
  return {
    commitments: kept.length,
    overdue: n((one) => one.overdue),
    owned: n((one) => one.owned),
    contested: n((one) => one.contested),
    attributed: n((one) => !one.owned && !one.contested),
    notReported: n((one) => !one.report),
    notJudged: n((one) => !one.judged),
    neither: n((one) => !one.report && !one.judged),
    ended: n((one) => one.ended),
    differ: n(
      (one) => level(one.report) !== null && level(one.judged) !== null && level(one.report) !== level(one.judged),
    ),
  }
}

function sidesOf(kept: Kept) {
  const parties = [...new Set(kept.flatMap((one) => one.body.promisors))]
  return new Map(
    parties.map((party) => {
      const own = kept.filter((one) => one.body.promisors.includes(party))
      const n = (test: (one: Kept[number]) => unknown) => own.filter(test).length
      return [
        party,
        {
          party,
          commitments: own.length,
          reported: n((one) => one.report),
          judged: n((one) => one.judged),
          overdue: n((one) => one.overdue),
          owned: n((one) => !one.contested && one.owns(party)),
          contested: n((one) => one.contested),
          ended: n((one) => one.ended),
        },
      ]
    }),
  )
}

function sumsOf(kept: Kept): Map<string, number> {
  const sums = new Map<string, number>()
  const add = (key: unknown[], value: number) =>
    sums.set(JSON.stringify(key), (sums.get(JSON.stringify(key)) ?? 0) + value)
  for (const one of kept)
    for (const party of one.body.promisors)
      for (const [of, body] of [
        ['promised', one.body],
        ['reported', one.report],
        ['judged', one.judged],
      ] as const) {
        for (const q of body?.quantities ?? [])
          if (q.bound !== 'range-high') add([party, 'quantity', q.unit, q.period, of], q.value)
        for (const m of body?.money ?? [])
          if (m.bound !== 'range-high') add([party, 'money', m.currency, null, of], m.amount)
      }
  return sums
}
