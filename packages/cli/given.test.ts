// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EmbeddedServer, startEmbedded } from '@symbolon/store'
import { asSuperuser } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, type Running } from './run-main.fixture.ts'

const parent = mkdtempSync(join(tmpdir(), 'symbolon-given-'))
let server: EmbeddedServer
beforeAll(async () => {
  server = await startEmbedded(join(parent, 'server'))
})
afterAll(async () => {
  await server.stop()
  rmSync(parent, { recursive: true, force: true })
})

const urlOf = (database: string, user = 'postgres', password = String(server.admin.password)) =>
  `postgres://${user}:${password}@localhost/${database}?host=${encodeURIComponent(String(server.admin.host))}`
const asked = (database: string, ...texts: string[]) =>
  asSuperuser({ ...server.admin, database }, async (client) => {
    let rows: Record<string, unknown>[] = []
    for (const text of texts) rows = (await client.query(text)).rows
    return rows
  })
const verb = (url: string, ...args: string[]) => launch(args, { DATABASE_URL: url }).said

describe('a given PostgreSQL that will not do is refused in words, and no secret is made for it', () => {
  const data = join(parent, 'refused')
  const refused = async (url: string) => {
    const { code, out, err } = await verb(url, 'fsck', '--data', data)
    expect({ code, out, made: existsSync(data) }).toEqual({ code: 1, out: '', made: false })
    expect(err).not.toContain(String(server.admin.password))
    return err
  }
  it.each([
    ['mysql://x@localhost/y', /DATABASE_URL holds no address of a PostgreSQL/],
    ['postgres://x:y@127.0.0.1:1/z', /^No PostgreSQL answers at 127\.0\.0\.1:1 \(ECONNREFUSED\)\. Start it/],
    ['postgres://x:y@127.0.0.1:1/z?sslrootcert=/nowhere/ca.pem', /nowhere\/ca\.pem/],
    ['postgres://x:y@127.0.0.1:1/postgres', /names the database postgres, which is the server's own/],
  ])('%s', async (url, words) => {
    expect(await refused(url)).toMatch(words)
  })
  it('for a wrong password', async () => {
    expect(await refused(urlOf('x', 'postgres', 'wrong'))).toMatch(/refuses the password of postgres/)
  })
  it('for a login that may make neither logins nor a database', async () => {
    await asked('postgres', `create role clerk login password 'clerk'`)
    expect(await refused(urlOf('x', 'clerk', 'clerk'))).toMatch(/may not make logins.* alter role clerk createrole/)
    await asked('postgres', 'alter role clerk createrole')
    expect(await refused(urlOf('x', 'clerk', 'clerk'))).toMatch(/no database x, .* create database x owner clerk/)
  })
  it('for a database that holds something else', async () => {
    await asked('postgres', 'create database theirs')
    await asked('theirs', 'create table public.thing (x int)')
    expect(await refused(urlOf('theirs'))).toMatch(/theirs holds tables that are not Symbolon's/)
  })
})

it('a login that may make logins and a database is enough; it need not be superuser', async () => {
  await asked('postgres', `create role host login createrole createdb password 'host'`)
  const url = urlOf('by_host', 'host', 'host')
  const first = await verb(url, 'fsck', '--data', join(parent, 'by-host'))
  expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/^The record is whole: 3 statements/) })
  expect(await verb(url, 'fsck', '--data', join(parent, 'by-host'))).toMatchObject({ code: 0 })
})

it('two installations on one server keep out of each other’s database, and a third cannot take one over', async () => {
  const data = (name: string) => join(parent, `installation-${name}`)
  for (const name of ['one', 'two', 'one'])
    expect(await verb(urlOf(name), 'fsck', '--data', data(name))).toMatchObject({ code: 0 })
  const logins = await asked(
    'postgres',
    `select r.rolname as login, d.datname as database from pg_roles r cross join pg_database d
     where r.rolname ~ '^symbolon_[0-9a-f]{12}_' and d.datname in ('one', 'two')
       and has_database_privilege(r.oid, d.oid, 'connect')`,
  )
  expect(logins).toHaveLength(6)
  expect(new Set(logins.map(({ login }) => login)).size).toBe(6)
  const stranger = await verb(urlOf('one'), 'fsck', '--data', data('three'))
  expect(stranger).toMatchObject({
    code: 1,
    err: expect.stringMatching(/holds a record whose secrets are not in .*three/),
  })
  expect(existsSync(data('three'))).toBe(false)
  expect((await verb(urlOf('one'), 'fsck', '--data', data('two'))).err).toMatch(/holds a record whose secrets/)
})

