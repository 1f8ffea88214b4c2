// SPDX-License-Identifier: Apache-2.0
import { type Audience, allSeats, everybody, type Id, members, onlyParties, type Saying } from '@symbolon/foundation'
import type { Store } from '@symbolon/store'
import type { Chance } from './chance.ts'
import { commitmentTerms, telling } from './random-bodies.ts'

/** What later statements may speak of, in one arrangement. */
type Told = { id: Id; audience: Audience; recordedBy: Id; kind: string; body: Record<string, unknown> }

/** Of one arrangement: all that was said in it, and the parts of it that are asked for. */
export type Known = { all: Told[]; commitments: Told[]; seats: Told[]; mendable: Map<Id, Told[]> }
export const knowNothing = (): Known => ({ all: [], commitments: [], seats: [], mendable: new Map() })

function learn(known: Known, told: Told): void {
  known.all.push(told)
  if (told.kind === 'commitment.agreed') known.commitments.push(told)
  if (told.kind === 'seat.granted') known.seats.push(told)
  if (!/agreed|reported|assessed/.test(told.kind)) return
  known.mendable.set(told.recordedBy, [...(known.mendable.get(told.recordedBy) ?? []).slice(-50), told])
}

const WAYS = 900

/** Things of one kind are said together: a batch is a few runs, each of one way to go on. */
export function runs<T>(chance: Chance, length: number, make: (way: number) => T): T[] {
  let way = chance.below(WAYS)
  return Array.from({ length }, () => {
    if (chance.happens(0.2)) way = chance.below(WAYS)
    return make(way)
  })
}

export function next(store: Store, chance: Chance, way: number, by: Id, parties: Id[], known: Known): Saying {
  const saying =
    known.commitments.length === 0 || way < WAYS * 0.3
      ? {
          kind: 'commitment.agreed',
          audience: audienceFor(chance, by, parties),
          body: commitmentTerms(chance, parties),
        }
      : about(store, chance, way, by, parties, known, chance.oneOf(known.commitments))
  const id = store.world.newId()
  // Some are entered from a document, in the name of another.
  const saidBy = chance.happens(0.2) ? chance.oneOf(parties) : by
  const { kind, audience, body } = saying
  if (!('corrects' in saying)) learn(known, { id, kind, audience, recordedBy: by, body: body as Told['body'] })
  return { ...saying, id, saidBy, saidOn: chance.happens(0.5) ? '2024-05' : null }
}

const audienceFor = (chance: Chance, by: Id, parties: Id[]): Audience =>
  chance.oneOf([everybody, everybody, everybody, members, allSeats, onlyParties(by), onlyParties(by, parties[0]!)])

function about(store: Store, chance: Chance, way: number, by: Id, parties: Id[], known: Known, of: Told) {
  const { audience } = of
  const commitment = of.id
  const mendable = known.mendable.get(by) ?? []
  const mended = mendable.length ? chance.oneOf(mendable) : null
  const wrong = chance.oneOf(known.all)
  const choices: (() => { kind: string; audience: Audience; body: unknown; corrects?: Id } | null)[] = [
    () => ({ kind: 'delivery.reported', audience, body: telling(chance, commitment) }),
    () => ({ kind: 'delivery.assessed', audience, body: telling(chance, commitment) }),
    () => ({
      kind: 'position.taken',
      audience,
      body: { commitment, position: chance.oneOf(['confirmed', 'contested']), words: null },
    }),
    () => ({
      kind: 'commitment.ended',
      audience,
      body: { commitment, how: chance.oneOf(['withdrawn', 'lapsed', 'no trace']), words: 'Over.', evidence: [] },
    }),
    () => ({
      kind: 'assessor.accepted',
      audience,
      body: { assessor: chance.oneOf(parties), accepted: chance.happens(0.8), words: null },
    }),
    () => ({
      kind: 'statement.entered-in-error',
      audience: wrong.audience,
      body: { statement: wrong.id, reason: 'A slip.' },
    }),
    () =>
      mended && {
        kind: mended.kind,
        audience: mended.audience,
        corrects: mended.id,
        body:
          mended.kind === 'commitment.agreed'
            ? { ...commitmentTerms(chance, parties), correction: 'Better so.' }
            : telling(chance, mended.body.commitment as Id),
      },
    () => ({ ...seatOf(chance.oneOf(parties), 'observer'), audience }),
    () => {
      const seat = known.seats.length ? chance.oneOf(known.seats) : null
      return seat && { kind: 'seat.ended', audience: seat.audience, body: { seat: seat.id, reason: null } }
    },
    () => rarely(store, chance, known, of),
  ]
  return choices[way % choices.length]!() ?? choices[0]!()!
}

/** What is seldom said: seats that pause, rules, embargoes and what comes of them. */
function rarely(store: Store, chance: Chance, { seats }: Known, { id, audience }: Told) {
  const seat = seats.length ? chance.oneOf(seats) : null
  const ofSeat = (kind: string) => seat && { kind, audience: seat.audience, body: { seat: seat.id, reason: null } }
  const example = store.kinds.get('statement.declassified')!.example as object
  return chance.oneOf([
    ofSeat('seat.suspended'),
    ofSeat('seat.resumed'),
    { kind: 'trace.left', audience: everybody, body: {} },
    { kind: 'embargo.set', audience, body: { statement: id, until: '2099-01-01', to: everybody } },
    { kind: 'statement.declassified', audience: everybody, body: { ...example, statement: id } },
    { kind: 'past.chosen', audience: everybody, body: { past: chance.oneOf(['opened', 'closed']) } },
    { kind: 'trace.chosen', audience: everybody, body: { trace: chance.oneOf(['left', 'none']) } },
  ])
}

export const seatOf = (party: Id, tier: 'member' | 'observer') => ({
  kind: 'seat.granted',
  audience: everybody,
  body: { party, tier },
})
