// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Result } from '@symbolon/foundation'
import { seededWorld } from '@symbolon/foundation'
import { asAdmin, digestOf, dump, markReconciled, signCheckpoints } from '@symbolon/store'
import { chanceOf, figures, populate, sayAll } from '@symbolon/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, openApp } from './app.ts'
import { type Backup, checkBackup, digestLine, placesIn } from './backup.ts'
import { restoreBackup } from './restore-backup.ts'
import { takeBackup } from './take-backup.ts'

let parent: string
let data: string
let app: App
let taken: string
beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'symbolon-backup-'))
  data = join(parent, 'data')
  app = await openApp({ dataFolder: data }, { world: seededWorld(3), sequencer: false })
  await populate(app.store, 300)
  await signCheckpoints(app.store, app.hub)
  taken = join(parent, 'taken')
  expect(await takeBackup(data, taken)).toMatchObject({ ok: true, value: { tables: expect.any(Number) } })
})
afterAll(async () => {
  await app.close()
  rmSync(parent, { recursive: true, force: true })
})

// Not what is kept of the installation: of a restored one it says that it was restored.
const tables = (of: App) => [
  ...['log', 'statement', 'leaf', 'tile', 'checkpoint', 'request'].map((name) => `store.${name}`),
  ...of.store.rooms.flatMap((room) => [...room.projections, ...room.workingTables]),
]
const digest = (of: App) => of.store.projector.transaction().execute(async (db) => digestOf(await dump(db, tables(of))))
const manifestOf = (folder: string): Backup => JSON.parse(readFileSync(join(folder, placesIn.manifest), 'utf8'))
function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.sentence)
  return result.value
}
const left = () => readdirSync(parent).filter((name) => name.includes('.part-'))

describe('a backup', () => {
  it('restores to the same rows, keys and ids, signs in nobody, and is appended to', async () => {
    const before = await digest(app)
    const restored = must(await restoreBackup(taken, join(parent, 'restored')))
    expect(restored.fsck).toMatchObject({ whole: true, damage: [] })
    const again = await openApp({ dataFolder: join(parent, 'restored') }, { world: seededWorld(4), sequencer: false })
    try {
      expect(await digest(again)).toBe(before)
      expect([again.store.home, again.hub]).toEqual([app.store.home, app.hub])
      expect(await again.store.projector.selectFrom('store.session').selectAll().execute()).toEqual([])
      await expect(
        sayAll(again.store, again.store.home.register, again.store.home.editors, figures(1)),
      ).rejects.toThrow('restored from a backup')
      expect(await signCheckpoints(again.store, again.hub)).toBe(0)
      await markReconciled(again.store, 'nobody has more')
      await sayAll(again.store, again.store.home.register, again.store.home.editors, figures(3))
      await signCheckpoints(again.store, again.hub)
      expect(await again.fsck()).toMatchObject({ whole: true })
    } finally {
      await again.close()
    }
    expect(left()).toEqual([])
  })
  it('is for its owner’s eyes alone', () => {
    expect(statSync(taken).mode & 0o077).toBe(0)
    for (const file of ['secrets.json', placesIn.manifest, placesIn.table('store.statement')])
      expect(statSync(join(taken, file)).mode & 0o077).toBe(0)
  })
  it('taken while others speak is of one moment, and the record in it is whole', async () => {
    const { register, editors } = app.store.home
    let speaking = true
    let said = 0
    const speak = async () => {
      while (speaking) {
        await sayAll(app.store, register, editors, figures(1 + (said % 9)))
        if (++said % 7 === 0) await signCheckpoints(app.store, app.hub)
      }
    }
    const speakers = [speak(), speak()]
    const sizes: number[] = []
    for (const n of [1, 2, 3]) {
      const atStart = said
      const { statements } = must(await takeBackup(data, join(parent, `online-${n}`)))
      expect(said).toBeGreaterThan(atStart)
      sizes.push(statements)
    }
    speaking = false
    await Promise.all(speakers)
    expect(sizes[2]).toBeGreaterThan(sizes[0]!)
    const { fsck } = must(await restoreBackup(join(parent, 'online-2'), join(parent, 'from-online')))
    expect(fsck).toMatchObject({ whole: true, statements: sizes[1] })
  })
  it('is not written over anything, nor of a folder without a record, and leaves nothing then', async () => {
    expect(await takeBackup(data, taken)).toMatchObject({ ok: false, problem: { code: 'app/folder-taken' } })
    expect(await restoreBackup(taken, data)).toMatchObject({ ok: false, problem: { code: 'app/folder-taken' } })
    await expect(takeBackup(join(parent, 'nowhere'), join(parent, 'new'))).rejects.toThrow('There is no record in')
    expect([existsSync(join(parent, 'nowhere')), existsSync(join(parent, 'new'))]).toEqual([false, false])
  })
  it('that its server leaves in the middle is not there', async () => {
    const half = takeBackup(data, join(parent, 'half'), () => {
      // The first table is written: the connection of whoever writes the backup is cut.
      cut ??= asAdmin({ ...adminOf(), database: 'symbolon' }, 'read committed', (client) =>
        client.query(`select pg_terminate_backend(pid) from pg_stat_activity
          where pid <> pg_backend_pid() and usename = 'postgres' and application_name = ''`),
      )
    })
    await expect(half).rejects.toThrow()
    await cut
    expect(existsSync(join(parent, 'half'))).toBe(false)
    expect(left()).toEqual([])
  })
})
let cut: Promise<unknown> | undefined
const adminOf = () => ({
  host: join(data, 'socket'),
  user: 'postgres',
  password: readFileSync(join(data, 'postgres.secret'), 'utf8'),
})

