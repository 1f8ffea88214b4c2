// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  addSignature,
  consistencyProof,
  cosignatureTime,
  emptyRoot,
  generateSigner,
  type HashSource,
  leafHash,
  type NoteVerifier,
  openNote,
  parseVerifierKey,
  parseWitnessKey,
  rootAt,
  signCheckpoint,
} from '@symbolon/record'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { doorOf, formatAsked, openWitness, submit, type Witness } from './index.ts'

const ORIGIN = 'hub.example/log'
const log = generateSigner(ORIGIN, new Uint8Array(32).fill(7))
const verifierOf = (vkey: string): NoteVerifier => {
  const key = parseVerifierKey(vkey)
  if (!key.ok) throw new Error(key.message)
  return key.verifier
}
const trusted = (origin: string) => (origin === ORIGIN ? verifierOf(log.vkey) : null)

/** A history of `size` leaves; two of different stories differ from leaf 3 on. */
const historyOf = (size: number, story = 0): HashSource => {
  const leaves = Array.from({ length: size }, (_, n) => leafHash(Uint8Array.of(n % 256, n >> 8, n < 3 ? 0 : story)))
  return { levels: 1, hashes: async (_level, from, to) => leaves.slice(from, to) }
}
const noteOf = async (size: number, story = 0, signer = log.signer) =>
  signCheckpoint({ origin: signer.name, size, root: await rootAt(size, historyOf(size, story)) }, signer)
const asked = async (old: number, size: number, story = 0) =>
  formatAsked({
    old,
    proof: await consistencyProof(old, size, historyOf(size, story)),
    note: await noteOf(size, story),
  })

