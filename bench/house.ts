// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, loadAtlas, openApp } from '@symbolon/app'
import { states } from '@symbolon/atlas'
import type { Id, Recorded, Result, Saying } from '@symbolon/foundation'
import { append, lockHeads, openSession, startEmbedded } from '@symbolon/store'
import pg from 'pg'
import { type Cast, commitmentSaying, tellingSaying } from './commitments.ts'

/** A house of its own on a temporary folder: the embedded server as the product runs it, the atlas loaded; with `copies` a mirror's. */
export type House = { app: App; admin: pg.PoolConfig; close: () => Promise<void> }
const DATABASE = 'bench'

export async function openHouse({ copies = false } = {}): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-bench-'))
  const server = await startEmbedded(join(folder, 'data'))
  const address = new URL('postgres://postgres@localhost')
  address.password = String(server.admin.password)
  address.searchParams.set('host', String(server.admin.host))
  const app = await openApp({ databaseUrl: address.href, database: DATABASE }, { copies })
  if (!copies) await loadAtlas(app.store)
  const close = async () => {
    await app.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { app, admin: { ...server.admin, database: DATABASE }, close }
}

/** An arrangement with a source and 24 seated states, half of which promise and half of which judge. */
export type Arrangement = { id: Id; cast: Cast; secretariat: Id }

export async function makeArrangement(app: App): Promise<Arrangement> {
  const secretariat = app.store.home.editors
  const token = await openSession(app.store, secretariat)
  const run = async <Answer>(command: string, input: unknown) =>
    must((await app.run(command, token, input)) as Result<{ answer: Answer }>).answer
  const { arrangement } = await run<{ arrangement: Id }>('register-arrangement', {
    names: { en: 'Bench partnership' },
    layer: 'regional',
    form: 'partnership',
    bindingness: 'non-binding',
  })
  const seated = states
    .filter((state) => state.kind === 'state')
    .slice(0, 24)
    .map((state) => state.id)
  for (const party of seated) await run('grant-seat', { arrangement, party, tier: 'member' })
  const text = 'The signatories will expand lawful pathways.'
  const titles = { short: 'Bench declaration', title: 'Declaration of the bench partnership' }
  const given = { arrangement, text, mediaType: 'text/plain', language: 'en', ...titles }
  const { source } = await run<{ source: Id }>('register-source', given)
  return { id: arrangement, secretariat, cast: { promising: seated.slice(0, 12), judging: seated.slice(12), source } }
}

/** One transaction that locks, appends and projects, as a command's does. */
export const say = (app: App, arrangement: Id, party: Id, sayings: Saying[]): Promise<Recorded[]> =>
  app.store.projector.transaction().execute(async (writer) => {
    const heads = await lockHeads(writer, arrangement)
    return append(app.store, writer, heads, arrangement, { party }, sayings)
  })

/** Brings the arrangement to so many commitments, as many reports and half as many assessments; `saying` may say them aside. */
export async function fill(
  app: App,
  { id, cast }: Arrangement,
  from: number,
  to: number,
  saying = (party: Id) => (sayings: Saying[]) => say(app, id, party, sayings),
): Promise<void> {
  const BATCH = 1000
  for (let start = from; start < to; start += BATCH) {
    const actor = cast.promising[(start / BATCH) % cast.promising.length]!
    const judge = cast.judging[(start / BATCH) % cast.judging.length]!
    const made = Array.from({ length: Math.min(BATCH, to - start) }, (_, n) => ({
      commitment: app.store.world.newId(),
      i: start + n,
    }))
    const told = (kind: 'delivery.reported' | 'delivery.assessed', by: Id, all: typeof made) =>
      all.map(({ commitment, i }) => tellingSaying(kind, commitment, i, by, cast.source))
    const commitments = made.map(({ commitment, i }) => commitmentSaying(commitment, i, cast, actor))
    await saying(actor)([...commitments, ...told('delivery.reported', actor, made)])
    const judged = made.filter(({ i }) => i % 2 === 0)
    await saying(judge)(told('delivery.assessed', judge, judged))
  }
}

/** What autovacuum does within a minute of so many new rows; the bench does not wait for it. */
export async function analyze(admin: pg.PoolConfig): Promise<void> {
  const client = new pg.Client(admin)
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`the bench was refused: ${JSON.stringify(result.problem)}`)
  return result.value
}
