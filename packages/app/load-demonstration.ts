// SPDX-License-Identifier: Apache-2.0

import type { AtlasCommitment, Quantity, Telling } from '@symbolon/atlas'
import { delegations, losAngeles, mobilityPartnerships } from '@symbolon/atlas'
import type { Id, Saying } from '@symbolon/foundation'
import type { Store } from '@symbolon/store'
import { once, sayAsEditors } from './found-register.ts'
import { arrangementId, partyId, sourceId } from './load-atlas.ts'

export const DEMONSTRATION = 'demonstration loaded'

/**
 * Loads the demonstration: seats that are made up, and what the corpus really states, attributed to whose document it
 * is. Needs the atlas. Answers whether it was new.
 */
export const loadDemonstration = (store: Store, progress?: (done: number, of: number) => void): Promise<boolean> =>
  once(store, DEMONSTRATION, async (writer) => {
    const all = [...parties(), ...seats(store.home.editors), ...losAngelesSayings(), ...partnershipSayings()]
    await sayAsEditors(store, writer, all, (done) => progress?.(done, all.length))
  })

/** The delegations that the chooser offers first: a promising side, a counterpart, an observer, the public (null). */
export const demoDelegations = (): { role: string; party: Id | null }[] =>
  delegations.chooser.map(({ role, party }) => ({ role, party: party === null ? null : partyId(party) }))

function parties(): Saying[] {
  return delegations.parties.map((row) => ({
    kind: 'party.registered',
    body: { party: row.id, kind: row.kind, code: null, names: row.names, regions: [], note: row.note, sources: [] },
  }))
}

function seats(editors: Id): Saying[] {
  const granted = delegations.seats.map(({ arrangement, party, tier }) => ({
    kind: 'seat.granted',
    arrangement: arrangementId(arrangement),
    body: { party: partyId(party), tier },
  }))
  const tables = [...new Set(granted.map(({ arrangement }) => arrangement))]
  const own = tables.map((arrangement) => ({
    kind: 'seat.granted',
    arrangement,
    body: { party: editors, tier: 'secretariat' as const },
  }))
  return [...own, ...granted]
}

function losAngelesSayings(): Saying[] {
  const arrangement = arrangementId(losAngeles.arrangement)
  const themes = new Map(losAngeles.themes.map(({ key, name }) => [key, name]))
  return [
    ...losAngeles.commitments.flatMap((row) => commitmentSayings(arrangement, row, themes)),
    ...losAngeles.tellings.map((row) => tellingSaying(arrangement, row, losAngeles.commitments)),
  ]
}

function partnershipSayings(): Saying[] {
  const { commitments, tellings } = mobilityPartnerships
  const placeOf = new Map(commitments.map(({ key, arrangement }) => [key, arrangementId(arrangement)]))
  return [
    ...commitments.flatMap((row) => commitmentSayings(arrangementId(row.arrangement), row, new Map())),
    ...tellings.map((row) => tellingSaying(placeOf.get(row.commitment)!, row, commitments)),
  ]
}

const toldAs = <T extends { told: string }>(all: T[], told: Quantity['told']) =>
  all.filter((one) => one.told === told).map(({ told: _told, ...rest }) => rest)

/** A commitment, and, where the same document reports figures of it as done, what it tells of the delivery. */
function commitmentSayings(arrangement: Id, row: AtlasCommitment, themes: Map<string, string>): Saying[] {
  const saidBy = partyId(row.saidBy)
  const citation = { source: sourceId(row.source), start: null, end: null, place: row.at }
  const common = { arrangement, saidBy, saidOn: row.saidOn, citation }
  const commitment: Saying = {
    ...common,
    id: row.id,
    kind: 'commitment.agreed',
    body: {
      promisors: row.promisors.map(partyId),
      beneficiaries: row.beneficiaries.map(partyId),
      toWords: row.toWords,
      pillar: row.pillar,
      theme: row.theme && (themes.get(row.theme) ?? row.theme),
      strength: row.strength,
      kind: row.kind,
      summary: row.summary,
      quantities: toldAs(row.quantities, 'promised'),
      money: toldAs(row.money, 'promised'),
      deadline: row.deadline,
      condition: row.condition,
      correction: null,
    },
  }
  const quantities = toldAs(row.quantities, 'reported')
  const money = toldAs(row.money, 'reported')
  if (quantities.length + money.length === 0) return [commitment]
  const body = {
    commitment: row.id,
    level: null,
    words: 'The document that makes the promise also tells these figures as reached.',
    quantities,
    money,
    asOf: row.saidOn,
    evidence: [],
  }
  return [
    commitment,
    { ...common, kind: row.promisors.includes(row.saidBy) ? 'delivery.reported' : 'delivery.assessed', body },
  ]
}

function tellingSaying(arrangement: Id, row: Telling, commitments: AtlasCommitment[]): Saying {
  const commitment = commitments.find(({ key }) => key === row.commitment)
  if (!commitment) throw new Error(`the demonstration tells of ${row.commitment} and does not have it`)
  const bare = <T extends { told: string }>(all: T[]) => all.map(({ told: _told, ...rest }) => rest)
  return {
    arrangement,
    id: row.id,
    kind: row.kind === 'report' ? 'delivery.reported' : 'delivery.assessed',
    saidBy: partyId(row.saidBy),
    saidOn: row.saidOn,
    citation: { source: sourceId(row.source), start: null, end: null, place: row.at },
    body: {
      commitment: commitment.id,
      level: row.status,
      words: row.words,
      quantities: bare(row.quantities),
      money: bare(row.money),
      asOf: row.saidOn,
      evidence: [],
    },
  }
}
