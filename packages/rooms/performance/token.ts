// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import type { CommitmentSummary } from '@symbolon/partnership/contract'
import { type Half, LEVELS, type Level, type Telling, type Token } from './contract.ts'

/** The steps of the scale; "no evidence available" is none of them. */
const STEPS: readonly Level[] = LEVELS.slice(1)

const silent: Half = { spoken: false, level: null, by: null }

/** A side's half says its last word; earlier words and other speakers of the side stand beside it in words. */
const halfOf = (tellings: Telling[]): Half => {
  const last = tellings.at(-1)
  return last ? { spoken: true, level: last.level, by: last.provenance.saidBy } : silent
}

/** Steps between two levels; null unless both are on the scale. */
export function stepsApart(a: Level | null, b: Level | null): number | null {
  const [i, j] = [a, b].map((level) => (level === null ? -1 : STEPS.indexOf(level))) as [number, number]
  return i < 0 || j < 0 ? null : Math.abs(i - j)
}

/** The token of a commitment: what each half says, how far apart they stand, and what breaks it. Nothing is averaged. */
export function tokenOf(
  commitment: Pick<CommitmentSummary, 'standing' | 'ending'>,
  reports: Telling[],
  assessments: Telling[],
): Token {
  const valid = (tellings: Telling[]) => tellings.filter((one) => one.provenance.error === null)
  const promising = halfOf(valid(reports))
  const other = halfOf(valid(assessments).filter((one) => !one.independent))
  const independent = halfOf(valid(assessments).filter((one) => one.independent))
  const contested = commitment.standing.some(({ standing }) => standing === 'contested')
  return {
    promising,
    other,
    independent,
    apart: stepsApart(promising.level, other.level),
    mark: commitment.ending?.how ?? (contested ? 'contested' : null),
  }
}

type Acceptance = { said_by: Id; assessor: Id; accepted: boolean }

/**
 * Whether an assessor is independent for a commitment: every promisor accepts it, and so does the other side, that is
 * every seated party that gains, or, where none of those is seated, at least one other seated party.
 */
export function isIndependent(
  assessor: Id,
  commitment: { promisors: Id[]; beneficiaries: Id[] },
  seated: Id[],
  acceptances: Acceptance[],
): boolean {
  const lastWord = new Map<Id, boolean>()
  for (const one of acceptances) if (one.assessor === assessor) lastWord.set(one.said_by, one.accepted)
  const accepts = (party: Id) => lastWord.get(party) === true
  const { promisors } = commitment
  if (promisors.includes(assessor) || !promisors.every(accepts)) return false
  const others = seated.filter((party) => party !== assessor && !promisors.includes(party))
  const gaining = others.filter((party) => commitment.beneficiaries.includes(party))
  return gaining.length > 0 ? gaining.every(accepts) : others.some(accepts)
}
