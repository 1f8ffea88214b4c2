// SPDX-License-Identifier: Apache-2.0
import type { Id } from '@symbolon/foundation'
import { signCheckpoints } from '@symbolon/store'
import {
  convene,
  enrol,
  freshApp,
  keyFile,
  type NamedKey,
  nameKey,
  type Player,
  promise,
  sayAll,
  saySigned,
  type TestApp,
} from '@symbolon/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let app: TestApp
let alba: Player
let table: Id
let desk: NamedKey

beforeEach(async () => {
  app = await freshApp()
  alba = await enrol(app, 'Alba')
  table = await convene(app, { alba })
  desk = await nameKey(app, alba, keyFile(1))
})
afterEach(() => app.close())

const terms = () => promise(table, [alba.party])
const asHost = async (saying: Parameters<typeof sayAll>[3][number]) => {
  const [said] = await sayAll(app.store, table, alba.party, [saying])
  await signCheckpoints(app.store, app.hub)
  return said!
}

describe('a host that speaks for a party', () => {
  it('without its key is found out by fsck, which names the statement', async () => {
    await saySigned(app, alba.token, desk, 'require-signing', { required: true })
    const { arrangement: _of, ...body } = terms()
    const said = await asHost({ kind: 'commitment.agreed', body: { ...body, correction: null } })
    const { whole, damage } = await app.fsck()
    expect({ whole, damage }).toMatchObject({
      whole: false,
      damage: [{ statement: said.id, what: expect.stringMatching(/not signed/) }],
    })
    const page = { arrangement: table, statement: said.id }
    expect(await app.see('statement', null, page)).toMatchObject({ signed: { state: 'wrong', why: 'missing' } })
  })
  it('with a signature of something else is found out too', async () => {
    const { said } = await saySigned(app, alba.token, desk, 'agree-commitment', terms())
    const { id: _id, recordedAt: _at, log: _log, index: _index, ...again } = said[0]!
    await asHost(again)
    const { damage } = await app.fsck()
    expect(damage).toMatchObject([{ what: expect.stringMatching(/not of this text/) }])
  })
})
