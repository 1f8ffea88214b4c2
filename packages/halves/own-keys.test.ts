// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Id, onlyParties, type Saying, seededWorld } from '@symbolon/foundation'
import { signCheckpoints } from '@symbolon/store'
import {
  convene,
  enrol,
  forkOf,
  freshApp,
  freshCopies,
  keyFile,
  type NamedKey,
  nameKey,
  type Player,
  passkey,
  promise,
  sayAll,
  saySigned,
  type TestApp,
} from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportHalf, folderSource, fsckHalf, keepHalf, signedWrongly } from './index.ts'

let hub: TestApp
let alba: Player
let borea: Player
let table: Id
let desk: NamedKey
let folder: string
let made = 0
const opened: TestApp[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'symbolon-keys-'))
  hub = await freshApp()
  alba = await enrol(hub, 'Alba', 'AA')
  borea = await enrol(hub, 'Borea', 'BB')
  table = await convene(hub, { alba, borea })
  desk = await nameKey(hub, alba, keyFile(1))
  const safe = await nameKey(hub, alba, passkey(), 'Safe')
  await hub.must('agree-commitment', alba.token, commit())
  await saySigned(hub, alba.token, desk, 'require-signing', { required: true })
  await saySigned(hub, alba.token, safe, 'agree-commitment', commit())
  const few = commit({ audience: onlyParties(alba.party, borea.party) })
  await saySigned(hub, alba.token, desk, 'agree-commitment', few)
})
afterAll(async () => {
  for (const app of [hub, ...opened]) await app.close()
  rmSync(folder, { recursive: true })
})

const commit = (more: object = {}) => promise(table, [alba.party], more)
async function exported(app: TestApp, token: string | null, of = table): Promise<string> {
  const done = await exportHalf(app, token, of, join(folder, `half-${++made}`))
  if (!done.ok) throw new Error(done.problem.code)
  return done.value.folder
}
const checked = async (at: string) => {
  const done = await fsckHalf(folderSource(at))
  if (!done.ok) throw new Error(done.problem.code)
  return done.value
}
const terms = (): Saying => {
  const { arrangement: _of, ...body } = commit()
  return { kind: 'commitment.agreed', body: { ...body, correction: null } }
}
const register = () => hub.store.home.register

