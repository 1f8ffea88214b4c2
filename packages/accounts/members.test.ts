// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import { convene, enrol, freshApp, type Player, promise, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PeoplePage, ROLES, type Role } from './contract.ts'
import { disablePerson, type House, listPeople, mayRun, noteUse, RULES, whoIs } from './index.ts'
import { roleAfter } from './members.ts'
import { accept, browserAt, houseOf, join, meIn, type Person } from './visitor.fixture.ts'

let app: TestApp
let house: House
let alba: Player
let borea: Player
let arrangement: Id
beforeAll(async () => {
  app = await freshApp()
  house = houseOf(app)
  alba = await enrol(app, 'Alba')
  borea = await enrol(app, 'Borea')
  arrangement = await convene(app, { alba, borea })
})
afterAll(() => app.close())

/** A delegation of its own for each test, with a seat at the table. */
async function delegation(): Promise<Player> {
  const player = await enrol(app, 'Delegation')
  await app.must('grant-seat', alba.token, { arrangement, party: player.party, tier: 'member' })
  return player
}
const peopleOf = (one: Person) => one.must<PeoplePage>('people')
const idOf = async (one: Person) => (await meIn(house, one))!.person
const agree = ({ party }: Player, summary = 'Opens an office.') => promise(arrangement, [party], { summary })

describe('the table of roles', () => {
  it('knows every command of every room, and no other', () => {
    expect(Object.keys(RULES).sort()).toEqual([...app.commands.keys()].sort())
  })
  /** They say who speaks for the party, or cannot be undone. */
  const FOR_HEADS = ['name-key', 'revoke-key', 'require-signing', 'erase-statement']
  it('lets heads and delegates do what speaks, an observer nothing, the others what is named', () => {
    for (const command of app.commands.keys()) {
      expect([mayRun('head', command), mayRun('delegate', command)]).toEqual([true, !FOR_HEADS.includes(command)])
      expect(mayRun('observer', command)).toBe(false)
    }
    const may = (role: Role) => [...app.commands.keys()].filter((command) => mayRun(role, command)).sort()
    expect(may('assessor')).toEqual(['assess-delivery'])
    expect(may('coder')).toEqual(['mend-draft', 'merge-drafts', 'open-review', 'split-draft', 'undo-draft'])
    expect(may('statistician')).toEqual(['note-disagreement', 'note-figure', 'register-source'])
  })
  it('is what a command is refused by, with nothing recorded', async () => {
    const player = await delegation()
    const count = () => app.superuser(async (db) => (await db.query('select from store.statement')).rowCount)
    for (const role of ROLES) {
      const one = await join(house, player.party, role)
      const before = await count()
      const result = await app.run('agree-commitment', one.token, agree(player))
      const speaks = role === 'head' || role === 'delegate'
      expect(result.ok || result.problem.code, role).toBe(speaks || 'accounts/not-your-role')
      expect(await count()).toBe(before! + (speaks ? 1 : 0))
    }
  })
  it('does not narrow what a member may read', async () => {
    const player = await delegation()
    const { commitment } = await app.must('agree-commitment', player.token, {
      ...agree(player),
      audience: { to: 'parties', parties: [player.party] },
    })
    const observer = await join(house, player.party, 'observer')
    expect(await app.see('commitment', observer.token, { arrangement, commitment })).not.toBeNull()
  })
})

