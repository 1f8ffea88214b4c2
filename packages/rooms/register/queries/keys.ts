// SPDX-License-Identifier: Apache-2.0
import { defineQuery, type Id, idSchema, type Statement } from '@symbolon/foundation'
import { fingerprintOf, type Judgement, keyHistory, NOW } from '@symbolon/record'
import { keyStatements, type View } from '@symbolon/store'
import { z } from 'zod'
import { keysPage } from '../contract.ts'
import { statements } from '../statements.ts'

/** Public: whoever reads what a party says may ask under which keys it speaks. */
export const keys = defineQuery({
  name: 'keys',
  summary: 'The keys that a party has named for itself, which of them sign today, and whether it asks for signatures.',
  input: z.object({ party: idSchema }),
  answer: keysPage,
  ask: async (view: View, { party }) => {
    const history = keyHistory(await keyStatements(view, null, [party]))
    const signing = new Set(history.keysAt(party, NOW).map(({ id }) => id))
    return {
      party,
      required: history.isRequired(party, NOW),
      keys: history.keysOf(party).map(({ id, label, key, named, revoked }) => ({
        ...{ id, label, key, fingerprint: fingerprintOf(key), named: named.time, signs: signing.has(id) },
        revoked: revoked && { at: revoked.time, reason: revoked.reason, since: revoked.since },
      })),
    }
  },
})

/** How a statement is signed, judged by the keys that its recorder has named at the host that signs its log. */
export async function judgementOf(view: View, said: Statement, at: { log: Id; index: number }): Promise<Judgement> {
  const log = await view.selectFrom('store.log').select('vkey').where('id', '=', at.log).executeTakeFirstOrThrow()
  const parties = [said.recordedBy]
  const history = keyHistory(await keyStatements(view, log.vkey, parties))
  const byHost = statements.find(({ kind }) => kind === said.kind)?.byHost(said.body) ?? false
  return history.judge(said, history.placeOf({ ...said, ...at }), byHost)
}
