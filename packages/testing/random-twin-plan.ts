// SPDX-License-Identifier: Apache-2.0
import {
  type Audience,
  allSeats,
  everybody,
  type Id,
  members,
  onlyParties,
  type Saying,
  type World,
} from '@symbolon/foundation'
import type { Player } from './cast.ts'
import type { Chance } from './chance.ts'
import { commitmentTerms, telling } from './random-bodies.ts'

/** A seat as the plan has it; `ends` is what becomes of it before anybody looks. */
type PlannedSeat = {
  id: Id
  party: Id
  tier: string
  from: string | null
  until: string | null
  ends: 'suspended' | 'ended' | null
}
/** `readers` is A, for whom the plan says what it reads in the end. */
export type Plan = { arrangement: Id; confidential: boolean; trace: boolean; readers: Id; seats: PlannedSeat[] }

const TIERS = ['member', 'observer', 'secretariat'] as const

/** B founds every table and is a member; of the others each sits there or not. The first leaves traces, the last is confidential. */
export function planOf(chance: Chance, script: World, n: number, [alba, borea, ...others]: Player[]): Plan {
  // Everybody holds a seat that all can see: who speaks for whom is chosen from those, until accounts exist.
  const seated = [alba!, ...others].filter(() => chance.happens(0.7) || n === 0)
  const seats = seated.map(({ party }) => ({
    ...{ id: script.newId(), party, tier: chance.oneOf(TIERS) },
    from: n === 0 ? null : chance.oneOf([null, null, null, '2099-01-01']),
    until: chance.oneOf([null, '2099-12-31']),
    ends: n !== 1 ? null : chance.oneOf([null, null, 'suspended', 'ended'] as const),
  }))
  const founder = { id: script.newId(), party: borea!.party, tier: 'member', from: null, until: null, ends: null }
  const arrangement = script.newId()
  return { arrangement, confidential: n === 2, trace: n === 0, readers: alba!.party, seats: [founder, ...seats] }
}

/** Whether a party reads, in the end, what is said in an arrangement for an audience: from the plan alone. */
export function reads(plan: Plan, party: Id, audience: Audience): boolean {
  if (audience.to === 'public') return true
  if (audience.to === 'parties') return audience.parties.includes(party)
  const seat = plan.seats.find((one) => one.party === party)
  const tiers: string[] = audience.tiers
  return seat !== undefined && seat.from === null && seat.ends === null && tiers.includes(seat.tier)
}

export type PlannedAct = {
  plan: Plan
  by: Player
  audience: Audience
  commitment: Id
  sayings: Saying[]
}

/** Thirty acts: a commitment and what is told of it, for one audience; some of what is confidential under an embargo. */
export function* actsOf(chance: Chance, script: World, plans: Plan[], players: Player[]): Generator<PlannedAct> {
  const parties = players.map(({ party }) => party)
  for (let nth = 0; nth < 30; nth++) {
    const plan = chance.oneOf(plans)
    const by = players.find(({ party }) => party === chance.oneOf(plan.seats).party) ?? players[1]!
    const anybody = plan.confidential ? allSeats : everybody
    const audience = chance.oneOf<Audience>([
      ...[anybody, anybody, members, allSeats, { to: 'seats', tiers: [chance.oneOf(TIERS)] }],
      ...[onlyParties(by.party), onlyParties(by.party, chance.oneOf(parties))],
    ] as Audience[])
    const commitment = script.newId()
    const say = (kind: string, body: unknown, id = script.newId()) => ({ kind, body, audience, id })
    const sayings = [
      say('commitment.agreed', { ...commitmentTerms(chance, parties), correction: null }, commitment),
      say(chance.oneOf(['delivery.reported', 'delivery.assessed']), telling(chance, commitment)),
      say('position.taken', { commitment, position: chance.oneOf(['confirmed', 'contested']), words: null }),
      say('assessor.accepted', { assessor: chance.oneOf(parties), accepted: chance.happens(0.5), words: null }),
    ]
    const embargo = say('embargo.set', { statement: commitment, until: '2099-01-01', to: everybody })
    const under = chance.happens(0.3) && audience.to !== 'public'
    yield { plan, by, audience, commitment, sayings: under ? [...sayings, embargo] : sayings }
  }
}
