// SPDX-License-Identifier: Apache-2.0
import { accept, type Id, KEY_KINDS, type Result, refuse, type Saying, type Signed } from '@symbolon/foundation'
import { keyHistory, NOW, type Spoken, textToSign } from '@symbolon/record'
import { spokenOf } from './append.ts'
import { keyStatements, lockKeys } from './key-statements.ts'
import type { Prepared } from './prepared.ts'
import { clockBehind, saidOtherwise, signatureAstray, signatureProblem } from './signing-problems.ts'
import type { AnyCommand, Store } from './store.ts'
import type { Writer } from './tables.ts'

/** An act that was prepared, with the signatures of what it says. */
export type SignedAct = { prepared: Prepared; signatures: Signed[] }
type Where = { arrangement: Id; party: Id }

/**
 * What is to be said, with the signatures that came for it. Refused is whatever the keys of the party, as they stand at
 * this moment, do not bear out; the same judgement falls to whoever reads the record later. A party that has said
 * nothing of keys, and says nothing of them now, is not held up.
 */
export async function withSignatures(
  store: Store,
  writer: Writer,
  { arrangement, party }: Where,
  sayings: Saying[],
  signed: SignedAct | null,
): Promise<Result<Saying[]>> {
  if (sayings.length === 0) return accept(sayings)
  const ofKeys = sayings.some(({ kind }) => (KEY_KINDS as readonly string[]).includes(kind))
  await lockKeys(writer, party, ofKeys ? 'alone' : 'shared')
  const known = await keyStatements(writer, null, [party])
  if (known.length === 0 && !ofKeys && !signed) return accept(sayings)
  const recordedAt = store.world.now().toISOString()
  // Readers of another log tell by the time which keys stood: it must not run behind them.
  if (known.some((one) => one.recordedAt >= recordedAt)) return refuse(clockBehind())
  const spoken = sayings.map((saying) => spokenOf(store, arrangement, { party }, saying))
  if (signed && !isSame(spoken, signed.prepared.statements)) return refuse(saidOtherwise())
  const signatures = new Map(signed?.signatures.map(({ statement, signature }) => [statement, signature]))
  const history = keyHistory(known)
  for (const said of spoken) {
    const signature = signatures.get(said.id)
    const statement = { ...said, recordedAt, ...(signature && { signature }) }
    const judged = history.judge(statement, NOW, store.kinds.get(said.kind)?.byHost(said.body))
    if (judged.state === 'wrong') return refuse(signatureProblem(judged.why))
    signatures.delete(said.id)
  }
  if (signatures.size > 0) return refuse(signatureAstray())
  const given = new Map(signed?.signatures.map(({ statement, signature }) => [statement, signature]))
  return accept(
    sayings.map((saying, n) => {
      const { id } = spoken[n]!
      const signature = given.get(id)
      return { ...saying, id, ...(signature && { signature }) }
    }),
  )
}

const isSame = (now: Spoken[], then: Spoken[]): boolean =>
  now.length === then.length && now.every((said, n) => textToSign(said) === textToSign(then[n]!))

/** Whether what a command says for a party must come signed, as things stand. */
export async function mustSign(store: Store, party: Id, command: AnyCommand): Promise<boolean> {
  if (command.signed) return true
  const known = await store.projector.transaction().execute((db) => keyStatements(db, null, [party]))
  return keyHistory(known).isRequired(party, NOW)
}
