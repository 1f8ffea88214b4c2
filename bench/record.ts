// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import { openSession } from '@symbolon/store'
import { commitmentSaying } from './commitments.ts'
import { type Arrangement, type House, makeArrangement, must, openHouse, say } from './house.ts'
import { insertReady, makePeer, rowsOf, sayWithoutLog } from './record-peer.ts'
import { perSecond, type Row } from './row.ts'
import { percentile, timed } from './timing.ts'

const LIMIT = 1.3

/** Statements appended a second, beside the same rows inserted without log and proofs: in turns, in the same run. */
export async function benchRecord(): Promise<Row[]> {
  const house = await openHouse()
  try {
    const arrangement = await makeArrangement(house.app)
    await makePeer(house.admin)
    return [
      ...(await beside(house, arrangement, { name: 'one a transaction', batch: 1, rounds: 1500 })),
      ...(await beside(house, arrangement, { name: 'in batches of 1,000', batch: 1000, rounds: 25 })),
      await wholeCommand(house, arrangement),
    ]
  } finally {
    await house.close()
  }
}

type Course = { name: string; batch: number; rounds: number }

async function beside({ app }: House, { id, cast }: Arrangement, course: Course): Promise<Row[]> {
  const { store } = app
  const actor = cast.promising[0]!
  const sayings = (round: number) =>
    Array.from({ length: course.batch }, (_, n) =>
      commitmentSaying(store.world.newId(), round * course.batch + n, cast, actor),
    )
  const first = await say(app, id, actor, sayings(0))
  let ready = await rowsOf(store, id, idsOf(first))
  const times: Record<'ours' | 'unlogged' | 'ready', number[]> = { ours: [], unlogged: [], ready: [] }
  const warmUp = Math.ceil(course.rounds / 10)
  for (let round = 1; round <= warmUp + course.rounds; round++) {
    const said = sayings(round)
    const same = sayings(round)
    const runs = [
      async () => times.ours.push(await timed(() => say(app, id, actor, said))),
      async () => times.unlogged.push(await timed(() => sayWithoutLog(store, id, first[0]!.log, actor, same))),
      async () => times.ready.push(await timed(() => insertReady(store, ready))),
    ]
    // Whoever goes later may find the disk warm: they take turns.
    for (let turn = 0; turn < runs.length; turn++) await runs[(round + turn) % runs.length]!()
    if (round === warmUp) for (const list of Object.values(times)) list.length = 0
    // The rows of this round are what the last peer inserts in the next one.
    ready = await rowsOf(store, id, idsOf(said))
  }
  return rowsAbout(course, times)
}

const idsOf = (all: { id?: Id }[]): Id[] => all.map((one) => one.id!)

function rowsAbout({ name, batch }: Course, times: Record<'ours' | 'unlogged' | 'ready', number[]>): Row[] {
  const rate = (list: number[]) => perSecond(batch, percentile(list, 0.5))
  const unit = 'statements/s'
  const [ours, unlogged, ready] = [rate(times.ours), rate(times.unlogged), rate(times.ready)]
  return [
    { name: `appended, ${name}`, figure: ours, unit },
    { name: `the same without log and proofs, ${name}`, figure: unlogged, unit },
    { name: `the same rows ready-made, ${name}`, figure: ready, unit },
    { name: `cost of log and proofs, ${name}`, figure: unlogged / ours, unit: 'times', ...held(unlogged / ours) },
    { name: `cost against ready-made rows, ${name}`, figure: ready / ours, unit: 'times', ...held(ready / ours) },
  ]
}

const held = (times: number) => ({ against: `under ${LIMIT} times`, ratio: times / LIMIT })

/** A whole command: input checked, session looked up, seat read under the actor's own view, decided, appended. */
async function wholeCommand({ app }: House, { id, cast }: Arrangement): Promise<Row> {
  const actor = cast.promising[0]!
  const token = await openSession(app.store, actor)
  const times: number[] = []
  for (let i = 0; i < 500; i++) {
    const { id: _id, kind: _kind, body, ...rest } = commitmentSaying(app.store.world.newId(), i, cast, actor)
    const { correction: _correction, ...terms } = body as Record<string, unknown>
    const input = { arrangement: id, ...terms, ...rest }
    times.push(await timed(async () => must(await app.run('agree-commitment', token, input))))
  }
  const unit = 'statements/s'
  return { name: 'commands run, one after the other', figure: perSecond(1, percentile(times, 0.5)), unit }
}
