// SPDX-License-Identifier: Apache-2.0
import { doormanFor } from '@symbolon/accounts'
import type { Id } from '@symbolon/foundation'
import { openSession } from '@symbolon/store'
import {
  convene,
  enrol,
  freshApp,
  keyFile,
  nameKey,
  type Player,
  prepared,
  promise,
  signatures,
  type TestApp,
} from '@symbolon/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let app: TestApp
let borea: Player
let table: Id

beforeAll(async () => {
  app = await freshApp()
  borea = await enrol(app, 'Borea')
  table = await convene(app, { borea })
})
afterAll(() => app.close())

const refused = async (given: unknown, token: string) => {
  const done = await app.submit(token, given)
  return done.ok ? 'done' : done.problem.code
}
const count = async () => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from store.statement`.execute(app.store.projector)
  return rows[0]!.n
}

describe('an act that was proposed signed', () => {
  it('is not said unsigned where what was prepared is gone', async () => {
    const { party, token } = await enrol(app, 'Keyland')
    const key = await nameKey(app, { party, token }, keyFile(77))
    await app.must('grant-seat', borea.token, { arrangement: table, party, tier: 'member' })
    const people = [app.store.world.newId(), app.store.world.newId()]
    for (const person of people) {
      await sql`insert into accounts.person (person, name, sign_in_name) values (${person}, ${person}, ${person})`.execute(
        app.store.projector,
      )
      await sql`insert into accounts.membership (party, person, role) values (${party}, ${person}, 'head')`.execute(
        app.store.projector,
      )
    }
    await sql`insert into accounts.delegation (party, four_eyes) values (${party}, true)`.execute(app.store.projector)
    const [first, second] = [
      await openSession(app.store, party, { person: people[0]!, how: 'passkey' }),
      await openSession(app.store, party, { person: people[1]!, how: 'passkey' }),
    ]
    const act = await prepared(app, first, 'agree-commitment', promise(table, [party]))
    expect(await refused({ prepared: act.prepared, signatures: signatures(key, act) }, first)).toBe('accounts/waits')
    await sql`delete from store.prepared where party = ${party}`.execute(app.store.projector)
    const before = await count()
    const house = { store: app.store, commands: app.commands, namesOf: async () => [], origin: 'https://x.example' }
    const { rows } = await sql<{ id: Id }>`select id from accounts.waiting
      where state = 'waiting' and party = ${party}`.execute(app.store.projector)
    const confirming = (await doormanFor({ ...house, openId: null }, second, 'x')).act('confirm', { id: rows[0]!.id })
    expect(await confirming).toMatchObject({ ok: false, problem: { code: 'store/not-prepared' } })
    expect(await count()).toBe(before)
  })
})
