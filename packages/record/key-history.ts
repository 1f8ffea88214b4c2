// SPDX-License-Identifier: Apache-2.0
import {
  type Id,
  type KeyNamedBody,
  type KeyRevokedBody,
  keyNamedBody,
  keyRevokedBody,
  type PartyKey,
  type Recorded,
  type SigningRequiredBody,
  type Statement,
  signingRequiredBody,
} from '@symbolon/foundation'
import { textToSign, verifyPartySignature } from './party-signature.ts'

/** Why a statement is signed wrongly, or should have been signed. */
export type SignatureFault =
  | 'missing'
  | 'unknown-key'
  | 'another-party'
  | 'not-yet-named'
  | 'revoked'
  | 'not-listed'
  | 'another-algorithm'
  | 'does-not-verify'

/** What the keys of its recorder say of a statement. `doubted`: its key was compromised by then, its party says later. */
export type Judgement =
  | { state: 'signed'; key: Id; label: string }
  | { state: 'doubted'; key: Id; label: string; since: string }
  | { state: 'not-signed' }
  | { state: 'by-host' }
  | { state: 'wrong'; why: SignatureFault }

/**
 * A moment in the register: the index there, for what stands in the same log; the time of recording for what stands in
 * another, where no index tells the order.
 */
export type Place = { index: number } | { time: string }
type Moment = { index: number; time: string }

export type NamedKey = {
  id: Id
  party: Id
  label: string
  key: PartyKey
  named: Moment
  revoked: (Moment & Pick<KeyRevokedBody, 'reason' | 'since'>) | null
}
type Rule = Moment & { required: boolean; keys: ReadonlySet<Id> }

export type KeyHistory = {
  /** Takes the next statement of the register's log, and says how it is signed; a wrong one changes nothing. */
  add: (statement: Recorded) => Judgement
  judge: (said: Statement, place: Place, byHost?: boolean) => Judgement
  /** Where a statement stands as seen from the register. */
  placeOf: (said: Statement & { log: Id; index: number }) => Place
  isRequired: (party: Id, place: Place) => boolean
  /** The keys that a party may sign with at a moment. */
  keysAt: (party: Id, place: Place) => NamedKey[]
  /** Every key that a party ever named. */
  keysOf: (party: Id) => NamedKey[]
  /** Whether nothing at all was said of keys, as far as is known. */
  isEmpty: () => boolean
  /** Whether a party has said anything of keys. */
  concerns: (party: Id) => boolean
}

/** As things stand: after everything that is known. */
export const NOW: Place = { index: Number.POSITIVE_INFINITY }

const isBefore = (moment: Moment, place: Place): boolean =>
  'index' in place ? moment.index < place.index : Date.parse(moment.time) < Date.parse(place.time)

/**
 * The keys that parties named for themselves, from what they said of them in the public log of the register, in its
 * order. Pure: the same statements give the same answers in a database, in a folder and at a partner's.
 */
export function keyHistory(statements: Iterable<Recorded> = []): KeyHistory {
  const named = new Map<Id, NamedKey>()
  const rules = new Map<Id, Rule[]>()
  let log: Id | null = null

  const ruleAt = (party: Id, place: Place) => rules.get(party)?.findLast((rule) => isBefore(rule, place))
  const isRequired = (party: Id, place: Place) => ruleAt(party, place)?.required ?? false
  /** Null: it may sign; else why not. */
  const faultOf = (key: NamedKey, place: Place): SignatureFault | null => {
    if (!isBefore(key.named, place)) return 'not-yet-named'
    if (key.revoked && isBefore(key.revoked, place)) return 'revoked'
    const rule = ruleAt(key.party, place)
    // A key that stood there before the rule counts if the rule, which the party signed, lists it.
    const listed = !rule?.required || rule.keys.has(key.id) || rule.index < key.named.index
    return listed ? null : 'not-listed'
  }

  const judge = (said: Statement, place: Place, byHost = false): Judgement => {
    const wrong = (why: SignatureFault): Judgement => ({ state: 'wrong', why })
    const { signature, recordedBy } = said
    if (!signature) {
      if (byHost) return { state: 'by-host' }
      // The rule itself is always signed: so that nobody shuts a party out with a key that does not work.
      const must = said.kind === 'signing.required' || isRequired(recordedBy, place)
      return must ? wrong('missing') : { state: 'not-signed' }
    }
    const key = named.get(signature.key)
    if (!key) return wrong('unknown-key')
    if (key.party !== recordedBy) return wrong('another-party')
    const fault = faultOf(key, place)
    if (fault) return wrong(fault)
    if (key.key.algorithm !== signature.algorithm) return wrong('another-algorithm')
    if (!verifyPartySignature(key.key, textToSign(said), signature).ok) return wrong('does-not-verify')
    const { id, label, revoked } = key
    const since = revoked?.since ?? null
    return since !== null && Date.parse(since) <= Date.parse(said.recordedAt)
      ? { state: 'doubted', key: id, label, since }
      : { state: 'signed', key: id, label }
  }

  const add = (statement: Recorded): Judgement => {
    log ??= statement.log
    const judged = judge(statement, { index: statement.index })
    if (judged.state === 'wrong' || statement.saidBy !== statement.recordedBy) return judged
    const at = { index: statement.index, time: statement.recordedAt }
    const change = changeIn(statement)
    if (!change || change.body.party !== statement.recordedBy) return judged
    if (change.kind === 'key.named') {
      const { party, label, key } = change.body
      named.set(statement.id, { id: statement.id, party, label, key, named: at, revoked: null })
    } else if (change.kind === 'key.revoked') {
      const key = named.get(change.body.key)
      if (key?.party === change.body.party) key.revoked ??= { ...at, ...change.body }
    } else {
      const { party, required, keys } = change.body
      rules.set(party, [...(rules.get(party) ?? []), { ...at, required, keys: new Set(keys) }])
    }
    return judged
  }

  const keysOf = (party: Id) => [...named.values()].filter((key) => key.party === party)
  for (const statement of statements) add(statement)
  return {
    add,
    judge,
    placeOf: (said) => (said.log === log ? { index: said.index } : { time: said.recordedAt }),
    isRequired,
    keysAt: (party, place) => keysOf(party).filter((key) => faultOf(key, place) === null),
    keysOf,
    isEmpty: () => log === null,
    concerns: (party) => rules.has(party) || keysOf(party).length > 0,
  }
}

type Change =
  | { kind: 'key.named'; body: KeyNamedBody }
  | { kind: 'key.revoked'; body: KeyRevokedBody }
  | { kind: 'signing.required'; body: SigningRequiredBody }

const BODIES = { 'key.named': keyNamedBody, 'key.revoked': keyRevokedBody, 'signing.required': signingRequiredBody }

function changeIn({ kind, body }: Statement): Change | null {
  const schema = BODIES[kind as keyof typeof BODIES]
  const parsed = schema?.safeParse(body)
  return parsed?.success ? ({ kind, body: parsed.data } as Change) : null
}

/** A fault in words, to follow the statement that it is about. */
export const signatureFaultWords: Record<SignatureFault, string> = {
  missing: 'it is not signed, and its recorder has said that nothing unsigned is its word',
  'unknown-key': 'it is signed by a key that nobody has named',
  'another-party': 'it is signed by a key of another party than its recorder',
  'not-yet-named': 'it is signed by a key that was named later',
  revoked: 'it is signed by a key that had been revoked',
  'not-listed': 'it is signed by a key that its recorder did not list when it asked for signatures',
  'another-algorithm': 'its signature is of another algorithm than its key',
  'does-not-verify': 'its signature is not of this text by that key',
}
