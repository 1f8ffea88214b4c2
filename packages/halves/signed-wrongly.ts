// SPDX-License-Identifier: Apache-2.0
import type { App } from '@symbolon/app'
import { type Id, type Statement, statementSchema } from '@symbolon/foundation'
import { keyHistory, parseCanonical } from '@symbolon/record'
import { keyStatements, type Signing, signingOf, type View, type Writer } from '@symbolon/store'
import { sql } from 'kysely'
import { type Keys, keysOf, provenLine } from './keys.ts'
import { type PublishedLog, publishedLogs } from './published-logs.ts'

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
  const history = keyHistory(known)
  const known_by = [...new Set(known.map(({ recordedBy }) => recordedBy))]
  const rows = await db
    .selectFrom('store.statement')
    .select(['index', 'canonical'])
    .where('arrangement', '=', log.arrangement)
    .where('log', '=', log.id)
    .where(sql<boolean>`(recorded_by = any(${known_by}::uuid[]) or strpos(canonical, '"signature":{') > 0)`)
    .orderBy('index')
    .execute()
  const found: SignedWrongly[] = []
  const seen = await seenBefore(db, log, known[0])
  for (const { index, canonical } of rows) {
    const said = statementSchema.parse(parseCanonical(canonical)) as Statement
    const judge = (time: string): Signing => {
      const place =
        said.arrangement === known[0]?.arrangement ? history.placeOf({ ...said, log: log.id, index }) : { time }
      return signingOf(history.judge(said, place, app.store.kinds.get(said.kind)?.byHost(said.body)))
    }
    const last = known.findLast((one) => one.recordedBy === said.recordedBy && one.index < seen(index))
    const signing =
      wrongOf(judge(said.recordedAt)) ?? (last ? wrongOf(judge(after(last.recordedAt, said.recordedAt))) : null)
    if (!signing || index >= log.size) continue
    const keys = await keysOf(
      db as View,
      app.hub,
      known.filter((one) => one.recordedBy === said.recordedBy),
    )
    const proof = { ...(await provenLine(db as View, log, index)), key: log.vkey, checkpoint: log.note }
    found.push({ arrangement: log.arrangement, log: log.id, index, what: signing.what, statement: said, proof, keys })
  }
  return found
}

const wrongOf = (signing: Signing) => (signing?.wrong ? signing : null)

/** The later of the two: what was recorded after a word was has a time after it, whatever the hub says. */
const after = (word: string, recorded: string): string => {
  const least = Date.parse(word) + 1
  return Date.parse(recorded) > least ? recorded : new Date(least).toISOString()
}

async function keptUnder(db: Writer, { arrangement, id }: PublishedLog): Promise<string | null> {
  const row = db.selectFrom('store.log').select('vkey').where('arrangement', '=', arrangement).where('id', '=', id)
  return (await row.executeTakeFirstOrThrow()).vkey
}

type Mark = { size: number; signed_at: Date }

/** How much of the register was kept here before the checkpoint that a place of the log lies behind. */
async function seenBefore(
  db: Writer,
  log: PublishedLog,
  register: { arrangement: Id; log: Id } | undefined,
): Promise<(index: number) => number> {
  if (!register) return () => 0
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
    return kept ? (theirs.findLast(({ signed_at }) => signed_at < kept.signed_at)?.size ?? 0) : 0
  }
}
