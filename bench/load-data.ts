// SPDX-License-Identifier: Apache-2.0
import { loadAtlas, openApp, type Place } from '@symbolon/app'
import { states } from '@symbolon/atlas'
import type { Id, Saying } from '@symbolon/foundation'
import { openSession, weaknessesIn } from '@symbolon/store'
import { type Cast, commitmentSaying, tellingSaying } from './commitments.ts'
import { say } from './house.ts'

const ARRANGEMENTS = 1000
const STATEMENTS = 100_000
const SEATED = 4
/** Of each arrangement: its seats, and for every commitment a report and half an assessment. */
const COMMITMENTS = Math.round((STATEMENTS / ARRANGEMENTS - SEATED) / 2.5)

export type Seat = { party: Id; token: string }
export type Table = { id: Id; commitments: Id[]; seats: Seat[] }
export type Loaded = { tables: Table[]; seats: Seat[]; statements: number }

/** A thousand arrangements with four seated states each, and a hundred statements in each. */
export async function loadTables(place: Place): Promise<Loaded> {
  const app = await openApp(place, { sequencer: false, acceptWeak: accepted() })
  try {
    await loadAtlas(app.store)
    const { register, editors } = app.store.home
    const parties = states.filter(({ kind }) => kind === 'state').slice(0, 24)
    const seats: Seat[] = []
    for (const { id } of parties) seats.push({ party: id, token: await openSession(app.store, id) })
    const source = app.store.world.newId()
    const tables = Array.from({ length: ARRANGEMENTS }, (_, n) => ({
      id: app.store.world.newId(),
      commitments: Array.from({ length: COMMITMENTS }, () => app.store.world.newId()),
      seats: Array.from({ length: SEATED }, (_, k) => seats[(n + k) % seats.length]!),
    }))
    await say(app, register, editors, tables.map(registered))
    for (const table of tables) {
      const { id, commitments } = table
      const [promising, judging] = [table.seats.slice(0, 2), table.seats.slice(2)].map((all) =>
        all.map(({ party }) => party),
      )
      const cast: Cast = { promising: promising!, judging: judging!, source }
      const granted = table.seats.map(({ party }) => ({ kind: 'seat.granted', body: { party, tier: 'member' } }))
      await say(app, id, editors, granted)
      const [actor, judge] = [cast.promising[0]!, cast.judging[0]!]
      await say(app, id, actor, [
        ...commitments.map((one, i) => commitmentSaying(one, i, cast, actor)),
        ...commitments.map((one, i) => tellingSaying('delivery.reported', one, i, actor, source)),
      ])
      const judged = commitments.filter((_, i) => i % 2 === 0)
      await say(
        app,
        id,
        judge,
        judged.map((one, i) => tellingSaying('delivery.assessed', one, i, judge, source)),
      )
    }
    const all = app.store.projector.selectFrom('store.statement').select((eb) => eb.fn.countAll<number>().as('n'))
    const { n } = await all.executeTakeFirstOrThrow()
    return { tables, seats, statements: n }
  } finally {
    await app.close()
  }
}

const registered = ({ id }: { id: Id }, n: number): Saying => ({
  kind: 'arrangement.registered',
  body: {
    ...{
      arrangement: id,
      names: { en: `Bench partnership ${n}` },
      aliases: [],
      layer: 'regional',
      form: 'partnership',
    },
    ...{ bindingness: 'non-binding', began: null, ended: null, status: null, statusAsOf: null, note: null },
    ...{ demonstration: false, unsourced: [], sources: [] },
  },
})

/** What the host of the measured server took upon itself, as the product will read it. */
const accepted = () => weaknessesIn(process.env.SYMBOLON_ACCEPT_WEAK ?? '')
