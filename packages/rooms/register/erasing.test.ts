// SPDX-License-Identifier: Apache-2.0
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Id, onlyParties } from '@symbolon/foundation'
import { exportHalf } from '@symbolon/halves'
import { serverOf } from '@symbolon/server'
import { rebuild, signCheckpoints } from '@symbolon/store'
import { convene, enrol, freshApp, type Player, placesOf, promise, type TestApp } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** What stood in what is erased, and must stand nowhere afterwards. */
const MARK = 'Zyxwomarkertsch'

let app: TestApp
let alba: Player
let borea: Player
let table: Id
beforeAll(async () => {
  app = await freshApp()
  alba = await enrol(app, 'Alba', 'BZ')
  borea = await enrol(app, 'Borea', 'CA')
  table = await convene(app, { alba, borea })
})
afterAll(() => app.close())

type Erased = { erasure: Id; speakOfIt: { statement: Id; kind: string }[] }
const erase = (statement: Id, by = alba, more: object = {}, arrangement = table) =>
  app.must<Erased>('erase-statement', by.token, { arrangement, statement, ground: 'data protection request', ...more })
const refused = (statement: Id, by = alba, arrangement = table) =>
  app.refusal('erase-statement', by.token, { arrangement, statement, ground: 'court order' })
const promised = async (more: object = {}, by = alba) =>
  (await app.must('agree-commitment', by.token, promise(table, [by.party], more))).commitment!
const statement = (id: Id, by: Player | null = null, arrangement = table) =>
  app.see<Record<string, unknown>>('statement', by?.token ?? null, { arrangement, statement: id })

const placesIn = (text: string) => app.superuser((db) => placesOf(db, text))