describe('a head', () => {
  it('invites with a role; whoever is no head does not', async () => {
    const player = await delegation()
    const head = await join(house, player.party, 'head')
    const { link } = await head.must<{ link: string }>('invite', { role: 'coder', name: 'Yaw' })
    expect(link).toMatch(/^https:\/\/record\.example\.org\/invitation\?token=[\w-]{43}$/)
    expect((await peopleOf(head)).invitations).toMatchObject([{ name: 'Yaw', role: 'coder', by: 'Ama Mensah' }])
    const yaw = await accept(house, link.split('token=')[1]!, 'Yaw')
    expect(await meIn(house, yaw)).toMatchObject({ role: 'coder' })
    for (const act of ['invite', 'four-eyes', 'make-token'])
      expect(
        await yaw.refusal(
          act,
          { invite: { role: 'head' }, 'four-eyes': { on: true }, 'make-token': { name: 'x', scope: 'read', days: 7 } }[
            act
          ],
        ),
      ).toBe('accounts/heads-only')
    expect(await peopleOf(yaw)).toMatchObject({ invitations: [], tokens: [], trail: [] })
  })
  it('has no say in another delegation', async () => {
    const [one, other] = [await delegation(), await delegation()]
    const [head, stranger] = [await join(house, one.party, 'head'), await join(house, other.party, 'delegate')]
    const person = await idOf(stranger)
    expect(await head.refusal('set-role', { person, role: 'observer' })).toBe('accounts/no-such-member')
    expect(await head.refusal('end-membership', { person })).toBe('accounts/no-such-member')
    expect((await peopleOf(head)).members).toHaveLength(1)
  })
  it('changes a role, and what the member could do before ends at once', async () => {
    const player = await delegation()
    const [head, yaw] = [await join(house, player.party, 'head'), await join(house, player.party, 'delegate')]
    await head.must('set-role', { person: await idOf(yaw), role: 'observer' })
    expect(await app.refusal('agree-commitment', yaw.token, agree(player))).toBe('foundation/not-signed-in')
  })
  it('ends a membership: session, invitations, API tokens and what waits go with it', async () => {
    const player = await delegation()
    const [head, yaw] = [await join(house, player.party, 'head'), await join(house, player.party, 'head', 'Yaw')]
    const { token } = await yaw.must<{ token: string }>('make-token', { name: 'Desk', scope: 'speak', days: 7 })
    const { link } = await yaw.must<{ link: string }>('invite', { role: 'head' })
    await head.must('end-membership', { person: await idOf(yaw) })
    expect(await meIn(house, yaw)).toBeNull()
    expect(await whoIs(app.store, token)).toBeNull()
    const invitation = { token: link.split('token=')[1] }
    expect(await browserAt(house).refusal('invitation', invitation)).toBe('accounts/no-invitation')
    expect((await peopleOf(head)).members.map(({ name }) => name)).toEqual(['Ama Mensah'])
  })
  it('who is the last does not leave, nor take another role', async () => {
    const player = await delegation()
    const head = await join(house, player.party, 'head')
    await join(house, player.party, 'delegate')
    const person = await idOf(head)
    expect(await head.refusal('end-membership', { person })).toBe('accounts/last-head')
    expect(await head.refusal('set-role', { person, role: 'delegate' })).toBe('accounts/last-head')
  })
  it('two heads who leave at once leave one behind', async () => {
    const player = await delegation()
    const heads = [await join(house, player.party, 'head'), await join(house, player.party, 'head')]
    const ids = await Promise.all(heads.map(idOf))
    const ends = await Promise.allSettled(heads.map((one, n) => one.must('end-membership', { person: ids[n] })))
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('a hand-over', () => {
  it('gives the successor role, API tokens, invitations and what waits, and ends the officer, in one step', async () => {
    const player = await delegation()
    const head = await join(house, player.party, 'head', 'Officer')
    const next = await join(house, player.party, 'clerk', 'Successor')
    const person = await idOf(head)
    const { token } = await head.must<{ token: string }>('make-token', { name: 'Desk', scope: 'read', days: 7 })
    await head.must('invite', { role: 'coder', name: 'Later' })
    await head.must('four-eyes', { on: true })
    expect(await app.refusal('agree-commitment', head.token, agree(player))).toBe('accounts/waits')
    await head.must('end-membership', { person, successor: await idOf(next) })
    expect([head.token, await meIn(house, next)]).toEqual([null, null])
    await next.must('sign-in', { name: next.signInName, password: next.password, code: next.recovery[0] })
    expect(await peopleOf(next)).toMatchObject({
      role: 'head',
      members: [{ name: 'Successor' }],
      tokens: [{ name: 'Desk', by: 'Successor' }],
      invitations: [{ name: 'Later', by: 'Successor' }],
      waiting: [{ command: 'agree-commitment', proposedBy: 'Successor', byMe: true }],
    })
    expect(await whoIs(app.store, token)).not.toBeNull()
  })
  it('never narrows the successor’s role', () => {
    expect(roleAfter('head', 'clerk')).toBe('head')
    expect(roleAfter('clerk', 'head')).toBe('head')
    expect(roleAfter('observer', 'delegate')).toBe('delegate')
    expect(roleAfter('assessor', 'coder')).toBe('assessor')
  })
  it('to nobody, or to oneself, is refused', async () => {
    const player = await delegation()
    const head = await join(house, player.party, 'head')
    const person = await idOf(head)
    for (const successor of [person, alba.party])
      expect(await head.refusal('end-membership', { person, successor })).toBe('accounts/no-such-member')
  })
  it('is a head’s: a member who leaves hands nothing over', async () => {
    const player = await delegation()
    await join(house, player.party, 'head')
    const [one, other] = [await join(house, player.party, 'delegate'), await join(house, player.party, 'coder')]
    const [person, successor] = [await idOf(one), await idOf(other)]
    expect(await one.refusal('end-membership', { person, successor })).toBe('accounts/heads-only')
    await one.must('end-membership', { person })
    expect(one.token).toBeNull()
  })
})

describe('an API token', () => {
  it('reads or speaks as its scope says, until it is ended', async () => {
    const player = await delegation()
    const head = await join(house, player.party, 'head')
    const make = async (scope: string) =>
      (await head.must<{ token: string }>('make-token', { name: `The ${scope}`, scope, days: 30 })).token
    const [reads, speaks] = [await make('read'), await make('speak')]
    expect(await app.refusal('agree-commitment', reads, agree(player))).toBe('accounts/reads-only')
    await app.must('agree-commitment', speaks, agree(player))
    const { commitment } = await app.must('agree-commitment', speaks, {
      ...agree(player),
      audience: { to: 'parties', parties: [player.party] },
    })
    expect(await app.see('commitment', reads, { arrangement, commitment })).not.toBeNull()
    const { tokens } = await peopleOf(head)
    expect(tokens.map(({ name }) => name)).toEqual(['The read', 'The speak'])
    await head.must('end-token', { id: tokens[1]!.id })
    expect(await app.refusal('agree-commitment', speaks, agree(player))).toBe('foundation/not-signed-in')
    expect(await head.refusal('end-token', { id: tokens[1]!.id })).toBe('accounts/no-such-member')
  })
  it('ends when its days are over', async () => {
    const player = await delegation()
    const head = await join(house, player.party, 'head')
    const { token } = await head.must<{ token: string }>('make-token', { name: 'Short', scope: 'speak', days: 7 })
    await app.superuser((db) =>
      db.query(`update store.session set expires_at = now() where how = 'token' and party = $1`, [player.party]),
    )
    expect(await app.refusal('agree-commitment', token, agree(player))).toBe('foundation/not-signed-in')
  })
  it('is no person: it manages nobody', async () => {
    const player = await delegation()
    const head = await join(house, player.party, 'head')
    const { token } = await head.must<{ token: string }>('make-token', { name: 'Desk', scope: 'speak', days: 7 })
    const program = browserAt(house)
    program.token = token
    for (const [act, input] of [
      ['people', {}],
      ['account', {}],
      ['invite', { role: 'head' }],
      ['start-password', { password: 'a good password' }],
    ] as const)
      expect(await program.refusal(act, input)).toBe('accounts/not-signed-in')
  })
  it('leaves each use on the trail, and no secret', async () => {
    const player = await delegation()
    const head = await join(house, player.party, 'head')
    const { token } = await head.must<{ token: string }>('make-token', { name: 'Desk', scope: 'read', days: 7 })
    await noteUse(app.store, (await whoIs(app.store, token))!, 'GET /api/v1/register/parties', 200)
    const { trail, tokens } = await peopleOf(head)
    expect(trail[0]).toMatchObject({ who: 'Desk', act: 'GET /api/v1/register/parties', outcome: '200' })
    expect(tokens[0]!.used).not.toBeNull()
    expect(JSON.stringify(trail)).not.toContain(token)
    expect(trail.map(({ act }) => act)).toEqual([
      'GET /api/v1/register/parties',
      'make-token',
      'sign-in',
      'accept-invitation',
      'invite',
    ])
  })
})

describe('what a person says for the party', () => {
  it('stands on the party’s own trail with who said it; what was refused, or only drafted, does not', async () => {
    const player = await delegation()
    const head = await join(house, player.party, 'head')
    const before = (await peopleOf(head)).trail.length
    const said = await app.must('agree-commitment', head.token, agree(player))
    expect(await app.refusal('agree-commitment', head.token, { ...agree(player), promisors: [] })).not.toBe('done')
    const { trail } = await peopleOf(head)
    expect(trail.length).toBe(before + 1)
    const [who] = (await peopleOf(head)).members.map(({ name }) => name)
    expect(trail[0]).toMatchObject({ who, act: 'agree-commitment', subject: said.commitment, outcome: 'done' })
  })
})

it('the trail only grows: the product’s own login cannot change it', async () => {
  for (const change of ['delete from accounts.audit', `update accounts.audit set outcome = 'x'`])
    await expect(app.store.projector.executeQuery((await import('kysely')).CompiledQuery.raw(change))).rejects.toThrow(
      /permission denied/,
    )
})

it('whoever gets hold of the reader’s connection sees nobody', async () => {
  await join(house, alba.party, 'head')
  const { sql } = await import('kysely')
  const { accountTables } = await import('./index.ts')
  for (const table of accountTables)
    expect((await sql.raw(`select * from ${table}`).execute(app.store.reader)).rows, table).toEqual([])
})

it('the host lists who signs in, and whether they are shut out', async () => {
  const party = (await enrol(app, 'Listed')).party
  const ama = await join(house, party, 'clerk', 'Ama Listed')
  const found = async () => (await listPeople(app.store)).find(({ signInName }) => signInName === ama.signInName)
  expect(await found()).toMatchObject({ name: 'Ama Listed', disabled: null, memberships: [{ party, role: 'clerk' }] })
  expect((await found())!.seen).not.toBeNull()
  await disablePerson(app.store, ama.signInName)
  expect(await found()).toMatchObject({ disabled: expect.any(String), seen: null })
  expect(JSON.stringify(await listPeople(app.store))).not.toContain(ama.secret)
})