describe('a half', () => {
  it('tells by itself how its statements are signed: for a member, for the public, and of the register', async () => {
    for (const at of [
      await exported(hub, borea.token),
      await exported(hub, null),
      await exported(hub, null, register()),
    ])
      expect(await checked(at)).toMatchObject({ whole: true, damage: [], doubts: [] })
    const keys = JSON.parse(readFileSync(join(await exported(hub, null), 'keys.json'), 'utf8'))
    expect(keys.statements).toHaveLength(3)
  })
  it('names keys of those alone whom its reader reads', async () => {
    const quiet = await enrol(hub, 'Quietland')
    await nameKey(hub, quiet, keyFile(40))
    await hub.must('grant-seat', borea.token, { arrangement: table, party: quiet.party, tier: 'member' })
    const audience = onlyParties(quiet.party)
    await hub.must('agree-commitment', quiet.token, promise(table, [quiet.party], { audience }))
    expect(readFileSync(join(await exported(hub, borea.token), 'keys.json'), 'utf8')).not.toContain(quiet.party)
    expect(readFileSync(join(await exported(hub, quiet.token), 'keys.json'), 'utf8')).toContain(quiet.party)
  })
  it.each([
    ['a key in keys.json', (text: string) => text.replace('Safe', 'Sane'), /not proven/],
    [
      'a proof in keys.json',
      (text: string) => text.replace(/("proof": \[\s*")(.)/, (_all, a, b) => a + (b === 'A' ? 'B' : 'A')),
      /not proven/,
    ],
    ['the checkpoint in keys.json', (text: string) => text.replace(/\\n\d+\\n/, '\\n9\\n'), /checkpoint does not hold/],
    ['a form of keys.json', () => '{}', /cannot be read/],
    ['a key left out of keys.json', (text: string) => withoutFirst(text), /a key that nobody has named/],
  ])('%s changed is found out', async (_what, change, words) => {
    const at = join(folder, `changed-${++made}`)
    cpSync(await exported(hub, borea.token), at, { recursive: true })
    const file = join(at, 'keys.json')
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, change(before))
    expect(readFileSync(file, 'utf8')).not.toBe(before)
    const { whole, damage } = await checked(at)
    expect(whole).toBe(false)
    expect(damage.map(({ what }) => what).join()).toMatch(words)
  })
  it('that leaves out what was asked of signatures is found out by the half of the register', async () => {
    const fork = await forkOf(hub, seededWorld(2, Date.UTC(2027, 0, 1)))
    opened.push(fork)
    const [said] = await sayAll(fork.store, table, alba.party, [terms()])
    await signCheckpoints(fork.store, fork.hub)
    const at = await exported(fork, borea.token)
    const file = join(at, 'keys.json')
    const keys = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({ ...keys, statements: keys.statements.slice(0, 2) }))
    expect(await checked(at)).toMatchObject({ whole: true })
    const of = folderSource(await exported(hub, null, register()))
    const done = await fsckHalf(folderSource(at), of)
    expect(done).toMatchObject({
      value: { whole: false, damage: [{ statement: said!.id, what: expect.stringMatching(/not signed/) }] },
    })
    const other = await fsckHalf(folderSource(at), folderSource(await exported(hub, null)))
    expect(other).toMatchObject({
      value: { whole: false, damage: [{ what: expect.stringMatching(/another register/) }] },
    })
  })
  const withoutFirst = (text: string) => {
    const keys = JSON.parse(text)
    return JSON.stringify({ ...keys, statements: keys.statements.slice(1) })
  }
})

describe('a mirror', () => {
  const mirror = async () => {
    const copy = await freshCopies()
    opened.push(copy)
    return copy
  }
  const round = async (copy: TestApp) => {
    await signCheckpoints(hub.store, hub.hub)
    for (const of of [table, register()]) {
      const kept = await keepHalf(copy, folderSource(await exported(hub, borea.token, of)))
      if (!kept.ok) throw new Error(kept.problem.code)
      expect(kept.value.logs.every(({ history }) => history.ok)).toBe(true)
    }
    return signedWrongly(copy, [table, register()])
  }

  it('bears out what is signed, and shows it as the hub does', async () => {
    const copy = await mirror()
    expect(await round(copy)).toEqual([])
    expect(await copy.fsck()).toMatchObject({ whole: true, damage: [], doubts: [] })
    const { said } = await saySigned(hub, alba.token, desk, 'agree-commitment', commit())
    expect(await round(copy)).toEqual([])
    const one = { arrangement: table, statement: said[0]!.id }
    expect(await copy.see('statement', null, one)).toMatchObject({ signed: { state: 'signed', label: 'Desk' } })
    // From the copy the half goes on to others, and proves itself there.
    expect(await checked(await exported(copy, null))).toMatchObject({ whole: true })
  })
  it('without the register says that it cannot tell', async () => {
    const copy = await mirror()
    await keepHalf(copy, folderSource(await exported(hub, borea.token)))
    expect(await signedWrongly(copy, [table])).toEqual([])
    const { whole, doubts } = await copy.fsck()
    expect({ whole, doubts }).toMatchObject({ whole: true, doubts: [{ what: expect.stringMatching(/register/) }, {}] })
  })
  it('catches a hub that speaks for a party, with proof; also one that says it was earlier', async () => {
    const copy = await mirror()
    // Both logs are kept in each round: what comes later came after all that the first rounds brought.
    expect(await round(copy)).toEqual([])
    await saySigned(hub, alba.token, desk, 'agree-commitment', commit())
    expect(await round(copy)).toEqual([])
    const [early] = await sayAll(hub.store, table, alba.party, [terms()])
    const [found] = await round(copy)
    expect(found).toMatchObject({ statement: { id: early!.id }, what: expect.stringMatching(/not signed/) })
    expect(found!.proof.checkpoint).toContain(found!.log)
    expect(found!.keys!.statements).toHaveLength(3)
    expect(await copy.fsck()).toMatchObject({ whole: false, damage: [{ statement: early!.id }] })
    const then = new Date(Date.parse(found!.statement.recordedAt) - 365 * 86_400_000)
    const past = { ...hub.store, world: { ...hub.store.world, now: () => then } }
    const [backdated] = await sayAll(past, table, alba.party, [terms()])
    const caught = await round(copy)
    expect(caught.map(({ statement }) => statement.id)).toEqual([early!.id, backdated!.id])
    // The half tells of the first as well, to whoever has nothing but the folder.
    const { damage } = await checked(await exported(hub, borea.token))
    expect(damage).toMatchObject([{ statement: early!.id, what: expect.stringMatching(/not signed/) }])
  })
})
