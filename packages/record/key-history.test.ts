// SPDX-License-Identifier: Apache-2.0
import { everybody, type Recorded, type Statement } from '@symbolon/foundation'
import { keyFile, type OwnKey, passkey } from '@symbolon/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Judgement, keyHistory, NOW, textToSign } from './index.ts'

const ID = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const [REGISTER, LOG, ALBA, BOREA] = [1, 2, 3, 4].map(ID) as [string, string, string, string]
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString()

/** What is said in the register, one a minute; `by` signs it under the key of that statement. */
function registerOf() {
  const said: Recorded[] = []
  const say = (kind: string, body: object, by?: { own: OwnKey; id: string }, party = ALBA): string => {
    const index = said.length
    const one = statement(kind, { party, ...body }, { id: ID(100 + index), arrangement: REGISTER, recordedBy: party })
    const signature = by?.own.sign(textToSign(one), by.id)
    said.push({ ...one, ...(signature && { signature }), recordedAt: at(index), log: LOG, index })
    return one.id
  }
  return { said, say, history: () => keyHistory(said) }
}
const statement = (kind: string, body: object, more: Partial<Statement> = {}): Statement => ({
  ...{ id: ID(50), arrangement: ID(9), kind, version: 1, audience: everybody, about: [], citation: null },
  ...{ saidOn: null, recordedAt: at(30), wording: null, corrects: null, body, saidBy: more.recordedBy ?? ALBA },
  ...{ recordedBy: ALBA, ...more },
})
const naming = (own: OwnKey, label = 'Desk') => ({ label, key: own.key })
const promise = (minute: number, recordedBy = ALBA) =>
  statement('commitment.agreed', { summary: 'x' }, { recordedAt: at(minute), recordedBy })
const signed = (said: Statement, own: OwnKey, id: string): Statement => ({
  ...said,
  signature: own.sign(textToSign(said), id),
})
const why = (judged: Judgement) => ('why' in judged ? judged.why : judged.state)
const timeOf = (said: Statement) => ({ time: said.recordedAt })

const [desk, other, planted] = [keyFile(1), passkey(), keyFile(3)]

/** Alba names two keys, asks for signatures with the first, and revokes the second. */
function usual() {
  const register = registerOf()
  const first = register.say('key.named', naming(desk))
  const second = register.say('key.named', naming(other, 'Passkey'))
  const by = { own: desk, id: first }
  register.say('signing.required', { required: true, keys: [first, second] }, by)
  register.say('key.revoked', { key: second, reason: 'lost', since: null }, by)
  return { ...register, first, second, by }
}

describe('what a party says', () => {
  const { history: make, first, second } = usual()
  const history = make()
  const judged = (said: Statement) => why(history.judge(said, timeOf(said)))
  it('is signed, and by which key', () => {
    const said = signed(promise(10), desk, first)
    expect(history.judge(said, timeOf(said))).toEqual({ state: 'signed', key: first, label: 'Desk' })
  })
  it('need not be signed before it asked for signatures, and must be from then on', () => {
    expect(judged(promise(1))).toBe('not-signed')
    expect(judged(promise(10))).toBe('missing')
    expect(judged(promise(10, BOREA))).toBe('not-signed')
  })
  it('is said by the host alone where the kind says so', () => {
    expect(history.judge(promise(10), timeOf(promise(10)), true)).toEqual({ state: 'by-host' })
  })
  it('signed before a key was revoked stays, and after it does not hold', () => {
    expect(judged(signed(promise(2.5), other, second))).toBe('signed')
    expect(judged(signed(promise(10), other, second))).toBe('revoked')
  })
  it('is not signed by a key that was named later, by none, or by another party’s', () => {
    expect(judged(signed(promise(0), desk, first))).toBe('not-yet-named')
    expect(judged(signed(promise(10), desk, ID(77)))).toBe('unknown-key')
    expect(judged(signed(promise(10, BOREA), desk, first))).toBe('another-party')
    expect(judged(signed(promise(10), desk, second))).toBe('revoked')
    expect(judged(signed(promise(2.5), desk, second))).toBe('another-algorithm')
  })
  it('carries no signature of another statement, nor of another speaker', () => {
    const { signature } = signed(promise(10), desk, first)
    expect(judged({ ...promise(10), id: ID(51), signature })).toBe('does-not-verify')
    expect(judged({ ...promise(10), saidBy: BOREA, signature })).toBe('does-not-verify')
  })
  it('that others attribute to it needs no signature of its own', () => {
    const said = { ...promise(10, BOREA), saidBy: ALBA }
    expect(judged(said)).toBe('not-signed')
  })
})

