// SPDX-License-Identifier: Apache-2.0
import {
  asksForSignature,
  forgetWaiting,
  migrations,
  prepareAllowed,
  preparedFor,
  runAllowed,
  submitAllowed,
} from '@symbolon/accounts'
import { notFound, type Problem, type Result, realWorld, refuse, type World } from '@symbolon/foundation'
import { checkTexts } from '@symbolon/register'
import {
  type AnyCommand,
  type AnyQuery,
  ask,
  type Done,
  diskFull,
  type FsckReport,
  fsck,
  type Hub,
  hasRoom,
  isDiskFull,
  isServerGone,
  isWithheld,
  openStore,
  type Prepared,
  type Store,
  startSequencer,
  type ToSign,
  type Weakness,
} from '@symbolon/store'
import { foundRegister, keepOnlyCopies, refuseOtherKey } from './found-register.ts'
import { startJobs } from './jobs.ts'
import { basisOf, type Place } from './place.ts'
import { rooms } from './rooms.ts'

export type App = {
  store: Store
  hub: Hub
  /** Restored and not reconciled: it is read, and takes no statement. */
  withheld: boolean
  commands: Map<string, AnyCommand>
  queries: Map<string, AnyQuery>
  /** With a key, a request that came before under it from the same party is answered again and not done again. */
  run: (command: string, token: string | null, input: unknown, key?: string | null) => Promise<Result<Done>>
  /** What a command would say, to be signed by a key of the party's own. */
  prepare: (command: string, token: string | null, input: unknown) => Promise<Result<ToSign>>
  /** Whether what a command says for whoever holds the token must come signed. */
  mustSign: (command: string, token: string | null) => Promise<boolean>
  /** What the holder of the token prepared under an id. */
  prepared: (token: string | null, id: string) => Promise<Prepared | null>
  /** Says what was prepared, with its signatures: `{ prepared, signatures }`. */
  submit: (token: string | null, given: unknown, key?: string | null) => Promise<Result<Done>>
  /** The refusal of whatever writes, while there is no room for it; null where there is. */
  noRoom: () => Problem | null
  /** The refusal that a fault comes to where its cause is a full disk; null of any other fault. */
  refusalOf: (fault: unknown) => Problem | null
  ask: <Answer>(query: string, token: string | null, input: unknown) => Promise<Result<Answer>>
  fsck: (progress?: (done: number) => void) => Promise<FsckReport>
  close: () => Promise<void>
}

export type AppOptions = {
  world?: World
  sequencer?: boolean
  /** Works what is done by the clock, as a product that runs does and a verb that ends at once does not. */
  jobs?: boolean
  onFault?: (fault: unknown) => void
  /** A place that is new keeps copies of others' records alone: it founds no register of its own, now or later. */
  copies?: boolean
  /** Durability settings that the host takes upon itself to have off. */
  acceptWeak?: readonly Weakness[]
}

/** Opens the house: database, rooms, register, sequencer. Throws a sentence where it cannot. */
export async function openApp(place: Place, options: AppOptions = {}): Promise<App> {
  const world = options.world ?? realWorld()
  const onFault = options.onFault ?? (() => {})
  const base = await basisOf(place, onFault)
  let store: Store
  try {
    const { acceptWeak } = options
    store = await openStore({ ...base, rooms, migrations, forget: forgetWaiting, world, acceptWeak })
  } catch (error) {
    await base.stop()
    throw error
  }
  try {
    if (base.shared) await refuseOtherKey(store, base.hub)
    if (options.copies) await keepOnlyCopies(store)
    await foundRegister(store)
  } catch (error) {
    await store.close()
    await base.stop()
    throw error
  }
  const commands = new Map(rooms.flatMap((room) => room.commands.map((one) => [one.name, one] as const)))
  const queries = new Map(rooms.flatMap((room) => room.queries.map((one) => [one.name, one] as const)))
  const noRoom = () => (base.folder === null || hasRoom(base.folder) ? null : diskFull())
  const refusalOf = (fault: unknown) =>
    isDiskFull(fault) || (isServerGone(fault) && noRoom() !== null) ? diskFull() : null
  const guarded = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    const full = noRoom()
    if (full) return refuse(full)
    try {
      return await work()
    } catch (fault) {
      const problem = refusalOf(fault)
      if (problem === null) throw fault
      return refuse(problem)
    }
  }
  // A restored record is read alone until it is reconciled, by whichever process: each round looks for itself.
  const withheld = await isWithheld(store.projector)
  const quiet = options.sequencer === false || ('beside' in place && place.beside)
  const stopSequencer = quiet ? async () => {} : startSequencer(store, base.hub, onFault, () => noRoom() === null)
  const stopJobs = options.jobs ? startJobs(store, base, onFault) : async () => {}
  return {
    store,
    hub: base.hub,
    withheld,
    commands,
    queries,
    run: (name, token, input, key = null) => guarded(() => runAllowed(store, commands.get(name), token, input, key)),
    prepare: (name, token, input) => guarded(() => prepareAllowed(store, commands.get(name), token, input)),
    mustSign: (name, token) => asksForSignature(store, commands.get(name), token),
    prepared: (token, id) => preparedFor(store, token, id),
    submit: (token, given, key = null) => guarded(() => submitAllowed(store, commands, token, given, key)),
    noRoom,
    refusalOf,
    ask: async <Answer>(name: string, token: string | null, input: unknown) => {
      const query = queries.get(name)
      return (query ? await ask(store, query, token, input) : refuse(notFound())) as Result<Answer>
    },
    fsck: (progress) => fsck(store, base.hub, { progress, extra: checkTexts }),
    close: async () => {
      await stopJobs()
      await stopSequencer()
      await store.close()
      await base.stop()
    },
  }
}
