// SPDX-License-Identifier: Apache-2.0
import { allSeats, everybody, type Id, onlyParties, type Saying, seededWorld, type World } from '@symbolon/foundation'
import { signCheckpoints } from '@symbolon/store'
import { enrol, type Player, promise } from './cast.ts'
import { type Chance, chanceOf } from './chance.ts'
import { erasing } from './erasing.ts'
import { freshApp, type TestApp } from './fresh-app.ts'
import { sayAll } from './populate.ts'
import { actsOf, type Plan, planOf, reads } from './random-twin-plan.ts'

/** One of two worlds that differ in nothing that A may read. `open` sets the clock and the chance to A's own. */
export type RandomTwin = {
  app: TestApp
  alba: Player
  borea: Player
  ids: Record<string, Id[]>
  open: () => void
  hidden: number
}

const TEXT = { mediaType: 'text/plain', language: 'en', text: 'Belize will issue 500 visas by 2027.' }

/**
 * A world from a seed: parties, arrangements (one of them confidential, one with traces), seats with dates and
 * suspensions, and statements for random audiences, some under an embargo and some erased. With `whole` false, what A may not read is
 * never said. What A reads follows from the plan alone, not from the database: a rule that is wrong there shows.
 */
export async function makeRandomTwin(seed: number, whole: boolean): Promise<RandomTwin> {
  const [visible, hidden, script] = [seededWorld(seed), seededWorld(seed + 5000), seededWorld(seed + 9000)]
  let current: World = visible
  const world: World = {
    now: () => current.now(),
    random: (bytes) => current.random(bytes),
    newId: () => current.newId(),
  }
  const inHiding = async (work: () => Promise<unknown>) => {
    current = hidden
    await work()
    current = visible
  }
  const chance = chanceOf(script)
  const app = await freshApp(world)
  const players: Player[] = []
  for (const name of ['Alba', 'Borea', 'Cirrus', 'Dorado']) players.push(await enrol(app, name, name.slice(0, 2)))
  const plans: Plan[] = []
  const ids = { arrangement: [] as Id[], commitment: [] as Id[], source: [] as Id[], seat: [] as Id[] }
  for (let n = 0; n < 3; n++) {
    const plan = planOf(chance, script, n, players)
    plans.push(plan)
    ids.arrangement.push(plan.arrangement)
    ids.seat.push(...plan.seats.map(({ id }) => id))
    if (!plan.confidential || reads(plan, plan.readers, allSeats)) await found(app, plan, players)
    else if (whole) await inHiding(() => found(app, plan, players))
  }
  let confided = 0
  for (const act of actsOf(chance, script, plans, players)) {
    if (!act.plan.confidential && act.plan.trace && act.audience.to !== 'public') {
      await confideWithTrace(app, act.plan, act.by, chance, whole)
      continue
    }
    const seen = reads(act.plan, act.plan.readers, act.audience)
    ids.commitment.push(act.commitment)
    // What was said is partly erased again, before whoever reads it.
    const erases = chance.happens(0.3)
    const speak = async () => {
      const said = await sayAll(app.store, act.plan.arrangement, act.by.party, act.sayings)
      const gone = erases ? said.slice(0, 2).map((one) => erasing(one)) : []
      await sayAll(app.store, act.plan.arrangement, act.by.party, gone)
    }
    if (seen) await speak()
    else confided += act.sayings.length
    if (!seen && whole) await inHiding(speak)
  }
  for (const plan of plans.filter((one) => !one.confidential)) await seatsMove(app, plan)
  await inHiding(() => signCheckpoints(app.store, app.hub))
  const { source } = await app.must('register-source', players[1]!.token, {
    ...{ ...TEXT, arrangement: plans[0]!.arrangement, short: 'D', title: 'Declaration', audience: everybody },
  })
  ids.source.push(source!, ids.commitment[0]!)
  await inHiding(() => signCheckpoints(app.store, app.hub))
  const [alba, borea] = players as [Player, Player]
  const commitment = [...ids.commitment.slice(0, 3), ...ids.commitment.slice(-3)]
  const arrangement = [...ids.arrangement, app.store.home.register]
  const party = [...players.map((one) => one.party), app.store.home.editors]
  const open = () => {
    current = visible
  }
  return {
    ...{ app, alba, borea, open, hidden: confided },
    ids: {
      ...ids,
      arrangement,
      party,
      commitment,
      statement: [...commitment, ...ids.seat.slice(0, 3)],
      telling: commitment,
    },
  }
}

/** Registers the arrangement and grants the seats of its plan; the ids of the seats follow from the script. */
async function found(app: TestApp, plan: Plan, players: Player[]): Promise<void> {
  const audience = plan.confidential ? allSeats : everybody
  const body = {
    ...(app.store.kinds.get('arrangement.registered')!.example as object),
    ...{ arrangement: plan.arrangement, names: { en: `Table ${plan.arrangement.slice(-4)}` } },
  }
  const registered: Saying = { kind: 'arrangement.registered', body, audience }
  if (plan.confidential) await sayAll(app.store, plan.arrangement, players[1]!.party, [registered])
  else await sayAll(app.store, app.store.home.register, players[1]!.party, [registered])
  const seats = plan.seats.map(({ id, party, tier, from, until }) => ({
    ...{ kind: 'seat.granted', id, audience },
    body: { party, tier, from, until },
  }))
  await sayAll(app.store, plan.arrangement, players[1]!.party, seats)
  if (plan.trace) await app.must('choose-trace', players[1]!.token, { arrangement: plan.arrangement, trace: 'left' })
}

/** What the plan says of seats that were suspended, and ended, before the end: public, and so in both twins. */
async function seatsMove(app: TestApp, plan: Plan): Promise<void> {
  const moves = plan.seats.flatMap(({ id, ends }): Saying[] =>
    ends === null ? [] : [{ kind: `seat.${ends}`, audience: everybody, body: { seat: id, reason: null } }],
  )
  if (moves.length > 0) await sayAll(app.store, plan.arrangement, plan.readers, moves)
}

/**
 * Where traces are left, what is hidden leaves one in both twins: as often and when, so that they differ in what was
 * confided and before whom (in the one also before an id that is nobody's). By the command, which leaves the trace. Nothing by A, which reads what it says itself.
 */
async function confideWithTrace(app: TestApp, plan: Plan, by: Player, chance: Chance, whole: boolean): Promise<void> {
  const n = chance.below(900)
  const told = whole
    ? { audience: onlyParties(by.party), deadline: '2020', strength: 'shall', summary: `Pays ${n} in secret.` }
    : {
        audience: onlyParties(by.party, plan.arrangement),
        deadline: null,
        strength: 'notes',
        summary: `Waits ${n} days.`,
      }
  const seated = plan.seats.some((seat) => seat.party === by.party && seat.from === null)
  if (!seated || by.party === plan.readers) return
  await app.must('agree-commitment', by.token, promise(plan.arrangement, [by.party], told))
}
