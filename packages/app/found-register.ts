// SPDX-License-Identifier: Apache-2.0
import type { Saying } from '@symbolon/foundation'
import { append, type Hub, lockHeads, type Store, type Writer } from '@symbolon/store'

/** Runs `work` once in the life of an installation: its mark is set in the same transaction. */
export async function once(store: Store, mark: string, work: (writer: Writer) => Promise<void>): Promise<boolean> {
  return store.projector.transaction().execute(async (writer) => {
    const set = writer.insertInto('store.installation').values({ key: mark, value: store.world.now().toISOString() })
    const done = await set.onConflict((conflict) => conflict.doNothing()).executeTakeFirst()
    if (done.numInsertedOrUpdatedRows !== 1n) return false
    await work(writer)
    return true
  })
}

export async function hasMark(store: Store, mark: string): Promise<boolean> {
  const rows = store.projector.selectFrom('store.installation').select('key').where('key', '=', mark)
  return (await rows.executeTakeFirst()) !== undefined
}

/** Says things as the register's editors, in batches that projectors take well. */
export async function sayAsEditors(
  store: Store,
  writer: Writer,
  sayings: Saying[],
  progress: (done: number) => void = () => {},
): Promise<void> {
  const { register, editors } = store.home
  const BATCH = 500
  for (let from = 0; from < sayings.length; from += BATCH) {
    const batch = sayings.slice(from, from + BATCH)
    for (const [arrangement, group] of Map.groupBy(batch, (saying) => saying.arrangement ?? register)) {
      const heads = await lockHeads(writer, arrangement)
      await append(store, writer, heads, arrangement, { party: editors }, group)
    }
    progress(Math.min(sayings.length, from + BATCH))
  }
}

const FOUNDED = 'register founded'
/** The mark of a place that has no record of its own. */
export const COPIES = 'copies alone'

/** The register is an arrangement like any other, with a named party that edits it. Done at the first start. */
export const foundRegister = (store: Store): Promise<boolean> =>
  once(store, FOUNDED, async (writer) => {
    if (!(await hasMark(store, COPIES))) await sayAsEditors(store, writer, firstWords(store))
  })

/** Marks a new place as one of copies alone; one that has a register already keeps copies beside its own record. */
export async function keepOnlyCopies(store: Store): Promise<void> {
  if (!(await hasMark(store, FOUNDED))) await once(store, COPIES, async () => {})
}

/**
 * Throws where this process would sign with another key than the record began with: checkpoints by two keys are two
 * histories to whoever verifies them. The first process that opens a database settles which it is.
 */
export async function refuseOtherKey(store: Store, hub: Hub): Promise<void> {
  const own = store.projector.insertInto('store.installation').values({ key: 'signs', value: hub.origin })
  await own.onConflict((conflict) => conflict.doNothing()).execute()
  const signs = store.projector.selectFrom('store.installation').select('value').where('key', '=', 'signs')
  if ((await signs.executeTakeFirstOrThrow()).value !== hub.origin)
    throw new Error(
      'The checkpoint-key.secret in the data folder is not the one with which this record is signed. Copy that one here; nothing was signed.',
    )
}

function firstWords(store: Store): Saying[] {
  const { register, editors } = store.home
  const none = { note: null, sources: [] }
  return [
    {
      kind: 'party.registered',
      body: {
        ...none,
        party: editors,
        kind: 'organisation',
        code: null,
        names: { en: 'Register editors', fr: 'Rédaction du registre', es: 'Redacción del registro' },
        regions: [],
      },
    },
    {
      kind: 'arrangement.registered',
      body: {
        arrangement: register,
        names: { en: 'The register', fr: 'Le registre', es: 'El registro' },
        aliases: [],
        layer: 'local',
        form: 'register',
        bindingness: 'none',
        began: null,
        ended: null,
        status: null,
        statusAsOf: null,
        note: 'Where parties, arrangements and sources are named. Its editors speak in their own name; it decides nobody’s status.',
        demonstration: false,
        unsourced: [],
        sources: [],
      },
    },
    { kind: 'seat.granted', body: { party: editors, tier: 'secretariat' } },
  ]
}
