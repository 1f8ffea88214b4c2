// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onlyParties } from '@symbolon/foundation'
import { parseVerifierKey } from '@symbolon/record'
import type { RecordPage } from '@symbolon/register'
import { signCheckpoints } from '@symbolon/store'
import { convene, enrol, forkOf, freshApp, freshCopies, type Player, promise, type TestApp } from '@symbolon/testing'
import { openWitness, type Witness } from '@symbolon/witness'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cosigned, exportHalf, folderSource, keepHalf, submitCopies, takeCosignatures } from './index.ts'

type Partner = { player: Player; copy: TestApp; witness: Witness; folder: string }

let hub: TestApp
let folder: string
let table: string
let made = 0
const partners: Partner[] = []

async function joinAs(name: string, code: string): Promise<Partner> {
  const copy = await freshCopies()
  // A partner trusts the logs that its mirror has proven, under the keys that it kept them by.
  const keys = new Map<string, string>()
  const trusted = (origin: string) => {
    const key = parseVerifierKey(keys.get(origin) ?? '')
    return key.ok ? key.verifier : null
  }
  const home = join(folder, name)
  const witness = openWitness(home, `${name}.example/witness`, trusted, () => 1_800_000_000)
  const partner = { player: await enrol(hub, name, code), copy, witness, folder: home }
  partners.push(partner)
  Object.assign(partner, {
    learn: async () => {
      for (const { vkey } of await copy.store.projector.selectFrom('store.log').select('vkey').execute())
        keys.set(vkey!.split('+')[0]!, vkey!)
    },
  })
  return partner
}
/** Brings a partner's mirror up to what this hub shows it. */
async function mirror({ player, copy, ...more }: Partner, from = hub): Promise<void> {
  await signCheckpoints(from.store, from.hub)
  const done = await exportHalf(from, player.token, table, join(folder, `shown-${++made}`))
  if (!done.ok || !(await keepHalf(copy, folderSource(done.value.folder))).ok) throw new Error('nothing was shown')
  await (more as unknown as { learn: () => Promise<void> }).learn()
}
/** Lets a partner's witness co-sign what its mirror keeps, and gives that to the hub. */
async function cosign({ player, copy, witness }: Partner) {
  const taken = []
  for (const one of await submitCopies(copy, [table], witness.addCheckpoint))
    taken.push(await takeCosignatures(hub, player.token, { arrangement: table, log: one.log, note: cosigned(one)! }))
  return taken
}
const record = async (token: string | null) => (await hub.see<RecordPage>('record', token, { arrangement: table }))!

let alba: Partner
let borea: Partner
let watch: Partner
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'symbolon-cosign-'))
  hub = await freshApp()
  for (const [name, code] of [
    ['Alba', 'AA'],
    ['Borea', 'BB'],
    ['Watch', 'WW'],
  ] as const)
    await joinAs(name, code)
  ;[alba, borea, watch] = partners as [Partner, Partner, Partner]
  const seats = { alba: alba.player, borea: borea.player, watch: watch.player }
  table = await convene(hub, seats, { tiers: { watch: 'observer' } })
})
afterAll(async () => {
  for (const { copy } of partners) await copy.close()
  await hub.close()
  rmSync(folder, { recursive: true })
})

describe('a witness', () => {
  it('is named by its own party, once for each, and is a witness’s key', async () => {
    const name = (by: Partner, vkey: string) =>
      hub.refusal('name-witness', by.player.token, { arrangement: table, vkey })
    for (const by of [alba, watch])
      await hub.must('name-witness', by.player.token, { arrangement: table, vkey: by.witness.vkey })
    expect(await name(borea, alba.witness.vkey)).toBe('register/witness-taken')
    expect(await name(borea, 'nonsense')).toBe('register/not-a-witness-key')
    const log = await hub.store.projector.selectFrom('store.log').select('id').limit(1).executeTakeFirstOrThrow()
    const { verifierKeyOf } = await import('@symbolon/store')
    expect(await name(borea, verifierKeyOf(hub.hub, log.id))).toBe('register/not-a-witness-key')
    const stranger = await enrol(hub, 'Stranger', 'SS')
    const own = { arrangement: table, vkey: borea.witness.vkey }
    expect(await hub.refusal('name-witness', stranger.token, own)).toBe('register/not-seated')
    expect((await record(null)).witnesses.map(({ party }) => party).sort()).toEqual(
      [alba.player.party, watch.player.party].sort(),
    )
  })
  it('is required by members alone, and no more of them than there are', async () => {
    const require = (by: Partner, count: number) => [by.player.token, { arrangement: table, count }] as const
    expect(await hub.refusal('require-cosignatures', ...require(watch, 1))).toBe('register/not-seated')
    expect(await hub.refusal('require-cosignatures', ...require(alba, 3))).toBe('register/too-few-witnesses')
    await hub.must('require-cosignatures', ...require(alba, 2))
    expect((await record(null)).required).toBe(2)
  })
})

