// SPDX-License-Identifier: Apache-2.0
import { type Id, seededWorld } from '@symbolon/foundation'
import { convene, enrol, figures, freshApp, populate, sayAll, type TestApp } from '@symbolon/testing'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fsck } from './fsck.ts'
import { signCheckpoints } from './sequencer.ts'

let app: TestApp
let log: Id
let document: { arrangement: string; source: string }
beforeAll(async () => {
  app = await freshApp(seededWorld(31))
  await populate(app.store, 150)
  const alba = await enrol(app, 'Alba')
  const arrangement = await convene(app, { alba })
  const kept = { short: 'D', title: 'D', mediaType: 'text/plain', language: 'en', text: 'Alba will open an office.' }
  const { source } = await app.must('register-source', alba.token, { ...kept, arrangement })
  document = { arrangement, source: source! }
  // The log to tamper with: longer than a run of 256 before its first checkpoint.
  log = (await sayAll(app.store, app.world.newId(), alba.party, figures(300)))[0]!.log
  await signCheckpoints(app.store, app.hub)
  await populate(app.store, 50)
  await signCheckpoints(app.store, app.hub)
})
afterAll(() => app.close())

/** Everything that a tamperer may touch, put back after each test. */
const TABLES = ['log', 'statement', 'leaf', 'tile', 'checkpoint'].map((name) => `store.${name}`)
let keep: (work: (db: pg.Client) => Promise<unknown>) => Promise<void>
beforeAll(async () => {
  await app.superuser(async (db) => {
    await db.query('create schema kept')
    for (const table of [...TABLES, 'register.source_text'])
      await db.query(`create table kept.${table.split('.')[1]} as table ${table}`)
  })
})
beforeEach(() => {
  keep = async (work) => {
    await app.superuser(work)
  }
})
afterEach(async () => {
  await app.superuser(async (db) => {
    for (const table of [...TABLES, 'register.source_text'])
      await db.query(`delete from ${table}; insert into ${table} select * from kept.${table.split('.')[1]}`)
  })
})

it('finds a record whole after mixed appends, and says how much there is', async () => {
  const report = await app.fsck()
  expect(report).toMatchObject({ whole: true, damage: [] })
  const { rows } = await app.superuser((db) =>
    db.query(
      'select (select count(*)::int from store.statement) as statements, (select count(*)::int from store.log) as logs',
    ),
  )
  expect(report).toMatchObject(rows[0])
  expect(report.checkpoints).toBeGreaterThan(report.logs)
  expect(await fsck(app.store, null)).toMatchObject({ whole: true })
})

