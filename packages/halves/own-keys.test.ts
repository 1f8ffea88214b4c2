// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Id, onlyParties, type Saying, seededWorld } from '@symbolon/foundation'
import { continueLog, signCheckpoints } from '@symbolon/store'
import {
  convene,
  enrol,
  erasing,
  forkOf,
  freshApp,
  freshCopies,
  keyFile,
  type NamedKey,
  nameKey,
  type Player,
  passkey,
  placesOf,
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

describe('a register whose log goes on in another', () => {
  it('takes along what is said of keys there, and what its host says of it is not held against its editors', async () => {
    const app = await freshApp(seededWorld(71))
    opened.push(app)
    const carol = await enrol(app, 'Carolia')
    const at = await convene(app, { carol })
    const old = await nameKey(app, carol, keyFile(51), 'Old')
    const { editors, register: home } = app.store.home
    const theirs = { party: editors, token: await app.as(editors) }
    const chief = await nameKey(app, theirs, keyFile(52), 'Chief')
    await saySigned(app, theirs.token, chief, 'require-signing', { required: true })
    await signCheckpoints(app.store, app.hub)
    const rows = app.store.projector.selectFrom('store.log').innerJoin('store.checkpoint as c', 'c.log', 'store.log.id')
    const log = await rows
      .select(['store.log.id', 'c.note'])
      .where('c.arrangement', '=', home)
      .executeTakeFirstOrThrow()
    await continueLog(app.store, { arrangement: home, log: log.id }, log.note)
    const fresh = await nameKey(app, carol, keyFile(53), 'New')
    await app.must('revoke-key', carol.token, { key: old.id, reason: 'lost' })
    await saySigned(app, carol.token, fresh, 'agree-commitment', promise(at, [carol.party]))
    expect(await app.fsck()).toMatchObject({ whole: true, damage: [] })
    const [half, register] = [await exported(app, carol.token, at), await exported(app, null, home)]
    expect(await checked(half)).toMatchObject({ whole: true, damage: [] })
    expect(await checked(register)).toMatchObject({ whole: true, damage: [] })
    expect(await fsckHalf(folderSource(half), folderSource(register))).toMatchObject({ value: { damage: [] } })
    const keys = JSON.parse(readFileSync(join(half, 'keys.json'), 'utf8'))
    expect(keys.further[0].statements).toHaveLength(2)
  })
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
  it('destroys nothing by an erasure that its recorder did not sign, and follows one that is signed', async () => {
    const copy = await mirror()
    const summary = 'Stays until Alba signs.'
    const { said } = await saySigned(hub, alba.token, desk, 'agree-commitment', commit({ summary }))
    const alone = await mirror()
    expect(await round(copy)).toEqual([])
    await keepHalf(alone, folderSource(await exported(hub, borea.token)))
    const places = (app: TestApp) => app.superuser((db) => placesOf(db, summary))
    const before = [await places(copy), await places(alone)]
    const forging = await forkOf(hub, seededWorld(2, Date.UTC(2027, 0, 1)))
    opened.push(forging)
    await sayAll(forging.store, table, alba.party, [erasing(said[0]!)])
    await signCheckpoints(forging.store, forging.hub)
    // With the register, and from the keys that the half itself carries.
    for (const app of [copy, alone]) {
      const kept = await keepHalf(app, folderSource(await exported(forging, borea.token)))
      expect(kept.ok && kept.value.logs.map(({ history }) => history)).toContainEqual(
        expect.objectContaining({ ok: false, what: expect.stringMatching(/does not count: it is not signed/) }),
      )
    }
    expect([await places(copy), await places(alone)]).toEqual(before)
    expect(await copy.fsck()).toMatchObject({ whole: true })
    const erase = { arrangement: table, statement: said[0]!.id, ground: 'court order' }
    await saySigned(hub, alba.token, desk, 'erase-statement', erase)
    expect(await round(copy)).toEqual([])
    expect(await places(copy)).toEqual([])
    expect(await copy.fsck()).toMatchObject({ whole: true, erased: 1 })
  })
  it('catches a hub that speaks for a party, with proof; also one that says it was earlier', async () => {
    const copy = await mirror()
    // Both logs are kept in each round: what comes a while later came after all that the first round brought.
    expect(await round(copy)).toEqual([])
    for (let second = 0; second < 70; second++) copy.world.now()
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
  it('is not taken in by another arrangement that is passed off as the register', async () => {
    const fork = await forkOf(hub, seededWorld(2, Date.UTC(2027, 0, 1)))
    opened.push(fork)
    const copy = await mirror()
    const keep = async (of: Id) => {
      await signCheckpoints(fork.store, fork.hub)
      const kept = await keepHalf(copy, folderSource(await exported(fork, borea.token, of)))
      if (!kept.ok) throw new Error(kept.problem.code)
    }
    for (const of of [register(), table]) await keep(of)
    const [early] = await sayAll(fork.store, table, alba.party, [terms()])
    await keep(table)
    const found = async () => (await signedWrongly(copy, [table])).map(({ statement }) => statement.id)
    const before = await found()
    expect(before).toContain(early!.id)
    const other = '01000000-0000-7000-8000-000000000001'
    const rows = fork.store.projector.selectFrom('store.statement').select('canonical').where('kind', '=', 'key.named')
    const words = (await rows.orderBy('index').execute()).map(
      ({ canonical }) => JSON.parse(canonical!) as Saying & { id: Id },
    )
    await sayAll(
      fork.store,
      other,
      alba.party,
      words.map(({ id, kind, body }) => ({ id, kind, body })),
    )
    await keep(other)
    expect(await found()).toEqual(before)
  })
})
