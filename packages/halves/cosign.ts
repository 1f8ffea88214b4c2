// SPDX-License-Identifier: Apache-2.0
import type { App } from '@symbolon/app'
import { accept, type Id, idSchema, notFound, notSignedIn, type Result, refuse } from '@symbolon/foundation'
import { addSignature, consistencyProof, openCheckpoint, parseVerifierKey, parseWitnessKey } from '@symbolon/record'
import { witnessesOf } from '@symbolon/register'
import { asReader, copyOf, hashSource, keepCosignature, partyOf, stopLog, type View } from '@symbolon/store'
import { type Answer, submit } from '@symbolon/witness'
import { beyondHere } from './own-logs.ts'
import { beyondRecord, notCosigned } from './problems.ts'
import { type PublishedLog, publishedLogs } from './published.ts'

export type Submitted = { arrangement: Id; log: Id; size: number; note: string; answer: Answer }

/**
 * Hands the last checkpoint of every log of which a copy is kept to a witness: one's own, so that it co-signs, or a
 * partner's, so that a hub which told the two of you two stories is caught. `send` takes the body of a tlog-witness
 * request. Each answer says how that log fared; 422 means that the witness saw another history.
 */
export async function submitCopies(
  app: App,
  arrangements: readonly Id[],
  send: (body: string) => Promise<Answer>,
): Promise<Submitted[]> {
  const rows = await app.store.projector
    .selectFrom('store.log')
    .select(['arrangement', 'id'])
    .where('vkey', 'is not', null)
    .where('arrangement', 'in', arrangements)
    .orderBy('id')
    .execute()
  const submitted: Submitted[] = []
  for (const { arrangement, id } of rows) {
    const copy = await copyOf(app.store, arrangement, id)
    if (!copy?.note) continue
    const size = copy.signedSize
    const source = hashSource(app.store.projector, arrangement, id)
    const answer = await submit(send, { size, note: copy.note }, (old) => consistencyProof(old, size, source))
    submitted.push({ arrangement, log: id, size, note: copy.note, answer })
  }
  return submitted
}

/** The checkpoint with what a witness answered under it; null where the answer is no signature. */
export function cosigned({ note, answer }: Submitted): string | null {
  if (answer.status !== 200) return null
  let signed = note
  for (const line of answer.body.split('\n').filter(Boolean)) {
    const added = addSignature(signed, line)
    if (!added.ok) return null
    signed = added.note
  }
  return signed
}

/**
 * Takes a co-signed checkpoint of a log that the holder of the token may read, and keeps the signatures of those
 * witnesses that parties of the arrangement have named. Refuses `halves/not-cosigned` where none of them signed it, or it
 * is no checkpoint that was signed here. One that was signed here and is beyond the record stops the log: what the hub
 * forgot it must not sign otherwise (`halves/beyond-record`).
 */
export async function takeCosignatures(
  app: App,
  token: string | null,
  { arrangement, log, note }: { arrangement: Id; log: Id; note: string },
): Promise<Result<{ size: number; taken: string[] }>> {
  const signedIn = token !== null && (await partyOf(app.store, token)) !== null
  if (![arrangement, log].every((id) => idSchema.safeParse(id).success))
    return refuse(signedIn ? notFound() : notSignedIn())
  const found = await asReader(app.store, token, async (view) => {
    const [published] = await publishedLogs(view, app.hub, arrangement, log)
    return published ? { checked: await checkNote(view, published, note) } : null
  })
  // Whoever reads the log may show it what it signed: that needs no name, for nobody but this record can have made it.
  const size = found && (await beyondHere(app, arrangement, log, note))
  if (size !== null) {
    await stopLog(app.store, { arrangement, log }, note)
    return refuse(beyondRecord({ size }))
  }
  if (!signedIn) return refuse(notSignedIn())
  if (!found) return refuse(notFound())
  if (!found.checked) return refuse(notCosigned())
  const { size: taken, lines } = found.checked
  for (const { name, line } of lines) await keepCosignature(app.store, { arrangement, log, size: taken, name, line })
  return accept({ size: taken, taken: lines.map(({ name }) => name) })
}

async function checkNote(view: View, { arrangement, id, vkey }: PublishedLog, note: string) {
  const key = parseVerifierKey(vkey)
  if (!key.ok) throw new Error(key.message)
  const witnesses = (await witnessesOf(view, arrangement)).flatMap((one) => {
    const known = parseWitnessKey(one.vkey)
    return known.ok ? [known.verifier] : []
  })
  const opened = openCheckpoint(note, key.verifier, { witnesses })
  if (!opened.ok) return null
  const { size, root } = opened.checkpoint
  const rows = view.selectFrom('store.checkpoint').select('root').where('arrangement', '=', arrangement)
  const kept = await rows.where('log', '=', id).where('size', '=', size).executeTakeFirst()
  const lines = opened.signatures.filter(({ name }) => name !== key.verifier.name)
  return kept?.root.equals(root) && lines.length > 0 ? { size, lines } : null
}
