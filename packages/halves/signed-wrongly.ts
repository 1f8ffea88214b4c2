// SPDX-License-Identifier: Apache-2.0
import type { App } from '@symbolon/app'
import { type Id, type Recorded, type Statement, statementSchema } from '@symbolon/foundation'
import { keyHistory, type Place, parseCanonical, signatureFaultWords } from '@symbolon/record'
import { keyStatements, type Store, type Writer } from '@symbolon/store'
import { type Keys, keysOf, provenLine } from './keys.ts'
import { type PublishedLog, publishedLogs } from './published.ts'

/** A statement that its recorder's keys do not bear out, with the proof that the hub recorded it. */
export type SignedWrongly = {
  arrangement: Id
  log: Id
  index: number
  what: string
  statement: Statement
  /** Text, salt and inclusion under the checkpoint that the hub signed. */
  proof: Awaited<ReturnType<typeof provenLine>> & { key: string; checkpoint: string }
  /** What the recorder said of its keys, with proofs from the register. */
  keys: Keys | null
}

/**
 * The statements of these copies that are signed wrongly, or not signed though their recorder asks for it. Besides the
 * time that the hub gives a statement, its place tells: what came after a checkpoint that is kept here came after all
 * that was kept of the register before. So a hub gains nothing by an earlier time.
 */
export async function signedWrongly(app: App, arrangements: readonly Id[]): Promise<SignedWrongly[]> {
  return app.store.projector
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (db) => {
      const found: SignedWrongly[] = []
      for (const arrangement of arrangements)
        for (const log of await publishedLogs(db, app.hub, arrangement)) found.push(...(await wrongIn(app, db, log)))
      return found
    })
}

async function wrongIn(app: App, db: Writer, log: PublishedLog): Promise<SignedWrongly[]> {
  const known = await keyStatements(db, await keptUnder(db, log))
  // Without the register nothing can be told yet; with it, all of it.
  if (known.length === 0) return []
  const judge = await judgeOfPlaces(app.store, db, log, known)
  const found: SignedWrongly[] = []
  for (const { index, canonical } of await signedOrBound(db, log, known)) {
    const said = statementSchema.parse(parseCanonical(canonical)) as Statement
    const what = judge(said, index)
    if (what === null) continue
    const words = known.filter((one) => one.recordedBy === said.recordedBy)
    const proof = { ...(await provenLine(db, log, index)), key: log.vkey, checkpoint: log.note }
    const keys = await keysOf(db, app.hub, words)
    found.push({ arrangement: log.arrangement, log: log.id, index, what, statement: said, proof, keys })
  }
  return found
}

/** What is signed, and what parties recorded that have said something of keys; under the checkpoint. */
function signedOrBound(db: Writer, log: PublishedLog, known: readonly Recorded[]) {
  const parties = [...new Set(known.map(({ recordedBy }) => recordedBy))]
  return (
    db
      .selectFrom('store.statement')
      .select(['index', 'canonical'])
      .where('arrangement', '=', log.arrangement)
      .where('log', '=', log.id)
      .where('index', '<', log.size)
      // Of what was erased no signature is left to judge.
      .where('canonical', 'is not', null)
      .$narrowType<{ canonical: string }>()
      .where((eb) => eb.or([eb('canonical', 'like', '%"signature":{%'), eb('recorded_by', 'in', parties)]))
      .orderBy('index')
      .execute()
  )
}

type Log = Pick<PublishedLog, 'arrangement' | 'id'>

/** Says what is wrong with how a statement of a copy is signed, by its place and by the time that its hub gives it. */
export async function judgeOfPlaces(store: Pick<Store, 'kinds'>, db: Writer, log: Log, known: Recorded[]) {
  return judging(store, log, known, known[0] ? await seenBefore(db, log, known[0]) : () => 0)
}

function judging(store: Pick<Store, 'kinds'>, log: Log, known: Recorded[], seen: (index: number) => number) {
  const history = keyHistory(known)
  const wrongAt = (said: Recorded, place: Place): string | null => {
    const judged = history.judge(said, place, store.kinds.get(said.kind)?.byHost(said.body))
    return judged.state === 'wrong' ? signatureFaultWords[judged.why] : null
  }
  return (statement: Statement, index: number): string | null => {
    const said = { ...statement, log: log.id, index }
    const place = history.placeOf(said)
    const last = known.findLast(
      (one) => one.recordedBy === said.recordedBy && one.log === known[0]!.log && one.index < seen(index),
    )
    if ('index' in place || !last) return wrongAt(said, place)
    return wrongAt(said, place) ?? wrongAt(said, { time: later(last.recordedAt, said.recordedAt) })
  }
}

/** What was recorded after a word was has a time after it, whatever the hub says. */
const later = (word: string, recorded: string): string =>
  new Date(Math.max(Date.parse(word) + 1, Date.parse(recorded))).toISOString()

async function keptUnder(db: Writer, { arrangement, id }: PublishedLog): Promise<string | null> {
  const row = db.selectFrom('store.log').select('vkey').where('arrangement', '=', arrangement).where('id', '=', id)
  return (await row.executeTakeFirstOrThrow()).vkey
}

/**
 * A hub signs its logs one after the other, at most a second after they grew. What was kept of the register less than
 * this before is not held against a statement: it may have been recorded first and signed over later.
 */
const ROUND_MS = 60_000

type Mark = { size: number; signed_at: Date }

/** How much of the register was kept here before the checkpoint that a place of the log lies behind. */
async function seenBefore(
  db: Writer,
  log: Log,
  register: { arrangement: Id; log: Id },
): Promise<(index: number) => number> {
  const marksOf = (arrangement: Id, id: Id): Promise<Mark[]> =>
    db
      .selectFrom('store.checkpoint')
      .select(['size', 'signed_at'])
      .where('arrangement', '=', arrangement)
      .where('log', '=', id)
      .orderBy('size')
      .execute()
  const [own, theirs] = [await marksOf(log.arrangement, log.id), await marksOf(register.arrangement, register.log)]
  return (index) => {
    const kept = own.findLast(({ size }) => size <= index)
    return kept
      ? (theirs.findLast(({ signed_at }) => kept.signed_at.getTime() - signed_at.getTime() > ROUND_MS)?.size ?? 0)
      : 0
  }
}