describe('what is said of keys', () => {
  it('must be signed too, once signatures are asked for: a key that the host slips in does not count', () => {
    const { said, say } = usual()
    const slipped = say('key.named', naming(planted))
    const history = keyHistory(said)
    expect(why(keyHistory(said.slice(0, -1)).add(said.at(-1)!))).toBe('missing')
    expect(why(history.judge(signed(promise(10), planted, slipped), timeOf(promise(10))))).toBe('unknown-key')
  })
  it('a key that was slipped in before does not count either: the rule lists those that do', () => {
    const { said, say } = registerOf()
    const slipped = say('key.named', naming(planted))
    const first = say('key.named', naming(desk))
    say('signing.required', { required: true, keys: [first] }, { own: desk, id: first })
    const history = keyHistory(said)
    expect(why(history.judge(signed(promise(10), planted, slipped), timeOf(promise(10))))).toBe('not-listed')
    expect(history.keysAt(ALBA, NOW).map(({ id }) => id)).toEqual([first])
  })
  it('a key named later counts, if a key that counts signed for it', () => {
    const { said, say, by } = usual()
    const third = say('key.named', naming(planted), by)
    expect(why(keyHistory(said).judge(signed(promise(10), planted, third), timeOf(promise(10))))).toBe('signed')
  })
  it('the rule is lifted by a signature, and by nothing else', () => {
    const { said, say, by } = usual()
    say('signing.required', { required: false, keys: [] })
    expect(keyHistory(said).isRequired(ALBA, NOW)).toBe(true)
    say('signing.required', { required: false, keys: [] }, by)
    expect(keyHistory(said).isRequired(ALBA, NOW)).toBe(false)
    // What was said under it is judged by it still.
    expect(why(keyHistory(said).judge(promise(4.5), timeOf(promise(4.5))))).toBe('missing')
    expect(why(keyHistory(said).judge(promise(10), timeOf(promise(10))))).toBe('not-signed')
  })
  it('is never asked for without a signature: nobody shuts a party out', () => {
    const { said, say } = registerOf()
    const first = say('key.named', naming(desk))
    say('signing.required', { required: true, keys: [first] })
    expect(keyHistory(said).isRequired(ALBA, NOW)).toBe(false)
  })
  it('of another party changes nothing, whoever signs it', () => {
    const { said, say, first } = usual()
    const theirs = say('key.named', { party: BOREA, ...naming(planted) }, undefined, BOREA)
    say('key.revoked', { party: BOREA, key: first, reason: 'lost', since: null }, { own: planted, id: theirs }, BOREA)
    said.push({ ...said[0]!, id: ID(300), saidBy: BOREA, recordedBy: BOREA, index: said.length })
    const history = keyHistory(said)
    expect(history.keysAt(ALBA, NOW).map(({ id }) => id)).toEqual([first])
    expect(history.keysAt(BOREA, NOW).map(({ id }) => id)).toEqual([theirs])
  })
  it('a key that was compromised before it was revoked leaves a doubt from that moment', () => {
    const { said, say, by } = usual()
    const third = say('key.named', naming(planted), by)
    say('key.revoked', { key: third, reason: 'compromised', since: at(4.5) }, by)
    const history = keyHistory(said)
    const of = (minute: number) => history.judge(signed(promise(minute), planted, third), { time: at(minute) })
    expect(of(4.2)).toMatchObject({ state: 'signed' })
    expect(of(4.7)).toMatchObject({ state: 'doubted', since: at(4.5) })
    expect(why(of(10))).toBe('revoked')
  })
  it('in the register itself the order is that of its log, whatever the clock says', () => {
    const { said, first } = usual()
    const history = keyHistory(said)
    const late = { ...promise(0), arrangement: REGISTER, log: LOG, index: 40 }
    expect(why(history.judge(late, history.placeOf(late)))).toBe('missing')
    const { signature } = signed(late, desk, first)
    expect(why(history.judge({ ...late, signature: signature! }, history.placeOf(late)))).toBe('signed')
  })
})

it('whatever is handed in as statements about keys, unsigned words change nothing once the rule stands', () => {
  const junk = fc.record({
    kind: fc.constantFrom('key.named', 'key.revoked', 'signing.required'),
    body: fc.oneof(
      fc.jsonValue(),
      fc.record({
        party: fc.constant(ALBA),
        key: fc.constantFrom(ID(100), ID(101)),
        reason: fc.constant('lost'),
        since: fc.constant(null),
      }),
      fc.record({ party: fc.constant(ALBA), required: fc.boolean(), keys: fc.constant([]) }),
      fc.record({ party: fc.constant(ALBA), label: fc.constant('x'), key: fc.constant(planted.key) }),
    ),
  })
  fc.assert(
    fc.property(fc.array(junk, { maxLength: 6 }), (words) => {
      const { said, first } = usual()
      for (const { kind, body } of words) {
        const index = said.length
        said.push({ ...statement(kind, body as object), id: ID(200 + index), recordedAt: at(index), log: LOG, index })
      }
      const history = keyHistory(said)
      expect(history.isRequired(ALBA, NOW)).toBe(true)
      expect(history.keysAt(ALBA, NOW).map(({ id }) => id)).toEqual([first])
    }),
  )
})