describe('a checkpoint', () => {
  it('counts from where as many parties have co-signed as the arrangement asks', async () => {
    await mirror(alba)
    expect(await cosign(alba)).toMatchObject([{ ok: true, value: { taken: ['Alba.example/witness'] } }])
    const [first] = (await record(borea.player.token)).logs
    expect(first).toMatchObject({
      counts: null,
      cosignatures: [{ party: alba.player.party, at: '2027-01-15T08:00:00.000Z' }],
    })
    await hub.must('agree-commitment', alba.player.token, promise(table, [alba.player.party]))
    await mirror(watch)
    await cosign(watch)
    // Watch has seen one statement more: the two agree up to where Alba was.
    expect((await record(null)).logs[0]!.counts).toBe(first!.size)
    await mirror(alba)
    await cosign(alba)
    expect((await record(null)).logs[0]!.counts).toBe(first!.size + 1)
  })
  it('goes out with its co-signatures, and they stay with the copy', async () => {
    await mirror(borea)
    const { note } = await borea.copy.store.projector
      .selectFrom('store.checkpoint')
      .select('note')
      .executeTakeFirstOrThrow()
    expect(note).toMatch(/— Alba\.example\/witness /)
    expect(await borea.copy.fsck()).toMatchObject({ whole: true })
  })
  it('is not taken from the public, of a log that is hidden, unsigned, altered, or by a witness nobody named', async () => {
    const [one] = await submitCopies(alba.copy, [table], alba.witness.addCheckpoint)
    const note = cosigned(one!)!
    const take = async (token: string | null, log: string, text: string) => {
      const taken = await takeCosignatures(hub, token, { arrangement: table, log, note: text })
      return taken.ok ? 'taken' : taken.problem.code
    }
    expect(await take(null, one!.log, note)).toBe('foundation/not-signed-in')
    expect(await take(alba.player.token, '0190ffff-0000-7000-8000-00000000dead', note)).toBe('foundation/not-found')
    const bare = one!.note.replace(/^— (?:Alba|Watch)\S+ \S+\n/gm, '')
    expect(await take(alba.player.token, one!.log, bare)).toBe('halves/not-cosigned')
    expect(await take(alba.player.token, one!.log, note.replace(/\n\d+\n/, '\n1\n'))).toBe('halves/not-cosigned')
    const [other] = await submitCopies(borea.copy, [table], borea.witness.addCheckpoint)
    const byOther = cosigned(other!)!.replace(/^— (?:Alba|Watch)\S+ \S+\n/gm, '')
    expect(await take(borea.player.token, one!.log, byOther)).toBe('halves/not-cosigned')
    const audience = onlyParties(borea.player.party)
    await hub.must('agree-commitment', borea.player.token, { ...promise(table, [borea.player.party]), audience })
    await mirror(borea)
    const hidden = (await submitCopies(borea.copy, [table], borea.witness.addCheckpoint)).find(
      ({ log }) => log !== one!.log,
    )
    expect(await take(alba.player.token, hidden!.log, cosigned(hidden!)!)).toBe('foundation/not-found')
  })
})

describe('a hub that tells two partners two stories', () => {
  it('is caught when one of them asks the other’s witness, and both signed notes are kept', async () => {
    const second = await forkOf(hub)
    try {
      await hub.must('agree-commitment', alba.player.token, promise(table, [alba.player.party]))
      const other = promise(table, [alba.player.party], { summary: 'Closes an office.' })
      await second.must('agree-commitment', alba.player.token, other)
      await mirror(alba)
      await mirror(watch, second)
      await cosign(alba)
      const told = await submitCopies(watch.copy, [table], alba.witness.addCheckpoint)
      expect(told.map(({ answer }) => answer.status)).toEqual([422])
      expect(readdirSync(join(alba.folder, 'conflicts')).length).toBe(1)
    } finally {
      await second.close()
    }
  })
})