it('a backup of it is one that a data folder is made of', async () => {
  const [data, kept, back] = ['kept-of', 'kept', 'back'].map((name) => join(parent, name)) as [string, string, string]
  expect(await verb(urlOf('kept'), 'backup', kept, '--data', data)).toMatchObject({ code: 1 })
  expect(await verb(urlOf('kept'), 'fsck', '--data', data)).toMatchObject({ code: 0 })
  expect(await verb(urlOf('kept'), 'backup', kept, '--data', data)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Backed up 3 /),
  })
  expect((await verb(urlOf('kept'), 'restore', kept, '--data', back)).err).toMatch(/DATABASE_URL is set/)
  expect(await launch(['restore', kept, '--data', back]).said).toMatchObject({ code: 0 })
})

describe('three processes on one database', () => {
  const data = join(parent, 'three')
  let all: { running: Running; url: string }[]
  let token: string
  beforeAll(async () => {
    const args = ['start', '--data', data, '--no-demonstration', '--port', '0']
    const running = [1, 2, 3].map(() => launch(args, { DATABASE_URL: urlOf('three') }))
    all = await Promise.all(
      running.map(async (one) => ({ running: one, url: await one.until(/Symbolon is at (\S+)/) })),
    )
  })
  afterAll(() => Promise.all(all.map(({ running }) => running.end())))

  const post = async (url: string, path: string, body: object, key?: string) => {
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      ...(key ? { 'idempotency-key': key } : {}),
    }
    const who: Record<string, string> = token ? { authorization: `Bearer ${token}` } : { origin: url }
    const answer = await fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      headers: { ...headers, ...who },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: (await answer.json()) as { token?: string; answer?: { party: string } } }
  }

  it('that start at once make one register and load one atlas', async () => {
    const [counts] = await asked(
      'three',
      `select count(*) filter (where key = 'atlas loaded')::int as marks,
      (select count(*)::int from store.statement where kind = 'party.registered' and canonical like '%"en":"France"%') as france from store.installation`,
    )
    expect(counts).toEqual({ marks: 1, france: 1 })
  })

  it('know a session that another of them opened', async () => {
    const [editors] = await asked('three', `select value from store.installation where key = 'editors'`)
    const { body } = await post(all[0]!.url, '/session', { party: editors!.value })
    token = body.token!
    for (const { url } of all) expect((await post(url, '/register/register-party', {})).status).toBe(422)
  })

  it('of which the one that signs is killed in the middle lose nothing that was acknowledged, and are one history', async () => {
    const acknowledged = new Set<string>()
    const party = (n: number) => ({ kind: 'organisation', code: null, names: { en: `Body ${n}` } })
    let killed = false
    const write = async (n: number) => {
      // A sender whose process is gone sends it to another one, under the same key.
      for (let at = n; ; at++) {
        const sent = await post(all[at % all.length]!.url, '/register/register-party', party(n), `body-${n}`).catch(
          () => null,
        )
        if (!sent) continue
        expect(sent.status).toBe(200)
        acknowledged.add(sent.body.answer!.party)
        return
      }
    }
    const lanes = [0, 1, 2, 3, 4, 5].map(async (lane) => {
      for (let n = lane; n < 120; n += 6) {
        await write(n)
        if (n < 60 || killed) continue
        killed = true
        const [leader] = await asked(
          'three',
          `select a.client_port, l.pid from pg_locks l join pg_stat_activity a using (pid)
          where l.locktype = 'advisory' and l.classid = 7282 and l.granted`,
        )
        expect(leader).toBeDefined()
        await all[0]!.running.end('SIGKILL')
      }
    })
    await Promise.all(lanes)
    expect(acknowledged.size).toBe(120)
    const rows = await asked(
      'three',
      `select id::text from register.party where body->'names'->>'en' ~ '^Body [0-9]+$'`,
    )
    expect(new Set(rows.map(({ id }) => id))).toEqual(acknowledged)
    expect(rows).toHaveLength(120)
  })

  it('sign on, whichever is left', async () => {
    for (const { running } of all.splice(0, all.length - 1)) await running.end('SIGKILL')
    const { url } = all[0]!
    expect(
      (await post(url, '/register/register-party', { kind: 'organisation', code: null, names: { en: 'Last' } })).status,
    ).toBe(200)
    for (;;) {
      const [open] = await asked('three', 'select count(*)::int as logs from store.log where signed_size < size')
      if (open!.logs === 0) break
    }
    await all[0]!.running.end()
    const whole = await verb(urlOf('three'), 'fsck', '--data', data, '--json')
    expect(JSON.parse(whole.out)).toMatchObject({ whole: true, damage: [], doubts: [] })
    expect(whole.code).toBe(0)
  })
})
