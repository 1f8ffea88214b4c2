// SPDX-License-Identifier: Apache-2.0
import { makeInvitation } from '@symbolon/accounts'
import { type Id, onlyParties, type Signed } from '@symbolon/foundation'
import { textToSign } from '@symbolon/record'
import { signCheckpoints } from '@symbolon/store'
import {
  convene,
  enrol,
  freshApp,
  keyFile,
  type NamedKey,
  nameKey,
  type Player,
  passkey,
  prepared,
  promise,
  saySigned,
  signatures,
  type TestApp,
} from '@symbolon/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let app: TestApp
let alba: Player
let borea: Player
let table: Id
let desk: NamedKey
let safe: NamedKey
let lost: NamedKey
let theirs: NamedKey

beforeAll(async () => {
  app = await freshApp()
  alba = await enrol(app, 'Alba', 'AA')
  borea = await enrol(app, 'Borea', 'BB')
  table = await convene(app, { alba, borea })
  desk = await nameKey(app, alba, keyFile(1))
  safe = await nameKey(app, alba, passkey(), 'Safe')
  lost = await nameKey(app, alba, keyFile(2), 'Lost')
  theirs = await nameKey(app, borea, keyFile(3))
  await app.must('revoke-key', alba.token, { key: lost.id, reason: 'lost' })
})
afterAll(() => app.close())