/** Every byte that somebody can take home or ask for. */
async function takenBy(token: string | null): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-erased-'))
  try {
    const done = await exportHalf(app, token, table, join(folder, 'half'))
    if (!done.ok) throw new Error(done.problem.code)
    const files = globSync('**/*', { cwd: done.value.folder }).map((path) => join(done.value.folder, path))
    const halves = files.filter((path) => statSync(path).isFile()).map((path) => readFileSync(path, 'utf8'))
    const server = serverOf(
      app,
      async () => new Response('page'),
      () => {},
    )
    const headers = { host: '127.0.0.1', ...(token === null ? {} : { authorization: `Bearer ${token}` }) }
    const get = async (path: string) => {
      const answer = await server.request(path, { headers })
      expect(answer.status, path).toBe(200)
      return answer.text()
    }
    const asked = []
    for (const path of [
      'register/record',
      'register/arrangement',
      'performance/scoreboard',
      'performance/scoreboard.csv',
    ])
      asked.push(await get(`/api/v1/${path}?arrangement=${table}`))
    const { logs } = JSON.parse(await get(`/halves/${table}/symbolon.json`))
    for (const { id } of logs) asked.push(await get(`/halves/${table}/logs/${id}/statements/000.jsonl`))
    return [...halves, ...asked].join('\n')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('an erased statement', () => {
  it('is in no table, no half and no answer any more, wherever its words, its document and its drafts were kept', async () => {
    const paper = { arrangement: table, short: 'D', title: `On ${MARK}`, mediaType: 'text/plain', language: 'en' }
    const text = `Belize will issue 500 seasonal visas to ${MARK}son by 2027. Canada will open two centres.`
    const named = { ...paper, text, author: alba.party }
    const done = await app.run('register-source', alba.token, named, `key-${MARK.length}`)
    if (!done.ok) throw new Error(done.problem.code)
    const { source } = done.value.answer as { source: Id }
    for (const by of [alba, borea]) await app.must('open-review', by.token, { arrangement: table, source })
    const drafts = async () =>
      (await app.see<{ drafts: { id: Id; revision: number; fields: { summary: string } }[] }>('drafts', alba.token, {
        ...{ arrangement: table, source },
      }))!.drafts
    const laid = await drafts()
    expect(laid.length).toBe(2)
    for (const { id, revision } of laid)
      await app.must('mend-draft', alba.token, {
        ...{ arrangement: table, source, draft: id, revision, state: 'accepted' },
        changes: { promisors: [alba.party], theme: MARK },
      })
    const { commitments } = await app.must<{ commitments: Id[] }>('record-drafts', alba.token, {
      ...{ arrangement: table, source },
    })
    const wording = { text: `“${MARK}”`, language: 'en' }
    const citation = { source, start: null, end: null, place: `page of ${MARK}` }
    const plain = await app.run(
      'agree-commitment',
      alba.token,
      promise(table, [alba.party], { wording, citation }),
      'k1',
    )
    if (!plain.ok) throw new Error(plain.problem.code)
    const { commitment } = plain.value.answer as { commitment: Id }
    const told = await app.must('report-delivery', alba.token, {
      ...{ arrangement: table, commitment, words: `To ${MARK}.`, level: 'limited' },
      evidence: [{ text: MARK, url: null }],
    })
    expect((await placesIn(MARK)).length).toBeGreaterThan(8)
    for (const token of [alba.token, null]) expect((await takenBy(token)).split(MARK).length).toBeGreaterThan(8)
    const registered = done.value.said[0]!.id
    const { speakOfIt } = await erase(registered)
    expect(speakOfIt.map((one) => one.statement).sort()).toEqual([...commitments, commitment].sort())
    for (const id of [...commitments, commitment, told.statement!]) await erase(id)
    expect(await placesIn(MARK)).toEqual([])
    for (const token of [alba.token, null]) expect(await takenBy(token)).not.toContain(MARK)
    expect(await app.see('document', alba.token, { arrangement: table, source })).toBeNull()
    expect(await app.see('commitment', null, { arrangement: table, commitment })).toBeNull()
    expect(await app.fsck()).toMatchObject({ whole: true })
    expect((await rebuild(app.store)).differences).toEqual([])
    expect(await placesIn(MARK)).toEqual([])
    // Sent again, the request is not done again: that would bring it back.
    const again = await app.run(
      'agree-commitment',
      alba.token,
      promise(table, [alba.party], { wording, citation }),
      'k1',
    )
    expect(again).toMatchObject({ ok: false, problem: { code: 'store/erased-since' } })
  })
  it('says that it was erased, when, by whom and on what ground; the log still proves its place', async () => {
    const id = await promised({ summary: `Pays ${MARK}.` })
    const { erasure } = await erase(id, alba, { ground: 'court order', words: 'Ordered in May.' })
    await signCheckpoints(app.store, app.hub)
    expect(await statement(id)).toMatchObject({
      ...{ statement: null, canonical: null, salt: null, proof: expect.any(Array) },
      erased: { erasure, by: alba.party, ground: 'court order', words: 'Ordered in May.', kind: 'commitment.agreed' },
    })
    const record = (await app.see<{ statements: { id: Id; erased: Id | null }[]; total: number }>('record', null, {
      ...{ arrangement: table },
    }))!
    expect(record.statements.find((one) => one.id === id)).toMatchObject({ erased: erasure, saidBy: alba.party })
    expect(record.statements.find((one) => one.id === erasure)).toMatchObject({ erased: null })
  })
  it('takes a text, once: a second erasure, a correction, an error, a wider audience are refused', async () => {
    const id = await promised({ audience: onlyParties(alba.party, borea.party) })
    await erase(id)
    expect(await refused(id)).toBe('register/already-erased')
    const at = { arrangement: table, statement: id }
    expect(await app.refusal('enter-in-error', alba.token, { ...at, reason: 'x' })).toBe('register/already-erased')
    const to = { to: 'public' }
    expect(await app.refusal('declassify-statement', alba.token, { ...at, to })).toBe('register/already-erased')
    const until = '2099-01-01'
    expect(await app.refusal('set-embargo', alba.token, { ...at, to, until })).toBe('register/already-erased')
    const told = { arrangement: table, commitment: id, position: 'contested' }
    expect(await app.refusal('take-position', alba.token, told)).toBe('foundation/not-found')
  })
})

describe('who may', () => {
  it('is who entered it, and nobody else, not even whose word it is said to be; what cannot be read is not there', async () => {
    const citation = { source: null as never, start: null, end: null, place: null }
    const paper = { short: 'D', title: 'D', mediaType: 'text/plain', language: 'en', text: 'Borea opens an office.' }
    citation.source = (await app.must('register-source', alba.token, { ...paper, arrangement: table })).source as never
    const attributed = { saidBy: borea.party, citation }
    const cirrus = await enrol(app, 'Cirrus', 'CC')
    const id = (await app.must('agree-commitment', alba.token, promise(table, [borea.party], attributed))).commitment!
    for (const other of [borea, cirrus]) {
      expect(await refused(id, other)).toBe('register/not-yours-to-erase')
      expect((await statement(id, other))?.erasable).toBeNull()
    }
    expect(
      await app.refusal('erase-statement', null, { arrangement: table, statement: id, ground: 'court order' }),
    ).toBe('foundation/not-signed-in')
    expect((await statement(id, alba))?.erasable).not.toBeNull()
    await erase(id, alba)
    const own = await promised()
    expect(await refused(own, borea)).toBe('register/not-yours-to-erase')
    const hidden = await promised({ audience: onlyParties(alba.party) })
    expect(await refused(hidden, borea)).toBe('foundation/not-found')
    expect(await refused('0190ffff-0000-7000-8000-00000000dead', borea)).toBe('foundation/not-found')
  })
  it('has it done where the kind allows: what others rest on is refused, with what to do', async () => {
    const rows = await app.superuser((db) =>
      db.query(
        `select distinct on (kind) kind, id, arrangement, recorded_by from store.statement where canonical is not null`,
      ),
    )
    const tokens = new Map([
      [alba.party, alba],
      [borea.party, borea],
      [app.store.home.editors, { party: app.store.home.editors, token: await app.as(app.store.home.editors) }],
    ])
    const seen: Record<string, string> = {}
    for (const row of rows.rows) {
      const by = tokens.get(row.recorded_by)
      if (by && app.store.kinds.get(row.kind)!.lasts) seen[row.kind] = await refused(row.id, by, row.arrangement)
    }
    expect(seen).toMatchObject({
      'party.registered': 'register/others-rest-on-it',
      'arrangement.registered': 'register/others-rest-on-it',
      'seat.granted': 'register/act-stands',
      'statement.erased': 'register/erasure-stays',
    })
  })
})

describe('a correction', () => {
  const correct = (commitment: Id, summary: string) =>
    app.must('correct-commitment', alba.token, {
      ...promise(table, [alba.party], { summary }),
      ...{ commitment, correction: 'Better so.' },
    })
  const summaryOf = async (commitment: Id) =>
    (await app.see<{ commitment: { summary: string }; versions: unknown[] }>('commitment', null, {
      ...{ arrangement: table, commitment },
    })) ?? null
  const latest = async (commitment: Id): Promise<Id> =>
    (await app.superuser((db) => db.query(`select latest from partnership.commitment where id = $1`, [commitment])))
      .rows[0].latest

  it('that is erased never brings back what it replaced; and the other versions are told of', async () => {
    const id = await promised({ summary: `First ${MARK}.` })
    await correct(id, 'Second.')
    const { speakOfIt } = await erase(await latest(id))
    expect(speakOfIt.map((one) => one.statement)).toEqual([id])
    expect(await summaryOf(id)).toBeNull()
    await erase(id)
    expect(await summaryOf(id)).toBeNull()
    expect((await rebuild(app.store)).differences).toEqual([])
  })
  it('stands where what it corrects is erased, without the earlier words', async () => {
    const id = await promised({ summary: `First ${MARK}.` })
    await correct(id, 'Second.')
    await erase(id)
    expect(await summaryOf(id)).toMatchObject({ commitment: { summary: 'Second.' }, versions: [] })
    expect(await placesIn(MARK)).toEqual([])
    expect((await rebuild(app.store)).differences).toEqual([])
  })
})

describe('what was re-stated for wider readers', () => {
  it('still says it, which is told; it is erased in its own log, and no embargo brings it back', async () => {
    const { liftEmbargoes } = await import('./lift-embargoes.ts')
    const audience = onlyParties(alba.party, borea.party)
    const id = await promised({ audience, summary: `In confidence ${MARK}.` })
    await signCheckpoints(app.store, app.hub)
    const at = { arrangement: table, statement: id }
    await app.must('set-embargo', alba.token, { ...at, until: '2026-01-02', to: { to: 'public' } })
    const wide = (await app.must('declassify-statement', alba.token, { ...at, to: { to: 'public' } })).statement!
    const { speakOfIt } = await erase(id)
    expect(speakOfIt).toContainEqual({ statement: wide, kind: 'statement.declassified', audience: 'public' })
    expect(await statement(wide)).toMatchObject({ restated: { holds: true } })
    await erase(wide)
    expect(await placesIn(MARK)).toEqual([])
    await app.superuser((db) => db.query(`update register.embargo set until = '2020-01-01'`))
    expect(await liftEmbargoes(app.store)).toBe(0)
    // The same where only the wider one went: the embargo does not say it again.
    const other = await promised({ audience })
    await signCheckpoints(app.store, app.hub)
    const of = { arrangement: table, statement: other }
    await app.must('set-embargo', alba.token, { ...of, until: '2099-01-02', to: { to: 'public' } })
    await app.superuser((db) => db.query(`update register.embargo set until = '2020-01-01'`))
    expect(await liftEmbargoes(app.store)).toBe(1)
    const lifted = await app.superuser((db) =>
      db.query(`select id from register.declassified where original = $1`, [other]),
    )
    await erase(lifted.rows[0].id)
    expect(await liftEmbargoes(app.store)).toBe(0)
  })
})