describe('a backup that is not as it was written is refused, and the file named', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
  let torn: string
  beforeAll(() => {
    console.log(`backup.test.ts: SEED=${seed}`)
    torn = join(parent, 'torn')
    cpSync(taken, torn, { recursive: true })
  })
  const files = () => [
    placesIn.manifest,
    placesIn.digest,
    placesIn.secrets,
    ...manifestOf(taken).tables.map(({ table }) => placesIn.table(table)),
  ]
  async function refusedFor(file: string) {
    const result = await restoreBackup(torn, join(parent, 'never'))
    const named = result.ok ? 'restored' : `${result.problem.code} ${result.problem.details.file}`
    // Whoever changed the digest changed what it is of.
    expect([
      `app/torn-backup ${file}`,
      ...(file === placesIn.digest ? [`app/torn-backup ${placesIn.manifest}`] : []),
    ]).toContain(named)
  }
  it('one bit flipped, at 1,000 places', async () => {
    const chance = chanceOf(seededWorld(seed))
    const sizes = files().map((file) => ({ file, size: statSync(join(taken, file)).size }))
    const full = sizes.filter(({ size }) => size > 0)
    for (let n = 0; n < 1000; n++) {
      const { file, size } = n < full.length ? full[n]! : chance.oneOf(full)
      const bytes = readFileSync(join(taken, file))
      bytes[chance.below(size)]! ^= 1 << chance.below(8)
      writeFileSync(join(torn, file), bytes)
      await refusedFor(file)
      copyFileSync(join(taken, file), join(torn, file))
    }
    expect((await checkBackup(torn)).ok).toBe(true)
  }, 300_000)
  it('cut short, lost, or with something added', async () => {
    for (const file of files()) {
      const { size } = statSync(join(torn, file))
      if (size > 0) {
        truncateSync(join(torn, file), size - 1)
        await refusedFor(file)
      }
      if (file !== placesIn.manifest) {
        rmSync(join(torn, file))
        await refusedFor(file)
      }
      copyFileSync(join(taken, file), join(torn, file))
    }
    writeFileSync(join(torn, 'tables/more.copy'), '')
    await refusedFor('tables/more.copy')
    rmSync(join(torn, 'tables/more.copy'))
  })
  it('written anew with other rows: the record itself says so', async () => {
    const file = placesIn.table('store.statement')
    const text = readFileSync(join(torn, file), 'utf8').replace('Register editors', 'Somebody editors')
    rewrite((backup) => backup.tables.find((one) => placesIn.table(one.table) === file)!, file, text)
    const { fsck } = must(await restoreBackup(torn, join(parent, 'forged')))
    expect(fsck).toMatchObject({ whole: false, damage: [{ index: 0, what: expect.stringContaining('does not hash') }] })
  })
  it('of a later schema, or no backup at all', async () => {
    rewrite((backup) => {
      backup.migrations.push('9999-later')
      return backup.secrets
    })
    const later = await restoreBackup(torn, join(parent, 'never'))
    expect(later).toMatchObject({
      ok: false,
      problem: { code: 'app/newer-backup', details: { migration: '9999-later' } },
    })
    expect(await restoreBackup(parent, join(parent, 'never'))).toMatchObject({
      ok: false,
      problem: { code: 'app/not-a-backup' },
    })
    expect(existsSync(join(parent, 'never'))).toBe(false)
    expect(left()).toEqual([])
  })
  /** What somebody can do who knows the format. */
  function rewrite(
    of: (backup: Backup) => { bytes: number; sha256: string },
    file: string = placesIn.secrets,
    text?: string,
  ) {
    const backup = manifestOf(taken)
    const entry = of(backup)
    const content = text ?? readFileSync(join(taken, file), 'utf8')
    writeFileSync(join(torn, file), content)
    Object.assign(entry, {
      bytes: Buffer.byteLength(content),
      sha256: createHash('sha256').update(content).digest('hex'),
    })
    const manifest = JSON.stringify(backup)
    writeFileSync(join(torn, placesIn.manifest), manifest)
    writeFileSync(join(torn, placesIn.digest), digestLine(manifest))
  }
})