let folder: string
let witness: Witness
const open = () => openWitness(folder, 'witness.example/ours', trusted, () => 1_800_000_000)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'symbolon-witness-'))
  witness = open()
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a witness (C2SP tlog-witness)', () => {
  it('co-signs what grows from what it saw, with its key and the time', async () => {
    for (const [old, size] of [
      [0, 1],
      [1, 5],
      [5, 5],
      [5, 700],
    ] as const) {
      const answer = await witness.addCheckpoint(await asked(old, size))
      expect(answer.status).toBe(200)
      const signed = addSignature(await noteOf(size), answer.body.trim())
      const key = parseWitnessKey(witness.vkey)
      if (!signed.ok || !key.ok) throw new Error('it answered no signature')
      const opened = openNote(signed.note, [key.verifier])
      expect(opened.ok && cosignatureTime(opened.signatures[0]!.signature)).toBe(1_800_000_000)
    }
  })
  it('remembers over a restart, and is the same witness', async () => {
    await witness.addCheckpoint(await asked(0, 5))
    const again = open()
    expect(again.vkey).toBe(witness.vkey)
    expect(await again.addCheckpoint(await asked(0, 9))).toEqual({ status: 409, body: '5\n' })
    expect((await again.addCheckpoint(await asked(5, 9))).status).toBe(200)
  })
  it('says how far it is to who thinks otherwise, and signs nothing', async () => {
    await witness.addCheckpoint(await asked(0, 5))
    for (const old of [0, 4, 6])
      expect(await witness.addCheckpoint(await asked(old, 9))).toEqual({ status: 409, body: '5\n' })
  })
  it('refuses what the log did not sign, a log that it does not know, and what is no request', async () => {
    const stranger = generateSigner(ORIGIN, new Uint8Array(32).fill(8)).signer
    const other = generateSigner('hub.example/other', new Uint8Array(32).fill(7)).signer
    const ask = (note: string) => witness.addCheckpoint(formatAsked({ old: 0, proof: [], note }))
    expect((await ask(await noteOf(5, 0, stranger))).status).toBe(403)
    expect((await ask(await noteOf(5, 0, other))).status).toBe(404)
    expect((await ask((await noteOf(5)).replace('\n5\n', '\n6\n'))).status).toBe(403)
    const good = await asked(0, 5)
    for (const body of ['', 'old\n\n', good.replace('old 0', 'old 00'), good.replace('old 0', 'old -1'), good.slice(6)])
      expect((await witness.addCheckpoint(body)).status, body.slice(0, 20)).toBe(400)
    expect((await witness.addCheckpoint(good.replace('old 0\n', `old 0\n${'x\n'.repeat(64)}`))).status).toBe(400)
    expect((await witness.addCheckpoint((await asked(5, 5)).replace('old 5', 'old 6'))).status).toBe(400)
  })
  it('refuses another history, longer or as long, and keeps both notes as proof', async () => {
    await witness.addCheckpoint(await asked(0, 5))
    for (const size of [5, 9, 300]) expect((await witness.addCheckpoint(await asked(5, size, 1))).status).toBe(422)
    expect((await witness.addCheckpoint(formatAsked({ old: 5, proof: [], note: await noteOf(9) }))).status).toBe(422)
    const kept = readdirSync(join(folder, 'conflicts'))
    expect(kept.length).toBe(4)
    const text = readFileSync(join(folder, 'conflicts', kept[0]!), 'utf8')
    expect(text).toContain(await noteOf(5))
    // The same again fills no disk, and the true history still goes on.
    await witness.addCheckpoint(await asked(5, 9, 1))
    expect(readdirSync(join(folder, 'conflicts')).length).toBe(4)
    expect((await witness.addCheckpoint(await asked(5, 9))).status).toBe(200)
  })
  it('refuses a proof from nothing, and an empty log with another root', async () => {
    const proof = [new Uint8Array(32)]
    expect((await witness.addCheckpoint(formatAsked({ old: 0, proof, note: await noteOf(5) }))).status).toBe(422)
    const none = signCheckpoint({ origin: ORIGIN, size: 0, root: new Uint8Array(32) }, log.signer)
    expect((await witness.addCheckpoint(formatAsked({ old: 0, proof: [], note: none }))).status).toBe(422)
    const empty = signCheckpoint({ origin: ORIGIN, size: 0, root: emptyRoot() }, log.signer)
    expect((await witness.addCheckpoint(formatAsked({ old: 0, proof: [], note: empty }))).status).toBe(200)
  })
  it('signs one of two that race from the same size with different histories', async () => {
    await witness.addCheckpoint(await asked(0, 3))
    const both = await Promise.all([0, 1].map(async (story) => witness.addCheckpoint(await asked(3, 9, story))))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })
  it('starts no second memory where what it saw cannot be read', async () => {
    await witness.addCheckpoint(await asked(0, 5))
    const seen = join(folder, 'seen', readdirSync(join(folder, 'seen'))[0]!)
    writeFileSync(seen, 'torn')
    await expect(open().addCheckpoint(await asked(0, 5))).rejects.toThrow(/cannot be read/)
  })
})

describe('who hands in a checkpoint', () => {
  it('asks how far the witness is, and proves from there', async () => {
    const bring = async (size: number, story = 0) =>
      submit(witness.addCheckpoint, { size, note: await noteOf(size, story) }, (old) =>
        consistencyProof(old, size, historyOf(size, story)),
      )
    for (const size of [3, 3, 600]) expect((await bring(size)).status).toBe(200)
    expect(await bring(5)).toEqual({ status: 409, body: '600\n' })
    expect((await bring(700, 1)).status).toBe(422)
  })
})

describe('its door', () => {
  it('answers as tlog-witness says, over HTTP', async () => {
    const faults: unknown[] = []
    const door = doorOf(witness, (fault) => faults.push(fault))
    const post = async (body: string) => door.request('/add-checkpoint', { method: 'POST', body })
    expect((await post(await asked(0, 5))).status).toBe(200)
    const conflict = await post(await asked(0, 9))
    expect([conflict.status, conflict.headers.get('content-type'), await conflict.text()]).toEqual([
      409,
      'text/x.tlog.size',
      '5\n',
    ])
    expect((await post('x'.repeat(70_000))).status).toBe(413)
    expect(await (await door.request('/key')).text()).toBe(`${witness.vkey}\n`)
    expect((await door.request('/')).status).toBe(404)
    const seen = join(folder, 'seen', readdirSync(join(folder, 'seen'))[0]!)
    writeFileSync(seen, 'torn')
    expect((await post(await asked(5, 9))).status).toBe(500)
    expect(faults.length).toBe(1)
  })
})
