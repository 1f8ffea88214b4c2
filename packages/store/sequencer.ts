// SPDX-License-Identifier: Apache-2.0
import { type Id, sentenceOf } from '@symbolon/foundation'
import {
  frontierRoot,
  generateSigner,
  type NoteSigner,
  type NoteVerifier,
  noteSigner,
  openCheckpoint,
  parseVerifierKey,
  signCheckpoint,
} from '@symbolon/record'
import { decodeFrontier } from './frontier-column.ts'
import { tellGrowth } from './growth.ts'
import { startRounds } from './lead.ts'
import { isWithheld, logStopped } from './restored.ts'
import type { Store } from './store.ts'

/** Who signs: the installation's name and the 32-byte seed of its Ed25519 key. */
export type Hub = { origin: string; seed: Uint8Array }

/** A log's origin line (C2SP tlog-checkpoint): the installation's, and the log's id, which its readers alone learn. */
export const originOf = (hub: { origin: string }, log: Id): string => `${hub.origin}/${log}`

const signerOf = (hub: Hub, log: Id): NoteSigner => noteSigner(originOf(hub, log), hub.seed)

/** The verifier key of a log as a text (C2SP signed-note): what its readers keep and compare. */
export const verifierKeyOf = (hub: Hub, log: Id): string => generateSigner(originOf(hub, log), hub.seed).vkey

/** What verifies the checkpoints of a log: its key goes by the log's origin line (C2SP signed-note). */
export const verifierOf = (hub: Hub, log: Id): NoteVerifier => verifierOfKey(verifierKeyOf(hub, log))

/** What verifies under a verifier key that was checked when it was kept. Throws where it is none. */
export function verifierOfKey(vkey: string): NoteVerifier {
  const key = parseVerifierKey(vkey)
  if (!key.ok) throw new Error(key.message)
  return key.verifier
}

/**
 * Signs a checkpoint over every log of this installation's own that has grown since its last one. Answers how many.
 * Reads committed heads alone, so what it signs is there to stay; a crash between two logs leaves the later ones for the
 * next round. Signs nothing that was shown to be behind what this key signed before.
 */
export async function signCheckpoints(store: Store, hub: Hub): Promise<number> {
  if (await isWithheld(store.projector)) return 0
  const grown = await store.projector
    .selectFrom('store.log')
    .select(['arrangement', 'id'])
    // A copy of another's log has that one's checkpoints and no others.
    .where('vkey', 'is', null)
    .where('stopped', 'is', null)
    .where('continued_in', 'is', null)
    // One without a key was signed before keys were kept beside the log.
    .where((eb) => eb.or([eb('size', '>', eb.ref('signed_size')), eb.and([eb('size', '>', 0), eb('key', 'is', null)])]))
    .orderBy('id')
    .execute()
  for (const { arrangement, id } of grown) await signOne(store, hub, arrangement, id)
  return grown.length
}

async function signOne(store: Store, hub: Hub, arrangement: Id, log: Id): Promise<void> {
  await store.projector.transaction().execute(async (db) => {
    const at = db.selectFrom('store.log').select(['size', 'signed_size', 'frontier'])
    const head = await at
      .where('arrangement', '=', arrangement)
      .where('id', '=', log)
      .where('stopped', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!head) return
    const key = verifierKeyOf(hub, log)
    const mark = db.updateTable('store.log').set({ signed_size: head.size, key })
    await mark.where('arrangement', '=', arrangement).where('id', '=', log).execute()
    if (head.size === head.signed_size) return
    const origin = originOf(hub, log)
    const root = frontierRoot(decodeFrontier(head.size, head.frontier))
    const note = signCheckpoint({ origin, size: head.size, root }, signerOf(hub, log))
    await db
      .insertInto('store.checkpoint')
      .values({ arrangement, log, size: head.size, root: Buffer.from(root), note, signed_at: store.world.now() })
      .execute()
    await tellGrowth(db)
  })
}

const SIGNING = 1

/**
 * Signs at most once a second while anything grows, in one process of those on the database, and tells once of each log
 * that was stopped. The returned function stops it after the round under way.
 */
export function startSequencer(
  store: Store,
  hub: Hub,
  onFault: (fault: unknown) => void,
  mayWrite: () => boolean = () => true,
): () => Promise<void> {
  const told = new Set<Id>()
  const round = async (led: Store) => {
    // What has grown is signed once there is room again.
    if (!mayWrite()) return
    await signCheckpoints(led, hub)
    await tellStopped(led, told, onFault)
  }
  return startRounds({ store, lock: SIGNING, every: 1000, round, onFault })
}

async function tellStopped(store: Store, told: Set<Id>, onFault: (fault: unknown) => void): Promise<void> {
  const stopped = await store.projector
    .selectFrom('store.log')
    .select('id')
    .where('stopped', 'is not', null)
    .where('continued_in', 'is', null)
    .execute()
  for (const { id } of stopped) {
    if (told.has(id)) continue
    told.add(id)
    onFault(new Error(`log ${id} is no longer signed: ${sentenceOf(logStopped())}`))
  }
}

/** What is wrong with a stored checkpoint, given the root that the leaves have at its size. */
export function checkNote(
  stored: { size: number; root: Buffer; note: string },
  root: Uint8Array,
  verifier: NoteVerifier | null,
): string | null {
  if (!stored.root.equals(root)) return `the checkpoint of size ${stored.size} was signed over another history`
  if (!verifier) return null
  const opened = openCheckpoint(stored.note, verifier)
  if (!opened.ok) return `the checkpoint of size ${stored.size} does not verify: ${opened.message}`
  const { checkpoint } = opened
  if (checkpoint.size !== stored.size || !stored.root.equals(checkpoint.root))
    return `the checkpoint of size ${stored.size} says something else than its row`
  return null
}

/** Keeps what a witness signed under a checkpoint; of one witness and size the last word. */
export async function keepCosignature(
  store: Store,
  cosignature: { arrangement: Id; log: Id; size: number; name: string; line: string },
): Promise<void> {
  const row = { ...cosignature, seen_at: store.world.now() }
  await store.projector
    .insertInto('store.cosignature')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['arrangement', 'log', 'size', 'name']).doUpdateSet({ line: row.line, seen_at: row.seen_at }),
    )
    .execute()
}
