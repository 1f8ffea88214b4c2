// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Id } from '@symbolon/foundation'
import { ask, openSession } from '@symbolon/store'
import { asSuperuser, type DebianServer, debianServer, packagedPrograms } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, openApp } from './app.ts'

const programs = packagedPrograms()
if (!programs) console.log('replicas.test.ts is skipped: no PostgreSQL with pg_basebackup is installed as a package')

describe.skipIf(!programs)('a primary with one streaming replica', () => {
  const parent = mkdtempSync(join(tmpdir(), 'symbolon-replica-'))
  // The servers run as another user where we are root.
  chmodSync(parent, 0o755)
  let primary: DebianServer
  let replica: DebianServer
  let app: App
  let other: App
  let editors: string
  const place = (url: string, replicas: string[]) => ({
    dataFolder: join(parent, 'data'),
    databaseUrl: url,
    replicaUrls: replicas,
  })
  const open = () => openApp(place(primary.url('record'), [replica.url('record')]), { sequencer: false })
  beforeAll(async () => {
    primary = await debianServer(join(parent, 'primary'))
    replica = await debianServer(join(parent, 'replica'), { follows: primary })
    app = await open()
    other = await open()
    editors = await openSession(app.store, app.store.home.editors)
  })
  afterAll(async () => {
    await Promise.all([app?.close(), other?.close()])
    for (const server of [primary, replica])
      try {
        server?.stop('immediate')
      } catch {
        // One that the test itself stopped.
      }
    rmSync(parent, { recursive: true, force: true })
  })

  const on = (server: DebianServer, text: string) =>
    asSuperuser(
      { host: '127.0.0.1', port: server.port, user: 'postgres', database: 'record' },
      async (db) => (await db.query(text)).rows,
    )
  /** Which server answered: the replica is in recovery. */
  const asked = async (from: App) => {
    const near = await from.store.replicas!.pick()
    return near === null ? 'primary' : 'replica'
  }
  const party = async (from: App, name: string): Promise<Id> => {
    const done = await from.run('register-party', editors, { kind: 'organisation', code: null, names: { en: name } })
    if (!done.ok) throw new Error(done.problem.code)
    return (done.value.answer as { party: Id }).party
  }
  const knows = async (from: App, id: Id) => (await from.ask('party', null, { party: id })).ok
  const paused = async (work: () => Promise<void>) => {
    await on(replica, 'select pg_wal_replay_pause()')
    await work().finally(() => on(replica, 'select pg_wal_replay_resume()'))
  }
  const until = async (done: () => Promise<boolean>) => {
    while (!(await done())) await new Promise((next) => setTimeout(next, 50))
  }

  it('answers questions on the replica', async () => {
    await until(async () => (await asked(app)) === 'replica')
    // Of the primary's reader there is nothing here that could answer.
    const store = { ...app.store, reader: null as never }
    const { register } = app.store.home
    const found = await ask(store, app.queries.get('arrangement')!, null, { arrangement: register })
    expect(found).toMatchObject({ ok: true, value: { arrangement: { id: register } } })
  })
  it('shows what was said at once, to this process and to every other', async () => {
    for (let n = 0; n < 50; n++) {
      const id = await party(n % 2 ? app : other, `Body ${n}`)
      expect(await Promise.all([knows(app, id), knows(other, id)])).toEqual([true, true])
    }
  })
  it('shows it also while the replica stands still, and goes by it', async () => {
    await until(async () => (await asked(app)) === 'replica')
    await paused(async () => {
      const id = await party(app, 'Said while it stood still')
      expect(
        await on(replica, `select from store.statement where canonical like '%Said while it stood still%'`),
      ).toEqual([])
      expect(await Promise.all([knows(app, id), knows(other, id)])).toEqual([true, true])
      expect(await asked(app)).toBe('primary')
    })
    await until(async () => (await asked(app)) === 'replica')
  })
  it('a session that is new is known, and one that ended is over, whatever the replica still holds', async () => {
    const confidential = async (token: string) => {
      const made = await app.run('register-arrangement', editors, {
        ...{
          names: { en: 'Closed' },
          layer: 'bilateral',
          form: 'partnership',
          bindingness: 'non-binding',
          confidential: true,
        },
      })
      if (!made.ok) throw new Error(made.problem.code)
      const { arrangement } = made.value.answer as { arrangement: Id }
      return () => other.ask('arrangement', token, { arrangement }).then(({ ok }) => ok)
    }
    const token = await openSession(app.store, app.store.home.editors)
    const sees = await confidential(token)
    expect(await sees()).toBe(true)
    await paused(async () => {
      const fresh = await openSession(app.store, app.store.home.editors)
      expect(await (await confidential(fresh))()).toBe(true)
      await app.store.projector.deleteFrom('store.session').where('how', '=', 'chosen').execute()
      expect(await sees()).toBe(false)
    })
    editors = await openSession(app.store, app.store.home.editors)
  })
  it('goes on without the replica when it is lost, and takes it again when it is back', async () => {
    await until(async () => (await asked(app)) === 'replica')
    replica.stop('immediate')
    const id = await party(app, 'Said without it')
    for (let n = 0; n < 20; n++) expect(await knows(app, id)).toBe(true)
    replica.start()
    await until(async () => (await asked(app)) === 'replica')
    expect(await knows(app, id)).toBe(true)
  })

  it('loses nothing that it acknowledged when the replica takes over, where commits wait for it', async () => {
    await primary.set({ synchronous_standby_names: 'replica' })
    await until(
      async () => (await on(primary, `select from pg_stat_replication where sync_state = 'sync'`)).length === 1,
    )
    const acknowledged: Id[] = []
    let going = true
    const writers = [app, other, app, other].map(async (from, lane) => {
      for (let n = 0; going; n++) {
        try {
          acknowledged.push(await party(from, `Survivor ${lane} ${n}`))
        } catch {
          return
        }
      }
    })
    await until(async () => acknowledged.length > 100)
    primary.stop('immediate')
    going = false
    await Promise.all(writers)
    await Promise.all([app.close(), other.close()])
    replica.promote()
    const promoted = place(replica.url('record'), [])
    app = await openApp(promoted, { sequencer: false })
    other = await openApp(promoted, { sequencer: false })
    const there = await on(replica, `select id::text from register.party where body->'names'->>'en' ~ '^Survivor'`)
    const ids = new Set(there.map(({ id }) => id))
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([])
    expect(await app.fsck()).toMatchObject({ whole: true })
  })
})
