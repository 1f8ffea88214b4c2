// SPDX-License-Identifier: Apache-2.0
import type { Id, Recorded, Saying } from '@symbolon/foundation'
import { append, lockHeads, type Store } from '@symbolon/store'
import { chanceOf } from './chance.ts'
import { erasableOf, erasing } from './erasing.ts'
import { wordsOfKeys } from './own-keys.ts'
import { figures, registerNote } from './random-bodies.ts'
import { type Known, knowNothing, next, runs, seatOf } from './random-statements.ts'

export type Populace = { parties: Id[]; arrangements: Id[]; said: Recorded[] }

/**
 * Fills a store, through `append`, with about `count` statements of every kind of every room, in batches of 1 to
 * `batch`: corrections and what corrects them, errors, positions, endings, seats that end, erasures, in several audiences. The same
 * seed says the same.
 */
export async function populate(
  store: Store,
  count: number,
  options: { batch?: number; arrangements?: number } = {},
): Promise<Populace> {
  const chance = chanceOf(store.world)
  const parties = Array.from({ length: 6 }, store.world.newId)
  const arrangements = Array.from({ length: options.arrangements ?? 3 }, store.world.newId)
  const populace: Populace = { parties, arrangements, said: [] }
  const { register, editors } = store.home
  const say = async (arrangement: Id, by: Id, sayings: Saying[]) => {
    populace.said.push(...(await sayAll(store, arrangement, by, sayings)))
  }
  await say(register, editors, [...parties.map(partyOf), ...arrangements.map(arrangementOf)])
  for (const arrangement of arrangements)
    await say(
      arrangement,
      editors,
      parties.map((party, i) => seatOf(party, i === 5 ? 'observer' : 'member')),
    )
  for (const arrangement of arrangements) await say(arrangement, editors, watchersOf(arrangement, parties[0]!))
  const told = new Map<Id, Known>(arrangements.map((id) => [id, knowNothing()]))
  const erased = new Set<Id>()
  const eraseOne = async (by: Id) => {
    const one = erasableOf(store, chance, populace.said, erased, by)
    if (!one) return
    erased.add(one.id)
    told.get(one.arrangement)?.mendable.forEach((all, whose, mendable) => {
      mendable.set(
        whose,
        all.filter(({ id }) => id !== one.id && id !== one.corrects),
      )
    })
    await say(one.arrangement, by, [erasing(one)])
  }
  while (populace.said.length < count) {
    const by = chance.oneOf(parties)
    if (chance.happens(0.1)) await eraseOne(by)
    if (chance.happens(0.1)) {
      await say(register, by, [registerNote(store.world, chance, parties, arrangements)])
      continue
    }
    const arrangement = chance.oneOf(arrangements)
    const known = told.get(arrangement)!
    const batch = runs(chance, 1 + chance.below(options.batch ?? 20), (way) =>
      next(store, chance, way, by, parties, known),
    )
    await say(arrangement, by, batch)
  }
  while (erased.size === 0) await eraseOne(chance.oneOf(parties))
  // Large batches leave few turns to the register: what chance did not bring comes last.
  // A party of its own: from its second word on it says nothing unsigned.
  const signer = store.world.newId()
  await say(register, signer, wordsOfKeys(store, signer))
  await say(register, editors, figures(1))
  return populace
}

export async function sayAll(store: Store, arrangement: Id, by: Id, sayings: Saying[]): Promise<Recorded[]> {
  return store.projector.transaction().execute(async (writer) => {
    const heads = await lockHeads(writer, arrangement)
    return append(store, writer, heads, arrangement, { party: by }, sayings)
  })
}

const watchersOf = (arrangement: Id, party: Id): Saying[] => [
  {
    kind: 'witness.named',
    body: { party, vkey: 'witness.example+04000000+BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==' },
  },
  { kind: 'cosignatures.required', body: { arrangement, count: 1 } },
  { kind: 'log.continued', body: { log: arrangement, size: 1, kept: null, lost: 'A note of a log that is not here.' } },
]

const nothing = { note: null, sources: [] }
const partyOf = (party: Id, i: number): Saying => ({
  kind: 'party.registered',
  body: { ...nothing, party, kind: 'state', code: `P${i}`, names: { en: `Party ${i}` }, regions: [] },
})
const arrangementOf = (arrangement: Id, i: number): Saying => ({
  kind: 'arrangement.registered',
  body: {
    ...nothing,
    arrangement,
    names: { en: `Arrangement ${i}` },
    aliases: [],
    layer: 'regional',
    form: 'process',
    bindingness: 'none',
    began: null,
    ended: null,
    status: null,
    statusAsOf: null,
    demonstration: false,
    unsourced: [],
  },
})
