// SPDX-License-Identifier: Apache-2.0
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { seededWorld } from '@symbolon/foundation'
import { exportHalf, folderSource, keepHalf } from '@symbolon/halves'
import { listen, serverOf } from '@symbolon/server'
import { isDiskFull, openSession, signCheckpoints } from '@symbolon/store'
import { asSuperuser, freshApp, mayMount, mountSmall, type TestApp, unmount } from '@symbolon/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type App, openApp } from './app.ts'
import { takeBackup } from './take-backup.ts'

/** A data folder on a small disk of its own, which a ballast file fills. */
describe.skipIf(!mayMount())('a disk that is full (skipped where nothing may be mounted)', () => {
  let parent: string
  let disk: string
  let app: App
  let token: string
  const faults: string[] = []
  beforeAll(async () => {
    parent = mkdtempSync(join(tmpdir(), 'symbolon-full-'))
    disk = join(parent, 'disk')
    mountSmall(disk, 260)
    const onFault = (fault: unknown) => faults.push(String(fault))
    app = await openApp({ dataFolder: join(disk, 'data') }, { world: seededWorld(8), sequencer: false, onFault })
    token = await openSession(app.store, app.store.home.editors)
    expect(await say(1)).toBe('said')
    await signCheckpoints(app.store, app.hub)
  }, 120_000)
  afterAll(async () => {
    await app.close()
    unmount(disk)
    rmSync(parent, { recursive: true, force: true })
  })
  beforeEach(() => fill())
  afterEach(() => empty())

  /** Writes until not a byte more goes on the disk. */
  function fill() {
    const file = openSync(join(disk, 'ballast'), 'a')
    for (let size = 1024 * 1024; size >= 1; ) {
      try {
        if (writeSync(file, Buffer.alloc(size)) < size) size = Math.floor(size / 2)
      } catch (fault) {
        expect(isDiskFull(fault)).toBe(true)
        size = Math.floor(size / 2)
      }
    }
    closeSync(file)
  }
  const empty = () => rmSync(join(disk, 'ballast'), { force: true })
  const figure = (value: number) => ({ of: null, subject: 'It', figure: 'n', value, bound: 'exact', unit: 'n' })
  const run = (command: string, input: object) =>
    app.run(command, token, { arrangement: app.store.home.register, ...input })
  const say = async (value: number) => {
    const more = { period: null, asOf: null, note: null, sources: [] }
    const done = await app.run('note-figure', token, { ...figure(value), ...more })
    return done.ok ? 'said' : `${done.problem.status} ${done.problem.code}`
  }
  const size = async () => {
    const record = await app.ask<{ total: number }>('record', null, { arrangement: app.store.home.register })
    return record.ok ? record.value.total : null
  }
  const full = '507 store/disk-full'
  const paper = { short: 'D', title: 'D', mediaType: 'text/plain', language: 'en', text: 'Alba opens an office.' }
  const whole = async () => expect(await app.fsck()).toMatchObject({ whole: true, damage: [] })

  it.each([
    ['a statement', () => say(2)],
    ['the text of a document', async () => codeOf(await run('register-source', paper))],
    ['a seat', async () => codeOf(await run('grant-seat', { party: app.store.world.newId(), tier: 'member' }))],
  ])('%s is refused in words, the record is read, and it goes on once there is room', async (_what, act) => {
    const before = await size()
    expect(before).toBeGreaterThan(3)
    expect(await act()).toBe(full)
    expect(await size()).toBe(before)
    empty()
    expect(await say(3)).toBe('said')
    expect(await size()).toBe(before! + 1)
    await whole()
  })
  const codeOf = (done: Awaited<ReturnType<App['run']>>) =>
    done.ok ? 'done' : `${done.problem.status} ${done.problem.code}`

  it('through the doors: every act is refused with 507 and a sentence, and pages are still answered', async () => {
    const listening = await listen(
      serverOf(
        app,
        async () => new Response('page'),
        () => {},
      ),
      0,
    )
    try {
      const post = (path: string, body: object) =>
        fetch(`${listening.url}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify(body),
        })
      for (const path of ['/api/v1/session', '/api/v1/register/note-figure', '/halves/x/logs/y/cosignatures']) {
        const answer = await post(path, { party: app.store.home.editors })
        expect(answer.status, path).toBe(507)
        expect(await answer.json()).toMatchObject({ message: expect.stringMatching(/disk .* is full.*Free some room/) })
      }
      const path = `/api/v1/register/record?arrangement=${app.store.home.register}`
      expect((await fetch(`${listening.url}${path}`)).status).toBe(200)
    } finally {
      await listening.close()
    }
  })
  it('a backup, and an export, are refused whole: nothing is left of them', async () => {
    const { register } = app.store.home
    for (const [name, write] of [
      ['backup', () => takeBackup(join(disk, 'data'), join(disk, 'backup'))],
      ['half', () => exportHalf(app, null, register, join(disk, 'half'))],
    ] as const) {
      const fault = await write().catch((thrown: unknown) => thrown)
      expect(isDiskFull(fault), `${name}: ${String(fault)}`).toBe(true)
      expect(existsSync(join(disk, name))).toBe(false)
    }
    empty()
    expect((await takeBackup(join(disk, 'data'), join(disk, 'backup'))).ok).toBe(true)
    rmSync(join(disk, 'backup'), { recursive: true })
  })
  it('a checkpoint that finds none is signed once there is', async () => {
    empty()
    await say(4)
    fill()
    await signCheckpoints(app.store, app.hub).catch((fault) => expect(app.refusalOf(fault)?.status).toBe(507))
    empty()
    await untilBack()
    await signCheckpoints(app.store, app.hub)
    const heads = app.store.projector.selectFrom('store.log').select(['size', 'signed_size'])
    for (const head of await heads.execute()) expect(head.signed_size).toBe(head.size)
    await whole()
  })
  it('a mirror stops where it is, and goes on from there', async () => {
    empty()
    const hub: TestApp = await freshApp()
    const folder = join(parent, 'shown')
    expect((await exportHalf(hub, null, hub.store.home.register, folder)).ok).toBe(true)
    const copies = await openApp({ dataFolder: join(disk, 'copies') }, { sequencer: false, copies: true })
    fill()
    try {
      await keepHalf(copies, folderSource(folder)).catch((fault) => expect(copies.refusalOf(fault)?.status).toBe(507))
      empty()
      expect(await keepHalf(copies, folderSource(folder))).toMatchObject({ ok: true })
      expect(await copies.fsck()).toMatchObject({ whole: true })
    } finally {
      await copies.close()
      await hub.close()
      rmSync(join(disk, 'copies'), { recursive: true })
    }
  })
  it('a server that ends on it says why, and comes back by itself with all that was acknowledged', async () => {
    const before = await size()
    const admin = {
      host: join(disk, 'data/socket'),
      user: 'postgres',
      password: readFileSync(join(disk, 'data/postgres.secret'), 'utf8'),
      database: 'symbolon',
    }
    // The next segment of the write-ahead log finds no room: PostgreSQL panics, and cannot recover either.
    const ended = asSuperuser(admin, async (client) => {
      client.on('error', () => {})
      for (;;) {
        await client.query(`select pg_logical_emit_message(true, 'x', 'y')`)
        await client.query('select pg_switch_wal()')
      }
    })
    await expect(ended).rejects.toThrow()
    while (faults.length === 0) await wait(50)
    expect(faults.at(-1)).toMatch(/ended by itself: the disk is full.*nothing that was acknowledged is lost/)
    expect(await say(5)).toBe(full)
    empty()
    await untilBack()
    expect(await size()).toBe(before)
    expect(await say(6)).toBe('said')
    await whole()
  }, 120_000)

  async function untilBack() {
    for (let tries = 0; tries < 600; tries++) {
      try {
        return await size()
      } catch {
        await wait(100)
      }
    }
    throw new Error('the server did not come back')
  }
})