/** Each way to tamper with statement 100 of the longest log, as SQL with {log}, and the index that must be named. */
const AT = `log = '{log}' and index = 100`
const onStatement: [what: string, tamper: string, index: number | null][] = [
  [
    'canonical text',
    `update store.statement set canonical = replace(canonical, '"en"', '"fr"') || ' ' where ${AT}`,
    100,
  ],
  ['salt', `update store.statement set salt = sha256(salt) where ${AT}`, 100],
  ['leaf', `update store.leaf set entry = sha256(entry) where ${AT}`, 100],
  ['kind', `update store.statement set kind = 'seat.granted' where ${AT}`, 100],
  ['speaker', `update store.statement set said_by = gen_random_uuid() where ${AT}`, 100],
  ['recorder', `update store.statement set recorded_by = gen_random_uuid() where ${AT}`, 100],
  ['time', `update store.statement set recorded_at = recorded_at + interval '1 ms' where ${AT}`, 100],
  ['correction', `update store.statement set corrects = gen_random_uuid() where ${AT}`, 100],
  ['id', `update store.statement set id = gen_random_uuid() where ${AT}`, 100],
  ['a statement deleted', `delete from store.statement where ${AT}`, 100],
  ['its leaf deleted', `delete from store.leaf where ${AT}`, 100],
  [
    'a statement and its leaf deleted, and those after it moved up',
    `delete from store.statement where ${AT}; delete from store.leaf where ${AT};
     update store.statement set index = -index where log = '{log}' and index > 100;
     update store.statement set index = -index - 1 where log = '{log}' and index < 0;
     update store.leaf set index = -index where log = '{log}' and index > 100;
     update store.leaf set index = -index - 1 where log = '{log}' and index < 0;
     update store.log set size = size - 1 where id = '{log}'`,
    255,
  ],
  [
    'two swapped',
    `update store.statement set index = -1 where ${AT};
     update store.statement set index = 100 where log = '{log}' and index = 101;
     update store.statement set index = 101 where log = '{log}' and index = -1`,
    100,
  ],
  [
    'two swapped with their leaves',
    `update store.statement set index = -1 where ${AT}; update store.leaf set index = -1 where ${AT};
     update store.statement set index = 100 where log = '{log}' and index = 101;
     update store.leaf set index = 100 where log = '{log}' and index = 101;
     update store.statement set index = 101 where log = '{log}' and index = -1;
     update store.leaf set index = 101 where log = '{log}' and index = -1`,
    255,
  ],
  [
    'a statement and its leaf rewritten together',
    `update store.statement set canonical = replace(canonical, '"version":1', '"version":2') where ${AT};
     update store.leaf l set entry = sha256(s.salt || convert_to(s.canonical, 'utf8'))
       from store.statement s where s.log = l.log and s.index = l.index and l.log = '{log}' and l.index = 100`,
    null,
  ],
  ['the root of a run', `update store.tile set root = sha256(root) where log = '{log}' and index = 0`, 255],
  ['the root of a run deleted', `delete from store.tile where log = '{log}' and index = 0`, 255],
]
const onHead: [what: string, tamper: string][] = [
  ['the head’s hashes', `update store.log set frontier = frontier || sha256('x') where id = '{log}'`],
  [
    'the head’s last hash',
    `update store.log set frontier = overlay(frontier placing '\\x00' from 1 for 1) where id = '{log}'`,
  ],
  ['the head’s size, less', `update store.log set size = size - 1 where id = '{log}'`],
  ['the head’s size, more', `update store.log set size = size + 1 where id = '{log}'`],
  ['the head’s audience', `update store.log set audience = 'parties:x' where id = '{log}'`],
  ['the log’s first moment', `update store.log set created_at = created_at + interval '1 day' where id = '{log}'`],
  ['the log deleted', `delete from store.log where id = '{log}'`],
  [
    'a statement added behind the last',
    `insert into store.statement select arrangement, gen_random_uuid(), log, index + 1, kind, said_by, recorded_by,
       recorded_at, corrects, salt, canonical from store.statement where log = '{log}' order by index desc limit 1`,
  ],
  [
    'a statement added and counted',
    `insert into store.statement select arrangement, gen_random_uuid(), log, index + 1, kind, said_by, recorded_by,
       recorded_at, corrects, salt, canonical from store.statement where log = '{log}' order by index desc limit 1;
     insert into store.leaf select arrangement, log, index + 1, entry from store.leaf where log = '{log}' order by index desc limit 1;
     update store.log set size = size + 1 where id = '{log}'`,
  ],
  [
    'the last statement deleted',
    `delete from store.statement s using store.log l where s.log = '{log}' and l.id = s.log and s.index = l.size - 1`,
  ],
  ['a leaf added', `insert into store.leaf select arrangement, log, index + 9999, entry from store.leaf where ${AT}`],
  [
    'the root of a run added',
    `insert into store.tile select arrangement, log, 9999, root from store.tile where log = '{log}'`,
  ],
  ['a checkpoint’s root', `update store.checkpoint set root = sha256(root) where log = '{log}'`],
  ['a checkpoint’s size', `update store.checkpoint set size = size - 1 where log = '{log}'`],
  [
    'a checkpoint’s words',
    `update store.checkpoint set note = replace(note, split_part(note, E'\\n', 2), '5') where log = '{log}'`,
  ],
  [
    'a checkpoint’s signature',
    `update store.checkpoint set note = left(note, -10) || 'AAAAAAAA=' || chr(10) where log = '{log}'`,
  ],
  [
    'a checkpoint of another log',
    `update store.checkpoint c set note = (select note from store.checkpoint where log <> '{log}' limit 1) where log = '{log}'`,
  ],
  [
    'the last checkpoint deleted',
    `delete from store.checkpoint c where log = '{log}' and size = (select max(size) from store.checkpoint where log = '{log}')`,
  ],
  [
    'a checkpoint of more than there is',
    `insert into store.checkpoint select arrangement, log, size + 9999, root, note, signed_at from store.checkpoint where log = '{log}' limit 1`,
  ],
  [
    'a checkpoint of no log',
    `insert into store.checkpoint select arrangement, gen_random_uuid(), size, root, note, signed_at from store.checkpoint where log = '{log}' limit 1`,
  ],
]

const tamper = (sql: string) => keep((db) => db.query(sql.replaceAll('{log}', log)))

describe('fsck names the first statement that is not whole', () => {
  it.each(onStatement)('%s', async (_what, sql, index) => {
    await tamper(sql)
    const { whole, damage } = await app.fsck()
    expect(whole).toBe(false)
    const named = damage.find((one) => one.log === log)!
    if (index !== null) expect(named.index).toBe(index)
    else expect(named.index).toBeGreaterThanOrEqual(100)
    const { rows } = await app.superuser((db) =>
      db.query(
        `select s.id from store.statement s join store.leaf l on l.log = s.log and l.index = s.index
         where s.log = $1 and s.index = $2`,
        [log, named.index],
      ),
    )
    // Where the statement or its leaf is gone, its place alone can be named.
    expect(named.statement).toBe(rows[0]?.id ?? null)
  })
})

describe('fsck finds tampering with', () => {
  it.each(onHead)('%s', async (_what, sql) => {
    await tamper(sql)
    const { whole, damage } = await app.fsck()
    expect(whole).toBe(false)
    expect(damage.length).toBeGreaterThan(0)
  })
})

describe('fsck checks the texts of documents', () => {
  it.each([
    ['changed', `update register.source_text set text = replace(text, 'will', 'shall')`],
    ['deleted', `delete from register.source_text`],
    ['moved under a log that others read', `update register.source_text set log = '{log}'`],
  ])('%s', async (_what, sql) => {
    await tamper(sql)
    const { damage } = await app.fsck()
    expect(damage).toMatchObject([{ arrangement: document.arrangement }])
    const { rows } = await app.superuser((db) =>
      db.query('select latest from register.source where id = $1', [document.source]),
    )
    expect(damage[0]!.statement).toBe(rows[0].latest)
  })
})
