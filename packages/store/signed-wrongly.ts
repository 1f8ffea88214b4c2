// SPDX-License-Identifier: Apache-2.0
import { type Id, type Recorded, type Statement, statementSchema } from '@symbolon/foundation'
import { type Judgement, type KeyHistory, keyHistory, parseCanonical, signatureFaultWords } from '@symbolon/record'
import { keyStatements } from './key-statements.ts'
import type { Store } from './store.ts'
import type { View, Writer } from './tables.ts'

type Place = { id: Id; vkey: string | null }
type Row = { index: number; recorded_by: Id; canonical: string }
/** What is wrong with how a statement is signed, or what is in doubt about it; null where nothing is. */
export type Signing = { wrong: boolean; what: string } | null

/** Judges how the statements of a log are signed, by the keys in the register of the host that keeps it. */
export type Judge = (row: Row) => Signing

/** Makes the judge of each log; logs of one host share what was said of keys there. */
export function judgesOf(store: Pick<Store, 'kinds'>, db: View | Writer): (log: Place) => Promise<Judge> {
  const histories = new Map<string, Promise<KeyHistory>>()
  const historyOf = (vkey: string | null): Promise<KeyHistory> => {
    const host = vkey?.split('+').slice(2).join('+') ?? ''
    const known = histories.get(host) ?? keyStatements(db, vkey).then(keyHistory)
    histories.set(host, known)
    return known
  }
  return async (log) => {
    const history = await historyOf(log.vkey)
    const unknown = log.vkey !== null && history.isEmpty()
    return (row) => {
      // Most parties have said nothing of keys, and most statements carry no signature.
      if (!history.concerns(row.recorded_by) && !row.canonical.includes('"signature":{')) return null
      if (unknown) return REGISTER_MISSING
      const said = statementIn(row.canonical)
      if (!said) return null
      const place = history.placeOf({ ...said, log: log.id, index: row.index } as Recorded)
      return signingOf(history.judge(said, place, store.kinds.get(said.kind)?.byHost(said.body)))
    }
  }
}

/** Of a copy whose register is not kept beside it, nothing can be told. */
const REGISTER_MISSING = {
  wrong: false,
  what: 'it is signed, and the register that tells by whose key is not kept here: mirror or import it too',
}

/** A judgement in words; null where there is nothing to say. */
export function signingOf(judged: Judgement): Signing {
  if (judged.state === 'wrong') return { wrong: true, what: signatureFaultWords[judged.why] }
  if (judged.state !== 'doubted') return null
  return { wrong: false, what: `its key (${judged.label}) was compromised since ${judged.since}, says its recorder` }
}

function statementIn(canonical: string): Statement | null {
  try {
    return (statementSchema.safeParse(parseCanonical(canonical)).data as Statement | undefined) ?? null
  } catch {
    return null
  }
}
