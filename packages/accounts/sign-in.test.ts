// SPDX-License-Identifier: Apache-2.0
import { convene, enrol, freshApp, type Player, promise, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountPage, Enrolment, PeoplePage } from './contract.ts'
import { disablePerson, type House, makeInvitation } from './index.ts'
import { MOST_A_NAME, MOST_AN_ADDRESS, MOST_FAILURES } from './limits.ts'
import { accept, browserAt, codeOf, houseOf, join, meIn, type Person } from './visitor.fixture.ts'

let app: TestApp
let house: House
let alba: Player
let borea: Player
beforeAll(async () => {
  app = await freshApp()
  house = houseOf(app)
  alba = await enrol(app, 'Alba')
  borea = await enrol(app, 'Borea')
})
afterAll(() => app.close())

const invite = (party = alba.party) => makeInvitation(app.store, party, 'delegate')
const withPassword = ({ signInName: name, password, secret }: Person, steps = 0) => ({
  name,
  password,
  code: codeOf(secret, steps),
})

describe('an invitation', () => {
  it('makes a member who is signed in, and serves once', async () => {
    const invitation = await invite()
    const ama = await accept(house, invitation, 'Ama Mensah')
    expect(await meIn(house, ama)).toMatchObject({ name: 'Ama Mensah', role: 'delegate', party: alba.party })
    expect(ama.signInName).toMatch(/^ama-mensah-\d{6}$/)
    expect(await browserAt(house).refusal('invitation', { token: invitation })).toBe('accounts/no-invitation')
    expect(await browserAt(house).refusal('start-password', { invitation, name: 'B', password: 'x'.repeat(12) })).toBe(
      'accounts/no-invitation',
    )
  })
  it('answers the same where it is wrong, used or too old', async () => {
    const [used, old] = [await invite(), await invite()]
    await accept(house, used, 'Kofi')
    await app.superuser((db) =>
      db.query(
        `update accounts.invitation set expires_at = now() - interval '1 second'
        where token_hash = sha256(convert_to($1, 'utf8'))`,
        [old],
      ),
    )
    for (const token of ['x'.repeat(43), used, old])
      expect(await browserAt(house).refusal('invitation', { token })).toBe('accounts/no-invitation')
  })
  it('that two accept at the same moment makes one member', async () => {
    const invitation = await invite()
    const begun = await Promise.all(
      ['One', 'Two'].map(async (name) => {
        const browser = browserAt(house)
        const given = { invitation, name, password: 'correct horse battery' }
        return { browser, given: await browser.must<Enrolment>('start-password', given) }
      }),
    )
    const ends = await Promise.allSettled(
      begun.map(({ browser, given }) =>
        browser.must('finish-password', { ceremony: given.ceremony, code: codeOf(given.secret) }),
      ),
    )
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
  it('of another delegation is accepted by somebody who has an account, who then speaks for both', async () => {
    const ama = await join(house, alba.party, 'head')
    const before = ama.token
    const invitation = await invite(borea.party)
    await ama.must('accept-invitation', { invitation })
    expect(ama.token).not.toBe(before)
    const me = await meIn(house, ama)
    expect(me).toMatchObject({ party: borea.party, role: 'delegate' })
    expect(me!.memberships.map(({ party }) => party.id)).toEqual([alba.party, borea.party])
    const twice = await invite(borea.party)
    expect(await ama.refusal('accept-invitation', { invitation: twice })).toBe('accounts/member-already')
    // It was refused whole: the invitation still serves another.
    await browserAt(house).must('invitation', { token: twice })
  })
  it('gives what it was made for: role and delegation cannot be sent along', async () => {
    const invitation = await invite()
    const more = { invitation, name: 'Eve', password: 'x'.repeat(12) }
    for (const surplus of [{ role: 'head' }, { party: borea.party }, { person: alba.party }])
      expect(await browserAt(house).refusal('start-password', { ...more, ...surplus })).toBe('foundation/not-valid')
  })
})

describe('a password', () => {
  it('signs in with its second factor, and a code serves once', async () => {
    const ama = await join(house, alba.party, 'delegate')
    const [browser, given] = [browserAt(house), withPassword(ama)]
    await browser.must('sign-in', given)
    expect((await meIn(house, browser))!.name).toBe('Ama Mensah')
    expect(await browserAt(house).refusal('sign-in', given)).toBe('accounts/cannot-sign-in')
  })
  it('does not sign in without its second factor, nor the factor without it', async () => {
    const ama = await join(house, alba.party, 'delegate')
    const right = withPassword(ama)
    const wrong = [
      { ...right, code: '000000' },
      { ...right, password: 'wrong horse' },
      { ...right, name: 'nobody' },
    ]
    for (const one of wrong) expect(await browserAt(house).refusal('sign-in', one)).toBe('accounts/cannot-sign-in')
    await browserAt(house).must('sign-in', right)
  })
  it('answers a name that nobody has as it answers a wrong password', async () => {
    const ama = await join(house, alba.party, 'delegate')
    const given = { password: 'wrong horse', code: '123456' }
    const told = []
    for (const name of [ama.signInName, 'nobody-000000']) {
      const { act } = await (await import('./index.ts')).doormanFor(house, null, '198.51.100.7')
      told.push(JSON.stringify(await act('sign-in', { ...given, name })))
    }
    expect(told[1]).toBe(told[0])
  })
  it('is replaced by a code that was kept, once, where the second factor is lost', async () => {
    const ama = await join(house, alba.party, 'delegate')
    const lost = { name: ama.signInName, password: ama.password, code: ama.recovery[0]!.toUpperCase() }
    const browser = browserAt(house)
    await browser.must('sign-in', lost)
    expect((await browser.must<AccountPage>('account')).recoveryLeft).toBe(7)
    expect(await browserAt(house).refusal('sign-in', lost)).toBe('accounts/cannot-sign-in')
  })
  it('is kept as Argon2id, and what signs in is nowhere in the database as it is typed', async () => {
    const ama = await join(house, alba.party, 'delegate')
    await app.superuser(async (db) => {
      const { rows } = await db.query(`select hash from accounts.password`)
      expect(rows.every(({ hash }) => hash.startsWith('$argon2id$v=19$m=19456,t=2,p=1$'))).toBe(true)
      const tables = await db.query(`select table_schema || '.' || table_name as name from information_schema.tables
        where table_schema in ('accounts', 'store')`)
      for (const { name } of tables.rows) {
        const text = JSON.stringify((await db.query(`select * from ${name}`)).rows)
        for (const secret of [ama.password, ama.token!, ama.recovery[0]!]) expect(text, name).not.toContain(secret)
      }
    })
  })
  it('shorter than twelve characters is refused', async () => {
    const given = { invitation: await invite(), name: 'Short', password: 'eleven char' }
    expect(await browserAt(house).refusal('start-password', given)).toBe('foundation/not-valid')
  })
})

describe('attempts', () => {
  it('on one name are limited, from wherever, whether somebody has it or not', async () => {
    const ama = await join(house, alba.party, 'delegate')
    for (const name of [ama.signInName, 'nobody-111111']) {
      const told = new Set<string>()
      for (let n = 0; n < MOST_A_NAME; n++)
        told.add(await browserAt(house).refusal('sign-in', { name, password: 'wrong', code: '1' }))
      expect([...told]).toEqual(['accounts/cannot-sign-in'])
      expect(await browserAt(house).refusal('sign-in', { name, password: 'wrong', code: '1' })).toBe(
        'accounts/too-often',
      )
    }
    expect(await browserAt(house).refusal('sign-in', withPassword(ama))).toBe('accounts/too-often')
    await app.superuser((db) => db.query(`update accounts.attempt set since = now() - interval '16 minutes'`))
    await browserAt(house).must('sign-in', withPassword(ama))
  })
  it('from one address are limited, whatever the names', async () => {
    const browser = browserAt(house)
    for (let n = 0; n < MOST_AN_ADDRESS; n++) await browser.refusal('invitation', { token: `${n}`.padStart(43, 'x') })
    expect(await browser.refusal('invitation', { token: await invite() })).toBe('accounts/too-often')
    expect(await browser.refusal('sign-in', { name: 'a', password: 'b', code: 'c' })).toBe('accounts/too-often')
  })
})

describe('a session', () => {
  it('has a new token at each sign-in, and what the browser brought along is dead', async () => {
    const ama = await join(house, alba.party, 'delegate')
    const [brought, browser] = [ama.token!, browserAt(house)]
    browser.token = brought
    await browser.must('sign-in', withPassword(ama))
    expect(browser.token).not.toBe(brought)
    browser.token = brought
    expect(await meIn(house, browser)).toBeNull()
    // A token that somebody made up, and laid into the browser, is never taken over.
    const laid = browserAt(house)
    laid.token = 'a'.repeat(43)
    await laid.must('sign-in', withPassword(ama, 1))
    expect(laid.token).not.toBe('a'.repeat(43))
  })
  it('has a new token when another delegation is chosen, and the old one is dead', async () => {
    const ama = await join(house, alba.party, 'delegate')
    await ama.must('accept-invitation', { invitation: await invite(borea.party) })
    const old = browserAt(house)
    old.token = ama.token
    await ama.must('switch', { party: alba.party })
    expect(await meIn(house, old)).toBeNull()
    expect((await meIn(house, ama))!.party).toBe(alba.party)
    expect(await ama.refusal('switch', { party: app.store.home.editors })).toBe('accounts/no-such-member')
  })
  it('that is signed out is dead on the server', async () => {
    const ama = await join(house, alba.party, 'delegate')
    const copy = browserAt(house)
    copy.token = ama.token
    await ama.must('sign-out')
    expect(ama.token).toBeNull()
    expect(await copy.refusal('account')).toBe('accounts/not-signed-in')
  })
  it('is listed, and ended by its owner from another; nobody else’s is', async () => {
    const ama = await join(house, alba.party, 'delegate')
    const eve = await join(house, alba.party, 'delegate', 'Eve')
    const other = browserAt(house)
    await other.must('sign-in', withPassword(ama))
    const { sessions } = await ama.must<AccountPage>('account')
    expect(sessions.map(({ current }) => current).sort()).toEqual([false, true])
    const { id } = sessions.find(({ current }) => !current)!
    expect(await eve.refusal('end-session', { id })).toBe('accounts/no-such-member')
    await ama.must('end-session', { id })
    expect(await meIn(house, other)).toBeNull()
    expect(await meIn(house, ama)).not.toBeNull()
  })
  it('of a person whom the host disables ends at once, and no way in is left', async () => {
    const arrangement = await convene(app, { alba })
    const ama = await join(house, alba.party, 'delegate')
    const said = promise(arrangement, [alba.party])
    await app.must('agree-commitment', ama.token, said)
    expect(await disablePerson(app.store, ama.signInName)).toBe(true)
    expect(await app.refusal('agree-commitment', ama.token, said)).toBe('foundation/not-signed-in')
    expect(await browserAt(house).refusal('sign-in', withPassword(ama))).toBe('accounts/cannot-sign-in')
    await disablePerson(app.store, ama.signInName, false)
    await browserAt(house).must('sign-in', withPassword(ama, 1))
  })
  it('older than an hour does not change who can get in', async () => {
    const ama = await join(house, alba.party, 'head')
    await app.superuser((db) => db.query(`update store.session set opened_at = now() - interval '61 minutes'`))
    const password = 'another good password'
    expect(await ama.refusal('start-password', { password })).toBe('accounts/sign-in-again')
    expect(await ama.refusal('new-passkey-options')).toBe('accounts/sign-in-again')
    expect(await ama.refusal('make-token', { name: 'x', scope: 'read', days: 7 })).toBe('accounts/sign-in-again')
  })
})

it('a password is changed with its factor, under another token; the last way in stays', async () => {
  const ama = await join(house, alba.party, 'delegate')
  const before = ama.token
  const made = await ama.must<Enrolment>('start-password', { password: 'a second good password' })
  expect(await ama.refusal('finish-password', { ceremony: made.ceremony, code: '000000' })).toBe('accounts/wrong-code')
  expect(await ama.must<Enrolment>('see-enrolment', { ceremony: made.ceremony })).toEqual(made)
  await ama.must('finish-password', { ceremony: made.ceremony, code: codeOf(made.secret) })
  expect(ama.token).not.toBe(before)
  expect(await ama.refusal('finish-password', { ceremony: made.ceremony, code: codeOf(made.secret) })).toBe(
    'accounts/too-late',
  )
  expect(await browserAt(house).refusal('sign-in', withPassword(ama))).toBe('accounts/cannot-sign-in')
  expect(await ama.refusal('remove-password')).toBe('accounts/last-way-in')
  expect((await ama.must<AccountPage>('account')).password).toBe(true)
})

describe('a failed sign-in', () => {
  it('is on the trail of the person’s delegation, a few of many, and tells whoever tries nothing', async () => {
    const party = (await enrol(app, 'Tried')).party
    const head = await join(house, party, 'head', 'Head Tried')
    const wrong = { name: head.signInName, password: 'not the password', code: '000000' }
    const told = new Set<string>()
    for (let n = 0; n < 6; n++) told.add(await browserAt(house).refusal('sign-in', wrong))
    for (let n = 0; n < 6; n++) told.add(await browserAt(house).refusal('sign-in', { ...wrong, name: 'nobody-000000' }))
    expect([...told]).toEqual(['accounts/cannot-sign-in'])
    const { trail } = await head.must<PeoplePage>('people')
    const refused = trail.filter(({ outcome }) => outcome === 'refused')
    expect(refused.map(({ who, act, subject }) => [who, act, subject])).toEqual(
      Array(MOST_FAILURES).fill(['Head Tried', 'sign-in', 'password']),
    )
    expect(JSON.stringify(trail)).not.toContain(wrong.password)
  })
})