const commit = (more: object = {}) => promise(table, [alba.party], more)
const refused = async (given: unknown, token = alba.token) => {
  const done = await app.submit(token, given)
  return done.ok ? 'done' : done.problem.code
}
const count = async () => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from store.statement`.execute(app.store.projector)
  return rows[0]!.n
}
const trail = async () => {
  const { rows } = await sql<{ act: string; subject: string; outcome: string }>`
    select act, subject, outcome from accounts.audit where party = ${alba.party} order by id`.execute(
    app.store.projector,
  )
  return rows
}

describe('before a party asks for signatures', () => {
  it('it says things unsigned, and signed if it likes', async () => {
    await app.must('agree-commitment', alba.token, commit())
    const { said } = await saySigned(app, alba.token, desk, 'agree-commitment', commit())
    expect(said[0]).toMatchObject({ signature: { key: desk.id, algorithm: 'ed25519' } })
    const statement = { arrangement: table, statement: said[0]!.id }
    expect(await app.see('statement', null, statement)).toMatchObject({ signed: { state: 'signed', label: 'Desk' } })
  })
  it('a key is named once, by one party, and is a key', async () => {
    const name = (token: string, key: object) => app.refusal('name-key', token, { label: 'x', key })
    expect(await name(alba.token, desk.key)).toBe('register/key-taken')
    expect(await name(borea.token, desk.key)).toBe('register/key-taken')
    expect(await name(alba.token, lost.key)).toBe('register/key-taken')
    expect(await name(alba.token, { algorithm: 'ed25519', vkey: 'nothing' })).toBe('register/not-a-key')
    expect(await name(alba.token, { algorithm: 'rsa', vkey: 'x' })).toBe('foundation/not-valid')
  })
  it('nobody revokes another’s key, nor twice, nor from tomorrow on', async () => {
    const revoke = (key: Id, more: object = {}) =>
      app.refusal('revoke-key', alba.token, { key, reason: 'lost', ...more })
    expect(await revoke(theirs.id)).toBe('register/no-such-key')
    expect(await revoke(lost.id)).toBe('register/no-such-key')
    const since = '2099-01-01T00:00:00.000Z'
    expect(await revoke(desk.id, { reason: 'compromised', since })).toBe('register/revoked-later')
    expect(await revoke(desk.id, { since: '2020-01-01T00:00:00.000Z' })).toBe('register/revoked-later')
  })
  it('asking for signatures is signed itself, by a key that works', async () => {
    expect(await app.refusal('require-signing', alba.token, { required: true })).toBe('store/must-be-signed')
    const stranger = await enrol(app, 'Cirrus')
    expect(await app.refusal('require-signing', stranger.token, { required: true })).toBe('register/no-key-yet')
    const { answer } = await saySigned(app, alba.token, desk, 'require-signing', { required: true })
    expect(answer).toEqual({ required: true, keys: [desk.id, safe.id] })
    const again = await app.prepare('require-signing', alba.token, { required: true })
    expect(again).toMatchObject({ problem: { code: 'register/already-required' } })
  })
})

describe('from then on', () => {
  it('nothing unsigned is taken, of any room', async () => {
    const before = await count()
    for (const [command, input] of [
      ['agree-commitment', commit()],
      ['register-party', { kind: 'state', names: { en: 'Nowhere' } }],
      ['name-key', { label: 'x', key: keyFile(9).key }],
      ['revoke-key', { key: safe.id, reason: 'lost' }],
      ['require-signing', { required: false }],
    ] as const)
      expect(await app.refusal(command, alba.token, input), command).toBe('store/must-be-signed')
    expect(await count()).toBe(before)
    // Others are not held up, nor is what the others tell of it.
    await app.must('agree-commitment', borea.token, promise(table, [borea.party]))
  })
  it.each([
    ['a key file', () => desk],
    ['a passkey', () => safe],
  ])('what is signed with %s is said, also to few, and stands', async (_what, key) => {
    for (const audience of [{ to: 'public' }, onlyParties(alba.party, borea.party)]) {
      const { said } = await saySigned(app, alba.token, key(), 'agree-commitment', commit({ audience }))
      expect(said.map(({ signature }) => signature?.key)).toEqual([key().id])
    }
  })
  it('what one act makes anew keeps the ids that were signed', async () => {
    const input = { kind: 'state', names: { en: 'Dorado' } }
    const act = await prepared(app, alba.token, 'register-party', input)
    const { party } = act.statements[0]!.body as { party: Id }
    const done = await app.submit(alba.token, { prepared: act.prepared, signatures: signatures(desk, act) })
    expect(done).toMatchObject({ ok: true, value: { answer: { party } } })
  })

  const forgeries: [what: string, code: string, make: (good: Signed[], text: string) => Signed[]][] = [
    ['none', 'store/must-be-signed', () => []],
    ['one of another party’s key', 'store/signature-refused', (good, text) => withKey(good, theirs, text)],
    ['one of a revoked key', 'store/signature-refused', (good, text) => withKey(good, lost, text)],
    [
      'one of a key that nobody named',
      'store/signature-refused',
      (good, text) => withKey(good, { ...keyFile(8), id: table }, text),
    ],
    [
      'its key under another’s name',
      'store/signature-refused',
      (good, text) => withKey(good, { ...desk, id: safe.id }, text),
    ],
    [
      'one of another text',
      'store/signature-refused',
      (good, text) => withKey(good, desk, text.replace('office', 'offices')),
    ],
    ['one for a statement of another act', 'store/signature-refused', ([one]) => [one!, { ...one!, statement: table }]],
    [
      'a byte changed',
      'store/signature-refused',
      ([one]) => {
        const { signature } = one!
        const value = Buffer.from(signature.value, 'base64')
        value[5]! ^= 1
        return [{ ...one!, signature: { ...signature, value: value.toString('base64') } }]
      },
    ],
  ]
  const withKey = ([one]: Signed[], key: NamedKey, text: string): Signed[] => [
    { statement: one!.statement, signature: key.sign(text, key.id) },
  ]
  it.each(forgeries)(
    'with %s it is refused, nothing is said, and it stands on the audit trail',
    async (_what, code, make) => {
      const act = await prepared(app, alba.token, 'agree-commitment', commit())
      const [before, noted] = [await count(), (await trail()).length]
      const forged = make(signatures(desk, act), textToSign(act.statements[0]!))
      expect(await refused({ prepared: act.prepared, signatures: forged })).toBe(code)
      expect(await count()).toBe(before)
      expect((await trail()).slice(noted)).toEqual([{ act: 'agree-commitment', subject: code, outcome: 'refused' }])
      // What was prepared is still there for whoever has the key.
      expect(await refused({ prepared: act.prepared, signatures: signatures(desk, act) })).toBe('done')
    },
  )
  it('what was signed is said once, and by its party', async () => {
    const act = await prepared(app, alba.token, 'agree-commitment', commit())
    const given = { prepared: act.prepared, signatures: signatures(desk, act) }
    expect(await refused(given, borea.token)).toBe('store/not-prepared')
    const first = await app.submit(alba.token, given, 'one-key')
    expect(first.ok).toBe(true)
    expect(await app.submit(alba.token, given, 'one-key')).toEqual(first)
    expect(await refused(given)).toBe('store/not-prepared')
    expect(await refused({ ...given, prepared: table })).toBe('store/not-prepared')
    expect(await refused({ ...given, more: 1 })).toBe('foundation/not-valid')
  })
  it('what was signed is refused where it would be said otherwise by now', async () => {
    const { said } = await saySigned(app, alba.token, desk, 'agree-commitment', commit())
    const wrong = { arrangement: table, statement: said[0]!.id, reason: 'A slip.' }
    const act = await prepared(app, alba.token, 'enter-in-error', wrong)
    await saySigned(app, alba.token, desk, 'enter-in-error', wrong)
    const given = { prepared: act.prepared, signatures: signatures(desk, act) }
    expect(await refused(given)).toBe('register/already-in-error')
    const seat = await prepared(app, alba.token, 'require-signing', { required: false })
    await saySigned(app, alba.token, desk, 'name-key', { label: 'New', key: keyFile(20).key })
    expect(await refused({ prepared: seat.prepared, signatures: signatures(desk, seat) })).toBe('done')
    const on = await prepared(app, alba.token, 'require-signing', { required: true })
    await saySigned(app, alba.token, desk, 'name-key', { label: 'Newer', key: keyFile(21).key })
    expect(await refused({ prepared: on.prepared, signatures: signatures(desk, on) })).toBe('store/said-otherwise')
    await saySigned(app, alba.token, desk, 'require-signing', { required: true })
  })
  it('what says nothing is not prepared', async () => {
    const text = 'Alba will open an office by 2027.'
    const paper = { arrangement: table, short: 'D', title: 'D', text, mediaType: 'text/plain', language: 'en' }
    const { answer } = await saySigned(app, alba.token, desk, 'register-source', paper)
    const review = { arrangement: table, source: (answer as { source: Id }).source }
    expect(await app.prepare('open-review', alba.token, review)).toMatchObject({
      problem: { code: 'store/nothing-to-sign' },
    })
    await app.must('open-review', alba.token, review)
  })
  it('the host says by itself what it says, and the record is whole', async () => {
    await saySigned(app, alba.token, desk, 'choose-trace', { arrangement: table, trace: 'left' })
    const audience = onlyParties(alba.party)
    const { said } = await saySigned(app, alba.token, desk, 'agree-commitment', commit({ audience }))
    expect(said).toHaveLength(1)
    await signCheckpoints(app.store, app.hub)
    expect(await app.fsck()).toMatchObject({ whole: true, damage: [], doubts: [] })
  })
  it('what was signed in confidence is signed still where it is re-stated', async () => {
    const audience = onlyParties(alba.party)
    const { said } = await saySigned(app, alba.token, desk, 'agree-commitment', commit({ audience }))
    await signCheckpoints(app.store, app.hub)
    const lifting = { arrangement: table, statement: said[0]!.id, to: { to: 'public' } }
    const { answer } = await saySigned(app, alba.token, desk, 'declassify-statement', lifting)
    const { statement } = answer as { statement: Id }
    expect(await app.see('statement', null, { arrangement: table, statement })).toMatchObject({
      signed: { state: 'signed' },
      signedText: expect.stringMatching(/^symbolon\.statement\/1\n\{.*\}\n$/),
      restated: { holds: true, signed: { state: 'signed', label: 'Desk' } },
    })
  })
  it('a party that would revoke its last key is told what that means', async () => {
    const other = await enrol(app, 'Estrella')
    const one = await nameKey(app, other, keyFile(30))
    await saySigned(app, other.token, one, 'require-signing', { required: true })
    const last = await app.prepare('revoke-key', other.token, { key: one.id, reason: 'lost' })
    expect(last).toMatchObject({ problem: { code: 'register/last-key' } })
  })
})

describe('with four eyes', () => {
  it('what one signs waits for the second, and is said with that signature', async () => {
    const party = alba.party
    const people = []
    for (const name of ['Ama', 'Kofi']) {
      await makeInvitation(app.store, party, 'head', { name })
      const person = app.store.world.newId()
      await sql`insert into accounts.person (person, name, sign_in_name) values (${person}, ${name}, ${name})`.execute(
        app.store.projector,
      )
      await sql`insert into accounts.membership (party, person, role) values (${party}, ${person}, 'head')`.execute(
        app.store.projector,
      )
      people.push(person)
    }
    await sql`insert into accounts.delegation (party, four_eyes) values (${party}, true)`.execute(app.store.projector)
    const { openSession } = await import('@symbolon/store')
    const [first, second] = [
      await openSession(app.store, party, { person: people[0]!, how: 'passkey' }),
      await openSession(app.store, party, { person: people[1]!, how: 'passkey' }),
    ]
    expect(await app.refusal('agree-commitment', first, commit())).toBe('store/must-be-signed')
    const act = await prepared(app, first, 'agree-commitment', commit())
    expect(await refused({ prepared: act.prepared, signatures: [] }, first)).toBe('store/must-be-signed')
    const before = await count()
    const given = { prepared: act.prepared, signatures: signatures(desk, act) }
    expect(await refused(given, first)).toBe('accounts/waits')
    expect(await count()).toBe(before)
    const { doormanFor } = await import('@symbolon/accounts')
    const house = {
      store: app.store,
      commands: app.commands,
      namesOf: async () => [],
      origin: 'https://x.example',
      openId: null,
    }
    const { rows } = await sql<{ id: Id }>`select id from accounts.waiting where state = 'waiting'`.execute(
      app.store.projector,
    )
    const confirmed = await (await doormanFor(house, second, 'x')).act('confirm', { id: rows[0]!.id })
    expect(confirmed).toMatchObject({ ok: true })
    expect(await count()).toBe(before + 1)
    await sql`delete from accounts.delegation`.execute(app.store.projector)
  })
})
